"""One member's enrolment (/anggota/<id>/pendaftaran); batches of registrations (/pendaftaran) and
what came of them."""

from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import actions, numbers, reads, sheet, shown
from association.cover.enrolment.forms import (
    EndedForm,
    NumbersForm,
    RegisteredForm,
    SendForm,
    SentForm,
    of_member,
    today_text,
)
from association.cover.enrolment.letter import Letter, draw
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.people.signin import actions as signin
from association.roster.exports import files
from association.roster.exports.actions import note_niks
from association.roster.exports.forms import PasswordForm
from association.roster.imports.reader import read_sheets
from association.roster.members import reads as members
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.enrolment import End, parse_kpj
from association.web.errors import too_many_text
from association.web.forms import Form
from association.web.gate import Pages, by, settings
from association.web.page import (
    CONTROL,
    Answer,
    asked_id,
    done,
    moved,
    page,
    posted_text,
    refused,
    whole_number,
)
from association.web.words import in_words

pages = Pages("enrolment")
MEMBER, CHOOSE, BATCH, NUMBERS = (
    f"cover/enrolment/{name}.html" for name in ("member", "choose", "batch", "numbers")
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_TEXT = 100_000  # characters pasted


@pages.app_context_processor
def _standing() -> dict[str, Any]:
    """Let the member's page ask for the standing."""
    return {"enrolment_of": shown.standing_of}


@pages.get("/anggota/<id:member_id>/pendaftaran", may=May.EDIT_ROSTER)
def member(member_id: int) -> Answer:
    """Show how far a member's enrolment came, and the next steps."""
    return page(MEMBER, **_member(member_id))


def _member(member_id: int) -> dict[str, Any]:
    found = members.one(db.session(), member_id)
    return shown.one_member(found) | of_member(found.participant)


def _refused_member(member_id: int, problem: str = "", **typed: Form) -> Answer:
    told = problem or _("Belum tersimpan. Perbaiki yang ditandai.")
    return refused(MEMBER, **(_member(member_id) | typed | {"problem": told}))


def _to_member(member_id: int, said: str) -> Answer:
    return moved(url_for("members.detail", member_id=member_id), said)


@pages.post("/anggota/<id:member_id>/pendaftaran/kirim", may=May.EDIT_ROSTER)
def mark_sent(member_id: int) -> Answer:
    """Note that a member's papers were sent."""
    form = SentForm.received()
    members.one(db.session(), member_id)
    if not form.validate():
        return _refused_member(member_id, sent=form)
    try:
        actions.mark_sent(member_id, form.day.value, by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error), sent=form)
    return _to_member(member_id, _("Tercatat: pendaftaran sudah dikirim."))


@pages.post("/anggota/<id:member_id>/pendaftaran/terdaftar", may=May.EDIT_ROSTER)
def mark_registered(member_id: int) -> Answer:
    """Note that a member is registered; without a KPJ it warns."""
    form = RegisteredForm.received()
    members.one(db.session(), member_id)
    if not form.validate():
        return _refused_member(member_id, registered=form)
    try:
        actions.mark_registered(member_id, form.membership(), by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error), registered=form)
    if form.kpj.value is None:
        flash(_("Nomor KPJ belum diisi. Isi saat kartunya datang."), "warn")
    return _to_member(member_id, _("Tercatat: sudah terdaftar."))


@pages.post("/anggota/<id:member_id>/pendaftaran/berhenti", may=May.EDIT_ROSTER)
def mark_ended(member_id: int) -> Answer:
    """Note why and when a membership ended."""
    form = EndedForm.received().offered()
    members.one(db.session(), member_id)
    if not form.validate():
        return _refused_member(member_id, ended=form)
    try:
        actions.mark_ended(member_id, End(form.reason.data), form.day.value, by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error), ended=form)
    return _to_member(member_id, _("Tercatat: berhenti sebagai peserta."))


