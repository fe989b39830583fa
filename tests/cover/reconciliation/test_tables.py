"""Which column of a list is whose: by closed words, and by the cells below."""

from datetime import date

import pytest

from association.cover.reconciliation.columns import is_complete
from association.cover.reconciliation.headings import column
from association.cover.reconciliation.official import understand
from association.roster.lists.sheets import Cell, Merge, Sheet

TODAY = date(2026, 11, 22)
MINE, SPOUSES = "3372991708750001", "3372994101650002"
KPJ, OLD = "26012345678", "26000000001"


def read(*rows: tuple[Cell, ...], merges: tuple[Merge, ...] = ()) -> tuple[str | None, ...]:
    """Give name, NIK and KPJ of the one person of a sheet, and what the columns were taken for."""
    found = understand([Sheet("A", rows, merges)], today=TODAY)
    (person,) = found.rows
    return person.name, person.nik, person.kpj


@pytest.mark.parametrize(
    "heading",
    [
        *("NIK Suami", "NIK Ahli Waris", "NIK Ibu", "NIK Penanggung Jawab", "No Akta Lahir"),
        *("Nama Istri", "Nama Ahli Waris", "Nama Toko", "Nama Panggilan", "Nama Petugas"),
        *("Tgl Lahir Pasangan", "Tanggal Lahir Anak", "KPJ Lama", "No KPJ Suami", "KPJ Perusahaan"),
        *("Status Kawin", "Status Rumah", "Status KTP", "Status Kepegawaian", "Keterangan"),
        *("KTP Berlaku Sampai", "Kontrak Sampai Bulan", "Tgl Daftar Ulang", "Tgl Mulai Usaha"),
        *("Jumlah Peserta", "No Urut Peserta", "Tanggal Bayar", "Grup WA", "No HP"),
    ],
)
def test_a_word_too_much_makes_it_another_column(heading: str) -> None:
    assert column(heading) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *(("NoKPJ", "kpj"), ("nokpj", "kpj"), ("NOKPJTK", "kpj"), ("namatk", "name")),
        *(("NamaLengkap", "name"), ("tgllahir", "birth_date"), ("STATUSKEPESERTAAN", "standing")),
        *(("NAMA_LGKP", "name"), ("KPJ Baru", "kpj"), ("NIK (KTP-el)", "nik")),
    ],
)
def test_glued_and_office_spellings(heading: str, kind: str) -> None:
    assert column(heading) == kind


@pytest.mark.parametrize(
    "rows",
    [
        # others stand further left
        (("Nama Suami", "Nama", "NIK Suami", "NIK"), ("Joko", "Siti", SPOUSES, MINE)),
        (("Peserta", "Nama", "KTP-eL", "NIK"), ("Ya", "Siti", "SUDAH", MINE)),
        (("Anggota", "Nama Peserta", "KTP", "NIK"), ("Baru", "Siti", 1, MINE)),
        # a heading over two columns
        (
            ("Ahli Waris", None, "Peserta", None),
            ("Nama", "NIK", "Nama", "NIK"),
            ("Joko", SPOUSES, "Siti", MINE),
        ),
        # the cells tell which one it is
        (("Nama", "NIK KTP", "NIK", "Kartu"), ("Siti", "belum difotokopi", MINE, "ada")),
    ],
)
def test_the_column_that_says_exactly_this_counts(rows: tuple[tuple[Cell, ...], ...]) -> None:
    assert read(*rows) == ("Siti", MINE, None)


def test_the_new_number_counts_beside_the_old_one() -> None:
    assert read(("KPJ LAMA", "KPJ", "NAMA"), (OLD, KPJ, "SITI"))[2] == KPJ
    assert read(("KPJ", "No KPJ", "NAMA"), ("-", KPJ, "SITI"))[2] == KPJ


def test_merged_headings_below_a_title() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("DATA PESERTA",),
        ("No", "Suami", None, "Tenaga Kerja", None, "Status"),
        (None, "Nama", "NIK", "Nama", "NIK"),
        (1, "Joko", SPOUSES, "SITI", MINE, "AKTIF"),
    )
    merges = (Merge(0, 0, 0, 5), Merge(1, 1, 1, 2), Merge(1, 3, 1, 4), Merge(1, 0, 2, 0))
    assert read(*rows, merges=merges) == ("Siti", MINE, None)


def test_a_column_without_heading_is_listed_and_can_be_chosen() -> None:
    sheet = Sheet("A", (("Nama", None, "NIK"), ("Siti", KPJ, MINE)))
    found = understand([sheet], today=TODAY)
    (blank,) = (one for one in found.columns if not one.heading)
    assert (blank.letter, blank.kind) == ("B", None)
    again = understand([sheet], today=TODAY, chosen={blank.key: "kpj"})
    assert again.rows[0].kpj == KPJ


def test_headings_that_are_not_known_are_asked_about() -> None:
    sheet = Sheet("A", (("Pemegang Kartu", "Nomor Induk"), ("Siti", MINE)))
    found = understand([sheet], today=TODAY)
    assert (found.rows, is_complete(found.columns)) == ((), False)
    chosen = dict(zip((one.key for one in found.columns), ("name", "nik"), strict=True))
    assert understand([sheet], today=TODAY, chosen=chosen).rows[0].nik == MINE


def test_a_second_stall_is_no_second_person() -> None:
    head = ("Nama", "NIK", "KPJ", "Status", "Lunas s/d", "Los")
    found = understand(
        [
            Sheet(
                "A",
                (
                    head,
                    ("SITI", MINE, None, "AKTIF", "10/2026", "B-1"),
                    ("Siti", MINE, KPJ, "AKTIF", "12/2026", "B-2"),
                    ("Bu Siti", None, KPJ, "Non aktif", None, "B-3"),
                    (
                        "Wagiman",
                        MINE,
                        None,
                        "AKTIF",
                        None,
                        "B-4",
                    ),  # the same number, another person
                ),
            )
        ],
        today=TODAY,
    )
    siti, other = found.rows
    assert (siti.nik, siti.kpj, siti.paid_until) == (MINE, KPJ, date(2026, 12, 1))
    assert (siti.standing, siti.words) == ("unknown", "AKTIF / Non aktif")
    assert (other.name, found.again) == ("Wagiman", 2)
