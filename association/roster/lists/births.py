"""Reads when and where somebody was born, from one cell or two."""

import re
from datetime import date

from association.roster.lists.cells import LONGEST_TEXT, text_of
from association.roster.lists.columns import Column
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.row_cells import Cells, first
from association.roster.lists.sheets import Cell
from association.rules.house.errors import RuleError
from association.rules.people.dates import (
    FIRST_YEAR,
    NoSuchMonth,
    clock_left,
    format_date,
    parse_date,
    unreadable,
)
from association.rules.people.names import search_form

YOUNGEST = 10
LIKE_A_DAY = range(13, 32)  # no months: the day was written in the month's place
OLDEST = 100
# What stands before a date and is no place: days, how the date is known, what else a form asks.
NO_PLACES = frozenset(
    ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad", "tgl", "tanggal")
    + ("legi", "pahing", "paing", "pon", "wage", "kliwon", "lahir", "lhr", "ttl", "ktp", "nik")
    + ("islam", "kristen", "katolik", "katholik", "hindu", "budha", "buddha", "khonghucu")
    + ("laki", "perempuan", "pria", "wanita")
)
# A date behind these is another day's.
OTHER_DAYS = frozenset(
    ("alm", "almh", "almarhum", "almarhumah", "meninggal", "wafat", "lunas", "bayar", "daftar")
    + ("masuk", "bergabung", "menikah", "berlaku")
)
PLACE = re.compile(r"[^\W\d_](?:[\w\s.,:;'’`()/&-](?<![\d_]))*")
BETWEEN = frozenset(" \t,./:;(-'’")


def read_birth(cells: Cells, remarks: Remarks, *, today: date) -> tuple[date | None, str]:
    """Return the date and the place of birth that a row says."""
    born, place = _born(cells, remarks, today=today)
    if born and (born.year + OLDEST, born.month, born.day) < (today.year, today.month, today.day):
        old = Problem.of(Code.TOO_OLD, day=format_date(born), years=OLDEST)
        remarks.warnings.append(old)
    if len(place) > LONGEST_TEXT:
        long = Problem.of(Code.BIRTH_PLACE_LONG, count=len(place), most=LONGEST_TEXT)
        remarks.problems.append(long)
        place = ""
    if born and (born.year + YOUNGEST, born.month, born.day) > (today.year, today.month, today.day):
        young = Problem.of(Code.TOO_YOUNG, day=format_date(born), years=YOUNGEST)
        remarks.warnings.append(young)
    return born, place


def _born(cells: Cells, remarks: Remarks, *, today: date) -> tuple[date | None, str]:
    place = _without_no_places(text_of(first(cells, Column.BIRTH_PLACE)))
    born = None
    for cell in (*cells.get(Column.BIRTH_DATE, [])[:1], *cells.get(Column.BIRTH, [])):
        if born:
            break
        try:
            day, where = _day_and_place(cell, today=today)
        except RuleError as error:
            remarks.problems.append(_no_birth_date(error))
            continue
        born, place = day, place or where
        if day and isinstance(cell, str) and (clock := clock_left(cell, day)):
            remarks.warnings.append(Problem.of(Code.CLOCK, text=clock))
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
        day = parse_date(behind[1], today=today, past=True)
        return day, _without_no_places(behind[2].strip())
    match = re.fullmatch(r"(\D*)(\d.*?)[\s)]*", text, re.DOTALL)
    if not match:
        return None, _without_no_places(text)
    place = _place_before(match[1], text)
    return parse_date(match[2], today=today, past=True), place


def _place_before(before: str, text: str) -> str:
    """Return the place that stands before a date. Raises RuleError for what may be a digit of the
    date, or tells of another day."""
    place = before.strip(" ,./:;(-'’`")
    words = set(search_form(place).split())
    if words & OTHER_DAYS:
        raise RuleError(
            "“%(text)s” seperti bukan tanggal lahir. Tulis tanggalnya saja.",
            text=text,
        )
    bare = _without_no_places(place)
    parted = not before.strip() or before[-1] in BETWEEN
    letter = any(len(word) == 1 for word in search_form(bare).split()[-1:])
    if not parted or letter or (bare and not PLACE.fullmatch(bare)):
        raise unreadable(text)
    return bare


def _without_no_places(place: str) -> str:
    """Return a place without the words before a date that name none."""
    if search_form(place) in ("l p", "l", "p"):
        return ""
    words = place.split()
    kept = [word for word in words if not _names_none(word)]
    return place if len(kept) == len(words) else " ".join(kept).strip(" ,./:;(-'’`")


def _names_none(word: str) -> bool:
    return bool(plain := search_form(word).replace(" ", "")) and plain in NO_PLACES
