"""Let a neighbour carry messages for a member, and end it."""

from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.once import Once, write_once
from association.roster.history.kinds import ChangeKind
from association.roster.members.actions import put
from association.roster.members.locking import locked, locked_one
from association.roster.members.models import Member
from association.rules.house.errors import RuleError


@write_once
def appoint(
    session: Session, member_id: int, neighbour_id: int, by: By, *, agreed: bool, once: Once | None
) -> None:
    """Note that a neighbour carries messages for a member; both must have agreed.

    Raises RuleError when they cannot, NoResultFound outside the reach.
    """
    if not agreed:
        raise RuleError("Tanyakan dulu kepada keduanya, lalu centang bahwa keduanya setuju.")
    if neighbour_id == member_id:
        raise RuleError("Pilih orang lain sebagai pembawa pesan.")
    found = {member.id: member for member in locked(session, (member_id, neighbour_id))}
    member = found.get(member_id) or session.get_one(Member, member_id)
    neighbour = found.get(neighbour_id)
    if member.left_on is not None or member.has_died:
        raise RuleError("Anggota ini sudah keluar dari daftar.")
    if member.phone is not None:
        raise RuleError("Anggota ini punya nomor HP sendiri, jadi tidak perlu pembawa pesan.")
    if neighbour is None or neighbour.left_on is not None or neighbour.has_died:
        raise RuleError("Pembawa pesan harus anggota di daftar Anda.")
    if neighbour.phone is None:
        raise RuleError(
            "%(name)s belum punya nomor HP di daftar. Pilih tetangga lain.", name=neighbour.name
        )
    put(session, member, {"messenger_id": neighbour.id}, by, kind=ChangeKind.EDIT)


def end(member_id: int, messenger_id: int | None, by: By) -> bool:
    """End what `messenger_id` carries for a member; False when they carry nothing (any more).

    Raises NoResultFound outside the reach.
    """
    with write_tx() as tx:
        member = locked_one(tx.session, member_id)
        messenger = tx.session.get_one(Member, messenger_id or 0)
        if member.messenger_id != messenger.id:
            return False
        put(tx.session, member, {"messenger_id": None}, by, kind=ChangeKind.EDIT)
        return True
