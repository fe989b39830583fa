"""Asks whether the dates of a sheet put the day or the month first, and reads them as answered."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from association.roster.lists.cells import text_of
from association.roster.lists.columns import FURTHER, Column
from association.roster.lists.contents import Contents, DateDoubt, DateOrder, RowRead
from association.roster.lists.date_texts import day_first, in_numbers
from association.roster.lists.marks import FEWEST_SWAPPED, LAST_MONTH, reads_both_ways
from association.roster.lists.problems import Code, Problem
from association.roster.lists.rows import understand
from association.roster.lists.sheets import Cell, Sheet
from association.roster.members.fields import FieldKind
from association.rules.house.errors import RuleError
from association.rules.people.dates import format_date, parse_date

DATES = {Column.BIRTH, Column.BIRTH_DATE} | {
    Column(name) for name, field in FURTHER.items() if field.kind is FieldKind.DAY
}
Answers = Mapping[str, DateOrder]  # by the name of the sheet


@dataclass(frozen=True, slots=True)
class _Dated:
    """A cell with a date in numbers: where it stands, and which of them may be the month."""

    sheet: str
    index: int
    place: int
    text: str
    first: int
    second: int
    is_day: bool  # a day to the spreadsheet program, not a text

    @property
    def order(self) -> DateOrder | None:
        """Give the only order it can have; APART when it has two meanings, None when it has one
        either way, or none."""
        if self.first == self.second or min(self.first, self.second) > LAST_MONTH:
            return None
        if max(self.first, self.second) <= LAST_MONTH:
            return DateOrder.APART
        return DateOrder.DAY if self.first > LAST_MONTH else DateOrder.MONTH


def understand_dates(
    sheets: tuple[Sheet, ...],
    *,
    today: date,
    chosen: Mapping[str, Column | None] | None = None,
    answers: Answers | None = None,
) -> Contents:
    """Return what the sheets say, with the question that their dates give rise to.

    Days stand first unless an answer says otherwise. Raises UnreadableFile as `understand` does.
    """
    contents, answers = understand(sheets, today=today, chosen=chosen), answers or {}
    dated = list(_trusted(_dated(sheets, contents)))
    doubts = _doubts(contents, dated, answers, today=today)
    if any(doubt.answer for doubt in doubts):
        contents = understand(_turned(sheets, dated, answers), today=today, chosen=chosen)
        two_ways = {(d.sheet, d.index + 1) for d in dated if d.order is DateOrder.APART}
        rows = tuple(_settled(row, answers.get(row.sheet), two_ways) for row in contents.rows)
        contents = replace(contents, rows=rows)
    return replace(contents, doubts=doubts, chosen=dict(chosen or {}))


def _dated(sheets: tuple[Sheet, ...], contents: Contents) -> Iterator[_Dated]:
    """Find the cells of traders' rows that hold a date in numbers, in the columns of dates."""
    rows = {sheet.name: sheet.rows for sheet in sheets}
    columns = dict(contents.columns)
    for row in contents.rows:
        texts = {
            text
            for label, text in row.cells.items()
            if columns.get(re.sub(r" \(\d+\)$", "", label), columns.get(label)) in DATES
        }
        for place, cell in enumerate(rows[row.sheet][row.line - 1]):
            text = text_of(cell)
            if text in texts and (match := in_numbers(text)):
                first, second, is_day = int(match[1]), int(match[3]), isinstance(cell, date)
                yield _Dated(row.sheet, row.line - 1, place, text, first, second, is_day)


def _trusted(dated: Iterator[_Dated]) -> Iterator[_Dated]:
    """Leave out the days of a spreadsheet program that took the day from its place: some are later
    than the 12th. Else it may have turned what was typed month first."""
    found = list(dated)
    right = {one.sheet for one in found if one.is_day and one.first > LAST_MONTH}
    return (one for one in found if not (one.is_day and one.sheet in right))


def _doubts(
    contents: Contents, dated: list[_Dated], answers: Answers, *, today: date
) -> tuple[DateDoubt, ...]:
    """Give a question for each sheet where some date cannot put the day first, or some NIKs say
    so."""
    swapped = Counter(row.sheet for row in contents.rows if row.is_refused_for(Code.DATE_SWAPPED))
    doubts = []
    for sheet in dict.fromkeys(one.sheet for one in dated):
        orders = [one.order for one in dated if one.sheet == sheet]
        if DateOrder.MONTH in orders or swapped[sheet] >= FEWEST_SWAPPED:
            day, month, either = (_first(dated, sheet, order) for order in DateOrder)
            meanings = (_meaning(either, today), _meaning(day_first(either or month), today))
            counts = (orders.count(order) for order in DateOrder)
            firsts = (day, month, either)
            doubts.append(DateDoubt(sheet, tuple(counts), firsts, meanings, answers.get(sheet)))
    return tuple(doubts)


def _first(dated: list[_Dated], sheet: str, order: DateOrder) -> str:
    """Give the first date of an order as written, without the place beside it."""
    texts = (one.text for one in dated if one.sheet == sheet and one.order is order)
    match = in_numbers(next(texts, ""))
    return match[0] if match else ""


def _meaning(text: str, today: date) -> str:
    try:
        return format_date(parse_date(text, today=today, past=True)) if text else ""
    except RuleError:
        return ""


def _turned(sheets: tuple[Sheet, ...], dated: list[_Dated], answers: Answers) -> tuple[Sheet, ...]:
    """Give the sheets with the day first in every date that an answer says has it second."""
    turned: dict[tuple[str, int], dict[int, str]] = {}
    for one in dated:
        answer = answers.get(one.sheet)
        is_month = answer is DateOrder.APART and one.order is DateOrder.MONTH
        if answer is DateOrder.MONTH or is_month:
            turned.setdefault((one.sheet, one.index), {})[one.place] = day_first(one.text)
    return tuple(
        replace(
            sheet,
            rows=tuple(
                _with(row, turned.get((sheet.name, index), {}))
                for index, row in enumerate(sheet.rows)
            ),
        )
        for sheet in sheets
    )


def _with(row: tuple[Cell, ...], cells: Mapping[int, str]) -> tuple[Cell, ...]:
    return tuple(cells.get(place, cell) for place, cell in enumerate(row)) if cells else row


def _settled(row: RowRead, answer: DateOrder | None, two_ways: set[tuple[str, int]]) -> RowRead:
    """Give a row without the doubt that an answer settled; with it where each date stands for
    itself."""
    if answer is None:
        return row
    problems = [one for one in row.problems if one.code is not Code.DATE_BOTH_WAYS]
    is_open = answer is DateOrder.APART and (row.sheet, row.line) in two_ways
    if is_open and reads_both_ways(row):
        problems.append(Problem.of(Code.DATE_BOTH_WAYS))
    return replace(row, problems=tuple(problems))
