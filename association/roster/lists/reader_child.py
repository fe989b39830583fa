"""Reads a spreadsheet from standard input in a process of its own; run by path, so that nothing of
Guyub is loaded.

Malformed spreadsheets make calamine abort or ask for gigabytes: this process may die, its parent
must not. Arguments: memory bytes, seconds, rows, columns, characters. Answers JSON: {"sheets":
[...]} or {"error": word}.
"""

import datetime
import io
import json
import math
import resource
import sys
from collections.abc import Iterator
from typing import Any

Answer = dict[str, Any]
MOST_MERGES = 20_000


class RefusedError(Exception):
    """The file breaks a limit; the word names which."""


def main(arguments: list[str]) -> None:
    """Limit this process, read, answer."""
    memory, seconds, rows, columns, characters = (int(argument) for argument in arguments)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        answer = read(sys.stdin.buffer.read(), rows=rows, columns=columns, characters=characters)
    except RefusedError as refused:
        answer = {"error": str(refused)}
    except BaseException as error:  # calamine's Rust panics are BaseException
        answer = {"error": "password" if type(error).__name__ == "PasswordError" else "damaged"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def read(data: bytes, *, rows: int, columns: int, characters: int) -> Answer:
    """Return every worksheet with the rows that hold something, as [index, cells]."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets: list[Answer] = []
    for index, about in enumerate(book.sheets_metadata):
        if about.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba):
            raise RefusedError("macros")
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        found: list[list[Any]] = []
        for line, cells in filled_rows(sheet, columns=columns):
            found.append([line, cells])
            characters -= sum(len(cell) + 8 if isinstance(cell, str) else 8 for cell in cells)
            if characters < 0:
                raise RefusedError("characters")
            if len(found) + sum(len(other["rows"]) for other in sheets) > rows:
                raise RefusedError("rows")
        hidden = about.visible != SheetVisibleEnum.Visible
        merges = [[*start, *end] for start, end in (sheet.merged_cell_ranges or [])[:MOST_MERGES]]
        sheets.append({"name": about.name, "hidden": hidden, "rows": found, "merges": merges})
    return {"sheets": sheets}


def filled_rows(sheet: Any, *, columns: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that hold something, with their place in the sheet and without trailing empty
    cells."""
    if sheet.start is None:
        return
    # calamine leaves out the empty columns before the first used one, but not the rows.
    before: list[Any] = [None] * sheet.start[1]
    for line, values in enumerate(sheet.iter_rows()):
        cells = [plain(value) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if len(before) + len(cells) > columns:
            raise RefusedError("columns")
        yield line, before + cells


def plain(value: Any) -> Any:
    """Return a cell as JSON can carry it; a date becomes {"d": "1975-08-17"}."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time(0)
        return (
            {"d": value.date().isoformat()}
            if midnight
            else value.isoformat(sep=" ", timespec="seconds")
        )
    if isinstance(value, datetime.date):
        return {"d": value.isoformat()}
    return None if value is None else str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
