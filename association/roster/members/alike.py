"""Who on the roster may be the person that is being added: a like name, and something shared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.roster.members.keys import PHONE_PURPOSE
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import on_roster, stall_labels
from association.roster.members.values import MemberValues, StallValues
from association.rules.people.likeness import like_names
from association.vault import vault

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Namesake:
    """A member of the roster, by name and stall."""

    id: int
    name: str
    stall: str


class MayBeThere(Exception):
    """Somebody with a like name and the same phone, stall or birth date stands on the roster."""

    def __init__(self, people: list[Namesake]) -> None:
        super().__init__(len(people))
        self.people = people


def alike(session: Session, values: MemberValues, member: Member, *, today: date) -> list[Namesake]:
    """List who else on a member's roster has a like name and the same phone, stall or birth date
    as these values."""
    shared = list(_shared(values))
    if not shared:
        return []
    statement = (
        sa.select(Member.id, Member.name, Member.known_as)
        .where(
            Member.association_id == member.association_id,
            Member.id != member.id,
            on_roster(today),
            sa.or_(*shared),
        )
        .order_by(Member.sort_name, Member.id)
    )
    told = tuple(filter(None, (values.name, values.known_as)))
    found = [
        (member_id, name)
        for member_id, name, known_as in session.execute(statement)
        if any(like_names(one, other) for one in told for other in (name, known_as) if other)
    ][:MOST_SHOWN]
    labels = stall_labels(session, [member_id for member_id, _name in found])
    return [Namesake(member_id, name, labels.get(member_id, "")) for member_id, name in found]


def _shared(values: MemberValues) -> Iterator[ColumnElement[bool]]:
    if values.phone is not None:
        yield Member.phone_index == vault.index(values.phone, PHONE_PURPOSE)
    if values.birth_date is not None:
        yield Member.birth_date == values.birth_date
    for stall in values.stalls:
        if stall.block or stall.number:
            yield sa.exists().where(Stall.member_id == Member.id, *_there(stall))


def _there(stall: StallValues) -> Iterator[ColumnElement[bool]]:
    """Match the same place; Kios 08 is Kios 8, and a market that nobody named may be any."""
    yield sa.func.lower(Stall.block) == stall.block.lower()
    yield sa.func.ltrim(sa.func.lower(Stall.number), "0") == stall.number.lower().lstrip("0")
    if stall.market_id is not None:
        yield sa.or_(Stall.market_id.is_(None), Stall.market_id == stall.market_id)
