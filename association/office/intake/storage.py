"""What was understood of a list of paguyuban, to and from text, to be sealed."""

import json
from dataclasses import asdict
from typing import Any

from association.office.intake.entries import ColumnRead, Entry, Kind, Named, Read
from association.roster.lists.packing import packed, unpacked
from association.roster.lists.problems import problem_from
from association.rules.house.permissions import Position


def written(read: Read) -> str:
    """Write what was understood, packed."""
    return packed(json.dumps(asdict(read), separators=(",", ":")))


def read(text: str) -> Read:
    """Read what `written` wrote."""
    raw = json.loads(unpacked(text))
    return Read(
        tuple(map(_entry, raw["entries"])),
        tuple(map(_column, raw["columns"])),
        tuple(raw["skipped"]),
        raw["choices"],
    )


def _entry(raw: dict[str, Any]) -> Entry:
    people = tuple(
        Named(Position(one["position"]), one["name"], one["phone"]) for one in raw["people"]
    )
    told = {name: tuple(map(problem_from, raw[name])) for name in ("problems", "warnings")}
    texts = {name: tuple(raw[name]) for name in ("typed", "markets")}
    return Entry(**raw | told | texts | {"people": people})


def _column(raw: dict[str, Any]) -> ColumnRead:
    kind = Kind(raw["kind"]) if raw["kind"] else None
    return ColumnRead(raw["heading"], raw["letters"], kind, tuple(raw["samples"]))
