"""Select whose turn it is to be reminded, and who stands where: one statement over the paguyuban's roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.coverage import reads as coverage
from association.coverage.models import Participant
from association.members import reads as members
from association.members.models import Member
from association.reminders.kinds import Cause, Outcome, Standing, cause_of, oldest_to_join
from association.reminders.models import NoReminders, Reminder
from association.rules.coverage import Status
from association.rules.months import month_of
from association.rules.tariff import Programme, parse_programmes, usual_programmes

ROWS = 25


@dataclass(frozen=True, slots=True)
class Carrier:
    """The neighbour who carries a message."""

    name: str
    sex: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: `phone` is the member's or the carrier's, None when neither has one any more."""

    row: members.Row
    sex: str  # L, P, or unknown
    programmes: frozenset[Programme]
    phone: str | None
    carrier: Carrier | None
    cause: Cause | None  # None when there is no reason left: paid, or registered, since
    month: date  # in which the turn was given
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """Up to 25 members of one standing; `start` is where the next lines begin."""

    rows: list[members.Row]
    start: int | None


def standings(association_id: int, today: date) -> sa.Subquery:
    """Give, for each member on the roster with a cause: id, sort_name, latest paid month, cause, and where they stand."""
    people = _people(association_id, today)
    judged = (
        sa.select(
            people,
            coverage.status_sql(people.c.latest, people.c.participant_id, people.c.ready, today).label("status"),
            coverage.lapsing_sql(people.c.latest, people.c.participant_id, today).label("lapsing"),
        )
        .select_from(people)
        .outerjoin(Participant, Participant.id == people.c.participant_id)
        .subquery()
    )
    cause = sa.case(
        (judged.c.status == Status.DUE.value, Cause.LAPSING.value),
        (sa.and_(judged.c.status == Status.ACTIVE.value, judged.c.lapsing), Cause.LAPSING.value),
        (judged.c.status == Status.ARREARS.value, Cause.ARREARS.value),
        (judged.c.status == Status.INACTIVE.value, Cause.INACTIVE.value),
        (sa.and_(judged.c.status == Status.READY.value, judged.c.may_join), Cause.READY.value),
    )
    because = sa.select(judged, cause.label("cause")).subquery()
    turn = sa.and_(
        Reminder.member_id == because.c.id, Reminder.month == month_of(today), Reminder.cause == because.c.cause
    )
    standing = sa.case(
        (Reminder.outcome.is_not(None), Reminder.outcome),
        (because.c.stopped, Standing.STOPPED.value),
        (~because.c.reachable, Standing.UNREACHABLE.value),
        else_=Standing.WAITING.value,
    )
    return (
        sa.select(because.c.id, because.c.sort_name, because.c.latest, because.c.cause, standing.label("standing"))
        .select_from(because)
        .outerjoin(Reminder, turn)
        .where(because.c.cause.is_not(None))
        .subquery()
    )


def _people(association_id: int, today: date) -> sa.CTE:
    carrier, merged = aliased(Member), aliased(Member)
    carried = sa.exists().where(
        carrier.id == Member.messenger_id, carrier.phone_sealed.is_not(None), carrier.left_on.is_(None)
    )
    same = sa.select(merged.id).where(merged.merged_into_id == Member.id)
    stopped = sa.exists().where(sa.or_(NoReminders.member_id == Member.id, NoReminders.member_id.in_(same)))
    return (
        sa.select(
            Member.id,
            Member.sort_name,
            Member.participant_id,
            members.READY.label("ready"),
            sa.and_(Member.birth_date > oldest_to_join(today), ~Member.link_pending).label("may_join"),
            sa.or_(Member.phone_sealed.is_not(None), carried).label("reachable"),
            stopped.label("stopped"),
            coverage.latest_paid(Member.participant_id, today).label("latest"),
        )
        .where(Member.association_id == association_id, members.on_roster(today))
        .cte("people")
        .prefix_with("MATERIALIZED")
    )


