"""Select whose turn it is to be reminded, and who stands where: one statement over the paguyuban's
roster."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.cover.reminders.kinds import Cause, Outcome, Standing, cause_of
from association.cover.reminders.models import Reminder
from association.cover.reminders.told import at_work, carried_over, refusals, said_no, sent_in
from association.paging import Page, cut_from, one_more
from association.people.participants.statuses import pays_self
from association.roster.members import statuses as members
from association.roster.members.models import Member
from association.roster.members.reads import messenger_of
from association.roster.members.terms import terms_of
from association.rules.house.months import month_of
from association.rules.law.coverage import Status
from association.rules.law.price import Terms
from association.rules.people.leaving import has_left
from association.rules.people.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Carrier:
    """The neighbour who carries a message."""

    name: str
    sex: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a reminder is for: it goes `to` the member or the carrier, who may have no phone, and
    to nobody once the member died."""

    row: members.Row
    sex: str  # L, P, or unknown
    terms: Terms
    to: Recipient
    carrier: Carrier | None
    said_no: bool
    cause: (
        Cause | None
    )  # None when there is no reason (left): paid, registered, the state pays, off the roster, dead


def standings(association_id: int, today: date) -> sa.Subquery:
    """Give, for each member on the roster with a cause: id, sort_name, latest paid month, cause,
    and where they stand."""
    judged = _people(association_id, today)
    active = judged.c.status == Status.ACTIVE.value
    cause = sa.case(
        (judged.c.status == Status.DUE.value, Cause.LAPSING.value),
        (sa.and_(active, judged.c.lapsing, ~judged.c.in_hand), Cause.LAPSING.value),
        (judged.c.status == Status.ARREARS.value, Cause.ARREARS.value),
        (judged.c.status == Status.READY.value, Cause.READY.value),
    )
    because = sa.select(judged, cause.label("cause")).subquery()
    turn = sa.and_(Reminder.member_id == because.c.id, Reminder.month == month_of(today))
    standing = sa.case(
        (Reminder.outcome.is_not(None), Reminder.outcome),
        (because.c.carried_over.is_not(None), because.c.carried_over),
        (because.c.stopped, Standing.STOPPED.value),
        (~because.c.reachable, Standing.UNREACHABLE.value),
        else_=Standing.WAITING.value,
    )
    return (
        sa.select(
            because.c.id,
            because.c.sort_name,
            because.c.latest,
            because.c.cause,
            standing.label("standing"),
        )
        .select_from(because)
        .outerjoin(Reminder, turn)
        .where(because.c.cause.is_not(None))
        .subquery()
    )


def _people(association_id: int, today: date) -> sa.Subquery:
    carrier = aliased(Member)
    carried = sa.exists().where(
        carrier.id == Member.messenger_id,
        carrier.phone_sealed.is_not(None),
        ~members.died(carrier),
    )
    over = sa.select(Reminder.outcome).where(Reminder.member_id == Member.id, *carried_over(today))
    return members.statuses_on(
        today,
        Member.id,
        Member.sort_name,
        sa.or_(Member.phone_sealed.is_not(None), carried).label("reachable"),
        said_no(association_id).label("stopped"),
        over.scalar_subquery().label("carried_over"),
        among=sa.and_(
            Member.association_id == association_id,
            members.living(today),
            pays_self(Member.participant_id),
        ),
    )


def counts(session: Session, *, association_id: int, today: date) -> dict[Cause, dict[str, int]]:
    """Count who stands where, by cause and by standing or outcome; SENT counts those who paid
    since, too, where they were told."""
    lines = standings(association_id, today)
    found = session.execute(
        sa.select(lines.c.cause, lines.c.standing, sa.func.count())
        .where(lines.c.standing != Outcome.SENT.value)
        .group_by(lines.c.cause, lines.c.standing)
    )
    counted = {cause: dict.fromkeys((*Standing, *Outcome), 0) for cause in Cause}
    for cause, standing, n in found:
        counted[Cause(cause)][standing] = n
    sent = (
        sa.select(Reminder.cause, sa.func.count())
        .where(*_sent(association_id, today))
        .group_by(Reminder.cause)
    )
    for cause, n in session.execute(sent):
        counted[Cause(cause)][Outcome.SENT] = n
    return counted


