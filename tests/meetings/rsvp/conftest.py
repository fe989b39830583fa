"""The events on stage, and the public page's answers."""

from collections.abc import Callable

import pytest

from tests.infra.client import Reader, Seen
from tests.meetings.events.conftest import code_of, come, event, hold

__all__ = ["code_of", "come", "event", "hold"]
Answer = Callable[..., Seen]


@pytest.fixture
def answer(visitor: Reader, code_of: Callable[[int], str]) -> Answer:
    """Say on the public page of an event that one comes (or not)."""

    def say(event_id: int, **typed: str) -> Seen:
        path = f"/e/{code_of(event_id)}"
        return visitor.fill(path, **({"coming": "1"} | typed))

    return say
