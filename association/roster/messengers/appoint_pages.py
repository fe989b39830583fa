"""Let a neighbour carry messages, and let them go."""

from flask import flash, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.members import reads as members
from association.roster.messengers import actions, forms
from association.roster.messengers.shown import CHOOSE, choosing
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by
from association.web.page import Answer, moved, posted_id, posted_text, refused
from association.web.words import in_words

pages = Pages("appointing")


@pages.post("/anggota/<id:member_id>/perantara/pilih", may=May.EDIT_ROSTER)
def appoint(member_id: int) -> Answer:
    """Let the chosen neighbour carry messages."""
    members.one(db.session(), member_id)
    form, query = forms.MessengerForm.received(), posted_text("q", most=60)
    try:
        if form.chosen is None:
            raise RuleError("Pilih satu tetangga dulu.")
        actions.appoint(member_id, form.chosen, by(), agreed=form.agreed.data, once=form.once())
    except RuleError as error:
        return refused(
            CHOOSE, **choosing(form, members.one(db.session(), member_id), query, in_words(error))
        )
    return moved(url_for("members.detail", member_id=member_id), _("Pembawa pesan tersimpan."))


@pages.post("/anggota/<id:member_id>/perantara/akhiri", may=May.EDIT_ROSTER)
def end(member_id: int) -> Answer:
    """End it, in one tap, from either member's page."""
    to = url_for("members.detail", member_id=posted_id("back") or member_id)
    if actions.end(member_id, posted_id("messenger"), by()):
        return moved(to, _("Sudah diakhiri. Pesan tidak lagi dibawakan."))
    flash(_("Tetangga itu tidak membawakan pesan anggota ini, atau sudah diakhiri tadi."), "warn")
    return moved(to)
