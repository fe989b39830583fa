"""Select what happened to a member: changes, contributions, and how the member stood after a
change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page
from association.people.accounts.reads import names_of
from association.people.participants import reads as coverage
from association.people.participants.models import Contribution
from association.roster.history import changes
from association.roster.history.models import Batch, Change
from association.roster.history.reads import values_before
from association.roster.members.models import Member
from association.roster.members.state import State, state_of
from association.rules.house.slots import Slot
from association.territory.models import Market

BEGINNING = 0  # stands for the state before the first change that was kept
MET_AT: Slot[Callable[[Session, int], str]] = Slot("at which event was a member put on the roster?")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history: a change, or a contribution that was recorded."""

    at: datetime
    who: str
    change: changes.Changed | None = None
    contribution: Contribution | None = None


@dataclass(frozen=True, slots=True)
class Story(Page[Told]):
    """Up to 25 changes with the contributions between them, the latest first, and what stands
    behind their ids."""

    batches: dict[int, str]  # kinds by id
    undone: set[int]
    markets: dict[int, str] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)  # the files that batches came from, by id
    came_to: str = ""  # the event at which they were put on the roster


def story(session: Session, member: Member, *, after: int | None = None) -> Story:
    """Select a page of a member's history; `after` is the id of the last change already shown."""
    page = changes.of_member(session, member.id, before=after)
    found = page.rows
    until = session.scalar(
        sa.select(Change.at).where(Change.id == after, Change.member_id == member.id)
    )
    paid = _recorded(session, member, since=found[-1].at if page.after else None, until=until)
    batches = _batches(session, {one.batch_id for one in found if one.batch_id})
    return Story(
        _latest_first(session, found, paid),
        page.after,
        {one.id: one.kind for one in batches},
        _undone(session, {one.id for one in batches}),
        *names(session, _states(found)),
        {one.id: one.source for one in batches if one.source},
        MET_AT.answer(session, member.id),
    )


def _batches(session: Session, ids: set[int]) -> list[Batch]:
    return list(session.scalars(sa.select(Batch).where(Batch.id.in_(ids))))


def _latest_first(
    session: Session, found: list[changes.Changed], paid: list[Contribution]
) -> list[Told]:
    """Put changes and contributions into one list, the last one first."""
    who = names_of(session, (one.recorded_by for one in paid if one.recorded_by))
    told = [Told(one.at, one.who, change=one) for one in found]
    told += [
        Told(one.recorded_at, who.get(one.recorded_by or 0, ""), contribution=one) for one in paid
    ]
    return sorted(told, key=lambda one: one.at, reverse=True)


def _states(found: list[changes.Changed]) -> list[State]:
    """Give the fields that changes speak of, as they were before and after each."""
    return [
        {name: pair[side] for name, pair in one.values.items()} for one in found for side in (0, 1)
    ]


def _recorded(
    session: Session, member: Member, *, since: datetime | None, until: datetime | None
) -> list[Contribution]:
    """List the contributions this paguyuban recorded in a stretch of time; `since` belongs to it,
    `until` does not."""
    paid = coverage.contributions(session, member.participant_id) if member.participant_id else []
    return [
        one
        for one in paid
        if one.association_id == member.association_id
        and (since is None or one.recorded_at >= since)
        and (until is None or one.recorded_at < until)
    ]


def _undone(session: Session, ids: set[int]) -> set[int]:
    """Tell which batches are undone now: undoing the undoing counts, too."""
    if not ids:
        return set()
    undoings = session.execute(
        sa.select(Batch.id, Batch.undoes_id).where(Batch.undoes_id.in_(ids))
    ).all()
    taken_back = _undone(session, {row.id for row in undoings})
    return {row.undoes_id for row in undoings if row.id not in taken_back and row.undoes_id}


def names(session: Session, states: Iterable[State]) -> tuple[dict[int, str], dict[int, str]]:
    """Give the names of the markets and of the members that states speak of."""
    states = list(states)
    markets = {stall[0] for state in states for stall in state.get("stalls") or () if stall[0]}
    members = {state["messenger_id"] for state in states if state.get("messenger_id")}
    named = session.execute(sa.select(Market.id, Market.name).where(Market.id.in_(markets)))
    carriers = session.execute(sa.select(Member.id, Member.name).where(Member.id.in_(members)))
    return {row.id: row.name for row in named}, {row.id: row.name for row in carriers}


def earlier(session: Session, member: Member, change_id: int) -> State:
    """Give how a member stood after a change; NoResultFound for a change of somebody else."""
    if change_id != BEGINNING:
        session.execute(
            sa.select(Change.id).where(Change.id == change_id, Change.member_id == member.id)
        ).one()
    return state_of(member) | values_before(session, member.id, change_id=change_id)
