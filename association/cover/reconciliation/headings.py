"""Tells what a column of a list holds by its heading: every word of it must be known for that."""

import re
from collections.abc import Iterator
from functools import lru_cache

from association.rules.people.names import search_form

# Every word that may stand in the heading of a column of a kind: with any other it is another's.
# "about" tells whose and of what the whole list is: these words change nothing.
WORDS = {
    "about": "peserta pesertanya tenaga kerja tk pekerja anggota pedagang bpu bpjs bpjstk "
    "ketenagakerjaan bpjamsostek jamsostek data pribadi identitas",
    "numbers": "no nomor nomer nmr",
    "dates": "tgl tanggal mulai tmt tg",
    "until": "sampai sd hingga terakhir akhir berakhir blth until",
    "paying": "iuran bayar dibayar pembayaran lunas bulan periode blth aktif masa",
    "joining": "daftar terdaftar pendaftaran kepesertaan peserta mulai aktif menjadi",
    "name": "nama lengkap lgkp sesuai ktp di pada dan warga penduduk calon",
    "nik": "nik ktp ektp e el l induk kependudukan sesuai",
    "kpj": "kpj kartu kepesertaan baru digital",
    "birth_date": "tgl tanggal tg lahir kelahiran lhr",
    "standing": "status keaktifan kepesertaan keanggotaan aktif nonaktif non keterangan ket "
    "terakhir terkini saat ini sekarang iuran pembayaran bayar lunas perlindungan",
    "paid_until": "dengan berlaku perlindungan kepesertaan terlindungi sudah telah tgl tanggal per",
    "since": "awal sebagai jadi keaktifan",
}
SETS = {name: frozenset(words.split()) for name, words in WORDS.items()}
NUMBERS, DATES, UNTIL = SETS["numbers"], SETS["dates"], SETS["until"]
PAYING, JOINING = SETS["paying"], SETS["joining"]
FURTHER = {
    "nik": NUMBERS,
    "kpj": NUMBERS,
    "paid_until": UNTIL | PAYING,
    "since": DATES | JOINING,
}
KINDS = ("name", "nik", "kpj", "birth_date", "standing", "paid_until", "since")
KNOWN = {kind: SETS["about"] | SETS[kind] | FURTHER.get(kind, frozenset[str]()) for kind in KINDS}
ALL_KNOWN = frozenset(word for words in KNOWN.values() for word in words)
OWN = {"name": "nama", "nik": "nik", "kpj": "kpj"}  # words that leave no doubt


def column(heading: str) -> str | None:
    """Tell what a column with this heading says of a row of the list, as a field of Theirs; None
    for the others."""
    words = heading_words(heading)
    held = set(words)
    if not words or len(words) > 10:
        return None
    return next((kind for kind in _kinds_named(held) if held <= KNOWN[kind]), None)


def _kinds_named(held: set[str]) -> Iterator[str]:
    peers = held & {"peserta", "kepesertaan"} and held & (NUMBERS | {"kartu"})
    if "kpj" in held or (peers and "nama" not in held):
        yield "kpj"
    if held & {"status", "keaktifan"}:
        yield "standing"
    if _says_until(held):
        yield "paid_until"
    if held & DATES and held & JOINING and "lahir" not in held:
        yield "since"
    if held & {"lahir", "kelahiran", "lhr"} and held & DATES:
        yield "birth_date"
    numbered = held & {"nik", "ktp", "ektp", "identitas"} or {"induk", "kependudukan"} <= held
    if numbered and "nama" not in held:
        yield "nik"
    if "nama" in held or held <= {"peserta", "pedagang", "anggota", "pekerja", "tenaga", "kerja"}:
        yield "name"


def _says_until(held: set[str]) -> bool:
    if "masa" in held and held <= {"masa", "aktif", "berlaku", "perlindungan"}:
        return True
    paid_on = held & DATES and held & {"bayar", "pembayaran"}
    return bool(held & UNTIL and held & PAYING) and (
        not paid_on or bool(held & {"sampai", "sd", "hingga"})
    )


@lru_cache(maxsize=4096)
def heading_words(heading: str) -> tuple[str, ...]:
    """Give the words of a heading, glued ones taken apart ("NoKPJ", "tgllahir", "Bayar s/d")."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    words = search_form(apart).replace("s d", "sd").split()
    return tuple(part for word in words for part in _apart(word) if not part.isdigit())


def _apart(word: str) -> list[str]:
    """Take a word apart into known ones; a word that cannot be taken apart stays."""
    ways: dict[int, list[str]] = {0: []}
    for end in range(1, min(len(word), 40) + 1):
        for start in sorted(ways):
            if end - start > 1 and word[start:end] in ALL_KNOWN:
                ways[end] = [*ways[start], word[start:end]]
                break
    return ways.get(len(word), [word])
