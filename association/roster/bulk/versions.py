"""Put an older version of a member back."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from association.access.by import By
from association.once import Once, write_once
from association.roster.bulk.story import earlier
from association.roster.history.kinds import ChangeKind
from association.roster.members.actions import ChangedMeanwhile, put
from association.roster.members.locking import locked_one
from association.roster.members.state import difference, state_of
from association.roster.members.values import FIELDS
from association.rules.house.errors import RuleError


@write_once
def restore(
    session: Session,
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
    member = locked_one(session, member_id)
    if member.version != version:
        raise ChangedMeanwhile((), ())
    differs = difference(state_of(member), earlier(session, member, change_id))
    wanted = {
        name: value for name, (_now, value) in differs.items() if name in fields and name in FIELDS
    }
    if not wanted:
        raise RuleError("Pilih paling sedikit satu isian untuk dikembalikan.")
    put(session, member, wanted, by, kind=ChangeKind.RESTORE)