def counts(session: Session, *, association_id: int, today: date) -> dict[Cause, dict[str, int]]:
    """Count who stands where, by cause and by standing or outcome; SENT counts those who have paid since, too."""
    lines = standings(association_id, today)
    found = session.execute(
        sa.select(lines.c.cause, lines.c.standing, sa.func.count()).group_by(lines.c.cause, lines.c.standing)
    )
    counted = {cause: dict.fromkeys((*Standing, *Outcome), 0) for cause in Cause}
    for cause, standing, n in found:
        counted[Cause(cause)][standing] = n
    sent = (
        sa.select(Reminder.cause, sa.func.count())
        .where(
            Reminder.association_id == association_id,
            Reminder.month == month_of(today),
            Reminder.outcome == Outcome.SENT.value,
        )
        .group_by(Reminder.cause)
    )
    for cause, n in session.execute(sent):
        counted[Cause(cause)][Outcome.SENT] = n
    return counted


def next_one(session: Session, *, association_id: int, cause: Cause, today: date) -> int | None:
    """Give the member whose turn comes next: the longest unpaid first, of the inactive the latest paid first."""
    lines = standings(association_id, today)
    oldest = lines.c.latest.desc() if cause is Cause.INACTIVE else lines.c.latest
    return session.scalar(
        sa.select(lines.c.id)
        .where(lines.c.cause == cause.value, lines.c.standing == Standing.WAITING.value)
        .order_by(oldest, lines.c.sort_name, lines.c.id)
        .limit(1)
    )


def listed(session: Session, *, association_id: int, cause: Cause, standing: str, today: date, start: int) -> Listed:
    """List by name who stands somewhere, of one cause."""
    lines = standings(association_id, today)
    wanted = (
        sa.select(lines.c.id)
        .where(lines.c.cause == cause.value, lines.c.standing == standing)
        .order_by(lines.c.sort_name, lines.c.id)
    )
    return _page(session, wanted, today=today, start=start)


def stopped(session: Session, *, association_id: int, today: date, start: int) -> Listed:
    """List by name who asked not to be reminded."""
    wanted = (
        sa.select(Member.id)
        .join(NoReminders, NoReminders.member_id == Member.id)
        .where(NoReminders.association_id == association_id)
        .order_by(Member.sort_name, Member.id)
    )
    return _page(session, wanted, today=today, start=start)


def _page(session: Session, wanted: sa.Select[Any], *, today: date, start: int) -> Listed:
    ids: Sequence[int] = session.scalars(wanted.offset(start).limit(ROWS + 1)).all()
    rows = members.rows_of(session, list(ids[:ROWS]), today=today)
    return Listed(rows, start + ROWS if len(ids) > ROWS else None)


def open_turn(session: Session, *, association_id: int, account_id: int, cause: Cause, today: date) -> Reminder | None:
    """Give the turn that is on a leader's screen, the last one opened; None when there is none in this month."""
    mine = (
        Reminder.association_id == association_id,
        Reminder.month == month_of(today),
        Reminder.cause == cause.value,
        Reminder.outcome == Outcome.OPENED.value,
        Reminder.account_id == account_id,
    )
    return session.scalars(sa.select(Reminder).where(*mine).order_by(Reminder.opened_at.desc()).limit(1)).first()


def turn_of(session: Session, reminder: Reminder, *, today: date) -> Turn:
    """Gather what the screen of a turn and its message need."""
    member = session.get_one(Member, reminder.member_id)
    row = members.rows_of(session, [member.id], today=today)[0]
    carrier = None
    if member.phone_sealed is None and member.messenger_id is not None:
        carrier = session.get(Member, member.messenger_id)
    paid = coverage.contributions(session, member.participant_id) if member.participant_id else []
    programmes = usual_programmes(employs_helpers=member.employs_helpers)
    if paid:
        programmes |= parse_programmes(paid[0].programmes)
    return Turn(
        row=row,
        sex=member.sex,
        programmes=programmes,
        phone=carrier.phone if carrier else member.phone,
        carrier=Carrier(carrier.name, carrier.sex) if carrier else None,
        cause=cause_now(session, member, row, today=today),
        month=reminder.month,
        opened_at=reminder.opened_at,
    )


def cause_now(session: Session, member: Member, row: members.Row, *, today: date) -> Cause | None:
    """Tell why a member is to be reminded today; None when there is no reason, or when they left or said no."""
    if (member.left_on is not None and member.left_on <= today) or session.get(NoReminders, member.id) is not None:
        return None
    young = member.birth_date is not None and member.birth_date > oldest_to_join(today)
    return cause_of(row.coverage, may_join=young and not member.link_pending)
