"""The events of tests/meetings/events, with a door."""

from tests.meetings.events.conftest import code_of, come, event, hold

__all__ = ["code_of", "come", "event", "hold"]
