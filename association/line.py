"""Who wants to write to SQLite stands in line: one process asks for the file with one thread at a
time, in the order in which they came."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

ASK_MILLISECONDS = 20  # SQLite asks after 1, 3, 8 and 18 of these
_until: ContextVar[float] = ContextVar("guyub_in_line_until", default=0.0)


class Line:
    """Threads that wait for their turn."""

    def __init__(self) -> None:
        self._changing, self._waiting = threading.Lock(), deque[threading.Event]()

    @contextmanager
    def stand(self, seconds: float) -> Iterator[None]:
        """Wait for one's turn and keep it until the end; whoever waited so long in vain goes on,
        and finds the file locked."""
        mine, token = threading.Event(), _until.set(time.monotonic() + seconds)
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
            _until.reset(token)

    def _call_first(self) -> None:
        if self._waiting:
            self._waiting[0].set()


def still_waiting() -> bool:
    """Tell whether who stands in line should go on asking for the file."""
    return time.monotonic() < _until.get()


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
