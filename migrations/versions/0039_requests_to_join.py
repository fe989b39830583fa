"""requests to join"""

import sqlalchemy as sa
from alembic import op

revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'join_request',
        sa.Column('id', ID, nullable=False),
        sa.Column('code', sa.String(11), nullable=False),
        sa.Column('city_id', ID, nullable=False),
        sa.Column('name', sa.String(80), nullable=False),
        sa.Column('market', sa.String(80), nullable=False),
        sa.Column('ketua', sa.String(60), nullable=False),
        sa.Column('phone_sealed', sa.LargeBinary()),
        sa.Column('phone_index', sa.LargeBinary(16), nullable=False),
        sa.Column('network_index', sa.LargeBinary(16), nullable=False),
        sa.Column('note', sa.String(200), nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('reason', sa.String(200), nullable=False),
        sa.Column('answered_at', sa.DateTime()),
        sa.Column('answered_by', ID),
        sa.Column('association_id', ID),
        sa.ForeignKeyConstraint(['city_id'], ['city.id'], name='fk_join_request_city_id_city'),
        sa.ForeignKeyConstraint(
            ['answered_by'], ['account.id'], name='fk_join_request_answered_by_account'
        ),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_join_request_association_id_association'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_join_request'),
        sa.UniqueConstraint('code', name='uq_join_request_code'),
    )
    op.create_index('ix_join_request_list', 'join_request', ['city_id', 'state', 'id'])
    op.create_index('ix_join_request_at', 'join_request', ['at'])


def downgrade() -> None:
    op.drop_table('join_request')
