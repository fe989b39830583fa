"""What a file holds beside what one sees of it: errors, formulas, hidden rows, unseen letters."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from association.roster.lists.contents import Contents
from association.roster.lists.reader import read_sheets
from association.roster.lists.rows import understand
from tests.roster.lists.lists import FILES, TODAY, listed, sentences, skipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(*rows: str, prefix: str = "") -> bytes:
    """Make an .xlsx of rows as they stand in a sheet's part."""
    book, made = Workbook(), io.BytesIO()
    book.save(made)
    space = f":{prefix[:-1]}" if prefix else ""
    part = (
        f'<{prefix}worksheet xmlns{space}="{MAIN}">'
        f"<{prefix}sheetData>{''.join(rows)}</{prefix}sheetData></{prefix}worksheet>"
    )
    again = io.BytesIO()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(again, "w") as out:
        for name in archive.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            out.writestr(name, part if is_sheet else archive.read(name))
    return again.getvalue()


def row_of(number: int, *cells: str, hidden: bool = False, prefix: str = "") -> str:
    """Make a row of texts, and of what begins with "<" as it is, with its attributes before "|"."""
    made = []
    for letter, cell in zip("ABCDEFG", cells, strict=False):
        kind, inside = 't="inlineStr"', f"<{prefix}is><{prefix}t>{cell}</{prefix}t></{prefix}is>"
        if "|" in cell:
            kind, inside = cell.split("|", 1)
        made.append(f'<{prefix}c r="{letter}{number}" {kind}>{inside}</{prefix}c>')
    attributes = ' hidden="1"' if hidden else ""
    return f'<{prefix}row r="{number}"{attributes}>{"".join(made)}</{prefix}row>'


def found(data: bytes, name: str = "daftar.xlsx") -> Contents:
    return understand(read_sheets(data, name), today=TODAY)


HEADINGS = row_of(1, "Nama", "NIK", "No HP", "Los", "Dagangan")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#SPILL!", "#CONNECT!"])
def test_an_error_is_one_bad_cell(error: str) -> None:
    bad = f't="e"|<f>X()</f><v>{error}</v>'
    (row,) = found(sheet_of(HEADINGS, row_of(2, "Ngatmi", "", bad, "A1", bad))).rows
    assert row.values.name == "Ngatmi"
    assert not row.problems
    assert sentences(row.warnings) == (
        f"Sel C2 (No HP) berisi kesalahan rumus {error}.",
        f"Sel E2 (Dagangan) berisi kesalahan rumus {error}.",
    )


@pytest.mark.parametrize("place", [0, 1])
def test_without_name_or_nik_a_row_with_an_error_waits(place: int) -> None:
    cells = ["Ngatmi", "3372995203810007", "081226009001", "A1", "sayur"]
    cells[place] = 't="e"|<v>#N/A</v>'
    (row,) = found(sheet_of(HEADINGS, row_of(2, *cells))).rows
    assert "kesalahan rumus #N/A" in sentences(row.problems)[0]
    assert len(row.problems) == 1


@pytest.mark.parametrize(
    "formula",
    ["|<f>A1</f>", "|<f>A1</f><v/>", "|<f>A1</f><v></v>", 't="str"|<f>A1</f>', 's="1"|<f si="0"/>'],
)
def test_a_formula_that_was_never_computed_is_said(formula: str) -> None:
    (row,) = found(sheet_of(HEADINGS, row_of(2, "Ngatmi", formula, "", "A1"))).rows
    assert "Sel B2 (NIK) berisi rumus tanpa hasil" in sentences(row.problems)[0]


def test_a_formula_that_gives_nothing_is_an_empty_cell() -> None:
    empty = 't="str"|<f>IF(A1="","","")</f><v></v>'
    (row,) = found(sheet_of(HEADINGS, row_of(2, "Ngatmi", empty, empty, "A1"))).rows
    assert (row.problems, row.warnings) == ((), ())


def test_results_and_other_prefixes_are_read_as_ever() -> None:
    nik = 't="str"|<x:f>A1</x:f><x:v>3372995203810007</x:v>'
    bad = 't="e"|<x:v>#N/A</x:v>'
    rows = (
        row_of(1, "Nama", "NIK", "No HP", prefix="x:"),
        row_of(2, "Ngatmi", nik, bad, prefix="x:"),
    )
    (row,) = found(sheet_of(*rows, prefix="x:")).rows
    assert row.values.nik == "3372995203810007"
    assert len(row.warnings) == 1


