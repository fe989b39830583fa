"""Columns beside name, NIK, birth, phone and stall: their headings and how their cells are read."""

from datetime import date

from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.further_headings import Further
from association.roster.lists.problems import Code, Problem
from association.roster.lists.sheets import Cell
from association.rules.house.errors import RuleError
from association.rules.house.money import parse_rupiah
from association.rules.law.bands import band_of
from association.rules.people.dates import parse_date
from association.rules.people.names import search_form

LONGEST = {
    Further.KNOWN_AS: 60,
    Further.MOTHER_NAME: 60,
    Further.ADDRESS: 200,
    Further.POSITION: 40,
    Further.PERMIT: 30,
    Further.NOTE: 200,
}
MEN, WOMEN = (
    frozenset(("l", "lk", "laki", "laki laki", "pria")),
    frozenset(("p", "pr", "perempuan", "wanita")),
)
YES, NO = (
    frozenset(("ya", "y", "ada", "punya", "v", "iya")),
    frozenset(("tidak", "t", "tdk", "belum")),
)
MOST_INCOME, MOST_WALK = 10**12, 100_000


def read_further(
    cells: dict[Further, Cell], warnings: list[Problem], *, today: date
) -> dict[str, object]:
    """Return what the cells say, by the names of MemberValues; what cannot be read is left out,
    with a warning."""
    found: dict[str, object] = {}
    for column, cell in cells.items():
        if is_empty(cell):
            continue
        try:
            value = _value(column, cell, today=today)
        except RuleError as error:
            why = Problem.by_rule(error)
            warnings.append(Problem.of(Code.FIELD_UNREAD, field=column.value, why=why))
            continue
        if value not in (None, "", False):
            found[column.value] = value
    return found


def _value(column: Further, cell: Cell, *, today: date) -> object:
    text = text_of(cell)
    if column is Further.SEX:
        return _sex(text)
    if column is Further.INCOME:
        return _income(text)
    if column is Further.JOINED_ON:
        return cell if isinstance(cell, date) else parse_date(text, today=today, past=True)
    if column is Further.EMPLOYS_HELPERS:
        return _yes(text)
    if column is Further.WALK:
        return _walk(text)
    if len(text) > LONGEST[column]:
        raise RuleError("paling banyak %(most)s huruf.", most=LONGEST[column])
    return text


def _sex(text: str) -> str:
    plain = search_form(text)
    if plain in MEN or plain in WOMEN:
        return "L" if plain in MEN else "P"
    raise RuleError("tulis L atau P.")


def _income(text: str) -> int:
    income = parse_rupiah(text)
    if income > MOST_INCOME:
        raise RuleError("jumlahnya terlalu besar.")
    return band_of(income).lower


def _yes(text: str) -> bool:
    plain = search_form(text)
    if plain in YES or (plain.isdecimal() and int(plain) > 0):
        return True
    if plain in NO:
        return False
    raise RuleError("tulis Ya atau Tidak.")


def _walk(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= MOST_WALK:
        raise RuleError("tulis dengan angka.")
    return int(text)
