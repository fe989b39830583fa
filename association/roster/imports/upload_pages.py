"""Upload a list, or paste one: it is understood once, and held against the roster."""

from collections.abc import Sequence

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.imports.asking import UPLOAD, asking
from association.roster.imports.checking import PARTS_A_REQUEST
from association.roster.imports.checking import check as hold
from association.roster.imports.keeping import keep
from association.roster.lists.chats import chat_in
from association.roster.lists.contents import Contents
from association.roster.lists.date_orders import understand_dates
from association.roster.lists.markets import known_markets
from association.roster.lists.marks import conceal
from association.roster.lists.pasted_rows import understand_pasted
from association.roster.lists.reader import read_sheets
from association.roster.lists.sheets import Sheet, UnreadableFile
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, refused
from association.web.words import in_words

pages = Pages("uploads")


@pages.post("/anggota/impor", may=May.IMPORT_ROSTER)
def upload() -> Answer:
    """Read the file, or the pasted text, once; keep what was understood, hold it against the
    roster, show it."""
    if "text" in request.form:
        return _paste(request.form["text"])
    file = request.files.get("file")
    if file is None or not file.filename:
        return _asked_again(_("Pilih berkasnya dulu."))
    data = file.read()
    if (chat := chat_in(data)) is not None:
        return _asked_again(
            _(
                "Ini isi obrolan WhatsApp, bukan lembar kerja. Isinya sudah ada di kotak "
                "“Tempel dari WhatsApp” di bawah: hapus obrolan di luar daftar, lalu tekan "
                "“Baca tulisan”."
            ),
            chat,
        )
    try:
        sheets = read_sheets(data, file.filename)
        contents = understand_dates(sheets, today=settings().today())
    except UnreadableFile as error:
        return _asked_again(in_words(error))
    if not contents.rows and not contents.asks_columns:
        return _asked_again(_("Berkas ini terbaca, tetapi tidak ada baris berisi nama."))
    return _kept(contents, sheets)


def _paste(text: str) -> Answer:
    try:
        contents = understand_pasted(text, today=settings().today())
    except RuleError as error:
        return _asked_again(in_words(error), text)
    if not contents.rows:
        return _asked_again(_("Tulisan ini terbaca, tetapi tidak ada baris berisi nama."), text)
    return _kept(contents)


def _kept(contents: Contents, sheets: Sequence[Sheet] = ()) -> Answer:
    upload_id = keep(conceal(contents), by(), sheets=sheets)
    hold(
        upload_id,
        markets=known_markets(db.session(), actor().association_id),
        parts=PARTS_A_REQUEST,
    )
    return moved(url_for("imports.preview", upload_id=upload_id))


def _asked_again(problem: str, text: str = "") -> Answer:
    return refused(UPLOAD, **asking(problem, text))
