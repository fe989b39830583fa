"""One turn to be reminded: made once in a month, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reminders.kinds import Cause, Outcome
from association.cover.reminders.models import NoReminders, Reminder
from association.cover.reminders.told import carried_over, sent_in
from association.people.accounts.reads import names_of
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.months import month_of

# So long nobody else takes over a turn that is on a leader's screen, and a slip is taken back.
HELD: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Lately:
    """What a leader said last on the screen of a turn: of whom, the month of the turn that was
    sent, None when the member asked to be left alone."""

    member_id: int
    name: str
    month: date | None
    at: datetime


def said_lately(
    session: Session, *, association_id: int, account_id: int, today: date, now: datetime
) -> Lately | None:
    """Give what an account may still take back on the screen of a turn: the last message sent or
    the last STOP, within half an hour."""
    sent = (
        sa.select(Reminder.member_id, Member.name, Reminder.month, Reminder.answered_at)
        .join(Member, Member.id == Reminder.member_id)
        .where(
            Reminder.association_id == association_id,
            Reminder.account_id == account_id,
            Reminder.answered_at >= now - HELD,
            *sent_in(today),
        )
        .order_by(Reminder.answered_at.desc())
    )
    stopped = (
        sa.select(NoReminders.member_id, Member.name, sa.null(), NoReminders.at)
        .join(Member, Member.id == NoReminders.member_id)
        .where(
            NoReminders.association_id == association_id,
            NoReminders.account_id == account_id,
            NoReminders.at >= now - HELD,
        )
        .order_by(NoReminders.at.desc())
    )
    found = [session.execute(one.limit(1)).first() for one in (sent, stopped)]
    said = [Lately(*row) for row in found if row is not None]
    return max(said, key=lambda one: one.at, default=None)


def is_slip(said: Sequence[NoReminders], *, account_id: int | None, now: datetime) -> bool:
    """Tell whether an account noted just now that a member asked to be left alone: then it may
    take that back without asking."""
    mine = [one.account_id == account_id and now - one.at <= HELD for one in said]
    return bool(mine) and all(mine)


def new_turn(member_id: int, cause: Cause, by: By, *, today: date) -> Reminder:
    """Make the turn of a member in this month, on the screen of who acts."""
    return Reminder(
        member_id=member_id,
        month=month_of(today),
        cause=cause.value,
        association_id=by.association_id,
        outcome=Outcome.OPENED.value,
        account_id=by.account_id,
        opened_at=by.at,
    )


def added(session: Session, turn: Reminder) -> bool:
    """Save a new turn; False when somebody else took it at the same moment."""
    if session.get(Reminder, (turn.member_id, turn.month)) is not None:
        return False
    session.add(turn)
    session.flush()
    return True


def carried_over_turn(session: Session, member_id: int, *, today: date) -> Reminder | None:
    """Give a member's turn of the month before that is still at work in this one."""
    of_member = sa.select(Reminder).where(Reminder.member_id == member_id, *carried_over(today))
    return session.scalars(of_member).first()


def said_no_error(name: str) -> RuleError:
    """Say that somebody asked not to be reminded."""
    return RuleError("%(name)s minta berhenti diingatkan.", name=name)


def taken_error(session: Session, turn: Reminder) -> RuleError:
    """Say who has a turn on the screen, or had it."""
    who = names_of(session, [turn.account_id or 0]).get(turn.account_id or 0, "")
    if turn.outcome == Outcome.OPENED:
        return RuleError("Orang ini sedang diingatkan oleh %(name)s.", name=who)
    return RuleError("Orang ini sudah diingatkan oleh %(name)s bulan ini.", name=who)
