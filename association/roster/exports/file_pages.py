"""The roster as a spreadsheet, without or with masked NIKs."""

from flask import request

from association.roster.exports import downloads
from association.roster.exports.forms import asked_filter
from association.roster.exports.rows import Nik
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer

pages = Pages("export_files")


@pages.get("/anggota/unduh.csv", may=May.SEE_WHOLE)
def as_csv() -> Answer:
    """Give what the roster's filter shows as CSV, without or with masked NIKs."""
    return downloads.csv(asked_filter(), _nik())


@pages.get("/anggota/unduh.xlsx", may=May.SEE_WHOLE)
def as_xlsx() -> Answer:
    """Give what the roster's filter shows as a workbook, without or with masked NIKs."""
    return downloads.xlsx(asked_filter(), _nik())


def _nik() -> Nik:
    """Read how much of the NIKs is wanted; no address gives them in full."""
    return Nik.NONE if request.args.get("nik") == Nik.NONE else Nik.MASKED
