"""Tells the lines of a list that hold no trader: titles, numbering, totals, signatures, headings of sections."""

import re
from itertools import pairwise

from association.imports.headings import Column, HeadingRow
from association.imports.sheets import Cell
from association.imports.values import Section, is_empty, text_of
from association.rules.errors import RuleError
from association.rules.names import search_form
from association.rules.stalls import KIND_WORDS, parse_stall

TOTALS = ("jumlah", "total", "sub total", "subtotal", "jml", "grand total", "rekap")
SIGNERS = (
    *("mengetahui", "menyetujui", "mengesahkan", "hormat kami", "yang membuat", "dibuat oleh", "disusun oleh", "nip"),
    *("ketua", "wakil ketua", "sekretaris", "bendahara", "lurah pasar", "kepala pasar", "kepala dinas", "pengurus"),
    *("ttd", "tertanda", "petugas", "pengelola pasar", "a n kepala", "an kepala", "kepala upt", "koordinator"),
)
REMARKS = ("keterangan", "catatan", "nb", "note", "sumber", "ket")
PLACE_AND_DATE = re.compile(r"[^\W\d_]+[^\d,]{0,20},\s*[\d.…_]*\s*[^\W\d_]*\s*(?:\d{4}|[.…_]+)", re.IGNORECASE)
ENUMERATION = re.compile(r"^\s*(?:[A-Z]|[IVX]{1,5}|\d{1,2})\s*[.)]\s+")
SECTION = re.compile(rf"(?:blok|block|blk|lantai|lt|pasar|{'|'.join(KIND_WORDS)})\b.*", re.IGNORECASE | re.DOTALL)
MARKET = re.compile(r"\bpasar\s+([^\d,.;:()/\-]+)", re.IGNORECASE)
AFTER_MARKET = frozenset(
    (
        "kota",
        "kabupaten",
        "kab",
        "surakarta",
        "solo",
        "tahun",
        "blok",
        "los",
        "kios",
        "per",
        "bulan",
        "kecamatan",
        "kec",
    )
    + (
        "kelurahan",
        "kel",
        "wilayah",
        "periode",
        "semester",
        "lantai",
        "pelataran",
        "oprokan",
        "shelter",
        "dinas",
        "dan",
    )
    + ("yang", "data", "daftar", "rakyat", "tradisional", "jalan", "jl", "tertib", "sehat", "se", "di")
)
LEADING_DIGITS = 6


def reason_to_skip(row: tuple[Cell, ...], heading: HeadingRow, *, ended: bool) -> str:
    """Return why a row below the headings holds no trader, in Indonesian; empty when it may hold one.

    `ended` says that the signatures have begun: from then on only a row with a running number or digits of a NIK or
    phone counts.
    """
    filled = {place: cell for place, cell in enumerate(row) if text_of(cell)}
    if _is_heading_again(filled, heading):
        return "judul kolom berulang"
    if _is_numbering(filled, heading):
        return "baris nomor kolom"
    if all(heading.columns.get(place) is Column.NUMBER or is_empty(cell) for place, cell in filled.items()):
        numbered = all(re.fullmatch(r"[\d\W]*", text_of(cell)) for cell in filled.values())
        return "hanya nomor urut, tanpa isi" if numbered else "judul atau catatan"
    if _holds_person(row, heading):
        return ""
    texts = [search_form(text_of(cell)) for cell in filled.values()]
    if any(text == word or text.startswith(f"{word} ") for text in texts[:2] for word in TOTALS):
        return "baris jumlah"
    name = search_form(text_of(_cell(row, heading, Column.NAME)))
    if any(text == word or text.startswith(f"{word} ") for text in texts[:1] for word in REMARKS):
        return "catatan"
    if _is_signature(filled, name, heading) or (ended and not (name and len(filled) > 3)):
        return "tanda tangan"
    return ""


def section_of(row: tuple[Cell, ...], heading: HeadingRow, before: Section) -> Section | None:
    """Return what a heading between rows ("BLOK A", "II. LOS") says of the rows below, or None when it is none."""
    if _holds_person(row, heading):
        return None
    filled = {place: text_of(cell) for place, cell in enumerate(row) if text_of(cell)}
    numbers = {place for place in filled if heading.columns.get(place) is Column.NUMBER}
    if len(filled) > 1:
        filled = {place: text for place, text in filled.items() if place not in numbers}
    if len(filled) != 1:
        return None
    place, text = next(iter(filled.items()))
    column = heading.columns.get(place)
    if column not in (Column.NAME, Column.NUMBER, None) and place != min(heading.texts):
        return None
    return section_in(text, before)


def section_in(text: str, before: Section) -> Section | None:
    """Return what the name of a section or sheet says: kind and block of stall, or the market."""
    bare = ENUMERATION.sub("", text).strip(" :.-")
    if len(bare) > 60 or not SECTION.fullmatch(bare):
        return None
    if market := market_in(bare):
        return Section(before.kind, before.block, market)
    if re.match(r"lantai|lt\b", bare, re.IGNORECASE):
        return before
    try:
        parts = parse_stall(bare)
    except RuleError:
        return before
    if len(parts) != 1:
        return Section(market=before.market)
    part = parts[0]
    return Section(part.kind or before.kind, part.block + part.number, before.market)


def market_in(title: str) -> str:
    """Return the market that a title names ("DAFTAR PEDAGANG PASAR REJOSARI KOTA SURAKARTA"), or nothing."""
    for match in MARKET.finditer(title):
        words: list[str] = []
        for word in match[1].split():
            if search_form(word) in AFTER_MARKET:
                break
            words.append(word)
        if words:
            return f"Pasar {' '.join(words[:4])}"
    return ""


def _cell(row: tuple[Cell, ...], heading: HeadingRow, column: Column) -> Cell:
    return next((row[place] for place, kind in heading.columns.items() if kind is column and place < len(row)), None)


def _holds_person(row: tuple[Cell, ...], heading: HeadingRow) -> bool:
    """Tell whether a row has what only a trader's row has: a running number, or digits of a NIK or phone."""
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
    return any(first == word or first.startswith(f"{word} ") for word in TOTALS)


def _is_heading_again(filled: dict[int, Cell], heading: HeadingRow) -> bool:
    same = sum(
        1
        for place, cell in filled.items()
        if place in heading.columns and search_form(text_of(cell)) == search_form(heading.texts[place].split("\n")[-1])
    )
    return same >= 2 or (same == 1 and len(heading.columns) == 1)


def _is_numbering(filled: dict[int, Cell], heading: HeadingRow) -> bool:
    """Tell the row "1 2 3 4 5" or "(1) (2) (3)" that offices put under the headings."""
    texts = [text_of(cell).strip("()[]. -") for cell in filled.values()]
    if len(texts) < min(3, len(heading.texts)) or not all(re.fullmatch(r"\d{1,2}[a-z]?", text) for text in texts):
        return False
    numbers = [int(text.rstrip("abcdefghijklmnopqrstuvwxyz")) for text in texts]
    return numbers[0] in (0, 1) and all(later - earlier in (0, 1) for earlier, later in pairwise(numbers))


def _is_signature(filled: dict[int, Cell], name: str, heading: HeadingRow) -> bool:
    for place, cell in filled.items():
        if heading.columns.get(place) in (Column.BIRTH, Column.BIRTH_DATE, Column.COMMODITY):
            continue
        text = text_of(cell)
        plain = search_form(text)
        if any(plain == word or plain.startswith(f"{word} ") for word in SIGNERS) and name in ("", plain):
            return True
        if PLACE_AND_DATE.fullmatch(text) and (not name or name == plain):
            return True
    return False
