"""What was understood of a file, to and from text: kept sealed between the preview and the
saving."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from association.roster.lists.apart import Told
from association.roster.lists.columns import Column
from association.roster.lists.contents import Contents, DateDoubt, DateOrder, RowRead, Skipped
from association.roster.lists.marks import conceal
from association.roster.lists.packing import packed, unpacked
from association.roster.lists.problems import problem_from
from association.roster.lists.values import RowStall, RowValues
from association.roster.members.fields import FieldKind
from association.roster.members.values import FIELDS
from association.rules.people.stalls import StallKind, StallParts

PART = 500  # rows in one part
DAYS = [name for name, field in FIELDS.items() if field.kind is FieldKind.DAY]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a list, as texts: all but its rows, the rows some hundred a text, and
    the cells as they were read, "" without any."""

    total: int
    head: str
    parts: tuple[str, ...]
    sheets: str = ""

    @classmethod
    def of(cls, told: Told) -> "Understood":
        """Take what a job of this module told."""
        head, sheets, *parts = told.texts
        return cls(told.facts["total"], head, tuple(parts), sheets)


def told_of(contents: Contents, sheets: str = "") -> Told:
    """Write what was understood of a list, with no NIK in what is said beside its rows."""
    contents = conceal(contents)
    head, *parts = map(packed, (head_of(contents), *parts_of(contents)))
    return Told({"total": len(contents.rows)}, (head, sheets, *parts))


def parts_of(contents: Contents) -> list[str]:
    """Write the rows as JSON, some hundred a text."""
    rows = contents.rows
    return [part_of(rows[start : start + PART]) for start in range(0, len(rows), PART)]


def part_of(rows: Sequence[RowRead]) -> str:
    """Write the rows of one part as JSON."""
    return _json(rows)


def rows_from(text: str) -> tuple[RowRead, ...]:
    """Read a text that parts_of wrote, packed or not."""
    return tuple(_row(row) for row in json.loads(unpacked(text)))


def unclear_from(text: str) -> tuple[RowRead, ...]:
    """Read of a text that parts_of wrote, packed or not, the rows that are to be asked about."""
    return tuple(row for raw in json.loads(unpacked(text)) if (row := _row(raw)).is_unclear)


def head_of(contents: Contents) -> str:
    """Write all but the rows as JSON."""
    return _json(replace(contents, rows=()))


def head_from(text: str) -> Contents:
    """Read what head_of wrote, packed or not."""
    raw = json.loads(unpacked(text))
    return Contents(
        rows=(),
        columns=tuple(
            (heading, Column(column) if column else None) for heading, column in raw["columns"]
        ),
        skipped=tuple(
            Skipped(**one | {"reason": problem_from(one["reason"])}) for one in raw["skipped"]
        ),
        notes=tuple(map(problem_from, raw["notes"])),
        samples={heading: tuple(cells) for heading, cells in raw.get("samples", {}).items()},
        doubts=tuple(map(_doubt, raw.get("doubts", ()))),
        chosen={
            heading: Column(column) if column else None
            for heading, column in raw.get("chosen", {}).items()
        },
    )


def _doubt(raw: dict[str, Any]) -> DateDoubt:
    counts, firsts, meanings = (tuple(raw[name]) for name in ("counts", "firsts", "meanings"))
    answer = DateOrder(raw["answer"]) if raw["answer"] else None
    return DateDoubt(raw["sheet"], counts, firsts, meanings, answer)


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Give what JSON does not know as what it does: a record by its fields, a day as text."""
    fields = getattr(type(value), "__dataclass_fields__", None)
    return str(value) if fields is None else {name: getattr(value, name) for name in fields}


def values_to(values: RowValues) -> dict[str, Any]:
    """Give the values of a row as plain ones."""
    plain: dict[str, Any] = json.loads(_json(values))
    return plain


def values_from(raw: dict[str, Any]) -> RowValues:
    """Read what values_to gave."""
    days = {name: _day(raw.get(name)) for name in DAYS}
    stalls = tuple(_stall(stall) for stall in raw["stalls"])
    return RowValues(**(raw | days | {"stalls": stalls}))


def _row(raw: dict[str, Any]) -> RowRead:
    return RowRead(
        sheet=raw["sheet"],
        line=raw["line"],
        cells=raw["cells"],
        values=values_from(raw["values"]),
        problems=tuple(map(problem_from, raw["problems"])),
        warnings=tuple(map(problem_from, raw["warnings"])),
        mended=raw.get("mended", False),
    )


def _stall(raw: dict[str, Any]) -> RowStall:
    parts = raw["parts"]
    kind = StallKind(parts["kind"]) if parts["kind"] else None
    return RowStall(
        StallParts(kind, parts["block"], parts["number"]), raw["market"], raw["permit"], raw["walk"]
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
