"""Set the order of the walk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from association.access.by import By
from association.once import Once, write_once
from association.roster.history.kinds import ChangeKind
from association.roster.members.actions import change
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.state import values_from
from association.roster.walking import reads
from association.rules.house.walking import Walks, arranged, filled


@write_once
def arrange(
    session: Session,
    typed: Walks,
    by: By,
    *,
    part: list[int] | None = None,
    today: date,
    once: Once | None,
) -> tuple[int, int]:
    """Give stalls, by id, their numbers on the walk (None takes one off it); others make room. With
    a `part`, its stalls without a number get one, too. Returns how many were meant, and how many
    made room.

    Who is not on the roster any more, or whose stalls were changed meanwhile, is passed over.
    """
    assert by.association_id is not None
    found = reads.everywhere(session, association_id=by.association_id, today=today)
    order = [stall_id for stall_id, _member, _walk in found]
    walks = {stall_id: walk for stall_id, _member, walk in found}
    wanted = {stall_id: walk for stall_id, walk in typed.items() if stall_id in walks}
    if part is not None:
        here = [stall_id for stall_id in order if stall_id in part]
        wanted |= filled(walks | wanted, here)
    changed = arranged(order, walks, wanted)
    owners = {member for stall_id, member, _walk in found if stall_id in changed}
    for member in locked(session, owners):
        _renumber(session, member, changed, by)
    mine = changed.keys() & wanted.keys()
    return len(mine), len(changed) - len(mine)


def _renumber(session: Session, member: Member, changed: Mapping[int, int | None], by: By) -> None:
    values = values_from(member)
    told = [one for one in values.stalls if not one.is_empty]
    kept = [one for one in member.stalls if one.kind or one.block or one.number or one.permit]
    walks = [changed.get(one.id, one.walk) for one in kept]
    numbered = tuple(replace(one, walk=walk) for one, walk in zip(told, walks, strict=True))
    change(session, member, replace(values, stalls=numbered), by, kind=ChangeKind.EDIT)
