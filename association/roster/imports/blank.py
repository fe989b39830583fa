"""An empty list to fill in, as a spreadsheet."""

import io
from collections.abc import Sequence

import xlsxwriter
from flask_babel import gettext as _

from association.web.workbooks import AS_TYPED, Sheet, for_print

TO_FILL = 16  # letters: a NIK


def blank_workbook(
    headings: Sequence[str], texts: Sequence[str], help_lines: Sequence[str]
) -> bytes:
    """Make an empty list to fill in: headings, the columns in `texts` as text, and a second sheet
    with help."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, AS_TYPED | {"in_memory": True}) as book:
        sheet = Sheet(book, _("Anggota"), headings)
        sheet.done(
            as_text=[place for place, one in enumerate(headings) if one in texts], narrowest=TO_FILL
        )
        helping = book.add_worksheet(_("Petunjuk"))
        helping.set_column(0, 0, 90)
        for_print(helping, _("Petunjuk"))
        for line, said in enumerate(help_lines):
            helping.write_string(line, 0, said)
    return made.getvalue()
