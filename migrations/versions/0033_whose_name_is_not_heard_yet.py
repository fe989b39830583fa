"""whether a member's search indexes are missing is asked without reading the roster"""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unheard = sa.text("name_sound = ''")
    op.create_index(
        'ix_member_unheard', 'member', ['id'], sqlite_where=unheard, postgresql_where=unheard
    )


def downgrade() -> None:
    op.drop_index('ix_member_unheard', table_name='member')
