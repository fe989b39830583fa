"""Reads when and where somebody was born, from one cell or two."""

import re
from datetime import date

from association.roster.lists.cells import LONGEST_TEXT, text_of
from association.roster.lists.columns import Column
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.row_cells import Cells, first
from association.roster.lists.sheets import Cell
from association.rules.house.errors import RuleError
from association.rules.people.dates import FIRST_YEAR, NoSuchMonth, format_date, parse_date
from association.rules.people.names import search_form

YOUNGEST = 10
LIKE_A_DAY = range(13, 32)  # no months: the day was written in the month's place
WEEKDAYS = frozenset(
    ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad", "tgl", "tanggal")
)


def read_birth(cells: Cells, remarks: Remarks, *, today: date) -> tuple[date | None, str]:
    """Return the date and the place of birth that a row says."""
    born, place = _born(cells, remarks, today=today)
    if len(place) > LONGEST_TEXT:
        long = Problem.of(Code.BIRTH_PLACE_LONG, count=len(place), most=LONGEST_TEXT)
        remarks.problems.append(long)
        place = ""
    if born and (born.year + YOUNGEST, born.month, born.day) > (today.year, today.month, today.day):
        young = Problem.of(Code.TOO_YOUNG, day=format_date(born), years=YOUNGEST)
        remarks.warnings.append(young)
    return born, place


def _born(cells: Cells, remarks: Remarks, *, today: date) -> tuple[date | None, str]:
    place = text_of(first(cells, Column.BIRTH_PLACE))
    born = None
    for column in (Column.BIRTH_DATE, Column.BIRTH):
        cell = first(cells, column)
        if cell is None or born:
            continue
        try:
            day, where = _day_and_place(cell, today=today)
        except RuleError as error:
            remarks.problems.append(_no_birth_date(error))
            continue
        born, place = day, place or where
    return born, place


def _no_birth_date(error: RuleError) -> Problem:
    month_first = isinstance(error, NoSuchMonth) and error.values["month"] in LIKE_A_DAY
    code = Code.MONTH_FIRST if month_first else Code.BIRTH_DATE
    return Problem.of(code, why=Problem.by_rule(error))


def _day_and_place(cell: Cell, *, today: date) -> tuple[date | None, str]:
    """Return the date and place of "Surakarta, 17-08-1975"; a cell with a place alone has no
    date.
    """
    if isinstance(cell, date):
        if cell > today or cell.year < FIRST_YEAR:
            raise RuleError(
                "%(date)s tidak mungkin. Periksa lagi tahunnya.", date=format_date(cell)
            )
        return cell, ""
    text = text_of(cell)
    if not isinstance(cell, str):
        raise RuleError(
            "tertulis sebagai bilangan %(number)s. Tulis seperti 17/8/1975.", number=text
        )
    if behind := re.fullmatch(r"(\d.*\d{4})\s*[,/(]\s*([^\W\d_][^\d()]*)\)?", text):
        return parse_date(behind[1], today=today, past=True), behind[2].strip()
    match = re.fullmatch(r"([^\d]*?)[\s,./:;(\-]*('?\d.*?)[\s)]*", text, re.DOTALL)
    if not match:
        return None, text
    place = match[1].strip(" ,./:;-'’")
    day = parse_date(match[2], today=today, past=True)
    return day, "" if search_form(place) in WEEKDAYS else place
