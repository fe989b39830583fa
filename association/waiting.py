"""How long a request may wait for the database, and in which order: whatever it asks for, in all it
is answered within ten seconds. Commands wait as long as it takes."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import g, has_app_context
from sqlalchemy.engine import Connection

REQUEST_SECONDS = 8.0  # for everything that a request waits for, and the rest for its own work
LOCK_SECONDS = 5.0  # for one lock
IN_VAIN_SECONDS = 2.0  # for one lock, just after somebody waited in vain: others stand in line
LEAST_SECONDS = 1.0
CONNECT_SECONDS = 3  # to a server, or for a free connection of the pool
# For libpq: a server that is gone without a word, as in a fail-over, is noticed in five seconds.
NOTICING = {
    "connect_timeout": CONNECT_SECONDS,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
}
TURN_SECONDS = 0.3  # after so long a chunk of long work ends, and lets others have their turn
CHUNKS_SECONDS = 3.0  # after so long a request begins no further chunk
ASK_MILLISECONDS = 20  # SQLite asks after 1, 3, 8 and 18 of these
TOLD_AT = "told how long to wait"  # in a connection's info

_in_vain_at = float("-inf")
_in_line_until: ContextVar[float] = ContextVar("guyub_in_line_until", default=0.0)


def begin_request() -> None:
    """Let the present request wait from now on."""
    g.wait_until = time.monotonic() + REQUEST_SECONDS


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Wait less for what may as well be done another time."""
    before = g.get("wait_until")
    g.wait_until = min(before or float("inf"), time.monotonic() + seconds)
    try:
        yield
    finally:
        g.wait_until = before


def seconds_left() -> float | None:
    """Give how long this request may still wait; None for a command."""
    until: float | None = g.get("wait_until") if has_app_context() else None
    return None if until is None else max(LEAST_SECONDS, until - time.monotonic())


def seconds_for_lock() -> float:
    """Give how long to wait for one lock."""
    recently = time.monotonic() - _in_vain_at < LOCK_SECONDS
    most = IN_VAIN_SECONDS if recently else LOCK_SECONDS
    left = seconds_left()
    return LOCK_SECONDS if left is None else min(most, left)


def was_in_vain() -> None:
    """Note that a request waited for a lock and did not get it."""
    global _in_vain_at
    _in_vain_at = time.monotonic()


def limits(connection: Connection) -> list[str]:
    """Give what tells PostgreSQL how long the statements of this request may take."""
    left = seconds_left()
    connection.info[TOLD_AT] = None if left is None else time.monotonic()
    if left is None:
        return []
    told = {"lock_timeout": seconds_for_lock(), "statement_timeout": left}
    return [f"SET LOCAL {name}={round(most * 1000)}" for name, most in told.items()]


def hurry(connection: Connection, cursor: Any, *_statement: object) -> None:
    """Let the next statement take less time when those before it took long: the sum counts."""
    told_at = connection.info.get(TOLD_AT)
    if told_at is None or time.monotonic() - told_at < 1:
        return
    if cursor.connection.info.transaction_status.name == "INTRANS":  # and has not failed
        cursor.execute("; ".join(limits(connection)))


class Line:
    """Threads that wait for their turn."""

    def __init__(self) -> None:
        self._changing, self._waiting = threading.Lock(), deque[threading.Event]()

    @contextmanager
    def stand(self, seconds: float) -> Iterator[None]:
        """Wait for one's turn and keep it until the end; whoever waited so long in vain goes on,
        and finds the file locked."""
        mine, token = threading.Event(), _in_line_until.set(time.monotonic() + seconds)
        with self._changing:
            self._waiting.append(mine)
            self._call_first()
        try:
            mine.wait(seconds)
            yield
        finally:
            with self._changing:
                self._waiting.remove(mine)
                self._call_first()
            _in_line_until.reset(token)

    def _call_first(self) -> None:
        if self._waiting:
            self._waiting[0].set()


def still_waiting() -> bool:
    """Tell whether who stands in line should go on asking for the file."""
    return time.monotonic() < _in_line_until.get()


def begun(driver: Any) -> bool:
    """Ask for the file every few milliseconds until the end of one's time in line; False when it
    cannot be had.

    SQLite by itself asks ten times a second, and loses to whoever comes anew in another process.
    """
    driver.execute(f"PRAGMA busy_timeout={ASK_MILLISECONDS}")
    while still_waiting():
        try:
            driver.execute("BEGIN IMMEDIATE")
        except driver.OperationalError as error:
            if "locked" not in str(error):
                return False
        else:
            return True
    return False


_line = Line()


@contextmanager
def in_line(*, by_row: bool) -> Iterator[None]:
    """Stand in line for the file of an SQLite database; elsewhere a row is waited for."""
    if by_row:
        yield
        return
    with _line.stand(seconds_for_lock()):
        yield


class Pace:
    """Says when long work should let others in between; begins with the work."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def ends_turn(self) -> bool:
        """Tell whether a chunk has held its paguyuban long enough."""
        return time.monotonic() - self._began > TURN_SECONDS

    @property
    def ends_request(self) -> bool:
        """Tell whether the rest is for another request."""
        return time.monotonic() - self._began > CHUNKS_SECONDS
