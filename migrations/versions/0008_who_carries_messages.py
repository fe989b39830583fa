"""who carries messages for whom is found by an index"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    carried = sa.column('messenger_id').is_not(None)
    op.create_index('ix_member_messenger', 'member', ['messenger_id'], sqlite_where=carried, postgresql_where=carried)


def downgrade() -> None:
    op.drop_index('ix_member_messenger', 'member')
