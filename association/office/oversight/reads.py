"""The city's figures: people counted once, by status, in all, per market and per paguyuban. Never a
name."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.access.tables import only_checked
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import MISTAKEN, away, on_roster, statuses_on
from association.rules.law.coverage import Status
from association.territory.models import Association, Market
from association.territory.reads import at_work

FIGURES = ("active", "entrusted", "due", "arrears", "inactive", "never", "ended")
FIGURE_OF = {
    Status.ACTIVE: "active",
    Status.ENTRUSTED: "entrusted",
    Status.DUE: "due",
    Status.ARREARS: "arrears",
    Status.INACTIVE: "inactive",
    Status.ENDED: "ended",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of people on one day; `never` is everyone who was not covered yet. `members`, the
    denominator, is the sum of all but those whose membership has `ended`."""

    active: int = 0
    entrusted: int = 0
    due: int = 0
    arrears: int = 0
    inactive: int = 0
    never: int = 0
    ended: int = 0

    @property
    def members(self) -> int:
        """Give the denominator: everyone known who has not died, stopped or become employed."""
        unpaid = self.entrusted + self.due + self.arrears + self.inactive
        return self.active + unpaid + self.never


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of the city is asked for, on which day.

    `past`: a day gone by, on which only contributions paid by then count. `as_of`: a day asked for
    by itself, on which only who stood on a roster then counts; the months of `bulan` take everyone
    on record now (decision 0012).
    """

    city_id: int
    day: date
    market_id: int | None = None
    district: str = ""
    association_id: int | None = None
    past: bool = False
    as_of: bool = False

    def holds(self, market: Market) -> bool:
        """Tell whether a market of the city lies within what is asked for."""
        return self.market_id in (None, market.id) and self.district in ("", market.district)


def _in_scope(scope: Scope) -> ColumnElement[bool]:
    # A roster is sooner found than the city of which it is a part.
    city = Member.city_id if scope.association_id is None else only_checked(Member.city_id)
    condition = sa.and_(
        city == scope.city_id,
        on_roster(scope.day, past=scope.past and scope.as_of),
        Member.left_reason.not_in(MISTAKEN),  # people count, not rows: in earlier months too
        Member.association_id.not_in(_closed(scope, Association)),
    )
    if scope.past and not scope.as_of:  # whoever is on record now, each on the roster of that day
        condition = sa.and_(condition, Member.arrived_by(scope.day), ~away(scope.day))
    if scope.association_id is not None:
        condition = sa.and_(condition, Member.association_id == scope.association_id)
    if scope.market_id is not None or scope.district:
        condition = sa.and_(
            condition, sa.exists().where(Stall.member_id == Member.id, _market_in_scope(scope))
        )
    return condition


def _closed(scope: Scope, of: type[Association] | type[Market]) -> sa.Select[int]:
    """Ask for the city's paguyuban, or markets, that were closed on the day."""
    shut = sa.select(of.id).where(of.city_id == scope.city_id, ~at_work(scope.day, of=of))
    if of is Association and scope.association_id is not None:
        shut = shut.where(of.id == scope.association_id)
    return shut


def _market_in_scope(scope: Scope) -> ColumnElement[bool]:
    condition = sa.true() if scope.market_id is None else Stall.market_id == scope.market_id
    if not scope.district:
        return condition
    there = sa.select(Market.id).where(
        Market.city_id == scope.city_id, Market.district == scope.district
    )
    return sa.and_(condition, Stall.market_id.in_(there))


def _standing(scope: Scope) -> sa.CTE:
    """Give one row per roster row: who (a participant, or the row itself without one), where, and
    which figure."""
    people = statuses_on(
        scope.day,
        sa.func.coalesce(Member.participant_id, -Member.id).label("person"),
        Member.id.label("member_id"),
        Member.association_id,
        among=_in_scope(scope),
        past=scope.past,
        ages=False,
    )
    figure = sa.case(
        {one.value: name for one, name in FIGURE_OF.items()}, value=people.c.status, else_="never"
    )
    return (
        sa.select(
            people.c.person, people.c.member_id, people.c.association_id, figure.label("figure")
        )
        .cte("standing")
        .prefix_with("MATERIALIZED")
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """The people of a scope: each once in `whole`; on each roster; and in each market where they
    trade.

    A paguyuban that was closed on the day is not counted. Under None in `per_market` stand those
    whose market nobody wrote down, or was closed.
    """

    whole: Figures
    per_association: dict[int, Figures]
    per_market: dict[int | None, Figures]


def count(session: Session, scope: Scope) -> Counted:
    """Count the people of a scope in one statement, which looks at every roster row once."""
    found: dict[str, dict[Any, dict[str, int]]] = {
        "whole": {None: {}},
        "association": {},
        "market": {},
    }
    for kind, place, figure, number in session.execute(_people_by_place(scope)):
        found[kind].setdefault(place, {})[figure] = number
    figures = {
        kind: {place: Figures(**counts) for place, counts in places.items()}
        for kind, places in found.items()
    }
    return Counted(figures["whole"][None], figures["association"], figures["market"])


def _people_by_place(scope: Scope) -> sa.CompoundSelect[Any]:
    """Count people by figure: of the whole scope, of each paguyuban, and of each market."""
    standing = _standing(scope)
    people = sa.func.count(standing.c.person.distinct())
    trades = sa.and_(
        Stall.member_id == standing.c.member_id,
        Stall.market_id.is_not(None),
        Stall.market_id.not_in(_closed(scope, Market)),
    )
    by_market = (
        sa.select(sa.literal("market"), Stall.market_id, standing.c.figure, people)
        .select_from(standing)
        .outerjoin(Stall, trades)
        .group_by(Stall.market_id, standing.c.figure)
    )
    if scope.market_id is not None or scope.district:
        by_market = by_market.where(_market_in_scope(scope))
    return sa.union_all(
        sa.select(sa.literal("whole"), sa.null(), standing.c.figure, people).group_by(
            standing.c.figure
        ),
        sa.select(
            sa.literal("association"), standing.c.association_id, standing.c.figure, people
        ).group_by(standing.c.association_id, standing.c.figure),
        by_market,
    )
