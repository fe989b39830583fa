"""Calendar files: what RFC 5545 asks for, read back by a reader written from its grammar."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.icalendar import Entry, calendar, escaped, folded

START = datetime(2026, 11, 24, 13, 0, tzinfo=timezone(timedelta(hours=7)))
MADE = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=[A-Z]+)?:[^\x00-\x08\x0a-\x1f\x7f]*")


def an_entry(**other: object) -> Entry:
    usual: dict[str, object] = {
        "uid": "abcd2345@guyub.example",
        "starts_at": START,
        "lasts": timedelta(hours=3),
        "title": "Sosialisasi JKK, JKM; gratis",
        "place": "Aula \\ lantai 2",
        "about": "Bawa KTP\nBawa HP",
        "address": "https://guyub.example/e/abcd2345",
        "sequence": 0,
        "cancelled": False,
    }
    return Entry(**(usual | other))  # type: ignore[arg-type]


def read(body: bytes) -> list[tuple[str, str]]:
    """Unfold and split a calendar; every physical line is short, ends in CRLF and is whole
    UTF-8."""
    assert body.endswith(b"\r\n")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert b"\n" not in line
    lines = body.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert all(LINE.fullmatch(line) for line in lines), [
        line for line in lines if not LINE.fullmatch(line)
    ]
    return [(line.partition(":")[0], line.partition(":")[2]) for line in lines]


def plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda hit: "\n" if hit[1] == "n" else hit[1], value)


def test_an_event_is_written_as_the_standard_says() -> None:
    found = read(calendar("Paguyuban Rejosari", [an_entry()], made_at=MADE))
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[1] == ("VERSION", "2.0")
    assert found[-1] == ("END", "VCALENDAR")
    assert [name for name, _ in found].count("PRODID") == 1
    inside = dict(found[found.index(("BEGIN", "VEVENT")) + 1 : found.index(("BEGIN", "VALARM"))])
    assert inside == {
        "UID": "abcd2345@guyub.example",
        "DTSTAMP": "20261122T030000Z",
        "DTSTART": "20261124T060000Z",
        "DTEND": "20261124T090000Z",
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "SUMMARY": "Sosialisasi JKK\\, JKM\\; gratis",
        "LOCATION": "Aula \\\\ lantai 2",
        "DESCRIPTION": "Bawa KTP\\nBawa HP",
        "URL": "https://guyub.example/e/abcd2345",
    }


def test_it_rings_the_day_before_and_two_hours_before() -> None:
    found = read(calendar("x", [an_entry()], made_at=MADE))
    assert [value for name, value in found if name == "TRIGGER"] == ["-P1D", "-PT2H"]
    assert found.count(("BEGIN", "VALARM")) == found.count(("ACTION", "DISPLAY")) == 2
    ends = [pair for pair in found if pair[0] in ("BEGIN", "END")]
    alarm = [("BEGIN", "VALARM"), ("END", "VALARM")]
    assert ends[1:-1] == [("BEGIN", "VEVENT"), *alarm, *alarm, ("END", "VEVENT")]


def test_a_cancelled_event_says_so_counts_on_and_does_not_ring() -> None:
    found = read(calendar("x", [an_entry(cancelled=True, sequence=4)], made_at=MADE))
    assert (dict(found)["STATUS"], dict(found)["SEQUENCE"]) == ("CANCELLED", "4")
    assert ("BEGIN", "VALARM") not in found


def test_no_event_is_a_calendar_too() -> None:
    assert ("BEGIN", "VEVENT") not in read(calendar("Kosong", [], made_at=MADE))


@pytest.mark.parametrize(
    ("text", "written"),
    [("a\r\nb", "a\\nb"), ("a\x07b", "ab"), ("\\n", "\\\\n"), ("a\u2028b", "a\\nb")],
)
def test_what_would_end_a_value_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@given(st.text(max_size=300))
def test_any_text_comes_back_whole(text: str) -> None:
    inside = dict(read(calendar("x", [an_entry(title=text)], made_at=MADE)))
    shown = "".join(c for c in "\n".join(text.splitlines()) if c == "\n" or c.isprintable())
    assert plain(inside["SUMMARY"]) == shown


@given(st.text(st.characters(categories=("L", "N", "Zs")), max_size=400))
def test_folding_is_undone_by_unfolding(text: str) -> None:
    assert folded(text).replace("\r\n ", "") == text
