"""Select who can be chosen, who was chosen, who left the roster, and the cards to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page, behind, cut, one_more
from association.roster.bulk.models import Selection
from association.roster.members.models import Card, Member
from association.roster.members.roster import RosterPage, matching_ids
from association.roster.members.roster import search as roster
from association.roster.members.statuses import on_roster, stall_labels
from association.rules.law.groups import Group
from association.rules.people.leaving import Leaving
from association.rules.people.names import search_form
from association.vault import vault

CARDS = 50  # printed at a time
AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the roster is narrowed to, as its own address says it; `gone` are those who left."""

    query: str = ""
    group: Group = Group.ALL
    market_id: int | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line to tick: name, where they trade, and for those who left when and why."""

    id: int
    name: str
    about: str
    left_on: date | None = None
    left_reason: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A card as it is printed: the name and the code."""

    name: str
    code: str


def lines(
    session: Session, wanted: Filter, *, association_id: int, today: date, after: int | None
) -> Page[Line]:
    """Select one page of those who can be ticked."""
    if wanted.gone:
        return gone(
            session, association_id=association_id, today=today, query=wanted.query, after=after
        )
    found: RosterPage = roster(
        session,
        association_id=association_id,
        today=today,
        query=wanted.query,
        group=wanted.group,
        market_id=wanted.market_id,
        after=after,
    )
    return found.showing(
        [Line(row.id, row.name, _about(row.stall, row.commodity)) for row in found.rows]
    )


def _about(stall: str, commodity: str) -> str:
    return " · ".join(filter(None, (stall, commodity)))


def everyone(session: Session, wanted: Filter, *, association_id: int, today: date) -> list[int]:
    """Give the ids of all whom a filter shows."""
    if wanted.gone:
        statement = _gone(association_id, today, wanted.query).with_only_columns(Member.id)
        return list(session.scalars(statement))
    return matching_ids(
        session,
        association_id=association_id,
        today=today,
        query=wanted.query,
        group=wanted.group,
        market_id=wanted.market_id,
    )


def gone(
    session: Session, *, association_id: int, today: date, query: str, after: int | None
) -> Page[Line]:
    """Select one page of those who left the roster, by name; rows merged or taken back are not
    people who left."""
    statement = _gone(association_id, today, query)
    statement = behind(session, statement, Member.sort_name, Member.id, after=after)
    found = cut(session.execute(one_more(statement)), lambda line: line.id)
    stalls = stall_labels(session, [line.id for line in found.rows])
    rows = [
        Line(
            line.id,
            line.name,
            _about(stalls.get(line.id, ""), line.commodity),
            line.left_on,
            line.left_reason,
        )
        for line in found.rows
    ]
    return found.showing(rows)


def _gone(
    association_id: int, today: date, query: str
) -> sa.Select[int, str, str, date | None, str]:
    text = sa.literal(" ") + Member.search_text
    return (
        sa.select(Member.id, Member.name, Member.commodity, Member.left_on, Member.left_reason)
        .where(
            Member.association_id == association_id,
            Member.left_on <= today,
            Member.left_reason.not_in([Leaving.MERGED.value, Leaving.UNDONE.value]),
            *(text.contains(word, autoescape=True) for word in search_form(query).split()),
        )
        .order_by(Member.sort_name, Member.id)
    )


def one(session: Session, selection_id: int) -> Selection:
    """Get a selection; NoResultFound outside the reach."""
    return session.get_one(Selection, selection_id)


def decided(session: Session, selection_id: int) -> Selection:
    """Get a selection of which it is known what shall be done; NoResultFound before that, and
    outside the reach."""
    return session.scalars(
        sa.select(Selection).where(Selection.id == selection_id, Selection.action != "")
    ).one()


def own_ids(session: Session, ids: Iterable[int]) -> list[int]:
    """Leave of these ids those of one's own roster, by name."""
    asked = list(dict.fromkeys(ids))
    found: list[tuple[str, int]] = []
    for start in range(0, len(asked), AT_ONCE):
        statement = sa.select(Member.sort_name, Member.id).where(
            Member.id.in_(asked[start : start + AT_ONCE])
        )
        found += [(name, member_id) for name, member_id in session.execute(statement)]
    return [member_id for _name, member_id in sorted(found)]


def chosen(session: Session, ids: list[int]) -> list[tuple[int, str]]:
    """Give id and name of those of one's own roster, in the order of the ids."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        statement = sa.select(Member.id, Member.name).where(
            Member.id.in_(ids[start : start + AT_ONCE])
        )
        found |= {member_id: name for member_id, name in session.execute(statement)}  # noqa: C416 - rows, not pairs
    return [(member_id, found[member_id]) for member_id in ids if member_id in found]


def cards(session: Session, ids: list[int], *, today: date) -> list[Printed]:
    """Open the cards of up to CARDS members who are on the roster, in the order of the ids."""
    found = session.execute(
        sa.select(Member.id, Member.name, Card.code_sealed)
        .join(Card, Card.member_id == Member.id)
        .where(Member.id.in_(ids), on_roster(today))
    )
    by_id = {
        member_id: Printed(name, vault.open(sealed, f"card|code|{member_id}"))
        for member_id, name, sealed in found
    }
    return [by_id[member_id] for member_id in ids if member_id in by_id]
