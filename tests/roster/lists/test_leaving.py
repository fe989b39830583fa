"""Whether somebody left is told by the same words in a cell of notes, a name, a pasted line and a
pasted form."""

import pytest

from association.roster.lists.contents import RowRead
from association.roster.lists.pasted_rows import understand_pasted
from tests.roster.lists.lists import TODAY, listed


def everywhere(remark: str) -> list[RowRead]:
    name = "Wakijem Sastro"
    noted = listed((name, "A1", remark), headings=("Nama", "Los", "Ket."))
    named = listed((f"{name} ({remark})", "A1"), headings=("Nama", "Los"))
    line = understand_pasted(f"1. {name} A1 ({remark})\n2. Sarinten A2", today=TODAY)
    form = understand_pasted(f"Nama: {name}\nLos: A1\nKeterangan: {remark}", today=TODAY)
    return [found.rows[0] for found in (noted, named, line, form)]


@pytest.mark.parametrize(
    "remark",
    [
        "meninggal 2024",
        "pindah",
        "pindah ke Pasar Legi",
        "sudah tidak aktif",
        "mutasi",
        "non aktif",
        "sdh tidak jualan",
        "mengundurkan diri",
        "diganti anaknya",
    ],
)
def test_who_perhaps_left_is_asked_however_it_is_told(remark: str) -> None:
    assert [row.is_unclear for row in everywhere(remark)] == [True] * 4


@pytest.mark.parametrize(
    "remark",
    [
        "belum pindah",
        "blm meninggal",
        "pindahan dari blok A",
        "pindahan Gede",
        "pindah ke los C",
        "pindah los B",
        "HP tidak aktif",
        "WA-nya sudah tidak aktif",
        "libur",
    ],
)
def test_who_is_still_here_is_not_asked(remark: str) -> None:
    assert [row.is_unclear for row in everywhere(remark)] == [False] * 4


def test_a_column_of_statuses_is_asked_about_who_left() -> None:
    headings = ("Nama", "Los", "Status", "Status Perkawinan")
    told = [("Marni", "A1", "sudah pindah ke Boyolali", "kawin"), ("Suparti", "A2", "aktif", "")]
    told += [("Rini", "A3", "tidak aktif", ""), ("Yem", "A4", "", "suami meninggal")]
    rows = listed(*told, headings=headings).rows
    assert [row.is_unclear for row in rows] == [True, False, False, False]
    assert rows[0].values.note == "sudah pindah ke Boyolali"
