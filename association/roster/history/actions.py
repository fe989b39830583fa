"""Put an older version of a member back."""

from collections.abc import Collection

from association.access.by import By
from association.database import Once, write_tx
from association.roster.changes.kinds import ChangeKind
from association.roster.history.reads import earlier
from association.roster.members.actions import ChangedMeanwhile, put
from association.roster.members.models import Member
from association.roster.members.state import difference, state_of
from association.roster.members.values import FIELDS
from association.rules.house.errors import RuleError


def restore(
    member_id: int,
    change_id: int,
    by: By,
    *,
    fields: Collection[str],
    version: int,
    once: Once | None,
) -> None:
    """Give fields the values they had after a change, whatever happened since.

    Raises ChangedMeanwhile when the member is not at `version` any more, RuleError for what cannot
    come back (such as a NIK that now stands elsewhere), NoResultFound outside the reach.
    """
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        member = tx.session.get_one(Member, member_id, with_for_update=True)
        if member.version != version:
            raise ChangedMeanwhile((), ())
        differs = difference(state_of(member), earlier(tx.session, member, change_id))
        wanted = {
            name: value
            for name, (_now, value) in differs.items()
            if name in fields and name in FIELDS
        }
        if not wanted:
            raise RuleError("Pilih paling sedikit satu isian untuk dikembalikan.")
        put(tx.session, member, wanted, by, kind=ChangeKind.RESTORE)