def in_need(session: Session, *, association_id: int, cause: Cause, today: date) -> int:
    """Count who has a cause today, wherever they stand."""
    lines = standings(association_id, today)
    return session.scalar(sa.select(sa.func.count()).where(lines.c.cause == cause.value)) or 0


def _sent(association_id: int, today: date) -> tuple[sa.ColumnElement[bool], ...]:
    return Reminder.association_id == association_id, *sent_in(today), _lives(association_id)


def _lives(association_id: int) -> sa.ColumnElement[bool]:
    """Say, as SQL, whose turn it is that is not of somebody who died since."""
    dead = sa.select(Member.id).where(Member.association_id == association_id, members.died())
    return Reminder.member_id.not_in(dead)


def next_one(session: Session, *, association_id: int, cause: Cause, today: date) -> int | None:
    """Give the member whose turn comes next: the longest unpaid first."""
    lines = standings(association_id, today)
    return session.scalar(
        sa.select(lines.c.id)
        .where(lines.c.cause == cause.value, lines.c.standing == Standing.WAITING.value)
        .order_by(lines.c.latest, lines.c.sort_name, lines.c.id)
        .limit(1)
    )


def listed(
    session: Session, *, association_id: int, cause: Cause, standing: str, today: date, start: int
) -> Page[members.Row]:
    """List by name who stands somewhere, of one cause; SENT: who was told of it, also when they
    paid since."""
    if standing == Outcome.SENT:
        told = (*_sent(association_id, today), Reminder.cause == cause.value)
        wanted = sa.select(Member.id).join(Reminder, Reminder.member_id == Member.id).where(*told)
        return _page(
            session, wanted.order_by(Member.sort_name, Member.id), today=today, start=start
        )
    lines = standings(association_id, today)
    wanted = sa.select(lines.c.id).where(lines.c.cause == cause.value, lines.c.standing == standing)
    return _page(session, wanted.order_by(lines.c.sort_name, lines.c.id), today=today, start=start)


def stopped(session: Session, *, association_id: int, today: date, start: int) -> Page[members.Row]:
    """List by name who asked not to be reminded and is on the roster."""
    wanted = sa.select(Member.id).where(
        Member.association_id == association_id, members.living(today), said_no(association_id)
    )
    return _page(session, wanted.order_by(Member.sort_name, Member.id), today=today, start=start)


def _page(
    session: Session, wanted: sa.Select[Any], *, today: date, start: int
) -> Page[members.Row]:
    found = cut_from(session.scalars(one_more(wanted.offset(start))), start)
    return found.showing(members.rows_of(session, found.rows, today=today))


def open_turn(
    session: Session, *, association_id: int, account_id: int, cause: Cause, today: date
) -> Reminder | None:
    """Give the turn that is on a leader's screen, the last one opened, also over the end of a
    month; None when there is none."""
    mine = (
        Reminder.association_id == association_id,
        *at_work(today),
        Reminder.cause == cause.value,
        Reminder.outcome == Outcome.OPENED.value,
        Reminder.account_id == account_id,
        _lives(association_id),
    )
    return session.scalars(
        sa.select(Reminder)
        .where(*mine)
        .order_by(Reminder.opened_at.desc(), Reminder.member_id)
        .limit(1)
    ).first()


def person(session: Session, member_id: int, *, today: date) -> Person:
    """Gather what the screen of a turn and its message need; NoResultFound outside the reach."""
    member = session.get_one(Member, member_id)
    row = members.rows_of(session, [member.id], today=today)[0]
    lives = not member.has_died
    carrier = messenger_of(session, member) if member.phone_sealed is None and lives else None
    gone = has_left(member.left_on, today) or not lives
    said_no = bool(refusals(session, member_id))
    terms = terms_of(session, [member.id])[member.id]
    return Person(
        row=row,
        sex=member.sex,
        terms=terms,
        to=carrier.to if carrier else member.to,
        carrier=Carrier(carrier.name, carrier.sex) if carrier else None,
        said_no=said_no,
        cause=None if gone or said_no or not terms.is_asked else cause_of(row.coverage),
    )
