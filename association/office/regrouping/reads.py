"""Select what an officer must know before paguyuban are joined or divided, and what became of it:
numbers and the names of who leads, never a member."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.access.fence import beyond
from association.access.reach import OneMember
from association.cover.enrolment import batches
from association.cover.enrolment.models import RegistrationLine
from association.meetings.events.models import AwarenessEvent
from association.office.regrouping.choosing import ELSE, Place, at_block, at_market, roster
from association.office.regrouping.models import Fate, Regrouped, Regrouping, State
from association.paging import Page, cut, older, one_more
from association.people.accounts.models import Account
from association.people.participants.models import HELD, NOT_VOID, Contribution, Deposit
from association.people.team import reads as team
from association.people.team.reads import Standing
from association.roster.history.kinds import WITHOUT_VALUES
from association.roster.history.models import Change
from association.roster.members.models import Member
from association.roster.members.statuses import on_roster
from association.rules.law.enrolment import LineState
from association.territory.models import Association, Market

UNDER_WAY = (State.RUNNING, State.RETURNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a paguyuban has on a day; `cash` (whole rupiah, `receipts` of it) is in a collector's
    hand."""

    association: Association
    people: int
    without_nik: int
    cash: int
    receipts: int
    unproven: int  # deposits that nobody saw the proof of
    registrations: int  # sent, with somebody not registered yet
    events: int  # of its own, still ahead
    leaders: list[team.Line]


def numbers(session: Session, association_id: int, *, now: datetime, today: date) -> Numbers:
    """Count what a paguyuban has; NoResultFound outside the city."""
    association = session.get_one(Association, association_id)
    own = Contribution.association_id == association_id
    money = sa.select(sa.func.coalesce(sa.func.sum(Contribution.amount), 0), sa.func.count())
    unproven = Deposit.proven_at.is_(None), Deposit.withdrawn_at.is_(None)
    ahead = AwarenessEvent.starts_at >= now
    everybody = roster(association_id, today, sa.func.count())
    sent = batches.of_lines(sa.func.count(RegistrationLine.registration_id.distinct())).where(
        RegistrationLine.association_id == association_id, batches.state() == LineState.SENT.value
    )
    with beyond(session):
        cash, receipts = session.execute(money.where(own, HELD)).one()
        return Numbers(
            association=association,
            people=session.scalar(everybody) or 0,
            without_nik=session.scalar(everybody.where(Member.nik_index.is_(None))) or 0,
            cash=int(cash),
            receipts=receipts,
            unproven=_count(session, Deposit, Deposit.association_id == association_id, *unproven),
            registrations=session.scalar(sent) or 0,
            events=_count(
                session, AwarenessEvent, AwarenessEvent.association_id == association_id, ahead
            ),
            leaders=leaders(session, association_id, today=today),
        )


def _count(session: Session, model: Any, *conditions: Any) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(model).where(*conditions)) or 0


def leaders(session: Session, association_id: int, *, today: date) -> list[team.Line]:
    """List who works in a paguyuban today, the ketua first."""
    lines = team.team(session, association_id=association_id, today=today)
    return [one for one in lines if one.standing is Standing.NOW]


def may_lead(session: Session, association_id: int, *, today: date) -> list[team.Line]:
    """List who works in a paguyuban today and knows more than some blocks of it."""
    return [one for one in leaders(session, association_id, today=today) if not one.is_confined]


def twins(session: Session, from_id: int, to_id: int, *, today: date) -> int:
    """Count who stands on both rosters with one NIK."""
    other = aliased(Member)
    same = sa.exists().where(
        other.association_id == to_id, other.nik_index == Member.nik_index, other.left_on.is_(None)
    )
    return session.scalar(roster(from_id, today, sa.func.count()).where(same)) or 0


@dataclass(frozen=True, slots=True)
class Part:
    """A market of a roster, or a block in it, and how many have their first stall there."""

    place: Place
    name: str
    people: int
    blocks: tuple["Part", ...] = ()


def parts(session: Session, association_id: int, *, today: date) -> list[Part]:
    """List the markets of a roster by name with their blocks; NoResultFound outside the city."""
    city_id = session.get_one(Association, association_id).city_id
    known = sa.select(Market.id, Market.name).where(Market.city_id == city_id)
    names = {ELSE: ""} | {row.id: row.name for row in session.execute(known)}
    market, block = at_market(), at_block()
    counted = roster(association_id, today, market, block, sa.func.count()).group_by(market, block)
    by_market: dict[int, list[Part]] = {}
    with beyond(session):
        for market_id, name, people in session.execute(counted.order_by(block)):
            by_market.setdefault(market_id, []).append(Part(Place(market_id, name), name, people))
    found = [
        Part(
            Place(market_id),
            names[market_id],
            sum(one.people for one in blocks),
            tuple(blocks) if len(blocks) > 1 else (),
        )
        for market_id, blocks in by_market.items()
    ]
    return sorted(found, key=lambda one: (one.place.market_id == ELSE, one.name))


def people_in(
    session: Session, association_id: int, places: Collection[Place], *, today: date
) -> tuple[int, int]:
    """Count who has their first stall in these places, and the rest of the roster."""
    with beyond(session):
        everybody = session.scalar(roster(association_id, today, sa.func.count())) or 0
        chosen = roster(association_id, today, sa.func.count(), places=places)
        going = (session.scalar(chosen) or 0) if places else 0
    return going, everybody - going


def one(session: Session, regrouping_id: int) -> Regrouping:
    """Get what was done; NoResultFound for another city's."""
    return session.get_one(Regrouping, regrouping_id)


