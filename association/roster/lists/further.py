"""Columns beside name, NIK, birth, phone and stall: how their cells are read."""

from datetime import date
from typing import Any

from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.columns import FURTHER
from association.roster.lists.further_headings import WALK
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.sheets import Cell
from association.roster.members.fields import Field, FieldKind
from association.rules.house.errors import RuleError
from association.rules.house.money import parse_rupiah
from association.rules.law.bands import band_of
from association.rules.people.dates import parse_date
from association.rules.people.heirs import heirs_text, parse_heirs
from association.rules.people.names import search_form

LONGEST_PERMIT = 30
YES, NO = (
    frozenset(("ya", "y", "ada", "punya", "v", "iya")),
    frozenset(("tidak", "t", "tdk", "belum")),
)
MOST_INCOME, MOST_WALK = 10**12, 100_000


def read_further(cells: dict[str, Cell], remarks: Remarks, *, today: date) -> dict[str, Any]:
    """Return what the cells say, by the names of MemberValues; what cannot be read is left out,
    with a warning, and of heirs with a problem: nobody would miss them until they are needed."""
    found: dict[str, Any] = {}
    for column, cell in cells.items():
        if is_empty(cell):
            continue
        try:
            value = _value(column, cell, today=today)
        except RuleError as error:
            why = Problem.of(Code.FIELD_UNREAD, field=column, why=Problem.by_rule(error))
            (remarks.problems if column == "heirs" else remarks.warnings).append(why)
            continue
        if value not in (None, "", False):
            found[column] = value
    return found


def _value(column: str, cell: Cell, *, today: date) -> object:
    text = text_of(cell)
    if column == WALK:
        return _walk(text)
    field = FURTHER.get(column)
    match field and field.kind:
        case FieldKind.CHOICE if field:
            return _choice(text, field)
        case FieldKind.BAND:
            return _income(text)
        case FieldKind.DAY:
            return cell if isinstance(cell, date) else parse_date(text, today=today, past=True)
        case FieldKind.YES:
            return _yes(text)
        case FieldKind.HEIRS:
            return heirs_text(parse_heirs(str(cell), today=today))
    longest = field.longest if field else LONGEST_PERMIT
    if len(text) > longest:
        raise RuleError("paling banyak %(most)s huruf.", most=longest)
    return text


def _choice(text: str, field: Field) -> str:
    plain = search_form(text)
    for option in field.options:
        words = {search_form(option.value), search_form(option.words), *option.spellings}
        if option.value and plain in words:
            return option.value
    values = " atau ".join(option.value for option in field.options if option.value)
    raise RuleError("tulis %(values)s.", values=values)


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
