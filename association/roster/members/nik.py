"""Open a NIK in full, and keep who looked."""

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.roster.history.actions import note
from association.roster.history.kinds import ChangeKind
from association.roster.members.models import Member


def view(member_id: int, by: By) -> str | None:
    """Open a NIK in full, and keep who looked."""
    with write_tx() as tx:
        member = tx.session.get_one(Member, member_id)
        record(tx.session, by, "view NIK", f"member:{member.id}")
        note(
            tx.session,
            by,
            ChangeKind.SEE_NIK,
            member_id=member.id,
            version=member.version,
            values={},
        )
        return member.nik