def under_way(session: Session, *association_ids: int) -> bool:
    """Tell whether one of these paguyuban is being joined, divided or put back now."""
    return bool(_count(session, Regrouping, _of(association_ids), Regrouping.state.in_(UNDER_WAY)))


def later(session: Session, done: Regrouping) -> Regrouping | None:
    """Give what was done after this to the paguyuban that took the members in, if it still
    stands: that is to be put back first."""
    since = Regrouping.id > done.id, Regrouping.state != State.RETURNED
    latest = sa.select(Regrouping).where(_of([done.to_id]), *since).order_by(Regrouping.id.desc())
    return session.scalars(latest.limit(1)).first()


def _of(association_ids: Sequence[int]) -> sa.ColumnElement[bool]:
    return sa.or_(Regrouping.from_id.in_(association_ids), Regrouping.to_id.in_(association_ids))


def listed(
    session: Session,
    *,
    city_id: int,
    association_id: int | None = None,
    after: int | None = None,
) -> Page[Regrouping]:
    """List what was joined and divided in a city, or of one paguyuban, the latest first."""
    wanted = sa.select(Regrouping).where(Regrouping.city_id == city_id, older(Regrouping.id, after))
    if association_id is not None:
        wanted = wanted.where(_of([association_id]))
    return cut(
        session.scalars(one_more(wanted.order_by(Regrouping.id.desc()))), lambda done: done.id
    )


def names(session: Session, done: Collection[Regrouping]) -> dict[int, str]:
    """Name the paguyuban of what was done, by id."""
    ids = {number for one in done for number in (one.from_id, one.to_id)}
    wanted = sa.select(Association.id, Association.name).where(Association.id.in_(ids))
    return {row.id: row.name for row in session.execute(wanted)}


def who(session: Session, account_id: int | None) -> str:
    """Name who acted; empty when nobody knows."""
    return session.scalar(sa.select(Account.name).where(Account.id == account_id)) or ""


def fates(session: Session, regrouping_id: int) -> dict[Fate, int]:
    """Count what became of the members."""
    counted = (
        sa.select(Regrouped.fate, sa.func.count())
        .where(Regrouped.regrouping_id == regrouping_id)
        .group_by(Regrouped.fate)
    )
    found = {row[0]: row[1] for row in session.execute(counted)}
    return {fate: found.get(fate.value, 0) for fate in Fate}


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What happened since members moved: how many of them were edited, left again, paid (how many
    contributions), and who was enrolled beside them."""

    edited: int
    left: int
    paid: int
    enrolled: int
    going: int  # who would be put back now


def since(session: Session, done: Regrouping, *, today: date) -> Since:
    """Count what changed since it was done, for who thinks of putting it back."""
    ours = sa.select(Regrouped.new_member_id).where(
        Regrouped.regrouping_id == done.id, Regrouped.fate == Fate.MOVED
    )
    moment = done.finished_at or done.at
    moved, here = Member.id.in_(ours), on_roster(today)
    edits = sa.select(sa.func.count(Change.member_id.distinct())).where(
        Change.member_id.in_(ours),
        Change.at > moment,
        Change.kind.not_in(WITHOUT_VALUES),
        Change.batch_id.is_distinct_from(done.to_batch_id),
    )
    people = sa.select(Member.participant_id).where(moved)
    all_of_it = sa.select(Regrouped.new_member_id).where(
        Regrouped.regrouping_id == done.id, Regrouped.new_member_id.is_not(None)
    )
    with beyond(session):
        return Since(
            edited=session.scalar(edits) or 0,
            left=_count(session, Member, moved, ~here),
            paid=_count(
                session,
                Contribution,
                Contribution.participant_id.in_(people),
                Contribution.recorded_at > moment,
                NOT_VOID,
            ),
            enrolled=_count(
                session,
                Member,
                Member.association_id == done.to_id,
                Member.created_at > done.at,
                Member.id.not_in(all_of_it),
                here,
            ),
            going=_count(session, Member, moved, here) + _twins_back(session, done),
        )


def _twins_back(session: Session, done: Regrouping) -> int:
    own = Regrouped.regrouping_id == done.id, Regrouped.fate == Fate.TWIN
    return _count(session, Regrouped, *own)


def where_now(session: Session, done: Regrouping, ids: Iterable[int]) -> dict[int, int]:
    """Give for each of these rows of the roster that was left the row that follows it."""
    old, new = Regrouped.member_id, Regrouped.new_member_id
    before, after = (old, new) if done.state == State.RUNNING else (new, old)
    fates = (Fate.MOVED, Fate.TWIN) if done.state == State.RUNNING else (Fate.BACK,)
    found = sa.select(before, after).where(
        Regrouped.regrouping_id == done.id, before.in_(set(ids)), Regrouped.fate.in_(fates)
    )
    rows = session.execute(found)
    return {row[0]: row[1] for row in rows if row[0] is not None and row[1] is not None}


def twin_of(session: Session, member_id: int) -> OneMember | None:
    """Give the row on which somebody stands who was on two rosters when those were joined, by the
    row that was left; None for everybody else."""
    twin = sa.select(Member.id, Member.association_id, Member.city_id).join(
        Regrouped, Regrouped.new_member_id == Member.id
    )
    own = Regrouped.member_id == member_id, Regrouped.fate == Fate.TWIN, Member.left_on.is_(None)
    with beyond(session):
        found = session.execute(twin.where(*own).limit(1)).first()
    return OneMember(*found) if found else None
