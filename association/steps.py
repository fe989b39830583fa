"""Steps of a transaction that writes: what it holds first, what it tries, what it writes last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session, SessionTransaction

from association.rules.house.slots import Slot

FIRST: Slot[Callable[[Session, int | None], None]] = Slot("what is held before all else?")
LAST: Slot[Callable[[Session, list[Any]], None]] = Slot("what becomes of what was left for last?")
FOR_LAST = "for last"  # in a session's info, while it writes


class WriteOutsideTransaction(RuntimeError):
    """Something tried to change the database without write_tx."""


def leave_for_last(session: Session, entry: object) -> None:
    """Write something at the end of this transaction, when it holds all its rows. Raises
    WriteOutsideTransaction."""
    if FOR_LAST not in session.info:
        raise WriteOutsideTransaction("nothing would write this entry: use write_tx")
    session.info[FOR_LAST].append(entry)


@contextmanager
def savepoint(session: Session) -> Iterator[SessionTransaction]:
    """Try a part of a write_tx: when it raises or is rolled back, what it left for last goes with
    what it changed."""
    left: list[object] = session.info[FOR_LAST]
    before, kept = len(left), False
    try:
        with session.begin_nested() as step:
            yield step
            stands = step.is_active
        kept = stands
    finally:
        if not kept:
            del left[before:]
