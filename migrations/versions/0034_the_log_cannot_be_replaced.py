"""the log cannot be replaced"""

from alembic import op

revision = '0034'
down_revision = "0033"
branch_labels = None
depends_on = None

# SQLite deletes without a word what INSERT OR REPLACE puts something else in the place of. Before an
# insert the id that SQLite chooses is not known yet, afterwards the replaced row is gone: so both.
# On PostgreSQL the triggers of 0002 refuse ON CONFLICT DO UPDATE, which is an update.
TRIGGERS = {
    'audit_entry_no_replace': (
        'BEFORE INSERT ON audit_entry WHEN EXISTS '
        '(SELECT 1 FROM audit_entry WHERE id = NEW.id)'
    ),
    'audit_entry_at_the_end': (
        'AFTER INSERT ON audit_entry WHEN NEW.id <> (SELECT max(id) FROM audit_entry)'
    ),
}


def upgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for name, when in TRIGGERS.items():
            op.execute(
                f"CREATE TRIGGER {name} {when} "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for name in TRIGGERS:
            op.execute(f'DROP TRIGGER {name}')
