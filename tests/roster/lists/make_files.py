"""Makes the lists in files/ the way real lists look. Run by hand; needs LibreOffice for .xls and
.ods.

Nobody in them exists: names are drawn from lists, NIKs begin with 337299, a district that does not
  exist.
    PYTHONPATH=. .venv/bin/python tests/roster/lists/make_files.py

"""

import datetime
import subprocess
import tempfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from association.rules.people.dates import format_date
from tests.roster.lists.invented import Person, people

FILES = Path(__file__).with_name("files")


def paguyuban(path: Path) -> None:
    """A paguyuban's own list: title, headings, 64 rows with all that goes wrong, total,
    signatures."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Anggota"
    titles = ("DAFTAR ANGGOTA", "PAGUYUBAN PEDAGANG PASAR REJOSARI", "TAHUN 2026")
    for line, title in enumerate(titles, start=1):
        sheet.cell(line, 1, title)
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=8)
    headings = (
        "No",
        "NAMA PEDAGANG",
        "No. KTP/NIK",
        "TTL",
        "No HP/WA",
        "Los/Kios",
        "Dagangan",
        "Ket",
    )
    for place, heading in enumerate(headings, start=1):
        sheet.cell(5, place, heading)
    for index, one in enumerate(people(60, seed=1)):
        for place, value in enumerate(member_row(index, one), start=1):
            sheet.cell(6 + index, place, value)
    for line, changes in MESSY.items():
        for column, value in changes.items():
            sheet[f"{column}{line}"] = value
    paguyuban_end(sheet)
    book.save(path)


def member_row(index: int, one: Person) -> list[object]:
    """Write one member, each column in several ways by turns."""
    born = (
        f"Surakarta, {one.born:%d-%m-%Y}",
        f"Solo, {format_date(one.born)}",
        f"Sukoharjo {one.born:%d/%m/%Y}",
    )
    stall = (
        f"{one.kind.title()} {one.block}-{one.number}",
        f"{one.kind} {one.block} {one.number}",
    )
    dashed = f"{one.phone[:4]}-{one.phone[4:8]}-{one.phone[8:]}"
    phone = (one.phone, dashed, int(one.phone), f"+62{one.phone[1:]}")
    row = [index + 1, one.name, one.nik, born[index % 3], phone[index % 4], stall[index % 2]]
    return [*row, one.ware]


def paguyuban_end(sheet: Worksheet) -> None:
    """Write the total and the signatures."""
    sheet["B66"], sheet["F66"] = "JUMLAH", "60 orang"
    sheet["F68"] = "Surakarta, 17 Januari 2026"
    sheet["B69"], sheet["F69"] = "Mengetahui,", "Sekretaris"
    sheet["B70"], sheet["B74"], sheet["F74"] = (
        "Ketua Paguyuban",
        "( SLAMET WIDODO )",
        "( RETNO RAHAYU )",
    )


# What is wrong or odd in the paguyuban's list, by line and column.
MESSY: dict[int, dict[str, object]] = {
    7: {"C": 3372991708750002},  # a number: Excel lost its last digit
    9: {"C": "337299 170875 000"},
    10: {"C": "-", "E": "tidak ada"},
    11: {"E": "08123456789 / 085712345678"},
    12: {"D": datetime.date(1975, 8, 17)},
    13: {"D": "Surakarta, 31-02-1975"},
    14: {"B": None},
    15: {"F": "Los A-3, A-4"},
    16: {"F": "oprokan"},
    17: {"E": "0271-632000"},
    18: {"C": "33729917O8750002"},
    19: {"B": "  Hj.  SITI   NUR'AINI "},
    20: {"C": None, "D": None, "E": None, "F": None, "G": None},
    21: {"B": None, "C": None, "D": None, "E": None, "F": None, "G": None},
    22: {"D": "17-08-2075"},
    23: {"F": datetime.date(2026, 4, 3)},
    24: {"C": "'3372991708750009", "D": "Boyolali, 17 Agt 75"},
    25: {"C": "3372991708750009"},
    26: {"D": "Surakarta"},
    27: {"C": "9972991708750003", "D": None},
    28: {"E": "0812-3456-7890 (istri)"},
}


def office_headings(sheet: Worksheet) -> None:
    """Write headings over two rows, some merged, and the numbering row below them."""
    top = (
        "NO",
        "NAMA PEMILIK SHP",
        "NOMOR INDUK KEPENDUDUKAN",
        "TEMPAT USAHA",
        None,
        None,
        "JENIS DAGANGAN",
        "ALAMAT",
    )
    below = (None, None, None, "JENIS", "BLOK", "NO", None, None)
    for place in range(8):
        sheet.cell(3, place + 1, top[place])
        sheet.cell(4, place + 1, below[place])
        sheet.cell(5, place + 1, place + 1)
    sheet.merge_cells("D3:F3")
    for area in ("A3:A4", "B3:B4", "C3:C4", "G3:G4", "H3:H4"):
        sheet.merge_cells(area)


def office_block(sheet: Worksheet, block: str, some: list[Person]) -> None:
    """Write the traders of one block, with merged cells, a total and the signatures."""
    for index, one in enumerate(some):
        row = [
            index + 1,
            one.name.upper(),
            one.nik,
            None,
            None,
            int(one.number),
            one.ware,
            "Jl. Urip Sumoharjo",
        ]
        for place, value in enumerate(row, start=1):
            sheet.cell(6 + index, place, value)
    sheet["D6"], sheet["D12"], sheet["E6"] = "Kios", "Los", block
    for area in ("D6:D11", "D12:D17", "E6:E17"):
        sheet.merge_cells(area)
    # The last trader holds a second stall: name, number and NIK are merged over two rows.
    sheet["F18"] = 99
    for area in ("A17:A18", "B17:B18", "C17:C18", "D12:D18", "E6:E18"):
        if area in ("D12:D18", "E6:E18"):
            sheet.unmerge_cells(area.replace("18", "17"))
        sheet.merge_cells(area)
    sheet["B20"], sheet["F20"] = "JUMLAH", 13
    sheet["F22"], sheet["F23"], sheet["F27"] = (
        "Lurah Pasar Gede",
        None,
        "NIP. 19700101 199001 1 001",
    )


def office(path: Path) -> None:
    """The office's register: one sheet per block, headings over two rows, numbering row, merged
    cells down."""
    book = Workbook()
    book.remove(book.worksheets[0])
    register = people(24, seed=2)
    for block, some in (("A", register[:12]), ("B", register[12:])):
        sheet = book.create_sheet(f"Blok {block}")
        sheet["A1"] = "DAFTAR PEDAGANG PASAR GEDE KOTA SURAKARTA"
        sheet.merge_cells("A1:H1")
        office_headings(sheet)
        office_block(sheet, block, some)
    notes = book.create_sheet("Rekap")
    notes["A1"], notes["A2"], notes["B2"] = "REKAP PER BLOK", "Blok A", 12
    book.save(path)


def plain(path: Path) -> None:
    """A list without a title; blocks as headings between the rows, a repeated heading, a hidden
    copy."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Data"
    headings = (
        "No.",
        "Nma Lengkap",
        "Tempat Lahir",
        "Tgl. Lahir",
        "Pasar",
        "No. Los",
        "Komoditas",
        "Nomor Telepon",
    )
    sheet.append(headings)
    for index, one in enumerate(people(10, seed=3)):
        if index in (0, 5):
            sheet.append(("", f"BLOK {'AB'[index // 5]}"))
        if index == 5:
            sheet.append(headings)
        sheet.append(
            (
                index + 1,
                one.name,
                "Surakarta",
                one.born,
                "Pasar Legi",
                int(one.number),
                one.ware,
                int(one.phone),
            )
        )
    hidden = book.create_sheet("Catatan lama")
    hidden.append(("uang kas", 150000))
    hidden.sheet_state = "hidden"
    book.save(path)


