"""Of several columns that may hold the KPJ, the one is read that says so and nothing else."""

import pytest

from association.cover.enrolment.numbers import from_sheets
from association.roster.lists.sheets import Sheet
from association.rules.house.errors import RuleError

OLD, NEW, NIK, WIFE = "26000000071", "26012345072", "3372995203810007", "3372994101650008"


@pytest.mark.parametrize(
    "headings",
    [
        ("Nama", "NIK Istri", "NIK", "KPJ Lama", "KPJ"),
        ("Nama", "NIK Pasangan", "NIK", "KPJ Istri", "No. KPJ"),
        ("NAMA TK", "NIK AYAH", "NIK TK", "KPJ SEBELUMNYA", "NO KPJ BARU"),
    ],
)
def test_the_old_number_is_not_taken(headings: tuple[str, ...]) -> None:
    (entry,) = from_sheets([Sheet("a", (headings, ("Ngatmi Seto", WIFE, NIK, OLD, NEW)))])
    assert (entry.name, entry.nik, entry.kpj) == ("Ngatmi Seto", NIK, NEW)


def test_of_two_columns_the_filled_one_is_read() -> None:
    rows = (("Nama", "KPJ", "No KPJ"), ("Ngatmi Seto", None, NEW))
    (entry,) = from_sheets([Sheet("a", rows)])
    assert entry.kpj == NEW


def test_a_list_with_the_old_number_only_is_refused() -> None:
    rows = (("Nama", "NIK", "KPJ Lama"), ("Ngatmi Seto", NIK, OLD))
    with pytest.raises(RuleError, match="bukan nomor KPJ yang baru"):
        from_sheets([Sheet("a", rows)])
