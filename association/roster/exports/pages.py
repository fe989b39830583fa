"""Screens of what is taken away: the roster as a spreadsheet, and attendance sheets to print."""

from collections.abc import Iterator
from typing import Any

from flask import Response, request, stream_with_context, url_for
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.meetings.events import actions as event_actions
from association.meetings.events import reads as events
from association.people.signin import actions as signin
from association.roster.exports import actions, files, reads
from association.roster.exports.forms import PasswordForm
from association.roster.exports.reads import Asked
from association.roster.exports.rows import Nik, layout
from association.rules.house.groups import Group
from association.rules.house.permissions import May
from association.web.errors import too_many_text
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, asked_text, moved, page, refused

pages = Pages("exports")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked() -> Asked:
    """Read the same filter as the roster has."""
    status = request.args.get("status")
    return Asked(
        association_id=actor().association_id,
        today=settings().today(),
        query=asked_text("q"),
        group=Group(status) if status in set(Group) else Group.ALL,
        market_id=asked_id("pasar"),
    )


def _filter(asked: Asked) -> dict[str, Any]:
    """Give the filter as the query of an address."""
    wanted = {"q": asked.query, "status": asked.group.value, "pasar": asked.market_id}
    return {name: value for name, value in wanted.items() if value}


@pages.get("/anggota/unduh", may=May.SEE_ROSTER)
def choose() -> Answer:
    """Ask which file, and how much of the NIKs it shows."""
    return page("roster/exports/choose.html", **_choice(PasswordForm()))


def _choice(form: PasswordForm, problem: str = "") -> dict[str, Any]:
    asked = _asked()
    return {
        "form": form,
        "problem": problem,
        "narrowed": bool(_filter(asked)),
        "rows": reads.count(db.session(), asked),
        "query": _filter(asked),
        "action": url_for("exports.with_niks", **_filter(asked)),
    }


@pages.get("/anggota/unduh.csv", may=May.SEE_ROSTER)
def as_csv() -> Answer:
    """Give what the roster's filter shows as CSV, without or with masked NIKs."""
    return _csv(_asked(), _nik())


@pages.get("/anggota/unduh.xlsx", may=May.SEE_ROSTER)
def as_xlsx() -> Answer:
    """Give what the roster's filter shows as a workbook, without or with masked NIKs."""
    return _xlsx(_asked(), _nik())


def _nik() -> Nik:
    """Read how much of the NIKs is wanted; no address gives them in full."""
    return Nik.NONE if request.args.get("nik") == Nik.NONE else Nik.MASKED


@pages.post("/anggota/unduh", may=May.SEE_NIK)
def with_niks() -> Answer:
    """Give the file with full NIKs to who types the password again; it is logged before it
    leaves."""
    form, asked = PasswordForm.received(), _asked()
    try:
        signin.confirm(
            by().account_id or 0,
            form.password.data or "",
            network=request.remote_addr or "",
            now=settings().now(),
        )
    except signin.WrongPair:
        problem = _("Kata sandi salah. Berkas belum dibuat. Periksa kata sandi, lalu coba lagi.")
        return refused("roster/exports/choose.html", **_choice(form, problem))
    except TooManyTries as error:
        problem = _("Terlalu banyak percobaan. ") + too_many_text(error.seconds)
        answer = refused("roster/exports/choose.html", status=429, **_choice(form, problem))
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
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


@pages.get("/anggota/lembar", may=May.SEE_ROSTER)
def plain_sheet() -> Answer:
    """Show a numbered sheet of what the roster's filter shows, to print and sign; its numbers hold
    for this print only."""
    rows = [row for some in reads.pages(db.session(), _asked()) for row in some]
    lines = [events.SheetLine(number, row.name, row.stall) for number, row in enumerate(rows, 1)]
    return page("roster/exports/sheet.html", event=None, sheet=events.NumberedSheet(lines, 0))


@pages.get("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT)
def sheet(event_id: int) -> Answer:
    """Show an event's numbered sheet; who has no number yet is offered one."""
    event = events.one(db.session(), event_id)
    found = events.sheet(db.session(), event, today=settings().today())
    return page("roster/exports/sheet.html", event=event, sheet=found)


@pages.post("/kegiatan/<id:event_id>/lembar", may=May.RUN_EVENT)
def number(event_id: int) -> Answer:
    """Number the roster for an event, once and for all."""
    event_actions.number(event_id, by(), today=settings().today())
    return moved(
        url_for("exports.sheet", event_id=event_id), _("Nomor tersimpan. Lembar siap dicetak.")
    )
