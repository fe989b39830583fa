"""How to bring in a list, and an empty one to fill in."""

from flask import Response
from flask_babel import gettext as _

from association.roster.imports.asking import UPLOAD, asking
from association.roster.imports.blank import blank_workbook
from association.roster.members.values import HEADINGS
from association.rules.house.permissions import May
from association.web import drafts
from association.web.gate import Pages
from association.web.page import Answer, page
from association.web.workbooks import XLSX

pages = Pages("start")


@pages.get("/anggota/impor", may=May.IMPORT_ROSTER)
def ask() -> Answer:
    """Show how to bring in a list, and the lists that are not finished."""
    draft = drafts.of_page()
    return page(UPLOAD, draft=draft, **asking(text=draft.text("text") if draft else ""))


@pages.get("/anggota/impor/contoh.xlsx", may=May.IMPORT_ROSTER)
def sample() -> Answer:
    """Give an empty list to fill in."""
    help_lines = (
        _(
            "Satu baris untuk satu pedagang. Hanya Nama yang harus diisi; judul kolom boleh "
            "dihapus atau dipindah."
        ),
        _("Pedagang dengan dua tempat usaha: tulis baris kedua dengan Nama dan NIK yang sama."),
        _(
            "NIK dan nomor HP diisi sebagai teks. Kolomnya sudah diatur, jangan diubah menjadi "
            "bilangan."
        ),
        _("Tanggal ditulis seperti 17/8/1975."),
    )
    book = blank_workbook(
        list(HEADINGS.values()),
        [HEADINGS[name] for name in ("nik", "phone", "stall_number")],
        help_lines,
    )
    headers = {"Content-Disposition": "attachment; filename=contoh-daftar-anggota.xlsx"}
    return Response(book, content_type=XLSX, headers=headers)
