"""Tells by its bytes what kind of file came, and refuses those that are no plain spreadsheet. Names
are not trusted."""

import io
import zipfile
from enum import StrEnum

from association.roster.lists.sheets import Limits, TooMuch, UnreadableFile
from association.rules.house.errors import RuleError

CHUNK = 64 * 1024


class Container(StrEnum):
    """The kinds of list we read."""

    WORKBOOK = "workbook"
    TEXT = "text"


# What other files begin with, and what people call them: phrases, to be translated.
OTHER_FILES = (
    (b"%PDF", RuleError("PDF")),
    (b"\xff\xd8\xff", RuleError("foto (JPG)")),
    (b"\x89PNG", RuleError("gambar (PNG)")),
    (b"GIF8", RuleError("gambar (GIF)")),
    (b"RIFF", RuleError("gambar atau suara")),
    (b"{\\rtf", RuleError("dokumen (RTF)")),
    (b"Rar!", RuleError("arsip RAR")),
    (b"7z\xbc\xaf", RuleError("arsip 7z")),
    (b"\x1f\x8b", RuleError("arsip gzip")),
    (b"MZ", RuleError("program")),
    (b"\x7fELF", RuleError("program")),
)
OTHER_ARCHIVES = (
    ("word/", RuleError("dokumen Word")),
    ("ppt/", RuleError("presentasi")),
    ("xl/", RuleError("Excel biner (.xlsb)")),
    ("index/", RuleError("Numbers")),
)


def damaged() -> UnreadableFile:
    """Make the refusal of a broken file."""
    return UnreadableFile(
        "Berkas ini rusak atau tidak lengkap sehingga tidak bisa dibaca. Buka di Excel, lalu "
        "Simpan Sebagai “Buku Kerja Excel (.xlsx)”."
    )


def holds_macros() -> UnreadableFile:
    """Make the refusal of a file with programs inside."""
    return UnreadableFile(
        "Berkas ini berisi makro (.xlsm) yang tidak kami buka demi keamanan. Buka di Excel, lalu "
        "Simpan Sebagai “Buku Kerja Excel (.xlsx)”."
    )


def locked() -> UnreadableFile:
    """Make the refusal of a file behind a password."""
    return UnreadableFile(
        "Berkas ini dikunci kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah "
        "lagi."
    )


def too_large() -> TooMuch:
    """Make the refusal of a file that holds far more than a list."""
    return TooMuch(
        "Berkas ini terlalu besar setelah dibuka. Salin daftar namanya saja ke berkas baru, lalu "
        "unggah lagi."
    )


def too_many_rows(limits: Limits) -> TooMuch:
    """Make the refusal of a list that is too long."""
    return TooMuch(
        "Daftar ini terlalu panjang (paling banyak %(n)s baris). Bagi menjadi beberapa berkas.",
        n=limits.rows,
    )


def too_many_columns(limits: Limits) -> TooMuch:
    """Make the refusal of a list that is too wide."""
    return TooMuch(
        "Daftar ini terlalu lebar (paling banyak %(n)s kolom). Hapus kolom yang tidak perlu.",
        n=limits.columns,
    )


def container_of(data: bytes, *, limits: Limits) -> Container:
    """Return how to read `data`. Raises UnreadableFile when it is empty, too large, locked or
    something else."""
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise UnreadableFile("Berkas ini kosong.")
    if len(data) > limits.file_bytes:
        size = limits.file_bytes // (1024 * 1024)
        raise UnreadableFile(
            (
                "Berkas ini terlalu besar (paling besar %(size)s MB). Salin daftarnya saja ke "
                "berkas baru."
            ),
            size=size,
        )
    if data.startswith(b"PK"):
        _check_zip(data, limits=limits)
        return Container.WORKBOOK
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _check_compound(data)
        return Container.WORKBOOK
    for magic, called in OTHER_FILES:
        if data.startswith(magic):
            raise UnreadableFile(
                "Berkas ini %(kind)s, bukan lembar kerja. Unggah daftar berupa Excel (.xlsx, "
                ".xls), LibreOffice (.ods), atau CSV.",
                kind=called,
            )
    _check_text(data)
    return Container.TEXT


def _check_text(data: bytes) -> None:
    """Refuse a film and a web page, which begin less plainly than the others."""
    if data[4:8] == b"ftyp":
        raise UnreadableFile(
            "Berkas ini foto atau video, bukan lembar kerja. Unggah daftar berupa Excel (.xlsx, "
            ".xls), LibreOffice (.ods), atau CSV."
        )
    start = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(
        (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<style")
    ):
        raise UnreadableFile(
            "Berkas ini halaman web atau XML, bukan lembar kerja. Buka di Excel, lalu Simpan "
            "Sebagai “Buku Kerja Excel (.xlsx)”."
        )


def _check_compound(data: bytes) -> None:
    """Old Office files name their streams in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise locked()
    if holds("_VBA_PROJECT"):
        raise holds_macros()
    if not holds("Workbook") and not holds("Book"):
        if holds("WordDocument"):
            raise UnreadableFile(
                "Berkas ini dokumen Word. Unggah daftar berupa Excel (.xlsx, .xls), LibreOffice "
                "(.ods), atau CSV."
            )
        raise UnreadableFile(
            "Berkas ini bukan lembar kerja yang kami kenal. Unggah daftar berupa Excel (.xlsx, "
            ".xls), LibreOffice (.ods), atau CSV."
        )


def _check_zip(data: bytes, *, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, limits=limits)
            left = limits.unpacked_bytes
            for entry in entries:
                left -= _check_part(archive, entry, most=left)
    except UnreadableFile:
        raise
    except (
        Exception
    ):  # zipfile raises a dozen kinds on bytes it does not expect; to the user they are one
        raise damaged() from None


def _check_entries(entries: list[zipfile.ZipInfo], *, limits: Limits) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise holds_macros()
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()
    if len(entries) > limits.entries:
        raise too_large()
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        called = (
            called
            for start, called in OTHER_ARCHIVES
            if any(name.startswith(start) for name in names)
        )
        raise UnreadableFile(
            "Berkas ini %(kind)s, bukan lembar kerja yang kami baca. Unggah daftar berupa Excel "
            "(.xlsx, .xls), LibreOffice (.ods), atau CSV.",
            kind=next(called, RuleError("arsip ZIP")),
        )
    # Two entries of one name, or other packings than Office uses, are only made to deceive.
    if len(set(names)) != len(names):
        raise damaged()
    if any(
        entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries
    ):
        raise damaged()


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, most: int) -> int:
    """Unpack one part piece by piece; return its true size, whatever the archive claims."""
    name = entry.filename.lower()
    size, tail = 0, b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            if size == 0 and chunk.startswith(b"PK\x03\x04"):
                raise UnreadableFile(
                    "Berkas ini berisi berkas lain di dalamnya. Salin daftarnya saja ke berkas "
                    "baru."
                )
            size += len(chunk)
            if size > most:
                raise too_large()
            if name.endswith((".xml", ".rels", ".vml")):
                _check_xml(tail + chunk, name=name)
                tail = chunk[-64:]
    return size


def _check_xml(text: bytes, *, name: str) -> None:
    for word in ("<!DOCTYPE", "<!ENTITY"):
        if any(word.encode(encoding) in text for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise damaged()
    if name == "meta-inf/manifest.xml" and b"encryption-data" in text:
        raise locked()
