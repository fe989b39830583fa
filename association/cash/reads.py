"""Select who is still to be asked, and where the collected money is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.access.territory import Association
from association.accounts.models import Account
from association.cash.models import Deposit, Visit
from association.cash.outcomes import Outcome
from association.config import WIB
from association.coverage import reads as coverage
from association.coverage.models import Contribution, Participant, Receipt
from association.members import reads as members
from association.members.models import Member, Stall
from association.rules.coverage import Status
from association.rules.custody import Custody, is_late
from association.rules.months import month_of

ROWS = 25
ASKED = (Status.DUE, Status.ARREARS, Status.INACTIVE, Status.REGISTERED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the round: a member, and what came of the visit, if there was one."""

    row: members.Row
    outcome: Outcome | None
    contribution: Contribution | None = None
    number: str = ""  # of the receipt
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Up to 25 lines; `left` counts who is still to be asked, `start` is where the next lines begin."""

    lines: list[Line]
    left: int
    start: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """Cash that one collector holds: whole rupiah, of how many contributions, since when, and whether that is too long."""

    collector_id: int
    collector: str
    amount: int
    count: int
    since: date
    is_late: bool


def round_of(session: Session, *, association_id: int, today: date, walking: bool, start: int = 0) -> Round:
    """List who is due and not yet visited in this month's round, in walking order of the stalls or by name."""
    waiting = _waiting(association_id, today)
    left = session.scalar(sa.select(sa.func.count()).select_from(waiting.subquery())) or 0
    first = (
        sa.select(Stall.id)
        .where(Stall.member_id == Member.id)
        .order_by(Stall.walk.is_(None), Stall.walk, Stall.id)
        .limit(1)
        .correlate(Member)
        .scalar_subquery()
    )
    places: list[Any] = []
    if walking:
        waiting = waiting.outerjoin(Stall, Stall.id == first)
        unknown = sa.and_(Stall.walk.is_(None), sa.func.coalesce(Stall.number, "") == "")
        number = sa.func.coalesce(Stall.number, "")
        places = [Stall.walk.is_(None), Stall.walk, unknown, Stall.market_id, Stall.kind, Stall.block]
        places += [sa.func.length(number), number]
    ids = list(session.scalars(waiting.order_by(*places, Member.sort_name, Member.id).offset(start).limit(ROWS + 1)))
    lines = [Line(row, None) for row in members.rows_of(session, ids[:ROWS], today=today)]
    return Round(lines, left, start + ROWS if len(ids) > ROWS else None)


def _waiting(association_id: int, today: date) -> sa.Select[int]:
    latest = coverage.latest_paid(Member.participant_id, today)
    status = coverage.status_sql(latest, Member.participant_id, members.READY, today)
    due = sa.or_(status.in_([one.value for one in ASKED]), coverage.lapsing_sql(latest, Member.participant_id, today))
    visited = sa.exists().where(Visit.member_id == Member.id, Visit.month == month_of(today))
    return (
        sa.select(Member.id)
        .join(Participant, Participant.id == Member.participant_id)
        .where(
            Member.association_id == association_id,
            sa.or_(Member.left_on.is_(None), Member.left_on > today),
            Member.participant_id.is_not(None),
            due,
            ~visited,
        )
    )


def visited(session: Session, *, association_id: int, today: date, outcome: Outcome | None, start: int = 0) -> Round:
    """List who was visited in this month's round, the last visit first."""
    of_round = (Visit.association_id == association_id, Visit.month == month_of(today))
    chosen = (*of_round, *([Visit.outcome == outcome] if outcome else []))
    left = session.scalar(sa.select(sa.func.count()).select_from(Visit).where(*chosen)) or 0
    latest = sa.select(Visit.member_id).where(*chosen).order_by(Visit.at.desc(), Visit.member_id)
    ids = list(session.scalars(latest.offset(start).limit(ROWS + 1)))
    lines = lines_of(session, ids[:ROWS], today=today)
    return Round(lines, left, start + ROWS if len(ids) > ROWS else None)


def found(session: Session, *, association_id: int, today: date, query: str) -> Round:
    """List the members whose name or stall matches, whether they are due or not."""
    matching = members.roster(session, association_id=association_id, today=today, query=query)
    return Round(lines_of(session, [row.id for row in matching.rows], today=today), len(matching.rows), None)


