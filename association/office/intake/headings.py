"""Tells what a column of a list of paguyuban holds by its heading: every word of it must be
known."""

import re

from association.office.intake.entries import Kind
from association.rules.house.permissions import Position
from association.rules.people.names import search_form

# Words by what they say; with an unknown one beside them a heading is another's.
WORDS = {
    "organisation": "paguyuban kelompok organisasi perkumpulan himpunan asosiasi komunitas ikatan "
    "persatuan koperasi lembaga kelembagaan kumpulan serikat forum wadah pokja",
    "market": "pasar psr ps lokasi tempat wilayah area kawasan domisili letak",
    "phone": "hp wa whatsapp telp telepon telpon tlp tlpn tlf phone handphone hape ponsel seluler "
    "kontak contact dihubungi hubungi nohp nowa notelp",
    "sekretaris": "sekretaris sekertaris sekr sekret seketaris",
    "bendahara": "bendahara bendhara bend bendara",
    "ketua": "ketua ketum kordinator koordinator pimpinan pemimpin pic jawab pj perwakilan "
    "narahubung cp person lurah",
    "leaders": "pengurus",  # says of itself nothing of which one
    "members": "anggota pedagang peserta",
    "counts": "jumlah jml jmlh banyak banyaknya total",
    "address": "alamat sekretariat almt jalan kantor",
    "note": "keterangan ket catatan info informasi",
    "papers": "sk akta akte legalitas pengesahan kemenkumham kumham badan hukum surat keputusan "
    "notaris ahu izin",
    "district": "kecamatan kec",
    "position": "jabatan kedudukan posisi",
    "number": "no nomor nomer nmr urut num",
    "fillers": "nama nm namanya lengkap data dan atau yang bisa dapat yg aktif di pada dari untuk "
    "ini saat sekarang kota kab kabupaten daerah umum penanggung nya ada para orang tgl tanggal "
    "tahun thn periode masa berlaku tradisional rakyat beserta serta binaan asal a n or name of "
    "the uraian",
}
SETS = {name: frozenset(words.split()) for name, words in WORDS.items()}
KNOWN = frozenset(word for words in SETS.values() for word in words)
ORGANISATION, PHONES, FILLERS = SETS["organisation"], SETS["phone"], SETS["fillers"]
MEMBERS, COUNTS = SETS["members"], SETS["counts"]
ROLES: dict[Position, frozenset[str]] = {
    Position.SEKRETARIS: SETS["sekretaris"],
    Position.BENDAHARA: SETS["bendahara"],
    Position.KETUA: SETS["ketua"],
}
PHONE_OF = {
    Position.KETUA: Kind.KETUA_PHONE,
    Position.SEKRETARIS: Kind.SEKRETARIS_PHONE,
    Position.BENDAHARA: Kind.BENDAHARA_PHONE,
}
NAME_OF = {
    Position.KETUA: Kind.KETUA,
    Position.SEKRETARIS: Kind.SEKRETARIS,
    Position.BENDAHARA: Kind.BENDAHARA,
}
SOME_NAME, SOME_PHONE = "some_name", "some_phone"  # whose, the columns beside it tell
Told = Kind | str | None
LONGEST = 12  # words of a heading


def column(heading: str, *, loosely: bool = False) -> Told:
    """Tell what a column with this heading holds; None for the others, SOME_NAME and SOME_PHONE
    where it does not say whose. `loosely`: some of its words may be unknown."""
    words = heading_words(heading)
    held = set(words)
    if not words or len(words) > LONGEST or not (loosely or held <= KNOWN):
        return None
    if held & PHONES and not held & {"person", "cp"}:
        role = _role(held)
        return PHONE_OF[role] if role else SOME_PHONE
    if held & COUNTS or (held <= MEMBERS | FILLERS and held & MEMBERS and "nama" not in held):
        return Kind.MEMBERS
    for kind, own in (
        (Kind.PAPERS, SETS["papers"]),
        (Kind.DISTRICT, SETS["district"]),
        (Kind.POSITION, SETS["position"]),
    ):
        if held & own:
            return kind
    if role := _role(held):
        return NAME_OF[role]
    return _of_the_rest(held)


def _of_the_rest(held: set[str]) -> Told:
    if held & SETS["address"] and not held & {"nama"}:
        return Kind.MARKET if "pasar" in held else Kind.ADDRESS
    if held & ORGANISATION:
        return Kind.NAME
    if held & SETS["leaders"]:
        return Kind.KETUA
    if held & SETS["note"]:
        return Kind.NOTE
    if held & SETS["market"]:
        return Kind.MARKET
    if held & {"nama", "nm", "name"}:
        return SOME_NAME
    return Kind.NUMBER if held & SETS["number"] else None


def _role(held: set[str]) -> Position | None:
    return next((role for role, words in ROLES.items() if held & words), None)


def position_in(text: str) -> Position | None:
    """Tell which position a cell or a word names."""
    return _role(set(search_form(text).split()))


def heading_words(heading: str) -> tuple[str, ...]:
    """Give the words of a heading, glued ones taken apart ("NoHP", "NamaKetua"), digits left
    out."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return tuple(word for word in search_form(apart).split() if not word.isdigit())
