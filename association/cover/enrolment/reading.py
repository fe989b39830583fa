"""What a child does with a list of KPJs (roster/lists/apart.py): lines out of bytes."""

import json
from typing import Any

from association.cover.enrolment import numbers
from association.cover.enrolment.numbers import Entry
from association.roster.lists.apart import Told
from association.roster.lists.reader import read_sheets
from association.roster.lists.sheets import Limits
from association.rules.house.errors import RuleError


def upload(data: bytes, *, limits: Limits, filename: str) -> Told:
    """Read the lines of a file; raises RuleError."""
    return _told(numbers.from_sheets(read_sheets(data, filename, limits=limits)))


def paste(data: bytes) -> Told:
    """Read pasted lines; raises RuleError."""
    return _told(numbers.from_text(data.decode()))


def entries(told: Told) -> list[Entry]:
    """Take the lines that a job of this module told."""
    return [_entry(raw) for raw in json.loads(told.texts[0])]


def _told(entries: list[Entry]) -> Told:
    raw = [
        [one.line, one.name, one.nik, one.kpj, one.problem.plain if one.problem else None]
        for one in entries
    ]
    return Told({}, (json.dumps(raw),))


def _entry(raw: list[Any]) -> Entry:
    line, name, nik, kpj, problem = raw
    return Entry(line, name, nik, kpj, RuleError.of(problem) if problem else None)
