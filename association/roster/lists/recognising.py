"""Recognises what a column of a list holds by its Indonesian heading, in any spelling.

A column is taken for something only when every word of its heading is known to go with it: whose
birth "Tgl Lahir Pasangan" tells, its last word says.
"""

import functools

from association.roster.lists.columns import Column
from association.roster.lists.further_headings import further_of
from association.roster.lists.heading_words import words_of
from association.roster.lists.heirs import heir_column
from association.roster.lists.vocabulary import (
    BIRTHS,
    BLOCKS,
    COUPLE,
    DATES,
    HOLDERS,
    NUMBERS,
    PERSONS,
    PHONES,
    PLACES,
    STALL_WORDS,
    WHOSE,
)
from association.rules.people.names import search_form

GOODS = frozenset(("dagangan", "komoditas", "komoditi", "jualan", "barang", "dagang", "produk"))
BESIDE_GOODS = GOODS | {"jenis", "macam", "usaha", "utama", "pokok", "yang", "dijual", "dan"}
USAHA = ({"jenis", "usaha"}, {"usaha"}, {"bidang", "usaha"})
TOWNS = frozenset(("tempat", "tmpt", "kota", "kab", "kabupaten"))
OF_A_DATE = frozenset(("bulan", "bln", "bl", "tahun", "thn", "th"))
# What may stand beside the words that name a field: whose it is, and how it is to be filled in.
ASKING = HOLDERS | {"sesuai", "wajib", "diisi", "lengkap", "asli", "dan", "atau", "yang", "data"}
BESIDE_PHONE = ASKING | {"aktif", "bisa", "dihubungi", "genggam", "pribadi", "sendiri", "utama"}
BESIDE_BIRTH = ASKING | {"ktp", "hari", "dd", "mm", "yyyy", "yy", "hh", "bb", "tttt", "format"}
OF_NIK = frozenset(("nik", "ktp", "identitas", "induk", "kependudukan"))
BESIDE_NIK = ASKING | {"e", "el", "elektronik", "kartu", "angka", "digit"}
BESIDE_PLACE = STALL_WORDS | BLOCKS | {"pasar", "lantai", "lt", "unit", "buah", "meter", "jumlah"}
KINDS = frozenset(("jenis", "tipe", "status", "macam"))


@functools.lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """Return what a column with this heading holds, or None for one that we do not read."""
    if search_form(heading) == "l p":
        return Column("sex")
    words = words_of(heading)
    if not words or len(words) > 12:
        return None
    held = set(words)
    if held & {"waris", "hubungan"}:
        return heir_column(words)
    if (further := further_of(words)) is not None:
        return Column(further)
    if len(held & COUPLE) == 1:
        return None
    kinds = (
        _personal(words, held - COUPLE) if held != COUPLE else Column.NAME,
        _place(held),
        Column.NUMBER if held <= NUMBERS else None,
    )
    return next((kind for kind in kinds if kind), None)


def _personal(words: list[str], held: set[str]) -> Column | None:
    if words[0] == "nama" or held <= PERSONS:
        return _name(held - {"nama"})
    if held & PHONES:
        return Column.PHONE if held <= PHONES | NUMBERS | BESIDE_PHONE else None
    if held & (BIRTHS | {"ttl"}):
        return _birth(held)
    if words[0] == "nik" and held & NUMBERS and held <= {"nik", "kk", *NUMBERS}:
        return Column.NIK
    nik = held & {"nik", "ktp", "identitas"} or {"induk", "kependudukan"} <= held
    return Column.NIK if nik and held <= OF_NIK | NUMBERS | BESIDE_NIK else None


def _birth(held: set[str]) -> Column | None:
    """Tell a date of birth, a place, and both in one."""
    if not held <= BIRTHS | {"ttl"} | DATES | TOWNS | OF_A_DATE | BESIDE_BIRTH:
        return None
    where, when = held & TOWNS, held & DATES
    if "ttl" in held or (where and when):
        return Column.BIRTH
    if where:
        return Column.BIRTH_PLACE
    if when:
        return Column.BIRTH_DATE
    return None if held & OF_A_DATE else Column.BIRTH


def _name(held: set[str]) -> Column | None:
    if "pasar" in held and held <= {"pasar", "tempat", "usaha"}:
        return Column.MARKET
    if held & {"dagangan", "komoditas", "komoditi", "barang"} and held <= BESIDE_GOODS:
        return Column.COMMODITY
    if held in ({"blok"}, {"los", "blok"}):
        return Column.STALL_BLOCK
    if held in ({"dan", "alamat"}, {"alamat"}):
        return Column.NAME
    if held & {"belakang", "tengah"}:
        return Column.FURTHER_NAME if held <= {"belakang", "tengah", "keluarga"} else None
    if held & {"sesuai", "ktp"}:  # "sesuai KTP/KK"; beside neither it is the head of a household
        held = held - {"kk"}
    if not held <= WHOSE or (held & PLACES and not held & PERSONS):
        return None
    return Column.NAME


def _place(held: set[str]) -> Column | None:
    if "alamat" in held and held & (PLACES - {"tempat"}) and held <= STALL_WORDS | {"alamat"}:
        return Column.STALL
    if "pasar" in held and held <= {"pasar", "lokasi", "unit", "di", "tempat"}:
        return Column.MARKET
    if held in USAHA or (held & GOODS and held <= BESIDE_GOODS):
        return Column.COMMODITY
    return _stall(held) if held <= BESIDE_PLACE | NUMBERS | KINDS else None


def _stall(held: set[str]) -> Column | None:
    """Tell what a heading says of a stall: its kind, block or number, or all of it."""
    if held & KINDS:
        return Column.STALL_KIND if held & PLACES else None
    if held & BLOCKS and not held & NUMBERS and held <= BLOCKS | {"los", "kios", "pasar"}:
        return (
            Column.STALL
            if held & {"los", "kios"} and len(held & PLACES) > 1
            else Column.STALL_BLOCK
        )
    if held & NUMBERS and held & PLACES and len(held & {"los", "kios", "pelataran", "shelter"}) < 2:
        return (
            Column.STALL_NUMBER
            if held <= NUMBERS | PLACES | {"usaha", "jualan", "berjualan"}
            else Column.STALL
        )
    if held & (PLACES | {"lokasi", "letak"} | BLOCKS) and held <= STALL_WORDS | BLOCKS:
        return None if held == {"tempat"} else Column.STALL
    return None
