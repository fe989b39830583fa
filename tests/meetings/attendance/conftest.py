"""The events of tests/meetings/events to be marked, by members of tests/roster/exports."""

from tests.meetings.events.conftest import code_of, come, event, hold
from tests.roster.exports.conftest import alter, enrol, leading

__all__ = ["alter", "code_of", "come", "enrol", "event", "hold", "leading"]