def numbers(path: Path) -> None:
    """A list whose NIKs were typed as numbers; one cell was text in time."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(("Nama", "NIK", "HP"))
    for one in people(5, seed=4):
        sheet.append((one.name, int(one.nik[:15] + "0"), one.phone))
    sheet.append(("Paijo Santoso", "3,37299E+15", "081234567890"))
    sheet.append(("Tukiyem Rahayu", "3372995708750011", "081234567891"))
    book.save(path)


def texts() -> None:
    """CSV as Excel in Indonesia writes it (semicolons, Windows-1252), tabs in UTF-16, commas with a
    BOM."""
    lines = ["Nama Lengkap;NIK;Tempat, Tgl Lahir;No HP;Alamat"]
    lines += [
        (
            f'{one.name};{one.nik};"Surakarta, {one.born:%d/%m/%Y}";{one.phone};"Jl. Ir. Juanda '
            f'5\nSolo"'
        )
        for one in people(6, seed=5)
    ]
    lines.append("René Café’s;;;0812 3456 789;–")
    (FILES / "semicolon-1252.csv").write_bytes("\r\n".join(lines).encode("cp1252"))
    lines = ["No\tNama\tWhatsApp\tLos/Kios"]
    for index, one in enumerate(people(4, seed=6), start=1):
        lines.append(f"{index}\t{one.name}\t{one.phone}\t{one.kind} {one.block}{one.number}")
    (FILES / "tabs-utf16.txt").write_bytes("\r\n".join(lines).encode("utf-16"))
    lines = ["sep=,", "NAMA,NO. KTP,HP"]
    lines += [f'"{one.name}","=""{one.nik}""",{one.phone[1:]}' for one in people(3, seed=7)]
    (FILES / "commas-bom.csv").write_bytes("\n".join(lines).encode("utf-8-sig"))


def converted(path: Path, kind: str) -> None:
    """Let LibreOffice write the workbook as .xls or .ods into files/."""
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(FILES), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> None:
    """Make all files anew."""
    FILES.mkdir(exist_ok=True)
    paguyuban(FILES / "paguyuban.xlsx")
    numbers(FILES / "numeric-nik.xlsx")
    Workbook().save(FILES / "empty.xlsx")
    texts()
    with tempfile.TemporaryDirectory() as folder:
        for make, name, kind in ((office, "office", "xls"), (plain, "plain", "ods")):
            path = Path(folder) / f"{name}.xlsx"
            make(path)
            converted(path, kind)


if __name__ == "__main__":
    main()
