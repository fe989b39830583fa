"""Writes rows as .csv and .xlsx while they are read: neither file nor roster is ever whole in
memory."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO, cast

import xlsxwriter

from association.rules.house.formulas import harmless
from association.web.workbooks import AS_TYPED, Cell, Sheet

Table = Iterable[Mapping[str, Cell]]  # rows, each by column
PIECE = 64 * 1024
IN_MEMORY = 2 * 1024 * 1024  # bytes


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


def workbook(title: str, columns: Mapping[str, str], table: Table, *, about: str = "") -> IO[bytes]:
    """Write rows, by column, under their headings to a file that has no name on the disk; returns
    it at its beginning. `about` is whose rows they are, for the head of a printed page."""
    made: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the answer
    try:
        with (
            # rows wait here, readable by us alone, until the book is closed
            tempfile.TemporaryDirectory() as folder,
            xlsxwriter.Workbook(
                made, AS_TYPED | {"constant_memory": True, "tmpdir": folder}
            ) as book,
        ):
            sheet = Sheet(book, title, list(columns.values()), about=about, frozen=1)
            for row in table:
                sheet.add(row.get(name) for name in columns)
            sheet.done()
        made.seek(0)
    except BaseException:
        made.close()
        raise
    return made


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Give a file in pieces, and close it."""
    with file:
        while piece := file.read(PIECE):
            yield piece
