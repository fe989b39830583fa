"""What came of one line of a batch."""

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import actions, reads
from association.cover.enrolment.batch import BATCH, shown
from association.cover.enrolment.forms import RegisteredForm
from association.database import db
from association.paging import start_of
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by
from association.web.page import Answer, done, posted_text, refused
from association.web.words import in_words

pages = Pages("registration_line")


@pages.post("/pendaftaran/baris/<id:line_id>", may=May.EDIT_ROSTER)
def line(line_id: int) -> Answer:
    """Note what came of one line: the row to htmx, the batch's page to a plain form."""
    kept, wrong, said = reads.line(db.session(), line_id), "", ""
    try:
        wrong, said = _note(line_id, request.form.get("do", ""))
    except RuleError as error:
        wrong = in_words(error)
    parts, before = {f"r{line_id}": "line_row"}, start_of(kept.place)
    context = shown(kept.registration_id, after=before) | {
        "line": reads.line(db.session(), line_id)
    }
    if wrong:
        typed = {name: posted_text(name) for name in ("kpj", "day", "reason")}
        return refused(
            BATCH, parts=parts, **(context | {"typed": typed, "wrong": wrong, "wrong_at": line_id})
        )
    to = url_for("registration.batch", registration_id=kept.registration_id, after=before or None)
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
