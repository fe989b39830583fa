"""Reads a list in a process of its own; run by path, so that a short workbook costs no more than
its parsing.

Malformed spreadsheets make calamine abort or ask for gigabytes: this process may die, its parent
must not. Arguments: memory bytes, seconds. From standard input a line of JSON, then the file:
without a job the sheets of a workbook are answered as JSON, {"sheets": [...]} or {"error": word};
a job is done as lists/apart.py says.
"""

import datetime
import io
import json
import math
import pathlib
import re
import resource
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

Answer = dict[str, Any]
MOST_MERGES = MOST_UNSEEN = 20_000
MOST_SHEETS = 100
UNCOMPUTED = b"#RUMUS?"  # as lists/cells.py knows it
CELL = re.compile(rb"<((?:\w+:)?)c((?:\s[^<>]*[^/<>])?)>(.*?)</\1c>", re.DOTALL)
KIND = re.compile(rb'\s+t="(\w*)"')
VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]*[^/<>]*>[^<]")
ODS_ERROR = re.compile(rb'<([\w:]*table-cell)\b[^<>]*\b[\w:]*value-type="error"[^<>]*>')
ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")


class RefusedError(Exception):
    """The file breaks a limit; the word names which."""


def main(arguments: list[str]) -> None:
    """Limit this process, read, answer."""
    memory, seconds = (int(argument) for argument in arguments)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    head, data = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    if head["job"]:
        told = guarded(lambda: done(head, data))
    else:
        told = guarded(lambda: read(data, **head["limits"]))
    sys.stdout.buffer.write(told if isinstance(told, bytes) else json.dumps(told).encode("ascii"))


def done(head: dict[str, Any], data: bytes) -> bytes:
    """Do a job with the modules that know how to."""
    sys.path.insert(0, str(pathlib.Path(__file__).parents[3]))
    from association.roster.lists import apart

    apart.IS_CHILD = True
    return apart.answer(head, data)


def guarded(work: Callable[[], Any]) -> Any:
    """Give what some work tells, whatever becomes of it."""
    try:
        return work()
    except RefusedError as refused:
        return {"error": str(refused)}
    except MemoryError:
        return {"error": "memory"}
    except BaseException as error:  # calamine's Rust panics are BaseException
        kind = type(error).__name__
        at = [f"{one.filename}:{one.lineno}" for one in traceback.extract_tb(error.__traceback__)]
        return {"error": "password" if kind == "PasswordError" else "damaged", "at": [kind, *at]}


def read(data: bytes, *, rows: int, columns: int, characters: int) -> Answer:
    """Return every worksheet with the rows that hold something, as [index, cells]."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    data, unseen = prepared(data)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets: list[Answer] = []
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise RefusedError("characters")
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
        told = {"name": about.name, "hidden": hidden, "rows": found, "merges": merges}
        sheets.append(told | {"unseen": unseen.get(about.name, [])})
    return {"sheets": sheets}


def prepared(data: bytes) -> tuple[bytes, dict[str, list[int]]]:
    """Return a workbook whose errors are texts, and the rows that its sheets hide, by their names.

    Calamine gives an error as an empty cell, a new kind of error as a damaged file, and a formula
    that was never computed as an empty cell; an .xls stays as it is.
    """
    if not data.startswith(b"PK"):
        return data, {}
    made, unseen = io.BytesIO(), {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as again:
        names = sheet_parts(archive)
        for entry in archive.infolist():
            part = archive.read(entry)
            if entry.filename in names:
                part = CELL.sub(told_cell, part)
                unseen[names[entry.filename]] = hidden_rows(part)
            elif entry.filename == "content.xml":
                part = ODS_ERROR.sub(b'<\\1 office:value-type="string">', part)
                unseen = ods_hidden(part)
            again.writestr(entry.filename, part)
    return made.getvalue(), unseen


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of an .xlsx's sheets by the parts that hold them."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return {}
    parts = {link.get("Id"): link.get("Target", "") for link in links}
    found: dict[str, str] = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            ids = [value for name, value in sheet.attrib.items() if name.endswith("}id")]
            target = parts.get(ids[0], "") if ids else ""
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[path] = sheet.get("name", "")
    return found


def told_cell(match: "re.Match[bytes]") -> bytes:
    """Write an error as the text of it, and a formula without a result as ours."""
    prefix, attributes, inside = match.groups()
    kind = KIND.search(attributes)
    is_error = kind is not None and kind[1] == b"e"
    is_uncomputed = not VALUE.search(inside) and (
        not re.search(rb"<[\w:]*v\b", inside) or kind is None or kind[1] != b"str"
    )
    if is_error and VALUE.search(inside):
        return b"<%sc%s>%s</%sc>" % (prefix, KIND.sub(b' t="str"', attributes), inside, prefix)
    if is_error or (is_uncomputed and re.search(rb"<[\w:]*f\b", inside)):
        text = b"<%sv>%s</%sv>" % (prefix, UNCOMPUTED, prefix)
        return b'<%sc%s t="str">%s</%sc>' % (prefix, KIND.sub(b"", attributes), text, prefix)
    return match[0]


def hidden_rows(part: bytes) -> list[int]:
    """Return the rows, from 0, that a sheet of an .xlsx hides or filters away."""
    found: list[int] = []
    at = -1
    for row in ROW.finditer(part):
        number = re.search(rb'\br="(\d+)"', row[1])
        at = int(number[1]) - 1 if number else at + 1
        if len(found) < MOST_UNSEEN and re.search(rb'\bhidden="(?:1|true)"', row[1]):
            found.append(at)
    return found


def ods_hidden(part: bytes) -> dict[str, list[int]]:
    """Return the same of an .ods, whose rows may stand for several."""
    unseen: dict[str, list[int]] = {}
    rows: list[int] = []
    at = 0
    try:
        content = ElementTree.iterparse(io.BytesIO(part), ("start", "end"))  # noqa: S314
        for event, one in content:
            if event == "end":
                one.clear()  # read, and no more needed
                continue
            kind = one.tag.rpartition("}")[2]
            held = {name.rpartition("}")[2]: value for name, value in one.attrib.items()}
            if kind == "table":
                rows, at = unseen.setdefault(held.get("name", ""), []), 0
            elif kind == "table-row":
                many = int(held.get("number-rows-repeated", "1"))
                if held.get("visibility", "visible") != "visible":
                    rows.extend(range(at, at + min(many, MOST_UNSEEN - len(rows))))
                at += many
    except (ValueError, ElementTree.ParseError):
        return {}
    return unseen


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
