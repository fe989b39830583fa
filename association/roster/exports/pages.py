"""Screens of what is taken away: the roster as a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from flask import Response, request, stream_with_context, url_for
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.database import db
from association.people.signin.password import password_refused
from association.roster.exports import actions, files, reads
from association.roster.exports.forms import PasswordForm, asked_filter
from association.roster.exports.reads import Asked
from association.roster.exports.rows import Nik, layout
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by
from association.web.page import Answer, page

pages = Pages("exports")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filter(asked: Asked) -> dict[str, Any]:
    """Give the filter as the query of an address."""
    wanted = {"q": asked.query, "status": asked.group.value, "pasar": asked.market_id}
    return {name: value for name, value in wanted.items() if value}


@pages.get("/anggota/unduh", may=May.SEE_ROSTER)
def choose() -> Answer:
    """Ask which file, and how much of the NIKs it shows."""
    return page("roster/exports/choose.html", **_choice(PasswordForm()))


def _choice(form: PasswordForm) -> dict[str, Any]:
    asked = asked_filter()
    return {
        "form": form,
        "problem": "",
        "narrowed": bool(_filter(asked)),
        "rows": reads.count(db.session(), asked),
        "query": _filter(asked),
        "action": url_for("exports.with_niks", **_filter(asked)),
    }


@pages.get("/anggota/unduh.csv", may=May.SEE_ROSTER)
def as_csv() -> Answer:
    """Give what the roster's filter shows as CSV, without or with masked NIKs."""
    return _csv(asked_filter(), _nik())


@pages.get("/anggota/unduh.xlsx", may=May.SEE_ROSTER)
def as_xlsx() -> Answer:
    """Give what the roster's filter shows as a workbook, without or with masked NIKs."""
    return _xlsx(asked_filter(), _nik())


def _nik() -> Nik:
    """Read how much of the NIKs is wanted; no address gives them in full."""
    return Nik.NONE if request.args.get("nik") == Nik.NONE else Nik.MASKED


@pages.post("/anggota/unduh", may=May.SEE_NIK)
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
    return _csv(asked, Nik.FULL) if file == "csv" else _xlsx(asked, Nik.FULL)


def _as_file(asked: Asked, ending: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename=anggota-{asked.today.isoformat()}.{ending}"
    }


def _csv(asked: Asked, nik: Nik) -> Answer:
    reach, how = actor().reach, layout(nik)

    def pieces() -> Iterator[bytes]:
        # The view's session is put away when the view returns; this one lives as long as the pieces
        # are asked for.
        set_reach(db.session(), reach)
        yield from files.csv_chunks(reads.lines(db.session(), asked), how)

    return Response(
        stream_with_context(pieces()),
        content_type="text/csv; charset=utf-8",
        headers=_as_file(asked, "csv"),
    )


def _xlsx(asked: Asked, nik: Nik) -> Answer:
    made = files.xlsx(reads.lines(db.session(), asked), layout(nik))
    answer = Response(files.chunks(made), content_type=XLSX, headers=_as_file(asked, "xlsx"))
    answer.call_on_close(made.close)
    return answer
