"""what is over is found by an index"""

from alembic import op

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None

INDEXES = (
    ('attendance_taken_back', 'made_at'),
    ('awareness_event', 'starts_at'),
    ('batch', 'at'),
    ('device', 'seen_at'),
    ('handover', 'withdrawn_at'),
    ('invitation', 'expires_at'),
    ('reminder', 'opened_at'),
    ('saved_answer', 'saved_at'),
    ('sign_in', 'seen_at'),
    ('transfer', 'at'),
    ('visit', 'at'),
)


def upgrade() -> None:
    for table, column in INDEXES:
        op.create_index(f'ix_{table}_{column}', table, [column])


def downgrade() -> None:
    for table, column in reversed(INDEXES):
        op.drop_index(f'ix_{table}_{column}', table)
