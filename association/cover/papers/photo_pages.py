"""Photos of papers: taken, looked at (who looks is logged), removed."""

import base64
from dataclasses import replace

from flask import Response, request
from flask_babel import gettext as _

from association.cover.papers import photographing, reducing
from association.cover.papers.listing import ONE, shown, to_list
from association.once import digest_of
from association.roster.lists.apart import SMALL
from association.roster.lists.readers import read_apart
from association.roster.lists.sheets import Limits, UnreadableFile
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.claim_papers import Paper
from association.vault import Parcel
from association.web.forms import Form
from association.web.gate import Pages, by
from association.web.page import Answer, moved, refused
from association.web.words import in_words

pages = Pages("paper_photos")
MOST_BYTES = 8 * 1024 * 1024  # of a photo as a phone takes it; static/photo.js sends a small one
LIMITS = Limits(file_bytes=MOST_BYTES, seconds=10)


@pages.post(
    "/klaim/<id:claim_id>/berkas/<paper>/foto",
    may=May.EDIT_ROSTER,
    most_bytes=MOST_BYTES + 64 * 1024,
)
def add(claim_id: int, paper: str) -> Answer:
    """Make a photo small in a process of its own, and keep it sealed."""
    shown(claim_id, paper)  # 404 before a long file is looked at
    once, file = Form.received().once(), request.files.get("file")
    data = file.read() if file else b""
    text, problem = _reduced(data) if data else ("", _("Ambil atau pilih fotonya dulu."))
    if problem:
        return refused(ONE, **shown(claim_id, paper, photo_problem=problem))
    if once:  # the file is a part of what is sent, too
        whole = digest_of((once.digest, text), owner=once.owner, key=once.key)
        once = replace(once, digest=whole)
    try:
        photographing.keep(claim_id, Paper(paper), Parcel.of(text), by(), once=once)
    except RuleError as error:
        return refused(ONE, **shown(claim_id, paper, photo_problem=in_words(error)))
    return moved(to_list(claim_id, paper), _("Foto tersimpan, terkunci (tersandi)."))


def _reduced(data: bytes) -> tuple[str, str]:
    """Give the small photo as base64, or what is wrong with this one."""
    try:
        told = read_apart(reducing.reduced, data, limits=LIMITS, weight=SMALL + 1)
    except UnreadableFile:  # the child died of it
        return "", _why("large")
    problem = told.facts.get("problem")
    return ("", _why(problem)) if problem else (told.texts[0], "")


def _why(problem: str) -> str:
    words: dict[str, str] = {
        "kind": _("Berkas ini bukan foto yang bisa dibaca. Pakai foto JPEG, PNG, atau WebP."),
        "large": _("Foto ini terlalu besar untuk dibaca. Ambil lagi dengan ukuran lebih kecil."),
        "broken": _("Foto ini rusak atau terpotong. Ambil lagi fotonya."),
    }
    return words[problem]


@pages.post("/klaim/<id:claim_id>/foto/<id:photo_id>", may=May.SEE_NIK)
def view(claim_id: int, photo_id: int) -> Answer:
    """Show a photo; who looked is logged."""
    image = base64.b64decode(photographing.view(claim_id, photo_id, by()))
    return Response(image, content_type="image/jpeg")


@pages.post("/klaim/<id:claim_id>/foto/<id:photo_id>/hapus", may=May.EDIT_ROSTER)
def remove(claim_id: int, photo_id: int) -> Answer:
    """Delete a photo at once."""
    paper = photographing.remove(claim_id, photo_id, by(), once=Form.received().once())
    return moved(to_list(claim_id, paper), _("Foto sudah dihapus."))
