"""Note heirs of a member, change one, take one away; each is a change of the member's own."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from association.access.by import By
from association.once import Once, write_once
from association.roster.history.kinds import ChangeKind
from association.roster.history.reads import values_before
from association.roster.members.actions import put
from association.roster.members.locking import locked_one
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.people.heirs import MOST, Heir, heirs_text, kept_heirs
from association.rules.people.names import search_form


class HeirChanged(Exception):
    """Somebody changed the heir meanwhile, who stands at `place` now, or took them away: None."""

    def __init__(self, place: int | None) -> None:
        super().__init__(place)
        self.place = place


@write_once
def add_heir(session: Session, member_id: int, heir: Heir, by: By, *, once: Once | None) -> None:
    """Note one more heir. Raises RuleError for the thirteenth and for one who is there already,
    NoResultFound outside the reach."""
    member = locked_one(session, member_id)
    _put(session, member, (*kept_heirs(member.heirs), heir), by)


@write_once
def change_heir(
    session: Session,
    member_id: int,
    heir: Heir,
    by: By,
    *,
    place: int,
    version: int,
    once: Once | None,
) -> None:
    """Note the heir at a place, counted from 1 as the page of `version` had them, anew. Raises
    HeirChanged when somebody else changed this one since, and what `add_heir` raises."""
    member = locked_one(session, member_id)
    heirs, at = _found(session, member, place, version)
    _put(session, member, (*heirs[:at], heir, *heirs[at + 1 :]), by)


@write_once
def remove_heir(
    session: Session, member_id: int, by: By, *, place: int, version: int, once: Once | None
) -> None:
    """Take the heir at a place away, as `change_heir` finds them; the member's history keeps what
    was noted. Raises HeirChanged."""
    member = locked_one(session, member_id)
    heirs, at = _found(session, member, place, version)
    _put(session, member, (*heirs[:at], *heirs[at + 1 :]), by)


def _found(
    session: Session, member: Member, place: int, version: int
) -> tuple[tuple[Heir, ...], int]:
    """Give the heirs as they are now, and where the one stands that a page of a version showed."""
    now = opened = member.heirs
    if member.version != version:
        opened = values_before(session, member.id, version=version).get("heirs", now)
    heirs, shown = kept_heirs(now), kept_heirs(opened)
    one = next(iter(shown[place - 1 : place]), None)
    if one is None or one not in heirs:
        raise HeirChanged(_now(one, place, heirs, of=len(shown)))
    return heirs, heirs.index(one)


def _now(one: Heir | None, place: int, heirs: Sequence[Heir], *, of: int) -> int | None:
    """Tell where the heir stands that was one of so many: at the same place of as many, else under
    the same name."""
    if one is None or len(heirs) == of:
        return place if place <= len(heirs) else None
    return next((n for n, held in enumerate(heirs, 1) if held.name == one.name), None)


def _put(session: Session, member: Member, heirs: Sequence[Heir], by: By) -> None:
    if len(heirs) > MOST:
        raise RuleError("Ahli waris paling banyak %(most)s orang.", most=MOST)
    names = [(one.relation, search_form(one.name)) for one in heirs]
    if len(set(names)) < len(names):
        raise RuleError("Orang dengan nama dan hubungan ini sudah tercatat.")
    put(session, member, {"heirs": heirs_text(heirs)}, by, kind=ChangeKind.EDIT)
