"""What was understood of a list, and its cells, to and from text, to be sealed."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from association.cover.reconciliation.columns import ColumnRead
from association.roster.lists.apart import Told
from association.roster.lists.packing import unpacked
from association.rules.law.listed import Standing, Theirs

DAYS = ("birth_date", "paid_until", "since")


@dataclass(frozen=True, slots=True)
class Read:
    """What a list says: its people, what its columns were taken for, and how many lines held
    somebody again."""

    rows: tuple[Theirs, ...]
    columns: tuple[ColumnRead, ...] = ()
    again: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a list and its cells, as texts; how many people it holds, how many of
    its lines hold nobody, and whether its columns tell enough to find them."""

    rows: str
    sheets: str
    total: int
    skipped: int
    is_complete: bool

    @classmethod
    def of(cls, told: Told) -> "Understood":
        """Take what a job of this module told."""
        rows, sheets = told.texts
        return cls(rows, sheets, **told.facts)


def written(read: Read) -> str:
    """Write what was understood as JSON, to be sealed."""
    return json.dumps(asdict(read), default=str, separators=(",", ":"))


def read(text: str) -> Read:
    """Read what `written` wrote, packed or not; of lists kept by an earlier version the rows
    alone."""
    raw = json.loads(unpacked(text))
    if isinstance(raw, list):
        raw = {"rows": raw}
    return Read(
        tuple(map(_row, raw["rows"])),
        tuple(_column(one) for one in raw.get("columns", ())),
        raw.get("again", 0),
    )


def _row(raw: dict[str, Any]) -> Theirs:
    days = {name: date.fromisoformat(raw[name]) if raw[name] else None for name in DAYS}
    standing = Standing(raw["standing"]) if raw["standing"] else None
    unread = ("nik",) if raw["unread"] is True else tuple(raw["unread"] or ())
    return Theirs(**raw | days | {"standing": standing, "unread": unread})


def _column(raw: dict[str, Any]) -> ColumnRead:
    return ColumnRead(**raw | {"samples": tuple(raw["samples"])})