@pages.post("/anggota/<id:member_id>/pendaftaran/tarik", may=May.EDIT_ROSTER)
def take_back(member_id: int) -> Answer:
    """Take a step back that was noted by mistake."""
    form, what = Form.received(), request.form.get("what", "")
    members.one(db.session(), member_id)
    if what not in actions.TAKEN_BACK:
        return _refused_member(member_id, _("Pilih dulu apa yang ditarik."))
    try:
        actions.take_back(member_id, what, by(), once=form.once())
    except RuleError as error:
        return _refused_member(member_id, in_words(error))
    return _to_member(member_id, _("Catatan itu sudah ditarik."))


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
    start = min(asked_id("after") or 0, 10**6) if after is None else after
    return shown.batch(registration_id, after=start) | {
        "password": password or PasswordForm(),
        "problem": "",
    }


@pages.post("/pendaftaran/<id:registration_id>/data", may=May.SEE_NIK)
def data(registration_id: int) -> Answer:
    """Give the list with NIKs to who types the password again; it is logged before it leaves."""
    form = PasswordForm.received()
    counted = reads.one(db.session(), registration_id)
    network, now = request.remote_addr or "", settings().now()
    try:
        signin.confirm(by().account_id or 0, form.password.data or "", network=network, now=now)
    except signin.WrongPair:
        problem = _("Kata sandi salah. Berkas belum dibuat. Periksa kata sandi, lalu coba lagi.")
        return refused(BATCH, **(_batch(registration_id, form) | {"problem": problem}))
    except TooManyTries as error:
        problem = _("Terlalu banyak percobaan. ") + too_many_text(error.seconds)
        answer = refused(
            BATCH, status=429, **(_batch(registration_id, form) | {"problem": problem})
        )
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
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
    parts, before = {f"r{line_id}": "line_row"}, (kept.place - 1) // reads.ROWS * reads.ROWS
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


@pages.get("/pendaftaran/<id:registration_id>/kpj", may=May.EDIT_ROSTER)
def ask_numbers(registration_id: int) -> Answer:
    """Ask for the list of KPJs that came back: pasted, or as a file."""
    return page(NUMBERS, **_numbers(registration_id))


def _numbers(registration_id: int, text: str = "") -> dict[str, Any]:
    return shown.numbers_asked(registration_id, text) | {
        "form": NumbersForm(day=today_text(), text=text)
    }


@pages.post("/pendaftaran/<id:registration_id>/kpj", may=May.EDIT_ROSTER)
def read_numbers(registration_id: int) -> Answer:
    """Show which lines match, which do not and why; nothing is saved yet."""
    text = request.form.get("text", "")[:MOST_TEXT]
    asked = _numbers(registration_id, text)
    file = request.files.get("file")
    try:
        if file is not None and file.filename:
            entries = numbers.from_sheets(read_sheets(file.read(), file.filename))
        else:
            entries = numbers.from_text(CONTROL.sub(" ", text))
    except RuleError as error:
        return refused(NUMBERS, **(asked | {"problem": in_words(error)}))
    if not entries:
        problem = _(
            "Belum ada nomor KPJ yang terbaca. Tempel daftarnya, atau pilih berkasnya dulu."
        )
        return refused(NUMBERS, **(asked | {"problem": problem}))
    return page(NUMBERS, **(asked | {"found": shown.matched(registration_id, entries)}))


@pages.post("/pendaftaran/<id:registration_id>/kpj/simpan", may=May.EDIT_ROSTER)
def save_numbers(registration_id: int) -> Answer:
    """Save the KPJs that were shown to match, with the day of registration."""
    form = NumbersForm.received()
    asked = _numbers(registration_id, form.text.data or "")
    if not form.validate():
        return refused(
            NUMBERS, **(asked | {"problem": _("Belum tersimpan. Tulis tanggal terdaftarnya.")})
        )
    try:
        count = actions.take_numbers(
            registration_id, form.day.value, _pairs(), by(), once=form.once()
        )
    except RuleError as error:
        return refused(
            NUMBERS, **(asked | {"problem": _("Belum tersimpan.") + " " + in_words(error)})
        )
    said = _("%(n)s nomor KPJ tersimpan. Bisa dibatalkan selama 30 hari.", n=count)
    return moved(url_for("enrolment.batch", registration_id=registration_id), said)


def _pairs() -> dict[int, str]:
    """Read the matches that the preview listed: a member's id and a KPJ each."""
    pairs = zip(request.form.getlist("member"), request.form.getlist("kpj"), strict=False)
    return {whole_number(member) or 0: parse_kpj(kpj) for member, kpj in pairs}
