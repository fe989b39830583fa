"""Upload a list, or paste one: it is understood once, and held against the roster."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.people.drafts.actions import drop
from association.roster.imports import uploading
from association.roster.imports.asking import UPLOAD, asking
from association.roster.imports.checking import PARTS_A_REQUEST
from association.roster.imports.checking import check as hold
from association.roster.imports.keeping import keep
from association.roster.imports.storage import Understood
from association.roster.lists.apart import Told
from association.roster.lists.markets import known_markets
from association.roster.lists.readers import read_apart
from association.roster.lists.sheets import Limits
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.drafts import index_here
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, refused
from association.web.words import in_words

pages = Pages("uploads")
LINE_WEIGHS = 64  # as many bytes of a pasted list, however short the line


@pages.post("/anggota/impor", may=May.IMPORT_ROSTER)
def upload() -> Answer:
    """Read the file, or the pasted text, once; keep what was understood, hold it against the
    roster, show it."""
    if "text" in request.form:
        return _paste(request.form["text"])
    file = request.files.get("file")
    if file is None or not file.filename:
        return _asked_again(_("Pilih berkasnya dulu."))
    about: dict[str, Any] = {"filename": file.filename, "today": settings().today().isoformat()}
    try:
        told = read_apart(uploading.upload, file.read(), limits=Limits(), **about)
    except RuleError as error:
        return _asked_again(in_words(error))
    if "chat" in told.facts:
        return _asked_again(
            _(
                "Ini isi obrolan WhatsApp, bukan lembar kerja. Isinya sudah ada di kotak "
                "“Tempel dari WhatsApp” di bawah: hapus obrolan di luar daftar, lalu tekan "
                "“Baca tulisan”."
            ),
            told.facts["chat"],
        )
    return _kept(told)


def _paste(text: str) -> Answer:
    data, today = text.encode(errors="replace"), settings().today().isoformat()
    try:
        weight = LINE_WEIGHS * data.count(b"\n")
        answer = _kept(read_apart(uploading.paste, data, weight=weight, today=today))
    except RuleError as error:
        return _asked_again(in_words(error), text)
    drop(index_here(request.path))  # it is an upload now
    return answer


def _kept(told: Told) -> Answer:
    upload_id = keep(Understood.of(told), by())
    hold(
        upload_id,
        markets=known_markets(db.session(), actor().association_id),
        parts=PARTS_A_REQUEST,
    )
    return moved(url_for("imports.preview", upload_id=upload_id))


def _asked_again(problem: str, text: str = "") -> Answer:
    return refused(UPLOAD, **asking(problem, text))
