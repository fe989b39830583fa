"""Many people at one moment: threads with connections of their own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Got = TypeVar("Got")


def at_once(*acts: Callable[[], Got]) -> Sequence[Got]:
    """Do all of these at one moment, each in a thread of its own; what one raises is raised
    here."""
    ready = threading.Barrier(len(acts))

    def begin(act: Callable[[], Got]) -> Got:
        ready.wait(10)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [waiting.result(60) for waiting in [pool.submit(begin, act) for act in acts]]
