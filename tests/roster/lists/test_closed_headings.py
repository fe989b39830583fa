"""A column is the member's own only when every word of its heading is known to go with it."""

import pytest

from association.roster.lists.columns import Column
from association.roster.lists.recognising import column_of

OTHERS = [
    *("NIK Pasangan", "NIK Mertua", "NIK Ahli Waris", "No KTP Istri", "NIK Kepala Keluarga"),
    *("Tgl Lahir Anak 1", "Tanggal Lahir Suami", "Tempat Lahir Ayah", "TTL Penanggung Jawab"),
    *("HP Kerabat", "No WA Tetangga", "Telp Kantor", "Grup WA", "HP Ibu", "No HP Bapak"),
    *("Nama Wali", "Nama Saksi", "Nama Bapak", "Nama Orang Tua", "Nama Pasangan", "Nama Usaha"),
    *("NIK KK", "Nama KK", "Status Kios Suami", "Nomor Kios Lama", "Jenis Dagangan Suami"),
    *("No Akta Lahir", "Tahun Lahir", "Foto KTP", "Fotokopi KTP", "Status KTP", "Masa berlaku KTP"),
    *("Nama Panggilan Suami", "NIK Ibu Kandung", "Tgl Lahir Ibu Kandung", "Kelamin Anak"),
    *("Penghasilan Suami", "Omzet per hari", "Keterangan BPJS", "Lama Jualan", "Luas Kios"),
]
OWN = {
    Column.NAME: [
        "Nama Penduduk",
        "Nama Tenaga Kerja",
        "NAMA_LGKP",
        "NamaLengkap",
        "namalengkap",
        "Nama Lengkap (tanpa gelar)",
        "NAMA SESUAI KTP/KK",
        "NAMALENGKAP",
    ],
    Column.NIK: ["No. KTP Pemilik", "NIK (wajib diisi)", "KTP-eL", "nonik", "NO_KTP", "No eKTP"],
    Column.BIRTH_DATE: ["tanggallahir", "TGL_LHR", "Tgl/Bln/Th Lahir", "TglLahir", "tgllahir"],
    Column.BIRTH_PLACE: ["TMPT_LHR", "tempatlahir", "TempatLahir", "Kota Lahir"],
    Column.BIRTH: ["Tempat Tgl Lahir Anggota", "TempatTanggalLahir"],
    Column.PHONE: [
        "NoHP",
        "nohp",
        "No WA yang aktif",
        "HP Bapak/Ibu",
        "nowa",
        "NoTelp",
        "HP1",
        "No. yang bisa dihubungi",
        "Hand Phone",
        "HandPhone",
        "NO.HP/WA AKTIF",
    ],
    Column.SEX: ["JENIS_KLMIN", "JenisKelamin", "Jenis Kelamin (L/P)"],
    Column.FURTHER_NAME: ["Nama Belakang", "Nama Tengah"],
    Column.INCOME: ["Penghasilan per bulan (Rp)", "Omzet rata2 per bulan"],
    Column.NOTE: ["Ket", "Keterangan lain"],
}


@pytest.mark.parametrize("heading", OTHERS)
def test_what_is_anothers_is_not_the_members(heading: str) -> None:
    assert column_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "meant"), [(one, column) for column, some in OWN.items() for one in some]
)
def test_the_members_own_is_known_by_other_words_too(heading: str, meant: Column) -> None:
    assert column_of(heading) is meant
