"""Rows that were refused, as a spreadsheet to mend: their own cells as text, and the reason."""

import io
from collections.abc import Iterable

import xlsxwriter

from association.imports.understood import RowRead

REASON = "Alasan ditolak"


def workbook(rows: Iterable[RowRead]) -> bytes:
    """Write rows as .xlsx, every cell as text: Excel neither rounds a NIK nor runs a formula."""
    rows = list(rows)
    headings = list(dict.fromkeys(heading for row in rows for heading in row.cells))
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(made, options)
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Perlu diperbaiki")
    sheet.set_column(0, len(headings), 22, text)
    sheet.write_row(0, 0, [*headings, REASON], book.add_format({"bold": True}))
    for line, row in enumerate(rows, 1):
        for column, heading in enumerate(headings):
            sheet.write_string(line, column, row.cells.get(heading, ""), text)
        sheet.write_string(line, len(headings), " ".join(row.problems), text)
    book.close()
    return made.getvalue()