def test_errors_that_came_as_text() -> None:
    (row,) = found(b"Nama;No HP;Los\nNgatmi;#N/A;A1\n", "a.csv").rows
    assert "Sel B2" in sentences(row.warnings)[0]
    (row,) = found(b"Nama;Los;Catatan\nNgatmi;A1;#LUNAS\n", "a.csv").rows
    assert (row.values.note, row.warnings) == ("#LUNAS", ())


def test_hidden_rows_are_read_and_said() -> None:
    rows = (
        HEADINGS,
        row_of(2, "Ngatmi", hidden=True),
        row_of(3, "Warsi"),
        row_of(4, "Tumi", hidden=True),
    )
    read = found(sheet_of(*rows))
    assert len(read.rows) == 3
    assert "2 baris tersembunyi atau tersaring ikut dibaca." in sentences(read.notes)


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u3164", "\u202a"])
def test_what_nobody_sees_is_not_there(unseen: str) -> None:
    headings, cells = "Na?ma;No? HP;Tgl Lahir", "Ngatmi?;0812?26009002;9/3?/1968"
    text = f"{headings}\n{cells}\n".replace("?", unseen)
    (row,) = found(text.encode(), "a.csv").rows
    assert (row.values.name, row.values.phone) == ("Ngatmi", "+6281226009002")
    assert str(row.values.birth_date) == "1968-03-09"


@pytest.mark.parametrize("sign", ["\v", "\f", "\x1c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_line_ends_end_a_line(sign: str) -> None:
    text = f"Nama;No HP\nNgatmi{sign}Seto;081226009003\nWarsi;081226009004\r\n"
    rows = found(text.encode(), "a.csv").rows
    assert [(row.values.name, row.problems) for row in rows] == [("Ngatmi Seto", ()), ("Warsi", ())]


@pytest.mark.parametrize("end", ["\x1a", "\r\n\x1a", "\x00\x00", "\n\x1a\n\x00"])
def test_old_signs_of_the_end_are_the_end(end: str) -> None:
    assert len(found(f"Nama;No HP\nNgatmi;081226009005{end}".encode(), "a.csv").rows) == 1


def test_the_same_row_again_is_one_person() -> None:
    headings = ("No", "Nama", "Los")
    read = listed((4, "Ngatmi", "B3"), (4, "Ngatmi", "B3"), (5, "Ngatmi", "B3"), headings=headings)
    assert len(read.rows) == 2
    assert (3, "orang dan tempat yang sama dengan baris 2") in skipped(read)
    assert "1 baris sama persis" in sentences(read.notes)[0]
    assert "mungkin orang yang sama dengan baris 2 (" in sentences(read.rows[1].problems)[0]


def test_two_niks_at_one_stall_are_two_people() -> None:
    rows = (("Ngatmi", "3372995203810007", "B3"), ("Ngatmi", "3372994101650008", "B3"))
    read = listed(*rows, headings=("Nama", "NIK", "Los"))
    assert [row.problems for row in read.rows] == [(), ()]


@pytest.mark.parametrize("error", ["#N/A", "Err:502", "#REF!"])
def test_an_error_of_libreoffice_is_said(error: str) -> None:
    """LibreOffice keeps an error as an empty text or a 0 beside what it shows."""
    data, again = (FILES / "plain.ods").read_bytes(), io.BytesIO()
    whole = '<table:table-cell office:value-type="string" calcext:value-type="string">'
    bad = (
        '<table:table-cell table:formula="of:=A1" office:value-type="float" office:value="0" '
        'calcext:value-type="error">'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(again, "w") as out:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "content.xml":
                text = part.decode()
                assert f"{whole}<text:p>Surakarta</text:p>" in text
                text = text.replace(f"{whole}<text:p>Surakarta", f"{bad}<text:p>{error}", 1)
                part = text.replace(
                    ' table:style-name="ro1"', ' table:visibility="filter"', 3
                ).encode()
            out.writestr(name, part)
    read = found(again.getvalue(), "a.ods")
    assert f"(Tempat Lahir) berisi kesalahan rumus {error}." in sentences(read.rows[0].warnings)[0]
    assert any("tersembunyi atau tersaring" in note for note in sentences(read.notes))
