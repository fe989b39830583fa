"""The events of tests/events, to be marked."""

from tests.events.conftest import code_of, come, event, hold

__all__ = ["code_of", "come", "event", "hold"]
