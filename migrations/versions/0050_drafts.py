"""drafts: what was typed into a long form and is not saved yet"""

import sqlalchemy as sa
from alembic import op

revision = '0050'
down_revision = '0049'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'draft',
        sa.Column('draft_index', sa.LargeBinary(16), nullable=False),
        sa.Column('account_id', ID, nullable=False),
        sa.Column('typed_sealed', sa.LargeBinary(), nullable=False),
        sa.Column('saved_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['account_id'], ['account.id'], name='fk_draft_account_id_account'
        ),
        sa.PrimaryKeyConstraint('draft_index', name='pk_draft'),
    )
    op.create_index('ix_draft_account_id', 'draft', ['account_id'])
    op.create_index('ix_draft_saved_at', 'draft', ['saved_at'])


def downgrade() -> None:
    op.drop_table('draft')
