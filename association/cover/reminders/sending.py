"""Note that somebody was reminded outside the turns."""

from datetime import date

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reminders.kinds import Cause, Outcome
from association.cover.reminders.models import Reminder
from association.cover.reminders.told import refusals
from association.cover.reminders.turns import HELD, added, new_turn, said_no_error, taken_error
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.members.models import Member
from association.rules.house.months import add_months, month_code, month_of
from association.rules.house.said import hold


@write_once
def sent(session: Session, member_id: int, by: By, *, today: date, once: Once | None) -> None:
    """Note that a member was reminded to join outside the turns, as after an event: their turn of
    the month that the page said, this one or the one before, is used up.

    Saying it again changes nothing. Raises RuleError when they said no or are on somebody else's
    screen; NoResultFound outside the reach, and for who died.
    """
    month = add_months(month_of(today), -1)
    if by.said.get("putaran") != month_code(month):  # the page is not of the month before
        hold(by.said, {"putaran": month_of(today)})
        month = month_of(today)
    member = session.get_one(Member, member_id)
    if member.has_died:
        raise NoResultFound
    if refusals(session, member_id):
        raise said_no_error(member.name)
    turn = new_turn(member_id, Cause.READY, by, today=month)
    if not added(session, turn):
        turn = session.get_one(Reminder, (member_id, month), with_for_update=True)
        others = turn.account_id != by.account_id and by.at - turn.opened_at < HELD
        if turn.outcome == Outcome.OPENED and others:
            raise taken_error(session, turn)
    if turn.outcome != Outcome.SENT:
        turn.outcome, turn.account_id, turn.answered_at = (
            Outcome.SENT.value,
            by.account_id,
            by.at,
        )
        record(
            session,
            by,
            "remind member",
            f"member:{member_id}",
            cause=turn.cause,
            outcome=turn.outcome,
        )
