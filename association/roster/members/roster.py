"""Select from the roster by search and filter: a page of it, or everybody's ids."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from association.paging import Page, behind, cut, one_more, page_before
from association.people.participants.models import Participant
from association.roster.members.models import Member, Stall
from association.roster.members.search import (
    matching,
    named,
    nearly_matching,
    place_of,
    traded_in,
)
from association.roster.members.statuses import (
    LINE,
    THERE,
    Row,
    died,
    lines,
    living,
    on_roster,
    roster_of,
    rows_of,
    status_on,
)
from association.roster.members.wanted import LAST_EVENTS, Wanted
from association.rules.house.slots import Slot
from association.rules.law.groups import STATUSES, Group
from association.rules.people.completeness import Gap
from association.rules.people.likeness import candidates
from association.rules.people.names import search_form
from association.territory.reads import own_markets

FEW = 3
EVERYBODY = Wanted()
Came = Callable[[Session, int, int, date], ColumnElement[bool] | None]
CAME_LATELY: Slot[Came] = Slot(
    "who of a paguyuban came to one of so many last events, as SQL; None before the first event"
)
CARRIER = aliased(Member)
KNOWN = THERE | {
    Gap.REACH: sa.or_(
        Member.phone_sealed.is_not(None),
        sa.exists().where(CARRIER.id == Member.messenger_id, ~died(CARRIER)),
    ),
    Gap.CONSENT: Member.consent_on.is_not(None),
}


@dataclass(frozen=True, slots=True)
class RosterPage(Page[Row]):
    """A page of the roster by name."""

    alike: list[Row] = field(
        default_factory=list
    )  # up to three whose names are a slip away, when few match


def _in_group(group: Group, today: date, *, past: bool) -> ColumnElement[bool]:
    """Say, as SQL, who stands in a group of statuses on a day."""
    if group is Group.ALL:
        return sa.true()
    where = status_on(today, past=past)
    if group is Group.LAPSING:
        return where.lapsing
    return where.status.in_([one.value for one in STATUSES[group]])


def _narrowed(
    session: Session, wanted: Wanted, *, association_id: int, today: date
) -> Iterator[ColumnElement[bool]]:
    """Give the conditions beside search and status, over Member and its outer joined
    Participant."""
    if wanted.market_id is not None:
        yield sa.exists().where(Stall.member_id == Member.id, Stall.market_id == wanted.market_id)
    for word in search_form(wanted.goods).split():
        goods = sa.literal(" ") + sa.func.lower(Member.commodity)
        yield goods.contains(f" {word}", autoescape=True)
    if wanted.gap is not None:
        yield sa.not_(KNOWN[wanted.gap])
    if wanted.youngest is not None:
        yield Member.birth_date <= _years_before(today, wanted.youngest)
    if wanted.oldest is not None:
        yield Member.birth_date > _years_before(today, wanted.oldest + 1)
    if wanted.without_kpj:
        yield Participant.kpj_sealed.is_(None)
    if wanted.alive:
        yield ~died()
    if wanted.stayed_away:
        came = CAME_LATELY.answer(session, association_id, LAST_EVENTS, today)
        yield sa.false() if came is None else sa.not_(came)


def _years_before(day: date, years: int) -> date:
    """Give the birthday of who is so many years old on a day, at the least; 28 February for the
    29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _matching(session: Session, association_id: int, query: str) -> ColumnElement[bool]:
    if not query:
        return sa.true()
    markets = own_markets(session, association_id)
    return matching(query, association_id, traded=traded_in(markets, query))


def _filtered(
    session: Session,
    columns: tuple[Any, ...],
    association_id: int,
    today: date,
    wanted: Wanted,
    *,
    past: bool = False,
) -> sa.Select[Any]:
    return roster_of(association_id, today, *columns, past=past).where(
        _matching(session, association_id, wanted.query),
        _in_group(wanted.group, today, past=past),
        *_narrowed(session, wanted, association_id=association_id, today=today),
    )


def search(
    session: Session,
    *,
    association_id: int,
    today: date,
    wanted: Wanted = EVERYBODY,
    after: int | None = None,
    past: bool = False,
) -> RosterPage:
    """Select one page of the roster by name, from behind the member `after`; of a search the
    nearest first. `past` as in `on_roster`."""
    query = wanted.query
    statement = _filtered(session, LINE, association_id, today, wanted, past=past)
    order = (*((place_of(query),) if query else ()), Member.sort_name, Member.id)
    if query and after is not None:  # a row that the query does not find has no place among these
        among = _matching(session, association_id, query)
        after = session.scalar(sa.select(Member.id).where(Member.id == after, among))
    before = page_before(session, statement, *order, after=after)
    statement = behind(session, statement.order_by(*order), *order, after=after)
    found = cut(session.execute(one_more(statement)), lambda row: row.id)
    rows = lines(session, found.rows, today=today, past=past)
    few = query and after is None and len(rows) < FEW and not past
    alike = (
        _alike(session, association_id, wanted, {row.id for row in rows}, today=today)
        if few
        else []
    )
    return RosterPage(rows, found.after, alike, before=before)


def matching_ids(
    session: Session, *, association_id: int, today: date, wanted: Wanted = EVERYBODY
) -> list[int]:
    """Give the ids of everyone whom the same search and filter show on the roster, by name."""
    found = _filtered(session, (Member.id,), association_id, today, wanted)
    return list(session.scalars(found.order_by(Member.sort_name, Member.id)))


def count(session: Session, *, association_id: int, today: date, wanted: Wanted) -> int:
    """Count them."""
    found = _filtered(session, (Member.id,), association_id, today, wanted)
    return session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0


def _alike(
    session: Session, association_id: int, wanted: Wanted, shown: set[int], *, today: date
) -> list[Row]:
    """Find up to three members whose names are a slip a word away from the query, the likeliest
    first."""
    near = nearly_matching(wanted.query)
    if near is None:
        return []
    here = living(today) if wanted.alive else on_roster(today)
    names = sa.select(Member.id, Member.name, Member.known_as).where(
        Member.association_id == association_id, here, near
    )
    people = (
        (line.id, f"{line.name} {line.known_as}")
        for line in session.execute(names)
        if line.id not in shown
    )
    best = candidates(" ".join(named(wanted.query)), people, most=FEW)
    return rows_of(session, best, today=today)
