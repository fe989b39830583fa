"""Columns beside name, NIK, birth, phone and stall: their headings and how their cells are read."""

from datetime import date
from typing import Any

from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.problems import Code, Problem
from association.roster.lists.sheets import Cell
from association.roster.lists.vocabulary import words_of
from association.roster.members.fields import Field, FieldKind
from association.roster.members.values import FIELDS, STALL_HEADINGS
from association.rules.house.errors import RuleError
from association.rules.house.money import parse_rupiah
from association.rules.law.bands import band_of
from association.rules.people.dates import parse_date
from association.rules.people.names import search_form

# What values.py reads by itself: several cells tell of it, or its column is found in other ways.
APART = ("name", "nik", "birth_date", "birth_place", "phone", "commodity")
FURTHER = {
    name: field for name, field in FIELDS.items() if name not in APART and not field.in_parts
}
PERMIT, WALK = "permit", "walk"  # of the row's stall
LABELS = {
    **{name: field.column_heading for name, field in FURTHER.items()},
    "income": "Penghasilan",
    **{name: STALL_HEADINGS[name] for name in (PERMIT, WALK)},
}
LONGEST_PERMIT = 30
YES, NO = (
    frozenset(("ya", "y", "ada", "punya", "v", "iya")),
    frozenset(("tidak", "t", "tdk", "belum")),
)
PERMITS, NUMBERS = {"shp", "ktpp", "sip"}, {"no", "nomor", "nomer"}
MOST_INCOME, MOST_WALK = 10**12, 100_000
# The headings of our own files, and of all fields the wordings that ask for most words first.
OWN = {tuple(words_of(label)): name for name, label in LABELS.items()}
ALSO = sorted(
    ((wording, name) for name, field in FURTHER.items() for wording in field.also),
    key=lambda one: -len(one[0].every),
)


def further_of(words: list[str]) -> str | None:
    """Return which of these columns a heading with these words names."""
    if own := OWN.get(tuple(words)):
        return own
    held = set(words)
    if named := next((name for wording, name in ALSO if wording.fits(held)), None):
        return named
    if held & PERMITS and held & NUMBERS and held <= PERMITS | NUMBERS:
        return PERMIT
    return WALK if held & {"urutan", "urut"} and "jalan" in held else None


def read_further(cells: dict[str, Cell], warnings: list[Problem], *, today: date) -> dict[str, Any]:
    """Return what the cells say, by the names of MemberValues; what cannot be read is left out,
    with a warning."""
    found: dict[str, Any] = {}
    for column, cell in cells.items():
        if is_empty(cell):
            continue
        try:
            value = _value(column, cell, today=today)
        except RuleError as error:
            why = Problem.by_rule(error)
            warnings.append(Problem.of(Code.FIELD_UNREAD, field=column, why=why))
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
