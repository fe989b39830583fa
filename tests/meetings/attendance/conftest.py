"""The events of tests/meetings/events, to be marked."""

from tests.meetings.events.conftest import code_of, come, event, hold

__all__ = ["code_of", "come", "event", "hold"]
