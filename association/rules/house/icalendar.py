"""Calendar files (RFC 5545) of events: moments in UTC, so that no time zone needs to be described
in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75  # octets, without the line break (RFC 5545, 3.1)
PRODUCT = "-//Guyub//Kegiatan//ID"
REFRESH = "PT6H"
ALARMS = ("P1D", "PT2H")  # before the beginning: to keep the day free, and to set out


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event: `sequence` grows with every revision; `uid` stays the same for ever."""

    uid: str
    starts_at: datetime
    lasts: timedelta
    title: str
    place: str
    about: str
    address: str
    sequence: int
    cancelled: bool


def calendar(name: str, entries: Iterable[Entry], *, made_at: datetime) -> bytes:
    """Write a calendar with these events, as it is sent."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    for entry in entries:
        lines += _event(entry, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(entry: Entry, made_at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_moment(made_at)}",
        f"DTSTART:{_moment(entry.starts_at)}",
        f"DTEND:{_moment(entry.starts_at + entry.lasts)}",
        f"SEQUENCE:{entry.sequence}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        f"SUMMARY:{escaped(entry.title)}",
        f"LOCATION:{escaped(entry.place)}",
        f"DESCRIPTION:{escaped(entry.about)}",
        f"URL:{entry.address}",
        *(() if entry.cancelled else _alarms(entry)),
        "END:VEVENT",
    ]


def _alarms(entry: Entry) -> Iterator[str]:
    for before in ALARMS:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-{before}"
        yield f"DESCRIPTION:{escaped(entry.title)}"
        yield "END:VALARM"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Write a text as a value: backslash, semicolon, comma and line breaks escaped (3.3.11), no
    other control characters."""
    plain = (
        "\n".join(text.splitlines()).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    )
    return "".join(c for c in plain.replace("\n", "\\n") if c.isprintable())


def folded(line: str) -> str:
    """Break a line into parts of at most 75 octets, between characters; each further part begins
    with a space."""
    parts, part, room = [], "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(part)
            part, room = " ", LONGEST_LINE - 1
        part, room = part + character, room - size
    return "\r\n".join([*parts, part])
