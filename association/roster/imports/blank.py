"""An empty list to fill in, as a spreadsheet."""

import io
from collections.abc import Sequence

import xlsxwriter
from flask_babel import gettext as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def blank_workbook(
    headings: Sequence[str], texts: Sequence[str], help_lines: Sequence[str]
) -> bytes:
    """Make an empty list to fill in: headings, the columns in `texts` as text, and a second sheet
    with help."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    sheet = book.add_worksheet(_("Anggota"))
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, 20, text if heading in texts else None)
    sheet.write_row(0, 0, headings, bold)
    sheet.freeze_panes(1, 0)
    helping = book.add_worksheet(_("Petunjuk"))
    helping.set_column(0, 0, 90)
    for line, said in enumerate(help_lines):
        helping.write_string(line, 0, said)
    book.close()
    return made.getvalue()
