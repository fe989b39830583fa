"""Send a list of paguyuban, as a file or pasted (/paguyuban/impor)."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.office.intake import keeping, reads, uploading
from association.people.drafts.actions import drop
from association.roster.lists.apart import Told
from association.roster.lists.readers import read_apart
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web import drafts
from association.web.gate import Pages, actor, city_by
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("intake_uploads")
UPLOAD = "office/intake/upload.html"
LINE_WEIGHS = 64  # as many bytes of a pasted list, however short the line


@pages.get("/paguyuban/impor", may=May.ADMINISTER)
def ask() -> Answer:
    """Ask for a list, and show those that wait or can be taken back."""
    draft = drafts.of_page()
    return page(UPLOAD, draft=draft, **_asking(text=draft.text("text") if draft else ""))


@pages.post("/paguyuban/impor", may=May.ADMINISTER)
def upload() -> Answer:
    """Read the list once, keep what was understood sealed, show it."""
    try:
        told, source = _told()
    except RuleError as error:
        return refused(UPLOAD, **_asking(in_words(error), request.form.get("text", "")))
    intake_id = keeping.keep(told, city_by(), filename=source)
    if "text" in request.form:
        drop(drafts.index_here(request.path))  # it is a list that waits now
    return moved(url_for("intake.preview", intake_id=intake_id))


def _told() -> tuple[Told, str]:
    known = reads.market_keys(db.session(), actor().city_id)
    if "text" in request.form:
        data = request.form["text"].encode(errors="replace")
        weight = LINE_WEIGHS * data.count(b"\n")
        return read_apart(uploading.paste, data, weight=weight, known=known), _("Tempelan")
    file = request.files.get("file")
    if file is None or not file.filename:
        raise RuleError("Pilih berkasnya dulu.")
    about: dict[str, Any] = {"filename": file.filename, "known": known}
    told = read_apart(uploading.upload, file.read(), limits=uploading.LIMITS, **about)
    return told, file.filename


def _asking(problem: str = "", text: str = "") -> dict[str, Any]:
    going_on = reads.kept_lists(db.session(), actor().city_id)
    return {"problem": problem, "text": text, "going_on": going_on}
