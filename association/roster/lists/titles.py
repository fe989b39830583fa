"""What the title of a list, or the line above its signatures, says wherever it stands."""

import re

from association.rules.people.names import search_form

PLACE_AND_DATE = re.compile(
    r"[^\W\d_]+[^\d,]{0,20},\s*[\d.…_]*\s*[^\W\d_]*\s*(?:\d{4}|[.…_]+)", re.IGNORECASE
)
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
    + (
        "yang",
        "data",
        "daftar",
        "rakyat",
        "tradisional",
        "jalan",
        "jl",
        "tertib",
        "sehat",
        "se",
        "di",
    )
    + (
        "lt",
        "update",
        "rekap",
        "fix",
        "revisi",
        "final",
        "block",
        "blk",
        "toko",
        "paguyuban",
        "pedagang",
        "lt1",
        "lt2",
    )
)


def market_in(title: str) -> str:
    """Return the market that a title names ("DAFTAR PEDAGANG PASAR REJOSARI KOTA SURAKARTA"), or
    nothing.
    """
    for match in MARKET.finditer(title):
        words: list[str] = []
        for word in match[1].split():
            if search_form(word) in AFTER_MARKET:
                break
            words.append(word)
        if words:
            return f"Pasar {' '.join(words[:4])}"
    return ""
