"""Marks of who came, one at a time. Phones without signal send them later, and walk-ins too
(walk_in_pages), by this contract:

POST /kegiatan/<id>/hadir        member, present (1 came, 0 taken back), key, made_at POST
/kegiatan/<id>/hadir/baru   name, key, made_at; optional stall, phone; same (a member's id) or
other=1 after a question

Both also want csrf_token (field or X-CSRFToken header). `key`: 16 to 64 characters, one for each
mark, kept over retries: the same key with the same fields is done once and answered alike; with
other fields it is refused (422). `made_at`: the moment of the tap, ISO 8601 with its offset
(2026-11-24T13:05:09.120+07:00 or ...Z). A future one counts as now, one older than 14 days as 14
days old; without it the mark is made on arrival, after everything said before. What was said last
about a member stands, in whatever order it arrives; of two things said at one moment, that they
came.

Every answer of ours repeats the key to who sends it in the header `Guyub-Key`, too (decision 36).
With `Accept: application/json` the answer is JSON:
200 {"present": bool, "count": n}: what stands now (present may be what somebody said later), and
  how many came; a walk-in
    also has "member" and "name".
422 {"why": sentence}: what was sent cannot be taken; sending it again changes nothing. A walk-in
  who may be on the roster
    has "choices" [{"member": id, "name": ..., "stall": ...}]: send again with `same` or `other`.
404 {"why": sentence}: no such event or member for this paguyuban (or the member has left the
  roster).
401 {"why"}: signed out, or the page was another account's. 400 {"why"}: the token is of another
  session; fetch a new one from /antrean, whose JSON says of which account. 403, 409
  {"why"}: no right, or made
    for another paguyuban. 503 {"why"}, Retry-After: try again. Everything else is the browser's: no
      answer, try again.

"""

from flask import Response, abort, url_for
from flask_babel import gettext as _

from association.database import db
from association.meetings.attendance import actions, reads
from association.meetings.attendance.forms import MarkForm
from association.meetings.attendance.marking import (
    LIST,
    kept_seconds,
    marking,
    not_here,
    stands,
    why_not,
)
from association.meetings.attendance.marks import markable
from association.meetings.attendance.putting import NotOnRoster
from association.rules.house.permissions import May
from association.web.assets import STATIC
from association.web.gate import Pages, by, settings
from association.web.page import Answer, done, facts, wants_facts

pages = Pages("marks")


@pages.get("/kegiatan/<id:event_id>/hadir/daftar", may=May.MARK_ATTENDANCE)
def whole_list(event_id: int) -> Answer:
    """Give the whole list to the phone that keeps it for when there is no signal: id, name, stall,
    whether they came; for how many seconds it may, and the list's version, which its page says,
    too."""
    event = markable(db.session(), event_id)
    rows = reads.everyone(db.session(), event, today=settings().today())
    told = [[row.id, row.name, row.stall, row.present] for row in rows]
    _people, version = reads.roster_stands(db.session(), event, today=settings().today())
    return facts(rows=told, keep=kept_seconds(event), version=version)


@pages.get("/sw.js", may=May.SEE_PUBLIC, whoever=True)
def worker() -> Response:
    """Give the script that shows the sheet in use without signal; from the root, so that it may."""
    return Response((STATIC / "sw.js").read_bytes(), content_type="text/javascript; charset=utf-8")


@pages.post("/kegiatan/<id:event_id>/hadir", may=May.MARK_ATTENDANCE)
def mark(event_id: int) -> Answer:
    """Mark who came, or take it back: the row and the count to htmx, the same place in the list to
    a plain form."""
    form = MarkForm.received()
    if not form.validate():
        return facts(422, why=why_not(form)) if wants_facts() else abort(400)
    present, made_at, today = form.present.data == "1", form.made_at.value, settings().today()
    member_id = form.member.data
    try:
        actions.mark(
            event_id,
            member_id,
            by(),
            present=present,
            made_at=made_at,
            today=today,
            once=form.once(),
        )
    except NotOnRoster:
        return facts(404, why=not_here()) if wants_facts() else abort(404)
    if wants_facts():
        return facts(**stands(event_id, member_id))
    place = {"q": form.q.data or None, "after": form.after.data or None}
    row = reads.attendee(db.session(), event_id, member_id)
    shown = marking(markable(db.session(), event_id), MarkForm())
    return done(
        LIST,
        parts={f"m{member_id}": "attendance_row"},
        to=url_for("attendance.attendance", event_id=event_id, **place, _anchor=f"m{member_id}"),
        said="",
        live=_("%(name)s hadir.", name=row.name)
        if row.present
        else _("%(name)s belum hadir.", name=row.name),
        row=row,
        query=form.q.data,
        after=form.after.data,
        **(shown | {"marked": True}),
    )