def lines_of(session: Session, member_ids: Sequence[int], *, today: date) -> list[Line]:
    """Give the lines of these members in this order, with what came of their visits."""
    ids = list(member_ids)
    visits = sa.select(Visit, Contribution).outerjoin(Contribution, Contribution.id == Visit.contribution_id)
    came = {
        visit.member_id: (Outcome(visit.outcome), contribution)
        for visit, contribution in session.execute(
            visits.where(Visit.member_id.in_(ids), Visit.month == month_of(today))
        )
    }
    receipts = numbers(session, [paid.id for _outcome, paid in came.values() if paid])
    phones = {one.id: one.phone for one in session.scalars(sa.select(Member).where(Member.id.in_(came.keys())))}
    rows = members.rows_of(session, ids, today=today)
    lines = []
    for row in rows:
        outcome, contribution = came.get(row.id, (None, None))
        number = receipts.get(contribution.id, "") if contribution else ""
        lines.append(Line(row, outcome, contribution, number, phones.get(row.id)))
    return lines


def outcomes(session: Session, *, association_id: int, today: date) -> dict[Outcome, int]:
    """Count what came of the visits of this month's round."""
    counted = session.execute(
        sa.select(Visit.outcome, sa.func.count())
        .where(Visit.association_id == association_id, Visit.month == month_of(today))
        .group_by(Visit.outcome)
    ).all()
    known = {row[0]: row[1] for row in counted}
    return {outcome: known.get(outcome.value, 0) for outcome in Outcome}


def held(session: Session, *, association_id: int, today: date) -> list[Held]:
    """Tell, for each collector, the cash that is not deposited yet, the largest first."""
    sums = (
        sa.select(
            Contribution.recorded_by,
            Account.name,
            sa.func.sum(Contribution.amount),
            sa.func.count(),
            sa.func.min(Contribution.recorded_at),
        )
        .join(Account, Account.id == Contribution.recorded_by)
        .where(*_entrusted(association_id))
        .group_by(Contribution.recorded_by, Account.name)
    )
    lines = [
        Held(collector, name, amount, count, _day(since), is_late(_day(since), today))
        for collector, name, amount, count, since in session.execute(sums)
        if collector is not None
    ]
    return sorted(lines, key=lambda one: -one.amount)


def _entrusted(association_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Contribution.association_id == association_id,
        Contribution.custody == Custody.ENTRUSTED,
        Contribution.voided_at.is_(None),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(WIB).date()


def entrusted(session: Session, *, association_id: int, collector_id: int) -> list[Contribution]:
    """List the contributions whose cash a collector holds, the oldest first."""
    mine = (*_entrusted(association_id), Contribution.recorded_by == collector_id)
    return list(session.scalars(sa.select(Contribution).where(*mine).order_by(Contribution.id)))


def deposits(session: Session, *, association_id: int, most: int = ROWS) -> list[tuple[Deposit, str]]:
    """List the latest deposits with the collector's name."""
    latest = (
        sa.select(Deposit, Account.name)
        .join(Account, Account.id == Deposit.collector_id)
        .where(Deposit.association_id == association_id)
        .order_by(Deposit.id.desc())
        .limit(most)
    )
    return [(deposit, name) for deposit, name in session.execute(latest)]


def balance(session: Session, *, association_id: int, collector_id: int) -> tuple[int, int, int]:
    """Give what a collector took, deposited and still holds, in whole rupiah; the first two differ by the third."""
    of_collector = (
        Contribution.association_id == association_id,
        Contribution.recorded_by == collector_id,
        Contribution.custody != Custody.NONE,
        Contribution.voided_at.is_(None),
    )
    taken = session.scalar(sa.select(sa.func.sum(Contribution.amount)).where(*of_collector)) or 0
    paid_in = (
        session.scalar(
            sa.select(sa.func.sum(Deposit.amount)).where(
                Deposit.association_id == association_id,
                Deposit.collector_id == collector_id,
                Deposit.withdrawn_at.is_(None),
            )
        )
        or 0
    )
    holding = sum(one.amount for one in entrusted(session, association_id=association_id, collector_id=collector_id))
    return taken, paid_in, holding


def receipt_of(session: Session, number: str) -> Receipt:
    """Find a receipt by its number; NoResultFound for any other text."""
    return session.get_one(Receipt, number)


def checked(session: Session, receipt: Receipt) -> tuple[Contribution, str, str]:
    """Give what a receipt is for, the payer's name and the paguyuban's, under the reach of that member."""
    contribution = session.get_one(Contribution, receipt.contribution_id)
    name = session.get_one(Member, receipt.member_id).name
    return contribution, name, session.get_one(Association, receipt.association_id).name


def numbers(session: Session, contribution_ids: Sequence[int]) -> dict[int, str]:
    """Give the receipt numbers of contributions."""
    wanted = sa.select(Receipt.contribution_id, Receipt.number).where(Receipt.contribution_id.in_(contribution_ids))
    return {row[0]: row[1] for row in session.execute(wanted)}
