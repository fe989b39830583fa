"""One turn to be reminded: made once in a month, and whose it is."""

from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reminders.kinds import Cause, Outcome
from association.cover.reminders.models import Reminder
from association.cover.reminders.told import carried_over
from association.people.accounts.reads import names_of
from association.rules.house.errors import RuleError
from association.rules.house.months import month_of

HELD: Final = timedelta(
    minutes=30
)  # so long nobody else takes over a turn that is on a leader's screen


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
