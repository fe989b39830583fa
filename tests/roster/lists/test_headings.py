"""Columns are recognised by headings in any order and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.roster.lists.columns import Column
from association.roster.lists.headings import find_headings
from association.roster.lists.recognising import column_of

MEANINGS = {
    Column.NUMBER: ["No", "No.", "No. Urut", "NOMOR", "NO\nURUT"],
    Column.NAME: ["Nama", "Nama Lengkap", "NAMA PEDAGANG", "NAMA PEMILIK SHP", "Nama Pemegang",
    "Nma Lengkap",
                  "Nama (sesuai KTP)", "Nama Pedagang / Pemilik Kios", "Nama Anggota"],
    Column.NIK: ["NIK", "No. KTP/NIK", "No KTP", "N I K", "N.I.K.", "Nomor Induk Kependudukan",
    "NIK (16 angka)"],
    Column.BIRTH: ["TTL", "Tempat, Tgl Lahir", "Tmpt/Tgl. Lahir", "Tempat & Tanggal Lahir"],
    Column.BIRTH_DATE: ["Tgl Lahir", "Tanggal Lahir", "Tangal Lahir", "Tgl. Lhr"],
    Column.BIRTH_PLACE: ["Tempat Lahir"],
    Column.PHONE: ["HP", "No HP/WA", "NO.HP", "Nomor Telepon", "WhatsApp", "Telp.", "Kontak",
    "hp 2"],
    Column.STALL: ["Los/Kios", "Tempat Usaha", "Kios", "Blok/No", "No. Kios/Los", "Tempat Dasaran",
    "Lokasi Kios"],
    Column.STALL_KIND: ["Jenis Tempat Usaha", "Jenis Dasaran"],
    Column.STALL_BLOCK: ["Blok", "Blok Los", "Nama Blok"],
    Column.STALL_NUMBER: ["No. Los", "Nomor Kios", "No Lapak"],
    Column.MARKET: ["Pasar", "Nama Pasar", "Lokasi Pasar"],
    Column.COMMODITY: ["Dagangan", "Jenis Dagangan", "Komoditas", "Jenis Usaha", "KOMODITI"],
    Column.KNOWN_AS: ["Nama Panggilan", "Alias", "Panggilan"],
    Column.MOTHER_NAME: ["Nama Ibu Kandung", "Ibu Kandung"],
    Column.SEX: ["Jenis Kelamin", "L/P", "JK"],
    Column.ADDRESS: ["Alamat", "Alamat Rumah", "ALAMAT LENGKAP", "Alamat sesuai KTP"],
    Column.INCOME: ["Penghasilan", "Penghasilan sebulan", "Omzet"],
    Column.JOINED_ON: ["Tanggal Masuk", "Tanggal bergabung", "Bergabung"],
    Column.POSITION: ["Jabatan", "Jabatan di Paguyuban"],
    Column.PERMIT: ["No KTPP/SHP", "No. SHP", "Nomor SIP"],
    Column.WALK: ["Urutan jalan"],
    Column.EMPLOYS_HELPERS: ["Punya karyawan", "Karyawan"],
    Column.NOTE: ["Catatan", "Keterangan", "Ket."],
    Column("heirs"): ["Nama Ahli Waris", "AHLIWARIS", "Nama ahli waris 1"],
    Column.HEIR_RELATION: ["Hub. Ahli Waris", "Hubungan Keluarga", "Status hubungan ahli waris"],
    Column.HEIR_PHONE: ["No. HP Ahli Waris", "Telp ahli waris"],
    Column.HEIR_BIRTH: ["Tahun lahir ahli waris", "Tgl Lahir Ahli Waris"],
    None: ["No. KK", "Nama Toko", "NIK Ahli Waris", "", "Alamat Toko", "Alamat ahli waris",
           "Umur", "DAFTAR NAMA PEDAGANG", "Status", "Nama Suami/Ahli Waris"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "meant"), [(h, column) for column, headings in MEANINGS.items() for h in headings]
)
def test_a_heading_is_understood(heading: str, meant: Column | None) -> None:
    assert column_of(heading) is meant


def test_titles_above_and_other_columns_are_told_apart() -> None:
    found = find_headings(
        [("DAFTAR NAMA PEDAGANG",), (), ("NO", "NAMA", "AGAMA", "HP"), (1, "Sri", "Solo", "0812")]
    )
    assert found is not None
    assert (found.index, found.last, found.unknown) == (2, 2, ("AGAMA",))
    assert found.columns == {0: Column.NUMBER, 1: Column.NAME, 3: Column.PHONE}


def test_headings_over_two_rows() -> None:
    rows = [
        ("NO", "NAMA", "TEMPAT USAHA", None, None, "TEMPAT/TGL LAHIR", None),
        (None, None, "JENIS", "BLOK", "NO", "TEMPAT", "TANGGAL"),
    ]
    found = find_headings(rows)
    assert found is not None
    assert (found.index, found.last) == (0, 1)
    assert list(found.columns.values())[2:] == [
        Column.STALL_KIND,
        Column.STALL_BLOCK,
        Column.STALL_NUMBER,
        Column.BIRTH_PLACE,
        Column.BIRTH_DATE,
    ]


def test_groups_above_the_headings() -> None:
    rows = [
        ("DATA PEDAGANG PASAR",),
        ("NO.", "IDENTITAS", None, "TEMPAT DASARAN", None, "KONTAK"),
        (None, "NAMA", "NIK", "JENIS", "BLOK/NO", "NO. HP"),
    ]
    found = find_headings(rows)
    assert found is not None
    assert (found.index, found.last, found.unknown) == (1, 2, ())
    assert list(found.columns.values()) == [
        Column.NUMBER,
        Column.NAME,
        Column.NIK,
        Column.STALL_KIND,
        Column.STALL,
        Column.PHONE,
    ]


def test_a_second_number_beside_the_block_is_the_stall_number() -> None:
    found = find_headings([("No", "Nama", "Blok", "No")])
    assert found is not None
    assert found.columns[3] is Column.STALL_NUMBER


def test_a_first_row_of_data_is_no_second_row_of_headings() -> None:
    found = find_headings([("Nama", "Kios", "Dagangan"), ("Sri Lestari", "Los", "buah")])
    assert found is not None
    assert found.last == 0


def test_no_headings() -> None:
    assert find_headings([(1, "Sri Lestari", "081234567890"), ("Pasar", "Gede")]) is None
    assert find_headings([]) is None


@given(
    st.lists(
        st.lists(st.none() | st.text(max_size=12) | st.integers() | st.floats(), max_size=6),
        max_size=6,
    )
)
def test_any_rows_have_headings_or_none(rows: list[list[str | int | float | None]]) -> None:
    found = find_headings(rows)
    assert found is None or found.index <= found.last < len(rows)
