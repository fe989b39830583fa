"""Give turns, note what came of them, and keep away from those who said no."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reminders import reads
from association.cover.reminders.kinds import Cause, Outcome
from association.cover.reminders.models import NoReminders, Reminder
from association.cover.reminders.told import refusals
from association.cover.reminders.turns import (
    HELD,
    added,
    carried_over_turn,
    is_slip,
    new_turn,
    said_no_error,
    taken_error,
)
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.history.actions import note
from association.roster.history.kinds import ChangeKind
from association.roster.members.locking import locked_one
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.months import month_of
from association.rules.house.said import hold

TRIES = 20  # how often the next one may be taken by somebody else at the same moment


@write_once
def begin(session: Session, cause: Cause, by: By, *, today: date, once: Once | None) -> None:
    """Give the next turn, unless one is open: then that one goes on. Nothing when nobody waits.
    Raises OutOfDate in another month than the page said."""
    hold(by.said, {"putaran": month_of(today)})
    _give(session, cause, by, today=today)


@write_once
def answer(
    session: Session,
    member_id: int,
    month: date,
    cause: Cause,
    outcome: Outcome,
    by: By,
    *,
    today: date,
    once: Once | None,
) -> None:
    """Note what came of the turn given in a month, and give the next one of this cause.

    Saying the same twice changes nothing, and nothing takes back that it was sent. Raises RuleError
    when somebody else reminds, or reminded, this member, and when the member said no since;
    NoResultFound when there is no such turn.
    """
    if refusals(session, member_id):
        raise said_no_error(session.get_one(Member, member_id).name)
    turn = session.get_one(Reminder, (member_id, month), with_for_update=True)
    if turn.account_id != by.account_id:
        raise taken_error(session, turn)
    if turn.outcome not in (Outcome.SENT, outcome):
        turn.outcome, turn.answered_at = outcome.value, by.at
        record(
            session,
            by,
            "remind member",
            f"member:{member_id}",
            cause=turn.cause,
            outcome=outcome.value,
        )
    _give(session, cause, by, today=today)


@write_once
def take_back_sent(
    session: Session, member_id: int, month: date, by: By, *, once: Once | None
) -> None:
    """Take back that a message was sent: the turn is on the screen of who said so again. Nothing
    when it was not said.

    Raises RuleError for another's, after half an hour, and when the member said no since;
    NoResultFound when there is no such turn.
    """
    if refusals(session, member_id):
        raise said_no_error(session.get_one(Member, member_id).name)
    turn = session.get_one(Reminder, (member_id, month), with_for_update=True)
    if turn.account_id != by.account_id:
        raise taken_error(session, turn)
    if turn.outcome != Outcome.SENT or turn.answered_at is None:
        return
    if by.at - turn.answered_at > HELD:
        raise RuleError("Sudah lebih dari setengah jam, jadi tidak bisa diurungkan lagi.")
    turn.outcome, turn.opened_at, turn.answered_at = Outcome.OPENED.value, by.at, None
    record(session, by, "take back reminder", f"member:{member_id}", cause=turn.cause)


@write_once
def reopen(
    session: Session, member_id: int, cause: Cause, by: By, *, today: date, once: Once | None
) -> None:
    """Give one member's turn now: who waits, was skipped or not reached, or whom somebody else left
    open for half an hour.

    Raises RuleError when they were reminded in this month, are on somebody's screen, said no,
    cannot be reached or need no reminder; NoResultFound outside the reach.
    """
    person = reads.person(session, member_id, today=today)
    if person.said_no:
        raise said_no_error(person.row.name)
    if person.cause is not cause:
        raise RuleError(
            "%(name)s tidak perlu diingatkan lagi: keadaannya sudah berubah.",
            name=person.row.name,
        )
    if not person.to:
        raise RuleError("%(name)s belum punya nomor HP atau pembawa pesan.", name=person.row.name)
    turn = carried_over_turn(session, member_id, today=today)
    if turn is None or turn.outcome in (Outcome.FAILED, Outcome.SKIPPED):
        turn = new_turn(member_id, cause, by, today=today)
        if added(session, turn):
            return
        turn = session.get_one(Reminder, (member_id, month_of(today)), with_for_update=True)
    others = turn.account_id != by.account_id and by.at - turn.opened_at < HELD
    if turn.outcome == Outcome.SENT or (turn.outcome == Outcome.OPENED and others):
        raise taken_error(session, turn)
    turn.cause, turn.outcome = cause.value, Outcome.OPENED.value
    turn.account_id, turn.opened_at, turn.answered_at = by.account_id, by.at, None


@write_once
def stop(
    session: Session, member_id: int, by: By, *, cause: Cause | None, today: date, once: Once | None
) -> None:
    """Note that a member asked not to be reminded and take back open turns; give the next one of
    a cause, if named.

    Raises NoResultFound outside the reach.
    """
    member = locked_one(session, member_id)
    if not refusals(session, member_id):
        own = member.association_id
        session.add(
            NoReminders(member_id=member_id, association_id=own, account_id=by.account_id, at=by.at)
        )
        note(
            session,
            by,
            ChangeKind.NO_REMINDERS,
            member_id=member_id,
            version=member.version,
            values={},
        )
        record(session, by, "stop reminders", f"member:{member_id}")
    opened = Reminder.member_id == member_id, Reminder.outcome == Outcome.OPENED.value
    session.execute(sa.delete(Reminder).where(*opened))
    if cause is not None:
        _give(session, cause, by, today=today)


@write_once
def allow(
    session: Session,
    member_id: int,
    by: By,
    *,
    agreed: bool,
    cause: Cause | None = None,
    today: date,
    once: Once | None,
) -> None:
    """Take back that a member asked not to be reminded; nothing when they did not. With a cause
    they are on the screen again.

    Raises RuleError unless the member was asked and agreed, or who noted it takes a slip back
    within half an hour; NoResultFound outside the reach.
    """
    member = locked_one(session, member_id)
    said = refusals(session, member_id)
    if not agreed and not is_slip(said, account_id=by.account_id, now=by.at):
        raise RuleError("Tanyakan dulu kepada anggota ini, lalu centang bahwa ia setuju.")
    for one in said:
        session.delete(one)
    if said:
        note(
            session,
            by,
            ChangeKind.REMINDERS,
            member_id=member_id,
            version=member.version,
            values={},
        )
        record(session, by, "allow reminders", f"member:{member_id}")
    if cause is not None and reads.person(session, member_id, today=today).cause is cause:
        added(session, new_turn(member_id, cause, by, today=today))


def _give(session: Session, cause: Cause, by: By, *, today: date) -> None:
    """Put the next one on the leader's screen; whom somebody else takes at the same moment is
    passed over."""
    assert by.association_id is not None
    assert by.account_id is not None
    own, who = by.association_id, by.account_id
    if (
        reads.open_turn(session, association_id=own, account_id=who, cause=cause, today=today)
        is not None
    ):
        return
    for _try in range(TRIES):
        member_id = reads.next_one(session, association_id=own, cause=cause, today=today)
        if member_id is None:
            return
        if added(session, new_turn(member_id, cause, by, today=today)):
            return
