"""Chooses between columns whose headings say the same: by their words, and by what stands below."""

from collections.abc import Mapping, Sequence
from datetime import date

from association.roster.lists.cells import text_of
from association.roster.lists.columns import REPEATABLE, Column
from association.roster.lists.heading_words import words_of
from association.roster.lists.heirs import without_lone_parts
from association.roster.lists.sheets import Cell
from association.roster.lists.vocabulary import BIRTHS, DATES, NUMBERS
from association.rules.people.names import search_form

LOOKED_AT = 60  # rows below the headings
# What stands in columns that ask a question, and is no name, number or date.
ANSWERS = frozenset(
    ("ya", "y", "iya", "tidak", "tdk", "t", "ada", "tidak ada", "tdk ada", "belum", "blm", "sudah")
    + ("sdh", "baru", "lama", "aktif", "tidak aktif", "non aktif", "nonaktif", "lunas", "v", "x")
    + ("l", "p", "punya", "belum ada", "belum punya", "tidak punya", "anggota", "bukan", "tetap")
)
TRADERS = frozenset(("pedagang", "penyewa", "pengguna", "penghuni", "menempati"))
OWNERS = frozenset(("pemilik", "pemegang"))
# The words of headings that say exactly a field, and the one that says it in longer ones.
EXACT = {
    Column.NAME: frozenset(("nama", "lengkap", "sesuai", "ktp", "anggota", *TRADERS)),
    Column.NIK: frozenset(("nik", "angka", *NUMBERS)),
    Column.BIRTH_DATE: BIRTHS | DATES,
    Column.BIRTH: BIRTHS | DATES | {"tempat", "tmpt", "ttl", "dan"},
}
CORE = {Column.NAME: "nama", Column.NIK: "nik"}
FEWEST_DIGITS = {Column.NIK: 15, Column.PHONE: 8, Column.BIRTH: 4, Column.BIRTH_DATE: 4}


def taken(
    texts: Mapping[int, str], kinds: Mapping[int, Column], rows: Sequence[Sequence[Cell]]
) -> dict[int, Column]:
    """Return the columns to read: of several that say the same, the one that says it best; none
    that only holds answers.
    """
    kinds = without_lone_parts(kinds)
    fits = {place: _fit(kind, _below(place, rows)) for place, kind in kinds.items()}
    columns: dict[int, Column] = {}
    for kind in dict.fromkeys(kinds.values()):
        places = [place for place, one in kinds.items() if one is kind]
        places = [place for place in places if fits[place] is not None]
        if kind not in REPEATABLE and places:
            rank = {place: (fits[place] or 0, _said(kind, texts[place])) for place in places}
            places = [max(places, key=lambda place: (rank[place], -place))]
        columns.update(dict.fromkeys(places, kind))
    return dict(sorted(columns.items()))


def look_of(cells: Sequence[Cell]) -> Column | None:
    """Guess what a column without a known heading holds by its cells."""
    filled = [cell for cell in cells[:LOOKED_AT] if text_of(cell)]
    if filled and [text_of(cell).rstrip(".)") for cell in filled] == [
        str(number) for number in range(1, len(filled) + 1)
    ]:
        return Column.NUMBER
    kinds = (Column.NIK, Column.PHONE, Column.BIRTH_DATE, Column.NAME)
    return next(
        (kind for kind in kinds if filled and all(_looks(kind, one) for one in filled)), None
    )


def _below(place: int, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    cells = (row[place] for row in rows[:LOOKED_AT] if place < len(row))
    return [cell for cell in cells if text_of(cell)]


def _said(kind: Column, heading: str) -> int:
    """Tell how exactly a heading names a field: more for its own word and for nothing else, less
    for who owns a stall and does not trade there.
    """
    words = set(words_of(heading))
    owner = kind is Column.NAME and words & OWNERS and not words & TRADERS
    core = CORE.get(kind, "") in words
    return 2 * core + (words <= EXACT.get(kind, frozenset())) - 3 * bool(owner)


def _fit(kind: Column, cells: Sequence[Cell]) -> int | None:
    """Tell how cells look like a field: 2 for most of them, 1 for none there, 0 for few; None for
    answers to a question.
    """
    if kind not in (Column.NAME, *FEWEST_DIGITS) or not cells:
        return 1
    if all(isinstance(cell, str) and search_form(cell) in ANSWERS for cell in cells):
        return None
    return 2 if sum(_looks(kind, cell) for cell in cells) * 2 >= len(cells) else 0


def _looks(kind: Column, cell: Cell) -> bool:
    text = text_of(cell)
    digits = sum(c.isdigit() for c in text)
    if kind is Column.NAME:
        is_name = isinstance(cell, str) and sum(c.isalpha() for c in text) > max(1, digits)
        return is_name and search_form(text) not in ANSWERS
    if isinstance(cell, date):
        return kind in (Column.BIRTH, Column.BIRTH_DATE)
    return digits >= FEWEST_DIGITS[kind]
