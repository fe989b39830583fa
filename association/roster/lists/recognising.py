"""Recognises what a column of a list holds by its Indonesian heading, in any spelling."""

import functools

from association.roster.lists.columns import Column
from association.roster.lists.further_headings import further_of
from association.roster.lists.vocabulary import (
    BIRTHS,
    BLOCKS,
    DATES,
    NUMBERS,
    OTHERS,
    PERSONS,
    PHONES,
    PLACES,
    STALL_WORDS,
    WHOSE,
    words_of,
)
from association.rules.people.names import search_form

GOODS = frozenset(("dagangan", "komoditas", "komoditi", "jualan", "barang", "dagang", "produk"))
USAHA = ({"jenis", "usaha"}, {"usaha"}, {"bidang", "usaha"})


@functools.lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """Return what a column with this heading holds, or None for one that we do not read."""
    if search_form(heading) == "l p":
        return Column("sex")
    words = words_of(heading)
    if not words or len(words) > 12:
        return None
    if (further := further_of(words)) is not None:
        return Column(further)
    kinds = (_personal(words), _place(words), Column.NUMBER if set(words) <= NUMBERS else None)
    return next((kind for kind in kinds if kind), None)


def _personal(words: list[str]) -> Column | None:
    held = set(words)
    if words[0] == "nama" or held <= PERSONS:
        return _name(held - {"nama"})
    if held & PHONES and not held & (OTHERS - {"rt", "rw"}):
        return Column.PHONE
    if held & {"ttl"} or (
        held & BIRTHS and held & {"tempat", "tmpt", "kota", "ttl"} and held & DATES
    ):
        return Column.BIRTH
    if held & BIRTHS and not held & OTHERS:
        if held & {"tempat", "tmpt", "kota", "kab"}:
            return Column.BIRTH_PLACE
        return Column.BIRTH_DATE if held & DATES else Column.BIRTH
    if words[0] == "nik" and held <= {"nik", "kk", *NUMBERS}:
        return Column.NIK
    nik = held & {"nik", "ktp", "identitas"} or {"induk", "kependudukan"} <= held
    return Column.NIK if nik and not held & (OTHERS | {"fotokopi", "copy", "scan"}) else None


def _name(held: set[str]) -> Column | None:
    if "pasar" in held and held <= {"pasar", "tempat", "usaha"}:
        return Column.MARKET
    if held & {"dagangan", "komoditas", "komoditi", "barang"} and not held & OTHERS:
        return Column.COMMODITY
    if held in ({"blok"}, {"los", "blok"}):
        return Column.STALL_BLOCK
    if held in ({"dan", "alamat"}, {"alamat"}, {"wajib", "retribusi"}):
        return Column.NAME
    if not held <= WHOSE or held == {"ibu"} or (held & PLACES and not held & PERSONS):
        return None
    return Column.NAME


def _place(words: list[str]) -> Column | None:
    held = set(words)
    if "alamat" in held and held & (PLACES - {"tempat"}) and held <= STALL_WORDS | {"alamat"}:
        return Column.STALL
    if held & OTHERS:
        return None
    if "pasar" in held and held <= {"pasar", "lokasi", "unit", "di", "tempat"}:
        return Column.MARKET
    if held & {"jenis", "tipe", "status", "macam"} and held & PLACES:
        return Column.STALL_KIND
    if held in USAHA or (held & GOODS and not held & PLACES):
        return Column.COMMODITY
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
