"""What the headings and cells of a list of BPJS Ketenagakerjaan say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.cover.reconciliation.official import (
    column,
    month_in,
    standing_of,
    understand,
)
from association.cover.reconciliation.storage import read, written
from association.roster.lists.sheets import Sheet, UnreadableFile
from association.rules.law.reconciling import Standing

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
    ("text", "standing"),
    [
        *((words, Standing.ACTIVE) for words in ("AKTIF", "Peserta Aktif", "Lunas")),
        *(
            (words, Standing.LAPSED)
            for words in (
                "NON AKTIF",
                "nonaktif",
                "Tidak Aktif",
                "Menunggak 2 bulan",
                "Belum bayar",
            )
        ),
        *((words, Standing.PENDING) for words in ("Ditolak", "Dalam proses", "Belum terdaftar")),
        ("Meninggal Dunia", Standing.DIED),
        ("Pindah PU", Standing.EMPLOYED),
        ("Keluar", Standing.STOPPED),
        ("", None),
        ("???", None),
    ],
)
def test_standings(text: str, standing: Standing | None) -> None:
    assert standing_of(text) is standing


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
    ],
)
def test_months(cell: str | int | date) -> None:
    assert month_in(cell, today=TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "cell", [None, "", "x", "13/2026", "2026-00", "9999-12", 0, 1e300, float("nan")]
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
        False,
    )
    assert (sri.nik, sri.kpj, sri.birth_date, sri.unread) == (None, None, None, True)
    assert found.skipped == 2
    assert read(written(found.rows)) == found.rows


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_whatever_the_cells_hold_it_is_rows_or_one_sentence(cells: list[list[object]]) -> None:
    sheet = Sheet("A", (("Nama", "NIK", "Bayar s/d", "Tanggal Lahir", "KPJ"), *map(tuple, cells)))
    rows = understand([sheet], today=TODAY).rows
    assert read(written(rows)) == rows
    with pytest.raises(UnreadableFile):
        understand([Sheet("A", (("Alamat",),))], today=TODAY)
