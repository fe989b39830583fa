"""Members offered to another paguyuban: what either side sees and does."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.transfers import actions, reads
from association.roster.transfers.models import OfferState, RowState
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("transfers")
PARTS = ("offer", "offer_rows")
TEMPLATE = "roster/transfers/offer.html"


@pages.get("/anggota/pindahan", may=May.SEE_ROSTER)
def listed() -> Answer:
    """List the offers made and received."""
    offers = reads.listed(db.session(), after=asked_id("after"))
    return page(
        "roster/transfers/list.html",
        parts=("offers_rows",),
        offers=offers.rows,
        more=offers.after,
        own=actor().association_id,
        states=_states(),
    )


@pages.get("/anggota/pindahan/<id:transfer_id>", may=May.SEE_ROSTER)
def detail(transfer_id: int) -> Answer:
    """Show an offer to one of its two sides."""
    return page(TEMPLATE, parts=PARTS, **_context(transfer_id))


@pages.post("/anggota/pindahan/<id:transfer_id>/tarik", may=May.EDIT_ROSTER)
def withdraw(transfer_id: int) -> Answer:
    """Take an offer back."""
    try:
        actions.withdraw(transfer_id, by())
    except RuleError as error:
        return refused(TEMPLATE, **_context(transfer_id, in_words(error)))
    return moved(
        url_for("transfers.detail", transfer_id=transfer_id),
        _("Tawaran ditarik. Tidak ada yang pindah."),
    )


@pages.post("/anggota/pindahan/<id:transfer_id>/terima", may=May.EDIT_ROSTER)
def accept(transfer_id: int) -> Answer:
    """Accept everyone who was not set aside."""
    return _answered(transfer_id, accepts=True)


@pages.post("/anggota/pindahan/<id:transfer_id>/tolak", may=May.EDIT_ROSTER)
def decline(transfer_id: int) -> Answer:
    """Decline the whole offer."""
    return _answered(transfer_id, accepts=False)


def _answered(transfer_id: int, *, accepts: bool) -> Answer:
    try:
        actions.answer(transfer_id, by(), accepts=accepts)
    except RuleError as error:
        return refused(TEMPLATE, **_context(transfer_id, in_words(error)))
    actions.carry_out(transfer_id, by(), city_id=actor().leading.city_id, today=settings().today())
    return moved(
        url_for("transfers.detail", transfer_id=transfer_id),
        "" if accepts else _("Tawaran ditolak."),
    )


@pages.post("/anggota/pindahan/<id:transfer_id>/lanjut", may=May.EDIT_ROSTER)
def go_on(transfer_id: int) -> Answer:
    """Move the next ones; the page goes on by itself, or by its button without JavaScript."""
    actions.carry_out(transfer_id, by(), city_id=actor().leading.city_id, today=settings().today())
    if wanted_part(PARTS):
        return page(TEMPLATE, parts=PARTS, **_context(transfer_id))
    return moved(url_for("transfers.detail", transfer_id=transfer_id))


@pages.post("/anggota/pindahan/<id:transfer_id>/<id:row_id>/sisihkan", may=May.EDIT_ROSTER)
def set_aside(transfer_id: int, row_id: int) -> Answer:
    """Do not take one member of the offer."""
    return _marked(transfer_id, row_id, declined=True)


@pages.post("/anggota/pindahan/<id:transfer_id>/<id:row_id>/ikutkan", may=May.EDIT_ROSTER)
def take_in(transfer_id: int, row_id: int) -> Answer:
    """Take a member who was set aside after all."""
    return _marked(transfer_id, row_id, declined=False)


def _marked(transfer_id: int, row_id: int, *, declined: bool) -> Answer:
    actions.mark_row(transfer_id, row_id, by(), declined=declined)
    if wanted_part(PARTS):
        return page(TEMPLATE, parts=PARTS, **_context(transfer_id))
    return moved(url_for("transfers.detail", transfer_id=transfer_id, after=asked_id("after")))


def _context(transfer_id: int, problem: str = "") -> dict[str, Any]:
    offer = reads.one(db.session(), transfer_id)
    shown = reads.shown(db.session(), transfer_id, after=asked_id("after"))
    return {
        "offer": offer,
        "rows": shown.rows,
        "more": shown.after,
        "after": asked_id("after"),
        "received": offer.to_id == actor().association_id,
        "is_open": offer.state is OfferState.OPEN,
        "left": offer.count(RowState.ACCEPTED),
        "moved": offer.count(RowState.MOVED),
        "done": offer.count(RowState.MOVED, RowState.TWIN, RowState.GONE),
        "waiting": offer.count(RowState.OFFERED),
        "states": _states(),
        "row_states": _row_states(),
        "problem": problem,
    }


def _states() -> dict[str, str]:
    return {
        OfferState.OPEN: _("Menunggu jawaban"),
        OfferState.WITHDRAWN: _("Ditarik"),
        OfferState.ANSWERED: _("Sudah dijawab"),
    }


def _row_states() -> dict[str, str]:
    return {
        RowState.OFFERED: _("Ditawarkan"),
        RowState.ACCEPTED: _("Diterima, belum dipindahkan"),
        RowState.MOVED: _("Sudah pindah"),
        RowState.DECLINED: _("Tidak ikut pindah"),
        RowState.TWIN: _("NIK-nya sudah ada di daftar tujuan, jadi tidak digandakan"),
        RowState.GONE: _("Sudah keluar dari daftar asal"),
    }
