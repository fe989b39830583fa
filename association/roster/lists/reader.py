"""Reads an uploaded list into sheets of cells; spreadsheets are parsed in a child process that may
die."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from association.roster.lists import apart, reader_child
from association.roster.lists.containers import Container, container_of
from association.roster.lists.delimited import read_delimited
from association.roster.lists.sheets import (
    Cell,
    Limits,
    Merge,
    Sheet,
    UnreadableFile,
    visible,
    without_empty_end,
)

__all__ = ["Cell", "Limits", "Merge", "Sheet", "UnreadableFile", "read_sheets"]


def read_sheets(data: bytes, filename: str, *, limits: Limits | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of an uploaded .xlsx, .xls, .ods or CSV that hold something.

    What the file is, its bytes tell; `filename` only gives a CSV's sheet its name. Raises
    UnreadableFile, and nothing else, with one Indonesian sentence.
    """
    limits = limits or Limits()
    if container_of(data, limits=limits) is Container.TEXT:
        sheet = read_delimited(data, limits=limits)
        sheets: tuple[Sheet, ...] = (
            replace(sheet, name=Path(filename.replace("\x00", "")).stem[:60] or sheet.name),
        )
    else:
        sheets = tuple(_sheet(found) for found in _workbook(data, limits=limits))
    filled = tuple(sheet for sheet in sheets if any(sheet.rows))
    if not filled:
        raise UnreadableFile("Berkas ini tidak berisi data.")
    return filled


def _workbook(data: bytes, *, limits: Limits) -> list[dict[str, Any]]:
    """Read a workbook here when this is a child already, else in one of its own."""
    most = {name: getattr(limits, name) for name in ("rows", "columns", "characters")}
    if apart.IS_CHILD:
        answer = reader_child.guarded(lambda: reader_child.read(data, **most))
    else:
        head = json.dumps({"job": "", "limits": most}).encode()
        answer = apart.first_line(apart.run(head, data, limits=limits))
    if "error" in answer:
        raise apart.refusal(answer["error"], limits)
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _sheet(found: dict[str, Any]) -> Sheet:
    last = found["rows"][-1][0] if found["rows"] else -1
    rows: list[tuple[Cell, ...]] = [()] * (last + 1)
    for index, cells in found["rows"]:
        rows[index] = without_empty_end([_cell(cell) for cell in cells])
    merges = tuple(Merge(*area) for area in found["merges"])
    unseen = frozenset(found["unseen"])
    return Sheet(found["name"], tuple(rows), merges, found["hidden"], unseen=unseen)


def _cell(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["d"])
    return visible(cell) if isinstance(cell, str) else cell
