"""What leaves as a file runs nothing in the spreadsheet that opens it."""

import io
import zipfile

from tests.attacks.scene import csrf
from tests.infra.client import Reader


def test_refused_rows_come_back_as_text_never_as_a_formula(sari: Reader) -> None:
    rows = "".join(f"{sign}HYPERLINK(A1);12345;{sign}1+1\n" for sign in "=+-@")
    file = (io.BytesIO(f"Nama;NIK;Dagangan\n{rows}".encode()), "daftar.csv")
    upload = sari.post("/anggota/impor", {"csrf_token": csrf(sari), "file": file}).location
    book = zipfile.ZipFile(io.BytesIO(sari.client.get(f"{upload}/ditolak.xlsx").data))
    sheets = [
        book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")
    ]
    assert any(
        "HYPERLINK" in book.read(name).decode() for name in book.namelist() if name.endswith(".xml")
    )
    assert all("<f>" not in sheet and "hyperlink" not in sheet.lower() for sheet in sheets)
