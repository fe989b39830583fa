"""entries of a paguyuban, a city and an account are found by an index"""

import sqlalchemy as sa
from alembic import op

revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_audit_entry_association', 'audit_entry', ['association_id', 'id'])
    where = sa.text('city_id IS NOT NULL')
    op.create_index(
        'ix_audit_entry_city',
        'audit_entry',
        ['city_id', 'id'],
        sqlite_where=where,
        postgresql_where=where,
    )
    op.create_index('ix_audit_entry_account', 'audit_entry', ['account_id', 'id'])


def downgrade() -> None:
    op.drop_index('ix_audit_entry_account', 'audit_entry')
    op.drop_index('ix_audit_entry_city', 'audit_entry')
    op.drop_index('ix_audit_entry_association', 'audit_entry')
