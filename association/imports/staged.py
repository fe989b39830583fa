"""What was understood of a file, to and from text: kept sealed between the preview and the saving."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from association.imports.headings import Column
from association.imports.understood import RowRead, Skipped, Understood
from association.imports.values import RowStall, RowValues
from association.rules.stalls import StallKind, StallParts


def to_text(understood: Understood) -> str:
    """Write it as JSON."""
    return json.dumps(asdict(understood), default=str, separators=(",", ":"))


def from_text(text: str) -> Understood:
    """Read what to_text wrote."""
    raw = json.loads(text)
    return Understood(
        rows=tuple(_row(row) for row in raw["rows"]),
        columns=tuple((heading, Column(column) if column else None) for heading, column in raw["columns"]),
        skipped=tuple(Skipped(**one) for one in raw["skipped"]),
        notes=tuple(raw["notes"]),
    )


def _row(raw: dict[str, Any]) -> RowRead:
    values = raw["values"]
    born, joined = values.pop("birth_date"), values.pop("joined_on")
    stalls = tuple(_stall(stall) for stall in values.pop("stalls"))
    return RowRead(
        sheet=raw["sheet"],
        line=raw["line"],
        cells=raw["cells"],
        values=RowValues(**values, birth_date=_day(born), joined_on=_day(joined), stalls=stalls),
        problems=tuple(raw["problems"]),
        warnings=tuple(raw["warnings"]),
    )


def _stall(raw: dict[str, Any]) -> RowStall:
    parts = raw["parts"]
    kind = StallKind(parts["kind"]) if parts["kind"] else None
    return RowStall(StallParts(kind, parts["block"], parts["number"]), raw["market"], raw["permit"], raw["walk"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
