"""The name in a cell is read as one in a pasted line: what stands around it goes, doubts are
asked."""

import pytest

from association.roster.lists.doubted_names import names_two, tells_of_leaving
from tests.roster.lists.lists import listed, sentences

CLEANED = {
    "12. Wakijem Seto": "Wakijem Seto",
    "3) Wakijem Seto": "Wakijem Seto",
    "#4 Wakijem Seto": "Wakijem Seto",
    "No. 7 Wakijem Seto": "Wakijem Seto",
    "a. Wakijem Seto": "Wakijem Seto",
    "(B) Wakijem Seto": "Wakijem Seto",
    "iv) Wakijem Seto": "Wakijem Seto",
    "Wakijem Seto*": "Wakijem Seto",
    "• Wakijem Seto": "Wakijem Seto",
    "_Wakijem Seto_": "Wakijem Seto",
    "Nama Pedagang : Wakijem Seto": "Wakijem Seto",
    "Wakijem Seto ✔": "Wakijem Seto",
    "🟢 Wakijem Seto": "Wakijem Seto",
    "Wakijem\vSeto": "Wakijem Seto",
}
KEPT = [
    "H. Slamet",
    "Sri Lestari, S.Pd",
    "M. Ali b. Umar",
    "Ko'imah",
    "R. Ay. Sri-Rahayu",
    "Wa Ode",
]
ASKED = {
    "Wakijem (almh)": "Wakijem",
    "Alm. Karto Seto": "Karto Seto",
    "Karto Seto, sudah berhenti": "Karto Seto",
    "Karto Seto (pindah)": "Karto Seto",
    "Karto Seto mengundurkan diri": "Karto Seto",
    "Tukiyem / Tukimin": "Tukiyem / Tukimin",
    "Bu Yem & Pak Min": "Bu Yem & Pak Min",
    "Tukiyem dan Tukimin": "Tukiyem dan Tukimin",
    "Bu Yem, Pak Min": "Bu Yem, Pak Min",
    "Toko Barokah": "Toko Barokah",
    "~Karto Seto~": "Karto Seto",
}


@pytest.mark.parametrize(("cell", "name"), CLEANED.items())
def test_what_stands_around_a_name_goes(cell: str, name: str) -> None:
    (row,) = listed((cell, "A1"), headings=("Nama", "Los")).rows
    assert (row.values.name, row.problems) == (name, ())


def test_a_sign_beside_a_name_is_said() -> None:
    (row,) = listed(("❌ Wakijem", "A1"), headings=("Nama", "Los")).rows
    assert "❌" in sentences(row.warnings)[0]


@pytest.mark.parametrize("name", KEPT)
def test_names_stay_as_they_are(name: str) -> None:
    (row,) = listed((name, "A1"), headings=("Nama", "Los")).rows
    assert (row.values.name, row.problems, row.warnings) == (name, (), ())


@pytest.mark.parametrize(("cell", "name"), ASKED.items())
def test_a_doubtful_name_is_asked(cell: str, name: str) -> None:
    (row,) = listed((cell, "A1"), headings=("Nama", "Los")).rows
    assert row.is_unclear
    assert row.values.name == name


def test_the_same_name_as_above_is_asked() -> None:
    rows = listed(("Wakijem", "A1"), ("sda", "A2"), headings=("Nama", "Los")).rows
    assert "“sda”" in sentences(rows[1].problems)[0]


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("meninggal 2024", True),
        ("Pindah ke Pasar Legi", True),
        ("sudah tidak aktif", True),
        ("belum pindah", False),
        ("lunas", False),
        ("ikut arisan", False),
    ],
)
def test_a_note_that_somebody_left_is_asked(note: str, asked: bool) -> None:
    (row,) = listed(("Wakijem", "A1", note), headings=("Nama", "Los", "Ket.")).rows
    assert (row.values.note, row.is_unclear, tells_of_leaving(note)) == (note, asked, asked)


def test_degrees_and_initials_are_no_second_person() -> None:
    assert not any(map(names_two, ("Sri, S.Pd/M.Pd", "A/N Siti", "Siti (Bu Joko)", "Dan Brown")))
