"""Screens of what is taken away: which file of the roster, and the one with full NIKs."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.people.signin.forms import PasswordForm
from association.people.signin.password import password_refused
from association.roster.exports import actions, downloads, reads
from association.roster.exports.forms import asked_filter
from association.roster.exports.rows import Nik
from association.rules.house.permissions import May
from association.web.formats import asking
from association.web.gate import Pages, by
from association.web.page import Answer, page

pages = Pages("exports")


@pages.get("/anggota/unduh", may=May.SEE_WHOLE)
def choose() -> Answer:
    """Ask which file, and how much of the NIKs it shows."""
    return page("roster/exports/choose.html", **_choice(PasswordForm()))


def _choice(form: PasswordForm) -> dict[str, Any]:
    asked = asked_filter()
    return {
        "form": form,
        "problem": "",
        "narrowed": bool(asked.wanted.address),
        "rows": reads.count(db.session(), asked),
        "query": asked.wanted.address,
        "action": url_for("exports.with_niks") + asking(asked.wanted.address),
    }


@pages.post("/anggota/unduh", may=May.EXPORT_NIK)
def with_niks() -> Answer:
    """Give the file with full NIKs to who types the password again; it is logged before it
    leaves."""
    form, asked = PasswordForm.received(), asked_filter()
    refusal = password_refused(
        "roster/exports/choose.html",
        lambda: _choice(form),
        wrong=_("Kata sandi salah. Berkas belum dibuat. Periksa kata sandi, lalu coba lagi."),
    )
    if refusal is not None:
        return refusal
    file = "csv" if request.form.get("file") == "csv" else "xlsx"
    actions.note_niks(by(), rows=reads.count(db.session(), asked), file=file)
    return downloads.csv(asked, Nik.FULL) if file == "csv" else downloads.xlsx(asked, Nik.FULL)
