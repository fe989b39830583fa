"""indexes that leave no choice"""

from alembic import op

revision = '0037'
down_revision = '0035'
branch_labels = None
depends_on = None

# name: table, columns
GONE = {
    'ix_visit_association_id': ('visit', ['association_id']),
    'ix_contribution_association_id': ('contribution', ['association_id']),
    'ix_member_tail': ('member', ['association_id', 'nik_tail']),
    'ix_stall_market_id': ('stall', ['market_id']),
    'ix_attendance_association_id': ('attendance', ['association_id']),
    'ix_transfer_row_from_id': ('transfer_row', ['from_id']),
    'ix_transfer_row_to_id': ('transfer_row', ['to_id']),
    'ix_association_city_id': ('association', ['city_id']),
}
MADE = {
    'ix_visit_round': ('visit', ['association_id', 'month']),
    'ix_stall_block': ('stall', ['association_id', 'market_id', 'block']),
    'ix_attendance_held': ('attendance', ['association_id', 'event_id']),
    'ix_deposit_list': ('deposit', ['association_id', 'id']),
    'ix_association_names': ('association', ['name', 'id']),
}
RUN = ['first_month', 'last_month', 'voided_at', 'received_on']
LATEST = ['last_month', 'first_month', 'voided_at', 'received_on']


def upgrade() -> None:
    for name, (table, _columns) in GONE.items():
        op.drop_index(name, table)
    for name, (table, columns) in MADE.items():
        op.create_index(name, table, columns)
    op.drop_index('ix_contribution_run', 'contribution')
    op.create_index('ix_contribution_run', 'contribution', ['participant_id', *LATEST])


def downgrade() -> None:
    op.drop_index('ix_contribution_run', 'contribution')
    op.create_index('ix_contribution_run', 'contribution', ['participant_id', *RUN])
    for name, (table, _columns) in MADE.items():
        op.drop_index(name, table)
    for name, (table, columns) in GONE.items():
        op.create_index(name, table, columns)
