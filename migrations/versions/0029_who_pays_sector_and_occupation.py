"""who pays for a participant, their sector and their occupation"""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('funding', sa.String(length=5), server_default='self', nullable=False)
        )
        batch_op.add_column(
            sa.Column('sector', sa.String(length=9), server_default='trade', nullable=False)
        )
        batch_op.add_column(
            sa.Column('occupation', sa.String(length=40), server_default='Pedagang', nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.drop_column('occupation')
        batch_op.drop_column('sector')
        batch_op.drop_column('funding')
