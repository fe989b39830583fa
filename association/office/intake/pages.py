"""A list of paguyuban (/paguyuban/impor/<id>): before it is made, the making, the taking back."""

from flask import url_for
from flask_babel import gettext as _

from association.database import db, prepared
from association.office.intake import actions, keeping, reads, shown, undoing
from association.office.intake.actions import Wanted
from association.office.intake.forms import MakeForm
from association.office.intake.shown import MADE, PREVIEW
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, city_by
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("intake")
INTAKE = "/paguyuban/impor/<id:intake_id>"


@pages.get(INTAKE, may=May.ADMINISTER)
def preview(intake_id: int) -> Answer:
    """Show what a list would make, or what it made."""
    kept, read = reads.opened(db.session(), intake_id)
    if kept.made_at is not None:
        return page(MADE, **shown.made(kept))
    return page(PREVIEW, **shown.preview(kept, read))


@pages.post(INTAKE, may=May.ADMINISTER)
def make(intake_id: int) -> Answer:
    """Make all that nothing stands in the way of."""
    form = MakeForm.received()

    def made() -> None:
        kept, read = reads.opened(db.session(), intake_id)
        wanted = Wanted(intake_id, kept.version, read, publish=form.publish.data)
        if kept.made_at is None:
            actions.make(wanted, city_by(), once=form.once())

    try:
        prepared(made)
    except RuleError as error:
        kept, read = reads.opened(db.session(), intake_id)
        return refused(PREVIEW, **shown.preview(kept, read, in_words(error)))
    return moved(url_for("intake.preview", intake_id=intake_id))


@pages.post(f"{INTAKE}/batal", may=May.ADMINISTER)
def undo(intake_id: int) -> Answer:
    """Take back what the list made."""
    try:
        gone, left = undoing.undo(intake_id, city_by(), once=MakeForm.received().once())
    except RuleError as error:
        kept, _read = reads.opened(db.session(), intake_id)
        return refused(MADE, **shown.made(kept, in_words(error)))
    said = _("%(n)s paguyuban dibatalkan.", n=gone)
    if left:
        said += " " + _("%(n)s dibiarkan; alasannya di bawah.", n=left)
    return moved(url_for("intake.preview", intake_id=intake_id), said)


@pages.post(f"{INTAKE}/hapus", may=May.ADMINISTER)
def discard(intake_id: int) -> Answer:
    """Drop a list that is not made."""
    keeping.discard(intake_id, city_by())
    return moved(url_for("intake_uploads.ask"), _("Daftar itu sudah dihapus."))
