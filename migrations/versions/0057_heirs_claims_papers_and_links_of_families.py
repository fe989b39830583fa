"""heirs, claims, their papers and links of families"""

import sqlalchemy as sa
from alembic import op

from association.database import UtcDateTime

revision = '0057'
down_revision = '0056'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'claim',
        sa.Column('id', ID, nullable=False),
        sa.Column('association_id', ID, nullable=False),
        sa.Column('city_id', ID, nullable=False),
        sa.Column('member_id', ID, nullable=False),
        sa.Column('market_id', ID, nullable=True),
        sa.Column('kind', sa.String(length=10), nullable=False),
        sa.Column('from_work', sa.Boolean(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('happened_at', UtcDateTime(), nullable=True),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('opened_at', UtcDateTime(), nullable=False),
        sa.Column('opened_by', ID, nullable=True),
        sa.Column('moved_on', sa.Date(), nullable=False),
        sa.Column('submitted_on', sa.Date(), nullable=True),
        sa.Column('decided_on', sa.Date(), nullable=True),
        sa.Column('paid_amount', sa.Integer(), nullable=True),
        sa.Column('waits_until', sa.Date(), nullable=True),
        sa.Column('told_sealed', sa.LargeBinary(), nullable=True),
        sa.Column('batch_id', ID, nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_claim_association_id_association'
        ),
        sa.ForeignKeyConstraint(['city_id'], ['city.id'], name='fk_claim_city_id_city'),
        sa.ForeignKeyConstraint(['member_id'], ['member.id'], name='fk_claim_member_id_member'),
        sa.ForeignKeyConstraint(['market_id'], ['market.id'], name='fk_claim_market_id_market'),
        sa.ForeignKeyConstraint(['opened_by'], ['account.id'], name='fk_claim_opened_by_account'),
        sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name='fk_claim_batch_id_batch'),
        sa.PrimaryKeyConstraint('id', name='pk_claim'),
    )
    op.create_table(
        'claim_paper',
        sa.Column('claim_id', ID, nullable=False),
        sa.Column('code', sa.String(length=20), nullable=False),
        sa.Column('association_id', ID, nullable=False),
        sa.Column('member_id', ID, nullable=False),
        sa.Column('got_on', sa.Date(), nullable=True),
        sa.Column('bringer_sealed', sa.LargeBinary(), nullable=True),
        sa.Column('noted_by', ID, nullable=True),
        sa.Column('noted_at', UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name='fk_claim_paper_claim_id_claim'),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_claim_paper_association_id_association'
        ),
        sa.ForeignKeyConstraint(
            ['member_id'], ['member.id'], name='fk_claim_paper_member_id_member'
        ),
        sa.ForeignKeyConstraint(
            ['noted_by'], ['account.id'], name='fk_claim_paper_noted_by_account'
        ),
        sa.PrimaryKeyConstraint('claim_id', 'code', name='pk_claim_paper'),
    )
    op.create_table(
        'claim_photo',
        sa.Column('id', ID, nullable=False),
        sa.Column('claim_id', ID, nullable=False),
        sa.Column('code', sa.String(length=20), nullable=False),
        sa.Column('association_id', ID, nullable=False),
        sa.Column('image_sealed', sa.LargeBinary(), nullable=False),
        sa.Column('taken_by', ID, nullable=True),
        sa.Column('taken_at', UtcDateTime(), nullable=False),
        sa.Column('ends_at', UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name='fk_claim_photo_claim_id_claim'),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_claim_photo_association_id_association'
        ),
        sa.ForeignKeyConstraint(
            ['taken_by'], ['account.id'], name='fk_claim_photo_taken_by_account'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_claim_photo'),
    )
    op.create_table(
        'claim_step',
        sa.Column('id', ID, nullable=False),
        sa.Column('claim_id', ID, nullable=False),
        sa.Column('association_id', ID, nullable=False),
        sa.Column('account_id', ID, nullable=True),
        sa.Column('at', UtcDateTime(), nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('note_sealed', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name='fk_claim_step_claim_id_claim'),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_claim_step_association_id_association'
        ),
        sa.ForeignKeyConstraint(
            ['account_id'], ['account.id'], name='fk_claim_step_account_id_account'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_claim_step'),
    )
    op.create_table(
        'family_link',
        sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
        sa.Column('claim_id', ID, nullable=False),
        sa.Column('member_id', ID, nullable=False),
        sa.Column('association_id', ID, nullable=False),
        sa.Column('city_id', ID, nullable=False),
        sa.Column('made_by', ID, nullable=True),
        sa.Column('made_at', UtcDateTime(), nullable=False),
        sa.Column('expires_at', UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name='fk_family_link_claim_id_claim'),
        sa.ForeignKeyConstraint(
            ['member_id'], ['member.id'], name='fk_family_link_member_id_member'
        ),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_family_link_association_id_association'
        ),
        sa.ForeignKeyConstraint(['city_id'], ['city.id'], name='fk_family_link_city_id_city'),
        sa.ForeignKeyConstraint(['made_by'], ['account.id'], name='fk_family_link_made_by_account'),
        sa.PrimaryKeyConstraint('token_hash', name='pk_family_link'),
        sa.UniqueConstraint('claim_id', name='uq_family_link_claim_id'),
    )
    op.create_index('ix_claim_city', 'claim', ['city_id', 'day'])
    op.create_index('ix_claim_list', 'claim', ['association_id', 'state', 'id'])
    op.create_index('ix_claim_member', 'claim', ['member_id', 'id'])
    op.create_index('ix_claim_photo_case', 'claim_photo', ['claim_id', 'code'])
    op.create_index('ix_claim_photo_ends_at', 'claim_photo', ['ends_at'])
    op.create_index('ix_claim_step_case', 'claim_step', ['claim_id', 'id'])
    op.create_index('ix_family_link_expires_at', 'family_link', ['expires_at'])
    op.add_column('member', sa.Column('heirs_sealed', sa.LargeBinary()))


def downgrade() -> None:
    with op.batch_alter_table('member') as member:
        member.drop_column('heirs_sealed')
    op.drop_table('family_link')
    op.drop_table('claim_step')
    op.drop_table('claim_photo')
    op.drop_table('claim_paper')
    op.drop_table('claim')
