"""Give turns, note what came of them, and keep away from those who said no."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from association.accounts.reads import names_of
from association.audit.actions import By, record
from association.changes.actions import note
from association.changes.kinds import ChangeKind
from association.database import Once, write_tx
from association.members import reads as members
from association.members.models import Member
from association.reminders import reads
from association.reminders.kinds import Cause, Outcome
from association.reminders.models import NoReminders, Reminder
from association.rules.errors import RuleError
from association.rules.months import month_of

HELD: Final = timedelta(minutes=30)  # so long nobody else takes over a turn that is on a leader's screen
TRIES = 20  # how often the next one may be taken by somebody else at the same moment


def begin(cause: Cause, by: By, *, today: date, once: Once | None) -> None:
    """Give the next turn, unless one is open: then that one goes on. Nothing when nobody waits."""
    with write_tx(once) as tx:
        if tx.repeated is None:
            _give(tx.session, cause, by, today=today)


def answer(
    member_id: int, month: date, cause: Cause, outcome: Outcome, by: By, *, today: date, once: Once | None
) -> None:
    """Note what came of the turn given in a month, and give the next one.

    Saying the same twice changes nothing. Raises RuleError when somebody else reminds, or reminded, this member;
    NoResultFound when there is no such turn.
    """
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        turn = tx.session.get_one(Reminder, (member_id, month, cause.value), with_for_update=True)
        if turn.account_id != by.account_id:
            raise _taken(tx.session, turn)
        if turn.outcome == Outcome.OPENED:
            turn.outcome, turn.answered_at = outcome.value, by.at
            record(tx.session, by, "remind member", f"member:{member_id}", cause=cause.value, outcome=outcome.value)
        _give(tx.session, cause, by, today=today)


def reopen(member_id: int, cause: Cause, by: By, *, today: date, once: Once | None) -> None:
    """Give a member's turn now: who waits, was skipped or not reached, or whom somebody else left open for half an hour.

    Raises RuleError when they were reminded in this month, are on somebody's screen, said no or cannot be reached;
    NoResultFound outside the reach, and when there is no reason to remind them.
    """
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        member = members.one(tx.session, member_id)
        turn = tx.session.get(Reminder, (member_id, month_of(today), cause.value), with_for_update=True)
        if tx.session.get(NoReminders, member_id) is not None:
            raise RuleError("%(name)s minta berhenti diingatkan.", name=member.name)
        if turn is None:
            turn = _new(member.association_id, member_id, cause, by, today=today)
            if not _added(tx.session, turn):
                raise _taken(tx.session, tx.session.get_one(Reminder, (member_id, month_of(today), cause.value)))
        elif turn.outcome == Outcome.SENT or (
            turn.outcome == Outcome.OPENED and turn.account_id != by.account_id and by.at - turn.opened_at < HELD
        ):
            raise _taken(tx.session, turn)
        turn.outcome, turn.account_id, turn.opened_at, turn.answered_at = (
            Outcome.OPENED.value,
            by.account_id,
            by.at,
            None,
        )
        tx.session.flush()
        now = reads.turn_of(tx.session, turn, today=today)
        if now.phone is None:
            raise RuleError("%(name)s belum punya nomor HP atau pembawa pesan.", name=member.name)
        if now.cause is not cause:
            raise RuleError("%(name)s sudah tidak perlu diingatkan.", name=member.name)


def stop(member_id: int, month: date, cause: Cause, by: By, *, today: date, once: Once | None) -> None:
    """Note that a member asked not to be reminded, take back an open turn, and give the next one."""
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        member = tx.session.get_one(Member, member_id, with_for_update=True)
        if tx.session.get(NoReminders, member_id) is None:
            tx.session.add(
                NoReminders(
                    member_id=member_id, association_id=member.association_id, account_id=by.account_id, at=by.at
                )
            )
            note(tx.session, by, ChangeKind.NO_REMINDERS, member_id=member_id, version=member.version, values={})
            record(tx.session, by, "stop reminders", f"member:{member_id}")
        turn = tx.session.get(Reminder, (member_id, month, cause.value))
        if turn is not None and turn.outcome == Outcome.OPENED:
            tx.session.delete(turn)
            tx.session.flush()
        _give(tx.session, cause, by, today=today)


def allow(member_id: int, by: By, *, once: Once | None) -> None:
    """Take back that a member asked not to be reminded; nothing when they did not."""
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        member = tx.session.get_one(Member, member_id, with_for_update=True)
        said = tx.session.get(NoReminders, member_id)
        if said is not None:
            tx.session.delete(said)
            note(tx.session, by, ChangeKind.REMINDERS, member_id=member_id, version=member.version, values={})
            record(tx.session, by, "allow reminders", f"member:{member_id}")


def _give(session: Session, cause: Cause, by: By, *, today: date) -> None:
    """Put the next one on the leader's screen; whom somebody else takes at the same moment is passed over."""
    assert by.association_id is not None
    assert by.account_id is not None
    own, who = by.association_id, by.account_id
    if reads.open_turn(session, association_id=own, account_id=who, cause=cause, today=today) is not None:
        return
    for _try in range(TRIES):
        member_id = reads.next_one(session, association_id=own, cause=cause, today=today)
        if member_id is None:
            return
        if _added(session, _new(own, member_id, cause, by, today=today)):
            return


def _new(association_id: int, member_id: int, cause: Cause, by: By, *, today: date) -> Reminder:
    return Reminder(
        member_id=member_id,
        month=month_of(today),
        cause=cause.value,
        association_id=association_id,
        outcome=Outcome.OPENED.value,
        account_id=by.account_id,
        opened_at=by.at,
    )


def _added(session: Session, turn: Reminder) -> bool:
    """Save a new turn; False when somebody else took it at the same moment."""
    try:
        with session.begin_nested():
            session.add(turn)
    except IntegrityError:
        return False
    return True


def _taken(session: Session, turn: Reminder) -> RuleError:
    who = names_of(session, [turn.account_id or 0]).get(turn.account_id or 0, "")
    if turn.outcome == Outcome.OPENED:
        return RuleError("Orang ini sedang diingatkan oleh %(name)s.", name=who)
    return RuleError("Orang ini sudah diingatkan oleh %(name)s bulan ini.", name=who)
