"""NIKs that wait for an officer, and who checked one with the KTP"""

import sqlalchemy as sa
from alembic import op

revision = '0048'
down_revision = '0047'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'nik_check',
        sa.Column('member_id', ID, nullable=False),
        sa.Column('association_id', ID, nullable=False),
        sa.Column('city_id', ID, nullable=False),
        sa.Column('ask', sa.String(8), nullable=False),
        sa.Column('nik_index', sa.LargeBinary(16), nullable=False),
        sa.Column('asked_at', sa.DateTime(), nullable=False),
        sa.Column('asked_by', ID),
        sa.Column('checked_at', sa.DateTime()),
        sa.Column('checked_by', ID),
        sa.ForeignKeyConstraint(['member_id'], ['member.id'], name='fk_nik_check_member_id_member'),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_nik_check_association_id_association'
        ),
        sa.ForeignKeyConstraint(['city_id'], ['city.id'], name='fk_nik_check_city_id_city'),
        sa.ForeignKeyConstraint(
            ['asked_by'], ['account.id'], name='fk_nik_check_asked_by_account'
        ),
        sa.ForeignKeyConstraint(
            ['checked_by'], ['account.id'], name='fk_nik_check_checked_by_account'
        ),
        sa.PrimaryKeyConstraint('member_id', name='pk_nik_check'),
    )
    op.create_index('ix_nik_check_association_id', 'nik_check', ['association_id'])
    op.create_index('ix_nik_check_asked_at', 'nik_check', ['asked_at'])
    op.create_index(
        'ix_member_pending',
        'member',
        ['city_id', 'association_id', 'id'],
        sqlite_where=sa.text('link_pending IS 1'),
        postgresql_where=sa.text('link_pending IS true'),
    )


def downgrade() -> None:
    op.drop_index('ix_member_pending', 'member')
    op.drop_table('nik_check')
