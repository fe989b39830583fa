"""The list to tap who came, and how many came of whom no name was taken."""

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.attendance.forms import HeadsForm, WalkInForm
from association.meetings.attendance.headcounts import count_heads as keep_heads
from association.meetings.attendance.listing import heads, listed
from association.meetings.attendance.marking import LIST
from association.meetings.attendance.marks import markable
from association.people.finding.forms import asked_query
from association.roster.members.wanted import Wanted
from association.rules.house.permissions import May
from association.web.gate import Pages, by
from association.web.page import Answer, done, page, refused

pages = Pages("attendance")


@pages.get("/kegiatan/<id:event_id>/hadir", may=May.MARK_ATTENDANCE)
def attendance(event_id: int) -> Answer:
    """List the roster with who came: search, 25 rows and more."""
    parts = ("attendance_list", "attendance_rows")
    query = asked_query()
    wanted = Wanted(query=query.text, asked=query.address)
    return page(LIST, parts=parts, **listed(event_id, WalkInForm(), wanted))


@pages.post("/kegiatan/<id:event_id>/hadir/tanpa-nama", may=May.RUN_EVENT)
def count_heads(event_id: int) -> Answer:
    """Keep how many came of whom no name was taken."""
    markable(db.session(), event_id)
    form = HeadsForm.received()
    if not form.validate():
        return refused(
            LIST,
            parts=("headcount",),
            **(listed(event_id, WalkInForm()) | {"heads_form": form}),
        )
    keep_heads(event_id, form.heads.value, by(), once=form.once())
    return done(
        LIST,
        parts=("headcount",),
        to=url_for("attendance.attendance", event_id=event_id),
        **heads(markable(db.session(), event_id)) | {"said": _("Jumlah tanpa nama disimpan.")},
    )
