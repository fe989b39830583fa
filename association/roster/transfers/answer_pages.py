"""Members offered to another paguyuban: what either side does."""

from flask import url_for
from flask_babel import gettext as _

from association.roster.transfers import actions, carrying
from association.roster.transfers.shown import PARTS, TEMPLATE, offer_shown
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by
from association.web.page import Answer, asked_id, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("offers")


@pages.post("/anggota/pindahan/<id:transfer_id>/tarik", may=May.EDIT_ROSTER)
def withdraw(transfer_id: int) -> Answer:
    """Take an offer back."""
    try:
        actions.withdraw(transfer_id, by())
    except RuleError as error:
        return refused(TEMPLATE, **offer_shown(transfer_id, in_words(error)))
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
        return refused(TEMPLATE, **offer_shown(transfer_id, in_words(error)))
    carrying.carry_out(transfer_id, by(), city_id=actor().leading.city_id)
    return moved(
        url_for("transfers.detail", transfer_id=transfer_id),
        "" if accepts else _("Tawaran ditolak."),
    )


@pages.post("/anggota/pindahan/<id:transfer_id>/lanjut", may=May.EDIT_ROSTER)
def go_on(transfer_id: int) -> Answer:
    """Move the next ones; the page goes on by itself, or by its button without JavaScript."""
    carrying.carry_out(transfer_id, by(), city_id=actor().leading.city_id)
    if wanted_part(PARTS):
        return page(TEMPLATE, parts=PARTS, **offer_shown(transfer_id))
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
        return page(TEMPLATE, parts=PARTS, **offer_shown(transfer_id))
    return moved(url_for("transfers.detail", transfer_id=transfer_id, after=asked_id("after")))
