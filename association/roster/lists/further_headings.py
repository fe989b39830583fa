"""Recognises the columns beside name, NIK, birth, phone and stall by their headings."""

from enum import StrEnum


class Further(StrEnum):
    """What such a column holds, as MemberValues names it; PERMIT and WALK belong to the row's
    stall."""

    KNOWN_AS = "known_as"
    MOTHER_NAME = "mother_name"
    SEX = "sex"
    ADDRESS = "address"
    INCOME = "income"
    JOINED_ON = "joined_on"
    POSITION = "position"
    PERMIT = "permit"
    WALK = "walk"
    EMPLOYS_HELPERS = "employs_helpers"
    NOTE = "note"


HOME = frozenset(
    ("alamat", "rumah", "domisili", "tinggal", "tempat", "lengkap", "sesuai", "ktp", "asal")
)


def further_of(words: list[str]) -> Further | None:
    """Return which of these columns a heading with these words names."""
    held = set(words)
    if {"ibu", "kandung"} <= held:
        return Further.MOTHER_NAME
    if held & {"panggilan", "alias", "julukan"}:
        return Further.KNOWN_AS
    if held & {"kelamin", "jk"} or held == {"l", "p"}:
        return Further.SEX
    if "alamat" in held and held <= HOME:
        return Further.ADDRESS
    if held & {"penghasilan", "pendapatan", "omzet"}:
        return Further.INCOME
    if "bergabung" in held or (held & {"masuk"} and held & {"tanggal", "tgl", "tahun"}):
        return Further.JOINED_ON
    if "jabatan" in held and held <= {"jabatan", "paguyuban", "di"}:
        return Further.POSITION
    if (
        held & {"shp", "ktpp", "sip"}
        and held & {"no", "nomor", "nomer"}
        and held <= {"no", "nomor", "nomer", "shp", "ktpp", "sip"}
    ):
        return Further.PERMIT
    if held & {"urutan", "urut"} and "jalan" in held:
        return Further.WALK
    if held & {"karyawan", "pembantu"} and held <= {
        "punya",
        "ada",
        "karyawan",
        "pembantu",
        "jumlah",
        "jml",
    }:
        return Further.EMPLOYS_HELPERS
    return Further.NOTE if held == {"catatan"} else None
