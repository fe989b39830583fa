"""Tells the lines of a list that hold no trader: titles, numbering, totals, signatures, headings of
sections."""

import re
from itertools import pairwise

from association.roster.lists.cells import TICKS, is_empty, text_of
from association.roster.lists.columns import Column
from association.roster.lists.headings import HeadingRow
from association.roster.lists.problems import Code
from association.roster.lists.sheets import Cell
from association.roster.lists.titles import PLACE_AND_DATE
from association.rules.people.names import search_form

TOTALS = ("jumlah", "total", "sub total", "subtotal", "jml", "grand total", "rekap")
SIGNERS = (
    *(
        "mengetahui",
        "menyetujui",
        "mengesahkan",
        "hormat kami",
        "yang membuat",
        "dibuat oleh",
        "disusun oleh",
        "nip",
    ),
    *(
        "ketua",
        "wakil ketua",
        "sekretaris",
        "bendahara",
        "lurah pasar",
        "kepala pasar",
        "kepala dinas",
        "pengurus",
    ),
    *(
        "ttd",
        "tertanda",
        "petugas",
        "pengelola pasar",
        "dibuat di",
        "panitia",
        "a n kepala",
        "an kepala",
        "kepala upt",
        "koordinator",
    ),
)
REMARKS = ("keterangan", "catatan", "nb", "note", "sumber", "ket", "data ini")
# What a total counts: after these words alone "Jumlah" is not somebody's name.
COUNTED = frozenset(
    (
        "jumlah",
        "total",
        "sub",
        "jml",
        "grand",
        "rekap",
        "pedagang",
        "anggota",
        "orang",
        "kios",
        "los",
        "pelataran",
    )
    + (
        "seluruh",
        "seluruhnya",
        "semua",
        "keseluruhan",
        "semuanya",
        "blok",
        "lantai",
        "halaman",
        "ini",
        "per",
        "data",
    )
)
PLACES = frozenset({Column.STALL, Column.STALL_NUMBER, Column.STALL_BLOCK, Column.STALL_KIND})
LEADING_DIGITS, LONGEST_PLACE = 6, 20


def reason_to_skip(row: tuple[Cell, ...], heading: HeadingRow, *, ended: bool) -> Code | None:
    """Return why a row below the headings holds no trader; None when it may hold one.

    `ended` says that the signatures have begun: from then on only a row with a running number or
    digits of a NIK or phone counts.
    """
    filled = {place: cell for place, cell in enumerate(row) if text_of(cell)}
    if _is_heading_again(filled, heading):
        return Code.HEADINGS_AGAIN
    if _is_numbering(filled, heading):
        return Code.COLUMN_NUMBERS
    number_columns = {place for place, kind in heading.columns.items() if kind is Column.NUMBER}
    if all(place in number_columns or is_empty(cell) for place, cell in filled.items()):
        numbered = all(re.fullmatch(r"[\d\W]*", text_of(cell)) for cell in filled.values())
        return Code.NUMBER_ALONE if numbered else Code.TITLE_OR_REMARK
    return None if holds_person(row, heading) else _footer(row, filled, heading, ended=ended)


def _footer(
    row: tuple[Cell, ...], filled: dict[int, Cell], heading: HeadingRow, *, ended: bool
) -> Code | None:
    """Tell which part of a list's end a row is: a total, a remark, a signature."""
    texts = [search_form(text_of(cell)) for cell in filled.values()]
    if any(_begins(text, TOTALS) for text in texts[:2]):
        return Code.TOTAL_ROW
    if any(_begins(text, REMARKS) for text in texts[:1]):
        told = texts[0] not in REMARKS and tells_of_trader(row, heading)
        return None if told else Code.REMARK
    name = search_form(text_of(_cell(row, heading, Column.NAME)))
    if _is_signature(filled, name, heading) or (ended and not (name and len(filled) > 3)):
        return Code.SIGNATURE
    return None


def _begins(plain: str, words: tuple[str, ...]) -> bool:
    """Tell whether a plain text is one of the words, or begins with one."""
    return any(plain == word or plain.startswith(f"{word} ") for word in words)


def tells_of_trader(row: tuple[Cell, ...], heading: HeadingRow) -> bool:
    """Tell whether a row that reads like a remark, signature or total has a name, and something
    only a trader has."""
    name = text_of(_cell(row, heading, Column.NAME))
    words = [word for word in search_form(name).split() if not word.isdigit()]
    if is_empty(name) or not any(c.isalpha() for c in name) or name.startswith("("):
        return False
    if is_total((name,)) and all(word in COUNTED or len(word) == 1 for word in words):
        return False
    if _is_words_of_signature(
        name, ("nip", "ttd", "tertanda", "mengetahui", "menyetujui", "dibuat")
    ):
        return False
    return any(
        _is_traders(text_of(row[place]), kind)
        for place, kind in heading.columns.items()
        if place < len(row) and not is_empty(row[place])
    )


