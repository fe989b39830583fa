"""The events of tests/meetings/events to be marked, by members of tests/roster/exports; and a page
of the list, read and tapped."""

import pytest
from bs4 import Tag

from tests.infra.client import Reader, Seen, fields
from tests.meetings.events.conftest import code_of, come, event, hold
from tests.roster.exports.conftest import alter, enrol, leading

__all__ = ["alter", "code_of", "come", "enrol", "event", "hold", "leading"]


@pytest.fixture
def path(event: int) -> str:
    """The attendance list of Sari's event."""
    return f"/kegiatan/{event}/hadir"


def row(seen: Seen, member: int) -> Tag:
    found = seen.soup.select_one(f"li#m{member}[data-member='{member}']")
    assert found is not None
    return found


def is_present(seen: Seen, member: int) -> bool:
    button = row(seen, member).select_one("button.row")
    said = {"true": "✓ Hadir", "false": "Tandai"}[str(button["aria-pressed"])]
    assert said in button.get_text()
    return button["aria-pressed"] == "true"


def present(seen: Seen) -> list[str]:
    return [
        name
        for one, name in zip(seen.soup.select("[data-member]"), seen.names(), strict=True)
        if is_present(seen, int(one["data-member"]))
    ]


def tap(
    someone: Reader, seen: Seen, path: str, member: int, /, *, part: bool = False, **typed: str
) -> Seen:
    form = row(seen, member).find("form")
    assert form["action"] == path
    return someone.post(path, fields(form) | typed, part=f"m{member}" if part else "")
