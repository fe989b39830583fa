"""recovery codes"""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'recovery_code',
        sa.Column('code_index', sa.LargeBinary(16), nullable=False),
        sa.Column('account_id', ID, nullable=False),
        sa.ForeignKeyConstraint(
            ['account_id'], ['account.id'], name=op.f('fk_recovery_code_account_id_account')
        ),
        sa.PrimaryKeyConstraint('code_index', name=op.f('pk_recovery_code')),
    )
    op.create_index(op.f('ix_recovery_code_account_id'), 'recovery_code', ['account_id'])
    op.add_column('account', sa.Column('code_removed_at', sa.DateTime()))
    op.add_column('sign_in', sa.Column('pending_sealed', sa.LargeBinary()))


def downgrade() -> None:
    op.drop_column('sign_in', 'pending_sealed')
    op.drop_column('account', 'code_removed_at')
    op.drop_index(op.f('ix_recovery_code_account_id'), 'recovery_code')
    op.drop_table('recovery_code')
