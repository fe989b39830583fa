"""The cells of a list as they were read, to and from text: kept sealed, to be read anew."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from association.roster.lists.packing import packed, unpacked
from association.roster.lists.sheets import Cell, Flaw, Merge, Sheet


def sheets_to(sheets: Sequence[Sheet]) -> str:
    """Write sheets as they were read, packed."""
    told = [
        asdict(sheet) | {"flaws": list(sheet.flaws.items()), "unseen": sorted(sheet.unseen)}
        for sheet in sheets
    ]
    return packed(json.dumps(told, default=_dated, separators=(",", ":")))


def sheets_from(text: str) -> tuple[Sheet, ...]:
    """Read what sheets_to wrote."""
    raw = json.loads(unpacked(text))
    return tuple(
        Sheet(
            one["name"],
            tuple(tuple(_cell(cell) for cell in row) for row in one["rows"]),
            tuple(Merge(**merge) for merge in one["merges"]),
            one["hidden"],
            {int(row): Flaw(flaw) if flaw in set(Flaw) else flaw for row, flaw in one["flaws"]},
            frozenset(one.get("unseen", ())),
        )
        for one in raw
    )


def _dated(value: object) -> dict[str, str]:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(type(value).__name__)


def _cell(raw: Any) -> Cell:
    return date.fromisoformat(raw["day"][:10]) if isinstance(raw, dict) else raw
