"""BPJS's list as a leader uploads it, and what the page then shows."""

import io
from typing import Any

import openpyxl
import pytest

from tests.infra.client import Reader, Seen, fields

EMBEDDED = pytest.mark.parametrize(
    "stage", ["sqlite"], indirect=True
)  # nothing here that SQL makes different
PILES = ("beda", "bayar", "kita", "bpjs", "cocok", "ditunda")
LIST = (
    "DAFTAR PESERTA BPU;;;;;\n;;;;;\nNo;No. KPJ;NIK;Nama Tenaga Kerja;Status Kepesertaan;Bayar "
    "s/d\n"
    # ours has neither KPJ nor the day of registration
    "1;11111111111;3372991708750001;TONO WIBOWO;AKTIF;12/2026\n"
    "2;22222222222;3372990101600002;SUPARNO;NON AKTIF;08/2026\n"  # paid by our book
    "3;33333333333;3372994303700004;WAGIYEM SRI;NON AKTIF;02/2026\n"  # a longer name
    # ours: ready only; theirs: registered and paid
    "4;44444444444;3372990404800005;BUDI SANTOSO;AKTIF;11/2026\n"
    "5;55555555555;3372990707750009;SUTINI;AKTIF;11/2026\n"  # nobody of ours
    # a like name, without a number on our side
    "6;66666666666;3372994811680007;SRI LESTARI;AKTIF;202611\n;;;JUMLAH;6;\n"
)


def upload(
    reader: Reader, data: bytes, name: str = "bpjs.csv", *, whole: str | None = "ya"
) -> Seen:
    form = fields(reader.get("/rekonsiliasi").form("/rekonsiliasi")) | {
        "file": (io.BytesIO(data), name)
    }
    return reader.post("/rekonsiliasi", form | ({"whole": whole} if whole else {}))


def counts(page: Seen) -> dict[str, int]:
    """Read the sizes of the piles."""
    return {
        str(one["data-figure"]): int(str(one["data-value"]))
        for one in page.soup.select(".pick [data-figure]")
    }


def sizes(page: Seen) -> tuple[int, ...]:
    return tuple(counts(page).get(name, 0) for name in PILES)


def act(
    reader: Reader, where: str, what: str, line: str = "", member: int = 0, pile: str = ""
) -> Seen:
    """Press the button of a row."""
    token = fields(reader.get("/rekonsiliasi").form("/rekonsiliasi"))["csrf_token"]
    pressed = " ".join(str(one) for one in (what, line, member) if one)
    return reader.post(where, {"csrf_token": token, "do": pressed, "tumpukan": pile})


def lines(page: Seen) -> dict[str, str]:
    """Read the rows of the pile that is shown: key and words."""
    return {
        str(row["data-line"]): " ".join(row.get_text(" ").split())
        for row in page.soup.select("[data-line]")
    }


def sheet(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in [["NIK", "KPJ", "NAMA", "STATUS", "TGL KEPESERTAAN"], *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
