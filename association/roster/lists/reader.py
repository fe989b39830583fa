"""Reads an uploaded list into sheets of cells; spreadsheets are parsed in a child process that may
die."""

import json
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from association.roster.lists.containers import (
    Container,
    container_of,
    damaged,
    holds_macros,
    locked,
    too_large,
)
from association.roster.lists.delimited import read_delimited, too_many_columns, too_many_rows
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

CHILD = Path(__file__).with_name("reader_child.py")
# Each child may take half a gigabyte: more than two at once wait.
CHILDREN = threading.BoundedSemaphore(2)


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
        sheets = tuple(_sheet(found) for found in _ask_child(data, limits=limits))
    filled = tuple(sheet for sheet in sheets if any(sheet.rows))
    if not filled:
        raise UnreadableFile("Berkas ini tidak berisi data.")
    return filled


def _ask_child(data: bytes, *, limits: Limits) -> list[dict[str, Any]]:
    numbers = (limits.memory_bytes, limits.seconds, limits.rows, limits.columns, limits.characters)
    command = [sys.executable, "-I", str(CHILD), *map(str, numbers)]
    try:
        with CHILDREN:
            done = subprocess.run(  # noqa: S603
                command, input=data, capture_output=True, timeout=limits.seconds, check=False
            )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if done.returncode != 0:
        raise _too_slow() if done.returncode < 0 else damaged()
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise damaged() from None
    if "error" in answer:
        raise _refusal(answer["error"], limits)
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _too_slow() -> UnreadableFile:
    return UnreadableFile(
        "Berkas ini terlalu rumit untuk dibaca. Salin daftar namanya saja ke berkas baru, lalu "
        "unggah lagi."
    )


def _refusal(error: str, limits: Limits) -> UnreadableFile:
    return {
        "password": locked(),
        "macros": holds_macros(),
        "rows": too_many_rows(limits),
        "columns": too_many_columns(limits),
        "characters": too_large(),
    }.get(error) or damaged()


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
