"""Lists of BPJS Ketenagakerjaan (/rekonsiliasi): uploaded, worked through, dropped."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.reconciliation import keeping, official, reads, uploading
from association.cover.reconciliation.storage import Understood
from association.database import db
from association.roster.lists.readers import read_apart
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("official_lists")
UPLOAD = "cover/reconciliation/upload.html"


@pages.get("/rekonsiliasi", may=May.EDIT_ROSTER)
def ask() -> Answer:
    """Show how to upload a list, and the lists that are being worked through."""
    return page(UPLOAD, **_asking())


@pages.post("/rekonsiliasi", may=May.EDIT_ROSTER)
def upload() -> Answer:
    """Read the file once, keep its rows sealed, show the piles."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return refused(UPLOAD, **_asking(_("Pilih berkasnya dulu.")))
    about: dict[str, Any] = {"filename": file.filename, "today": settings().today().isoformat()}
    try:
        told = read_apart(uploading.upload, file.read(), limits=official.LIMITS, **about)
    except RuleError as error:
        return refused(UPLOAD, **_asking(in_words(error)))
    read = Understood.of(told)
    whole = {"ya": True, "tidak": False}.get(request.form.get("whole", ""))
    list_id = keeping.keep(read, by(), filename=file.filename, whole=whole)
    asked = "reconciliation.piles" if read.is_complete else "official_columns.columns"
    return moved(url_for(asked, list_id=list_id))


@pages.post("/rekonsiliasi/<id:list_id>/selesai", may=May.EDIT_ROSTER)
def finish(list_id: int) -> Answer:
    """Drop a list that is worked through."""
    reads.opened(db.session(), list_id)
    keeping.discard(list_id, by())
    return moved(
        url_for("official_lists.ask"),
        _("Daftar itu sudah dihapus. Yang sudah diambil tetap tersimpan."),
    )


def _asking(problem: str = "") -> dict[str, Any]:
    own = actor().association_id
    assert own is not None
    return {"problem": problem, "going_on": reads.going_on(db.session(), own)}