def _is_traders(text: str, kind: Column) -> bool:
    if kind in (Column.NIK, Column.PHONE):
        return sum(c.isdigit() for c in text) >= LEADING_DIGITS
    if (
        text.startswith("(")
        or _is_words_of_signature(text, SIGNERS)
        or PLACE_AND_DATE.fullmatch(text)
    ):
        return False
    if kind in PLACES:
        return len(text) <= LONGEST_PLACE and (
            any(c.isdigit() for c in text) or len(text) <= 3 or text in TICKS
        )
    return kind is Column.COMMODITY


def _is_words_of_signature(text: str, words: tuple[str, ...]) -> bool:
    return _begins(search_form(text), words)


def is_name_alone(row: tuple[Cell, ...], heading: HeadingRow) -> bool:
    """Tell whether nothing but a text under the names is filled."""
    filled = [place for place, cell in enumerate(row) if text_of(cell)]
    return len(filled) == 1 and heading.columns.get(filled[0]) is Column.NAME


def is_person_above(row: tuple[Cell, ...]) -> bool:
    """Tell whether a row above the headings holds a person: 16 digits of a NIK, or a running number
    and a name."""
    texts = [text for cell in row if (text := text_of(cell))]
    if any(re.fullmatch(r"\W*\d(?:[\s.\-]?\d){15}\W*", text) for text in texts):
        return True
    numbered = len(texts) > 1 and re.fullmatch(r"\d{1,3}[.)]?", texts[0])
    return bool(
        numbered and re.fullmatch(r"[^\W\d_][^\d:]{2,}", texts[1]) and not is_total((texts[1],))
    )


def _cell(row: tuple[Cell, ...], heading: HeadingRow, column: Column) -> Cell:
    return next(
        (
            row[place]
            for place, kind in heading.columns.items()
            if kind is column and place < len(row)
        ),
        None,
    )


def holds_person(row: tuple[Cell, ...], heading: HeadingRow) -> bool:
    """Tell whether a row has what only a trader's row has: a running number, or digits of a NIK or
    phone."""
    for place, kind in heading.columns.items():
        cell = row[place] if place < len(row) else None
        digits = sum(c.isdigit() for c in text_of(cell))
        if kind is Column.NUMBER and re.fullmatch(r"\d+[.)]?", text_of(cell)):
            return True
        if kind in (Column.NIK, Column.PHONE) and digits >= LEADING_DIGITS:
            return not is_total(row)
    return False


def is_total(row: tuple[Cell, ...]) -> bool:
    """Tell whether the first words of a row are those of a total."""
    first = next((search_form(text_of(cell)) for cell in row if text_of(cell)), "")
    return _begins(first, TOTALS)


def _is_heading_again(filled: dict[int, Cell], heading: HeadingRow) -> bool:
    same = sum(
        1
        for place, cell in filled.items()
        if place in heading.columns
        and search_form(text_of(cell)) == search_form(heading.texts[place].split("\n")[-1])
    )
    return same >= 2 or (same == 1 and len(heading.columns) == 1)


def _is_numbering(filled: dict[int, Cell], heading: HeadingRow) -> bool:
    """Tell the row "1 2 3 4 5" or "(1) (2) (3)" that offices put under the headings."""
    texts = [text_of(cell).strip("()[]. -") for cell in filled.values()]
    if len(texts) < min(3, len(heading.texts)) or not all(
        re.fullmatch(r"\d{1,2}[a-z]?", text) for text in texts
    ):
        return False
    numbers = [int(text.rstrip("abcdefghijklmnopqrstuvwxyz")) for text in texts]
    return numbers[0] in (0, 1) and all(
        later - earlier in (0, 1) for earlier, later in pairwise(numbers)
    )


def _is_signature(filled: dict[int, Cell], name: str, heading: HeadingRow) -> bool:
    for place, cell in filled.items():
        if heading.columns.get(place) in (Column.BIRTH, Column.BIRTH_DATE, Column.COMMODITY):
            continue
        text = text_of(cell)
        plain = search_form(text)
        beside = heading.columns.get(place) is Column.NUMBER and len(filled) == 2  # "Ketua | Joko"
        if _begins(plain, SIGNERS) and (beside or name in ("", plain)):
            return True
        if PLACE_AND_DATE.fullmatch(text) and (not name or name == plain):
            return True
    return False
