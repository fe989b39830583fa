"""Files are read by what they are; no file, however made, does harm."""

import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from association.roster.lists import apart
from association.roster.lists.reader import Limits, Merge, UnreadableFile, read_sheets
from association.roster.lists.rows import understand

FILES = Path(__file__).with_name("files")
ALL = sorted(path for path in FILES.iterdir() if path.is_file())
TODAY = date(2026, 11, 22)


def refused(data: bytes, *, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_sheets(data, "daftar.xlsx", limits=limits)
    return error.value.message


def workbook(**cells: object) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(out)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def repacked(data: bytes, **changes: bytes) -> bytes:
    """Return a workbook with parts added or replaced; __ in a name stands for /, _ before xml for a
    dot."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {name.replace("__", "/"): part for name, part in changes.items()})


def test_cells_keep_their_kinds_and_places() -> None:
    data = workbook(C3="Nama", C4=12, D4=1.5, E4=date(1975, 8, 17), F4=True, G4=3372991708750002)
    (sheet,) = read_sheets(data, "x")
    assert sheet.rows == (
        (),
        (),
        (None, None, "Nama"),
        (None, None, 12, 1.5, date(1975, 8, 17), "TRUE", 3372991708750002),
    )


def test_merges_and_several_sheets() -> None:
    sheets = read_sheets((FILES / "office.xls").read_bytes(), "office.xls")
    assert [sheet.name for sheet in sheets] == ["Blok A", "Blok B", "Rekap"]
    assert Merge(top=5, left=3, bottom=10, right=3) in sheets[0].merges


def test_a_hidden_sheet_says_so() -> None:
    sheets = read_sheets((FILES / "plain.ods").read_bytes(), "plain.ods")
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("Data", False),
        ("Catatan lama", True),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_lists(separator: str, encoding: str) -> None:
    lines = [("Nama", "Alamat"), ("René", '"Jl. Solo, 5; B|C\tbaris\ndua"'), ("Sri", "")]
    text = "\r\n".join(separator.join(line) for line in lines)
    (sheet,) = read_sheets(text.encode(encoding), "daftar.csv")
    assert sheet.name == "daftar"
    assert sheet.rows == (("Nama", "Alamat"), ("René", "Jl. Solo, 5; B|C\tbaris\ndua"), ("Sri",))


def test_a_stray_quotation_mark_swallows_no_rows() -> None:
    (sheet,) = read_sheets(b'Nama,HP\n"Bu "Mi",1\n"Sri,2\nEko,3', "x.csv")
    assert sheet.rows == (("Nama", "HP"), ('Bu "Mi', "1"), ("Sri", "2"), ("Eko", "3"))


def test_excels_marks_in_text() -> None:
    (sheet,) = read_sheets(b'sep=;\r\nNama;NIK\r\nSri;="0812"\r\n', "x.csv")
    assert sheet.rows == (("Nama", "NIK"), ("Sri", "0812"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kosong"),
        (b"\xef\xbb\xbf\r\n ", "kosong"),
        (b";;;\n;;\n", "tidak berisi data"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0....", "foto"),
        (b"\x89PNG\r\n", "gambar"),
        (b"....ftypheic", "foto"),
        (b"<html><table><tr><td>Nama", "halaman web"),
        ("﻿<?xml version='1.0'?>".encode(), "XML"),
        (packed({"word/document.xml": b"<w/>"}), "dokumen Word"),
        (packed({"foto/a.jpg": b"x"}), "arsip ZIP"),
        (b"PK\x03\x04", "rusak"),
        (b"PK\x05\x06" + bytes(18), "arsip ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "kata sandi",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "rusak"),
        (b"nama\x00\x01", "bukan lembar kerja"),
        (b"nama,\x81", "bukan lembar kerja"),
        (b"\xff\xfea", "bukan lembar kerja"),
    ],
)
def test_what_is_no_list_is_named(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_an_empty_workbook() -> None:
    assert refused((FILES / "empty.xlsx").read_bytes()) == "Berkas ini tidak berisi data."


def test_macros_passwords_and_entities_are_refused() -> None:
    good = workbook(A1="Nama")
    assert "makro" in refused(repacked(good, **{"xl__vbaProject.bin": b"x"}))
    assert "kata sandi" in refused(
        packed({"content.xml": b"<a/>", "META-INF/manifest.xml": b"<m:encryption-data/>"})
    )
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "rusak" in refused(repacked(good, **{"xl__evil.xml": bomb}))
    assert "rusak" in refused(repacked(good, **{"xl__evil.xml": bomb.decode().encode("utf-16")}))
    assert "berkas lain" in refused(repacked(good, **{"xl__embeddings__a.xlsx": good}))


def test_bombs_are_refused() -> None:
    assert "terlalu besar setelah dibuka" in refused(packed({"xl/workbook.xml": bytes(70_000_000)}))
    assert "terlalu besar" in refused(
        packed({"xl/workbook.xml": b"", **{f"{i}.bin": b"" for i in range(600)}})
    )
    assert "5 MB" in refused(b"a" * (5 * 1024 * 1024 + 1))


def test_a_lying_archive_is_counted_while_reading() -> None:
    data = bytearray(packed({"xl/workbook.xml": bytes(1_000_000)}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")  # the directory claims ten bytes
    assert refused(bytes(data), limits=Limits(unpacked_bytes=100_000))


def test_a_cell_at_the_far_corner_kills_only_the_child() -> None:
    assert "terlalu rumit" in refused(workbook(A1="Nama", XFD1048576=1))
    assert read_sheets(workbook(A1="Nama"), "x")[0].rows == (("Nama",),)


def test_limits_of_rows_columns_letters_and_time() -> None:
    long = workbook(**{f"A{line}": "x" for line in range(1, 12)})
    assert "paling banyak 10 baris" in refused(long, limits=Limits(rows=10))
    assert "paling banyak 10 baris" in refused(b"x\n" * 11, limits=Limits(rows=10))
    assert "paling banyak 3 kolom" in refused(workbook(D1="x"), limits=Limits(columns=3))
    assert "paling banyak 3 kolom" in refused(b"1,2,3,4\n", limits=Limits(columns=3))
    assert "terlalu besar" in refused(workbook(A1="x" * 2000), limits=Limits(characters=1000))
    assert "terlalu rumit" in refused(workbook(A1="x"), limits=Limits(seconds=0))


def test_a_child_that_talks_nonsense_is_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for script in ("print('x')", "raise SystemExit(3)"):
        child = tmp_path / "child.py"
        child.write_text(script)
        monkeypatch.setattr(apart, "CHILD", child)
        assert "rusak" in refused(workbook(A1="x"))


def mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        place = rng.randrange(len(changed))
        match rng.randrange(4):
            case 0:
                changed[place] = rng.randrange(256)
            case 1:
                del changed[place : place + rng.randrange(1, 40)]
            case 2:
                changed[place:place] = rng.randbytes(rng.randrange(1, 20))
            case _:
                changed[place : place + 4] = rng.choice(
                    (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff")
                )
        if not changed:
            return b""
    return bytes(changed)


def mutated_part(data: bytes, rng: random.Random) -> bytes:
    """Return a workbook that unpacks well, with one of its parts damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([name for name in parts if parts[name]])
    return packed(parts | {name: mutated(parts[name], rng)})


def read_or_refuse(data: bytes, name: str) -> None:
    try:
        found = understand(read_sheets(data, name), today=TODAY)
    except UnreadableFile as error:
        assert error.message
    else:
        assert found.rows or found.skipped or found.notes


def test_damaged_files_are_read_or_refused() -> None:
    rng = random.Random(20261122)
    for number in range(300):
        path = ALL[number % len(ALL)]
        data = path.read_bytes()
        parts = path.suffix in {".xlsx", ".ods"} and number % 5 == 0
        read_or_refuse(mutated_part(data, rng) if parts else mutated(data, rng), path.name)
