"""Batches of registrations (/pendaftaran) and what came of them."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import actions, reads, sheet, shown
from association.cover.enrolment.forms import (
    RegisteredForm,
    SendForm,
)
from association.cover.enrolment.letter import Letter, draw
from association.database import db
from association.paging import start_of
from association.people.signin.password import password_refused
from association.roster.exports import files
from association.roster.exports.actions import note_niks
from association.roster.exports.forms import PasswordForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by
from association.web.page import (
    Answer,
    asked_start,
    done,
    moved,
    page,
    posted_text,
    refused,
    whole_number,
)
from association.web.words import in_words

pages = Pages("enrolment")
CHOOSE, BATCH = "cover/enrolment/choose.html", "cover/enrolment/batch.html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/pendaftaran", may=May.SEE_ROSTER)
def choose() -> Answer:
    """List who can be registered, or who not yet; and the batches so far."""
    ready = request.args.get("lihat") != "belum"
    return page(
        CHOOSE,
        parts=("candidate_rows", "batch_rows"),
        form=SendForm().offered(),
        **shown.choosing(ready=ready),
    )


@pages.post("/pendaftaran", may=May.EDIT_ROSTER)
def send() -> Answer:
    """Make a batch of all who can be sent, without those unticked (`shown` and not `member`)."""
    form = SendForm.received().offered()
    seen, ticked = _ids("shown"), _ids("member")
    everyone = "all" in request.form
    problem = _("Belum dibuat. Perbaiki yang ditandai.")
    if form.validate():
        chosen: dict[str, Any] = {"without": seen - ticked} if everyone else {"only": ticked}
        try:
            made = actions.send(form.months.data, by(), **chosen, once=form.once())
        except RuleError as error:
            problem = in_words(error)
        else:
            said = _(
                "Berkas pendaftaran dibuat. Unduh data dan suratnya, lalu serahkan ke BPJS "
                "Ketenagakerjaan."
            )
            return moved(url_for("enrolment.batch", registration_id=made), said)
    kept = {"everyone": everyone, "unticked": seen - ticked}
    return refused(
        CHOOSE, **(shown.choosing(ready=True) | {"form": form, "kept": kept, "problem": problem})
    )


def _ids(name: str) -> set[int]:
    found = (whole_number(text) for text in request.form.getlist(name))
    return {number for number in found if number is not None}


@pages.get("/pendaftaran/<id:registration_id>", may=May.SEE_ROSTER)
def batch(registration_id: int) -> Answer:
    """Show one batch: what came of each line, and the files that go with it."""
    return page(BATCH, parts=("line_rows",), **_batch(registration_id))


def _batch(
    registration_id: int, password: PasswordForm | None = None, *, after: int | None = None
) -> dict[str, Any]:
    start = asked_start("after") if after is None else after
    return shown.batch(registration_id, after=start) | {
        "password": password or PasswordForm(),
        "problem": "",
    }


@pages.post("/pendaftaran/<id:registration_id>/data", may=May.SEE_NIK)
def data(registration_id: int) -> Answer:
    """Give the list with NIKs to who types the password again; it is logged before it leaves."""
    form = PasswordForm.received()
    counted = reads.one(db.session(), registration_id)
    refusal = password_refused(
        BATCH,
        lambda: _batch(registration_id, form),
        wrong=_("Kata sandi salah. Berkas belum dibuat. Periksa kata sandi, lalu coba lagi."),
    )
    if refusal is not None:
        return refusal
    note_niks(by(), rows=counted.total, file="registration")
    registration = reads.one(db.session(), registration_id).registration
    made = sheet.xlsx(reads.people(db.session(), registration_id), months=registration.months)
    name = f"pendaftaran-{registration.number}.xlsx"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    file = Response(files.chunks(made), content_type=XLSX, headers=headers)
    file.call_on_close(made.close)
    return file


@pages.get("/pendaftaran/<id:registration_id>/surat.pdf", may=May.SEE_ROSTER)
def letter(registration_id: int) -> Answer:
    """Give the cover letter: names and stalls, no NIK."""
    text = Letter(**shown.letter(registration_id))
    headers = {"Content-Disposition": f"attachment; filename=surat-pendaftaran-{text.number}.pdf"}
    return Response(draw(text), content_type="application/pdf", headers=headers)


@pages.post("/pendaftaran/baris/<id:line_id>", may=May.EDIT_ROSTER)
def line(line_id: int) -> Answer:
    """Note what came of one line: the row to htmx, the batch's page to a plain form."""
    kept, wrong, said = reads.line(db.session(), line_id), "", ""
    try:
        wrong, said = _note(line_id, request.form.get("do", ""))
    except RuleError as error:
        wrong = in_words(error)
    parts, before = {f"r{line_id}": "line_row"}, start_of(kept.place)
    context = _batch(kept.registration_id, after=before) | {
        "line": reads.line(db.session(), line_id)
    }
    if wrong:
        typed = {name: posted_text(name) for name in ("kpj", "day", "reason")}
        return refused(
            BATCH, parts=parts, **(context | {"typed": typed, "wrong": wrong, "wrong_at": line_id})
        )
    to = url_for("enrolment.batch", registration_id=kept.registration_id, after=before or None)
    return done(BATCH, parts=parts, to=to, said=said, **(context | {"marked": True}))


def _note(line_id: int, what: str) -> tuple[str, str]:
    """Note what was said of a line; gives what is wrong with it, and what to say when nothing
    is."""
    form = RegisteredForm.received()
    match what:
        case "accept" if not form.validate():
            return next(error for errors in form.errors.values() for error in errors), ""
        case "accept":
            actions.accept(line_id, form.membership(), by(), once=form.once())
            return "", _("Tercatat: diterima.")
        case "reject":
            actions.reject(line_id, posted_text("reason"), by(), once=form.once())
            return "", _(
                "Tercatat: ditolak. Anggota ini bisa diperbaiki datanya, lalu dikirim lagi."
            )
        case "forget":
            actions.forget_rejection(line_id, by(), once=form.once())
            return "", _("Penolakan ditarik.")
    return _("Pilih dulu: diterima atau ditolak."), ""
