"""What the headings and cells of a list of BPJS Ketenagakerjaan say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.cover.reconciliation.headings import column
from association.cover.reconciliation.official import understand
from association.cover.reconciliation.storage import Read, read, written
from association.cover.reconciliation.values import month_in
from association.roster.lists.sheets import Sheet, UnreadableFile

TODAY = date(2026, 11, 22)
CELLS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.dates(),
    st.sampled_from(["Nama", "NIK", "KPJ", "Status"]),
)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(
            (words, "kpj")
            for words in (
                "KPJ",
                "No. KPJ",
                "NOMOR KPJ",
                "No Peserta",
                "Nomor Kartu Peserta",
                "kpj_tk",
            )
        ),
        *((words, "nik") for words in ("NIK", "No. KTP", "No Identitas (NIK)", "NIK TK")),
        *(
            (words, "name")
            for words in ("Nama", "NAMA LENGKAP", "Nama Peserta", "Nama Tenaga Kerja", "NAMA TK")
        ),
        *(
            (words, "standing")
            for words in ("Status", "Status Kepesertaan", "STATUS AKTIF", "Keaktifan")
        ),
        *(
            (words, "paid_until")
            for words in (
                "Bayar s/d",
                "Lunas sampai",
                "Iuran Terakhir",
                "Masa Aktif",
                "BLTH Terakhir",
            )
        ),
        *(
            (words, "since")
            for words in ("Tgl Kepesertaan", "Tanggal Daftar", "TMT Kepesertaan", "Mulai Aktif")
        ),
        ("Tanggal Lahir", "birth_date"),
        *(
            (words, None)
            for words in ("", "Alamat", "Nama Ibu Kandung", "Nama Perusahaan", "Tgl Bayar Terakhir")
        ),
    ],
)
def test_headings(heading: str, field: str | None) -> None:
    assert column(heading) == field


@pytest.mark.parametrize(
    "cell",
    [
        "12/2026",
        "2026-12",
        "202612",
        202612,
        202612.0,
        "Desember 2026",
        "Des-26",
        "31/12/2026",
        date(2026, 12, 31),
        "s/d Des 2026",
        "Lunas s.d. Desember 2026",
        "sampai dengan 12-2026",
        "Jan-Des 2026",
        "Januari s/d Desember 2026",
        "01/2026 - 12/2026",
        "1 Jan 2026 s/d 31 Des 2026",
        "Agustus 2025 – Desember 2026",
        "Okt, Nov, Des 2026",
        "Nov & Des 2026",
        "Des 2026 (lunas)",
        "Bln. 12/26",
        "2026 Desember",
        "Desember th. 2026",
    ],
)
def test_months(cell: str | int | date) -> None:
    assert month_in(cell, today=TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "x", "13/2026", "2026-00", "9999-12", 0, 16800, 1e300, float("nan")),
        *(
            "Desember",
            "12 bulan",
            "lunas",
            "Des 2026 - Jan 2026",
            "Okt & Des 2026",
            16800,
            "Jan - Des",
        ),
    ],
)
def test_no_months(cell: str | float | None) -> None:
    assert month_in(cell, today=TODAY) is None


def test_a_row_keeps_what_it_says_and_a_bad_number_is_told() -> None:
    head = ("NIK", "KPJ", "NAMA", "STATUS", "TGL LAHIR")
    good = ("3372991708750001", 1234567890, "TONO WIBOWO", "AKTIF", date(1975, 8, 17))
    bad = (3372991708750001, "12", "Sri", None, "32/13/1999")
    found = understand(
        [Sheet("A", (head, good, good, bad, (None, None, "Jumlah", 2)))], today=TODAY
    )
    tono, sri = found.rows
    assert (tono.name, tono.kpj, tono.birth_date, tono.unread) == (
        "Tono Wibowo",
        "01234567890",
        date(1975, 8, 17),
        (),
    )
    assert (sri.nik, sri.kpj, sri.birth_date) == (None, None, None)
    assert sri.unread == ("nik", "kpj", "birth_date")
    assert (found.skipped, found.again) == (1, 1)
    kept = Read(found.rows, found.columns, found.again)
    assert read(written(kept)) == kept


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_whatever_the_cells_hold_it_is_rows_or_one_sentence(cells: list[list[object]]) -> None:
    sheet = Sheet("A", (("Nama", "NIK", "Bayar s/d", "Tanggal Lahir", "KPJ"), *map(tuple, cells)))
    rows = understand([sheet], today=TODAY).rows
    assert read(written(Read(rows))).rows == rows
    with pytest.raises(UnreadableFile):
        understand([Sheet("A", (("Alamat",),))], today=TODAY)
