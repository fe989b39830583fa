"""who accepted, and when a password was reset"""

import sqlalchemy as sa
from alembic import op

revision = '0043'
down_revision = '0040'
branch_labels = None
depends_on = None

COLUMNS = {
    'accepted_at': sa.DateTime(),
    'reset_at': sa.DateTime(),
    'reset_by': sa.BigInteger().with_variant(sa.Integer(), 'sqlite'),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column('account', sa.Column(name, kind))
    # no account from before says when: it had its password at the earliest when it was made
    op.execute("UPDATE account SET accepted_at = created_at WHERE password_hash <> ''")


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column('account', name)
