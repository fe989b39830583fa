"""The events of tests/events, with a door."""

from tests.events.conftest import code_of, come, event, hold

__all__ = ["code_of", "come", "event", "hold"]
