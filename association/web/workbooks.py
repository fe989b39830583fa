"""Sheets of a workbook as people use them: typed right, as wide as what stands in them, and printed
on A4 with the headings on every page."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

Cell = str | int | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What was typed is never read as a number, a formula or a link.
AS_TYPED = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
A4 = 9  # Excel's number of the paper
NARROWEST, WIDEST = 5, 26  # letters; what is longer goes on in the next line
DAY_WIDTH = 11
LONGEST_TITLE = 80  # letters; a header of Excel takes 255 with its codes


class Sheet:
    """A sheet written row by row under its headings; `done` makes its columns as wide as they have
    to be."""

    def __init__(
        self, book: Any, title: str, headings: Sequence[str], *, about: str = "", frozen: int = 0
    ) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self._text = book.add_format({"num_format": "@", **wrapped})
        self._day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._sheet = book.add_worksheet(title)
        self._widths = [max(map(len, heading.split()), default=0) for heading in headings]
        self._next = 1
        for_print(self._sheet, title, about=about, landscape=True)
        self._sheet.repeat_rows(0)
        self._sheet.freeze_panes(1, frozen)
        self._sheet.write_row(0, 0, headings, book.add_format({"bold": True, **wrapped}))

    def add(self, cells: Iterable[Cell]) -> None:
        """Write the next row; texts as text, days as days, numbers as numbers."""
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._sheet.write_string(self._next, place, cell, self._text)
            elif isinstance(cell, date):
                self._sheet.write_datetime(self._next, place, cell, self._day)
            else:
                self._sheet.write_number(self._next, place, cell, self._number)
            wide = DAY_WIDTH if isinstance(cell, date) else len(str(cell))
            self._widths[place] = max(self._widths[place], wide)
        self._next += 1

    def done(self, *, as_text: Iterable[int] | None = None, narrowest: int = NARROWEST) -> None:
        """Set the columns, at least so many letters wide; empty cells of those `as_text` (all,
        unless said) take what is typed into them as text."""
        texts = range(len(self._widths)) if as_text is None else set(as_text)
        for place, width in enumerate(self._widths):
            wide = min(max(width, narrowest), WIDEST) + 1
            self._sheet.set_column(place, place, wide, self._text if place in texts else None)


def for_print(sheet: Any, title: str, *, about: str = "", landscape: bool = False) -> None:
    """Set a sheet to print on A4, as wide as one page, with its title and the number of the
    page."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)  # inches
    sheet.set_header(f"&L{_said(title)}&R{_said(about)}")
    sheet.set_footer(f"&L&D&R{_('Halaman %(x)s dari %(y)s', x='&P', y='&N')}")


def _said(text: str) -> str:
    return text[:LONGEST_TITLE].replace("&", "&&")
