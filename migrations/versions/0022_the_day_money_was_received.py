"""the day on which BPJS Ketenagakerjaan received the money

Cash in a collector's hand protects nobody: only months whose money was received are paid.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# A first contribution paid at a channel with its receipt number is a registration.
FIRST_PAID = (
    "SELECT MIN(received_on) FROM contribution WHERE participant_id = participant.id "
    "AND custody = '' AND channel <> 'bendahara' AND receipt <> '' AND voided_at IS NULL"
)
DEPOSITED_ON = "SELECT deposit.day FROM deposit WHERE deposit.id = contribution.deposit_id"


def upgrade() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.add_column(sa.Column("received_on", sa.Date(), nullable=True))
    op.execute(
        f"UPDATE contribution SET received_on = COALESCE(({DEPOSITED_ON}), paid_on) "
        "WHERE custody <> 'entrusted'"
    )
    op.execute(
        f"UPDATE participant SET registered_on = ({FIRST_PAID}) WHERE registered_on IS NULL"
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_contribution_received"),
            "(custody = 'entrusted') = (received_on IS NULL)",
        )
        batch_op.drop_index(batch_op.f("ix_contribution_run"))
        batch_op.create_index(
            "ix_contribution_run",
            ["participant_id", "first_month", "last_month", "voided_at", "received_on"],
        )


def downgrade() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_run")
        batch_op.create_index(
            "ix_contribution_run", ["participant_id", "first_month", "last_month", "voided_at"]
        )
        batch_op.drop_constraint(batch_op.f("ck_contribution_received"), type_="check")
        batch_op.drop_column("received_on")
