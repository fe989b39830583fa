"""Writes rows as .csv and .xlsx while they are read: neither file nor roster is ever whole in
memory."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO, Any, cast

import xlsxwriter

from association.rules.house.formulas import harmless

Cell = str | int | date | None
Table = Iterable[Mapping[str, Cell]]  # rows, each by column
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
PIECE = 64 * 1024
IN_MEMORY = 2 * 1024 * 1024  # bytes
WIDTHS = {"name": 28, "nik": 20, "mother_name": 24, "address": 36, "stall_market": 20, "note": 30}


def csv_file(columns: Mapping[str, str], tables: Iterable[Table]) -> IO[bytes]:
    """Write a CSV to a file that has no name on the disk, nor a place there while it is small;
    returns it at its beginning."""
    made = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    try:
        made.writelines(csv_chunks(columns, tables))
        made.seek(0)
    except BaseException:
        made.close()
        raise
    return made


def csv_chunks(columns: Mapping[str, str], tables: Iterable[Table]) -> Iterator[bytes]:
    """Give a CSV in pieces: with a byte order mark, and semicolons, since an Indonesian Excel has
    the decimal comma.

    Days are written 2026-11-22, which no setting of a spreadsheet reads with day and month
    exchanged.
    """
    yield ("\ufeff" + _csv([list(columns.values())])).encode()
    for table in tables:
        yield _csv([[_text(name, row.get(name)) for name in columns] for row in table]).encode()


def _csv(table: list[list[str]]) -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(table)
    return made.getvalue()


def _text(name: str, cell: Cell) -> str:
    """Write a cell; the apostrophe keeps a spreadsheet from rounding a NIK and from running a
    formula."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if name == "nik" and str(cell).isdigit() else harmless(str(cell))


def workbook(title: str, columns: Mapping[str, str], table: Table) -> IO[bytes]:
    """Write rows, by column, under their headings to a file that has no name on the disk; returns
    it at its beginning."""
    made: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the answer
    try:
        with (
            # rows wait here, readable by us alone, until the book is closed
            tempfile.TemporaryDirectory() as folder,
            xlsxwriter.Workbook(made, PLAIN | {"constant_memory": True, "tmpdir": folder}) as book,
        ):
            _fill(book, title, columns, table)
        made.seek(0)
    except BaseException:
        made.close()
        raise
    return made


def _fill(book: Any, title: str, columns: Mapping[str, str], table: Table) -> None:
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(title)
    for place, name in enumerate(columns):
        sheet.set_column(place, place, WIDTHS.get(name, 16), text)
    sheet.freeze_panes(1, 1)
    sheet.write_row(0, 0, columns.values(), book.add_format({"bold": True}))
    for number, row in enumerate(table, 1):
        for place, name in enumerate(columns):
            _write(sheet, number, place, row.get(name), text=text, day=day)


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Give a file in pieces, and close it."""
    with file:
        while piece := file.read(PIECE):
            yield piece


def _write(sheet: Any, number: int, place: int, cell: Cell, *, text: Any, day: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(number, place, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(number, place, cell, day)
    elif cell:
        sheet.write_string(number, place, cell, text)
