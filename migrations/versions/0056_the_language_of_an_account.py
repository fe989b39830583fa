"""the language that an account chose"""

import sqlalchemy as sa
from alembic import op

revision = '0056'
down_revision = '0052'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'account', sa.Column('language', sa.String(8), server_default='', nullable=False)
    )


def downgrade() -> None:
    op.drop_column('account', 'language')
