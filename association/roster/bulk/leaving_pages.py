"""The way off the roster, and back, for one member."""

from flask import flash, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.bulk import leaving as actions
from association.roster.bulk.forms import LeaveForm
from association.roster.members import reads as members
from association.rules.house.errors import OutOfDate, RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("leaving")


@pages.get("/anggota/<id:member_id>/keluar", may=May.EDIT_ROSTER)
def leaving(member_id: int) -> Answer:
    """Ask why and when a member left."""
    form = LeaveForm()
    form.offer(settings().today())
    return page("roster/bulk/leave.html", form=form, member=members.one(db.session(), member_id))


@pages.post("/anggota/<id:member_id>/keluar", may=May.EDIT_ROSTER)
def leave(member_id: int) -> Answer:
    """Take a member off the roster."""
    form = LeaveForm.received()
    form.offer(settings().today())
    name = members.one(db.session(), member_id).name
    if not form.has_left():
        return refused(
            "roster/bulk/leave.html", form=form, member=members.one(db.session(), member_id)
        )
    actions.take_off(member_id, form.left(), by(), once=form.once())
    said = _("%(name)s sudah dikeluarkan dari daftar.", name=name)
    return moved(url_for("members.detail", member_id=member_id), said)


@pages.post("/anggota/<id:member_id>/kembali", may=May.EDIT_ROSTER)
def put_back(member_id: int) -> Answer:
    """Put a member back on the roster."""
    name = members.one(db.session(), member_id).name
    to = url_for("members.detail", member_id=member_id)
    try:
        actions.put_back(member_id, by())
    except OutOfDate:
        raise
    except RuleError as error:
        flash(in_words(error), "warn")
        return moved(to)
    return moved(to, _("%(name)s kembali ke daftar.", name=name))
