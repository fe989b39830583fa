"""Understands titles and headings between rows: which block, kind of stall and market the rows
below have."""

import re

from association.roster.lists.cells import text_of
from association.roster.lists.columns import Column
from association.roster.lists.headings import HeadingRow
from association.roster.lists.lines import REMARKS, SIGNERS, holds_person, is_total
from association.roster.lists.sheets import Cell
from association.roster.lists.titles import PLACE_AND_DATE, market_in
from association.roster.lists.values import Section
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.rules.people.stalls import KIND_WORDS, StallKind, parse_stall

ENUMERATION = re.compile(r"^\s*(?:[A-Z]|[IVX]{1,5}|\d{1,2})\s*[.)]\s+")
# Traders call their shop toko or ruko: no section.
KINDS = {word: kind for word, kind in KIND_WORDS.items() if word not in ("toko", "ruko")}
KIND = "|".join(KINDS)
BLOCK = r"(?:blok|block|blk)\b[\s.:\-]*"
TAIL = re.compile(
    (
        r"\b(?:tahun|thn|th|per|bulan|bln|update|rekap|fix|revisi|final)\b.*|\b(?:19|20)\d\d\b|"
        r"\(\s*\d+\s*\)|\bcopy\b.*"
    ),
    re.IGNORECASE | re.DOTALL,
)
# "LOS", "LOS A", "BLOK A", "LOS BLOK A1", "BLOK A LOS"; and between rows "BLOK DAGING".
SHORT = re.compile(
    rf"(?:{KIND})\W*(?:{BLOCK})?(?:\w{{1,3}})?|{BLOCK}\w{{1,3}}(?:\W+(?:{KIND}))?", re.IGNORECASE
)
TITLE = re.compile(
    rf"(?:{KIND})(?:\W+(?:{BLOCK}\w{{1,3}}|[a-z]\d?))?|{BLOCK}\w{{1,3}}(?:\W+(?:{KIND}))?",
    re.IGNORECASE,
)
LONG_BLOCK = re.compile(rf"(?:(?:{KIND})\W+)?{BLOCK}\w.*", re.IGNORECASE | re.DOTALL)
BLOCK_WITHIN = re.compile(
    rf"\b{BLOCK}(\w{{1,3}})\b(?!\s*(?:dan\b|sampai\b|s\W?d\b|[&,/+\-]))", re.IGNORECASE
)
TITLE_WORDS = frozenset(
    (
        "pedagang",
        "zona",
        "lain",
        "lainnya",
        "oprokan",
        "kelompok",
        "sektor",
        "area",
        "lokasi",
        "bagian",
        "lorong",
        "sisi",
    )
    + (
        "sebelah",
        "depan",
        "belakang",
        "daftar",
        "relokasi",
        "tambahan",
        "halaman",
        "parkir",
        "lantai",
        "lt",
        "pkl",
    )
    + ("anggota", "luar", "dalam", "selasar", "teras", "penempatan", "sementara")
)


def section_of(row: tuple[Cell, ...], heading: HeadingRow, before: Section) -> Section | None:
    """Return what a heading between rows ("BLOK A", "II. LOS") says of the rows below, or None when
    it is none.
    """
    if holds_person(row, heading):
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
    return section_in(text, before) or _unknown(text, column, before)


def section_in(text: str, before: Section) -> Section | None:
    """Return what a heading between rows says: kind and block of stall, or the market; None for no
    heading."""
    bare = _bare(text)
    if len(bare) > 60:
        return None
    if re.match(r"pasar\b", bare, re.IGNORECASE) and (market := market_in(bare)):
        kinds = _kinds(bare)
        return Section(kinds.pop() if len(kinds) == 1 else None, _block_within(bare), market)
    if not SHORT.fullmatch(bare) and not LONG_BLOCK.fullmatch(bare):
        return None
    return _parsed(bare, before) or Section(market=before.market)


def section_in_title(text: str, before: Section) -> Section:
    """Return what the name of a sheet or a title above the list adds: a block, or a bare kind."""
    bare = _bare(text)
    if TITLE.fullmatch(bare):
        return _parsed(bare, before) or before
    block = _block_within(bare)
    return Section(before.kind, block or before.block, before.market)


def _bare(text: str) -> str:
    return TAIL.sub(" ", ENUMERATION.sub("", text)).strip(" :.-,_")


def _parsed(bare: str, before: Section) -> Section | None:
    try:
        parts = parse_stall(bare)
    except RuleError:
        return None
    if len(parts) != 1:
        return None
    return Section(parts[0].kind or before.kind, parts[0].block + parts[0].number, before.market)


def _block_within(text: str) -> str:
    """Return the one block that a title names."""
    blocks = BLOCK_WITHIN.findall(text)
    return blocks[0].upper() if len(blocks) == 1 else ""


def _kinds(text: str) -> set[StallKind]:
    return {KINDS[word] for word in search_form(text).split() if word in KINDS}


def _unknown(text: str, column: Column | None, before: Section) -> Section | None:
    """Return the section under a title we do not know ("ZONA B"): what the one before said no
    longer holds.
    """
    plain = search_form(text)
    first = plain.split()[:1]
    footer = any(plain == word or plain.startswith(f"{word} ") for word in (*SIGNERS, *REMARKS))
    if footer or is_total((text,)) or PLACE_AND_DATE.fullmatch(text):
        return None
    title = bool(TITLE_WORDS.intersection(first)) or plain in KINDS
    if not title and (column is not Column.NUMBER or not re.search(r"[^\W\d_]", text)):
        return None
    kinds = _kinds(plain)
    return Section(kinds.pop() if len(kinds) == 1 else None, "", before.market)
