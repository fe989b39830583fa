"""Rows that were refused, as a spreadsheet to mend: what each said under plain headings, and the
reason."""

import io
import re
from collections.abc import Iterable

import xlsxwriter
from flask_babel import gettext as _

from association.roster.lists.columns import Column
from association.roster.lists.contents import RowRead
from association.roster.lists.wording import all_in_words
from association.roster.lists.written import HEADINGS, REASON, Columns, written
from association.web.workbooks import AS_TYPED, Sheet


def workbook(rows: Iterable[RowRead], columns: Columns) -> bytes:
    """Write rows as .xlsx, every cell as text: Excel neither rounds a NIK nor runs a formula.

    Uploaded again it says what the list said; a cell that a spreadsheet program spoilt is refused
    until it is retyped.
    """
    rows = list(rows)
    lines = [_line(row, columns, number) for number, row in enumerate(rows, 1)]
    headings = [*_headings(lines), REASON]
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, AS_TYPED | {"in_memory": True}) as book:
        sheet = Sheet(book, _("Perlu diperbaiki"), headings)
        for row, line in zip(rows, lines, strict=True):
            told = line | {REASON: " ".join(all_in_words(row.problems))}
            sheet.add(told.get(heading) for heading in headings)
        sheet.done()
    return made.getvalue()


def _headings(lines: Iterable[dict[str, str]]) -> list[str]:
    """Give the headings that the lines need; the list's own come last, in their order."""
    needed = dict.fromkeys(heading for line in lines for heading in line)
    own = [heading for heading in needed if _order(heading)[0] == len(HEADINGS)]
    return [*sorted(needed.keys() - set(own), key=_order), *own]


def _order(heading: str) -> tuple[int, str]:
    """Order headings as HEADINGS has them, a second phone or stall behind the first, the list's own
    columns last."""
    bare = re.sub(r" \d+$", "", heading)
    known = list(HEADINGS.values())
    return (known.index(bare), heading.zfill(40)) if bare in known else (len(known), "")


def _line(row: RowRead, columns: Columns, number: int) -> dict[str, str]:
    line = written(row, columns)
    line[HEADINGS[Column.NUMBER]] = line[HEADINGS[Column.NUMBER]] or str(number)
    return line
