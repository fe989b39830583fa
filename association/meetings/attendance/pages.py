"""Screens of who came: the list to tap, and walk-ins. Phones without signal send the same later, by
this contract:

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

With `Accept: application/json` the answer is JSON:
200 {"present": bool, "count": n}: what stands now (present may be what somebody said later), and
  how many came; a walk-in
    also has "member" and "name".
422 {"why": sentence}: what was sent cannot be taken; sending it again changes nothing. A walk-in
  who may be on the roster
    has "choices" [{"member": id, "name": ..., "stall": ...}]: send again with `same` or `other`.
404 {"why": sentence}: no such event or member for this paguyuban (or the member has left the
  roster).
401 {"why"}: signed out. 400 {"why"}: the token is of another session; fetch a new one. 403, 409
  {"why"}: no right, or made
    for another paguyuban. 503 {"why"}, Retry-After: try again. Everything else is the browser's: no
      answer, try again.

"""

from typing import Any

from flask import Response, abort, url_for
from flask_babel import gettext as _

from association.access.reach import OneAssociation
from association.database import db
from association.meetings.attendance import actions, forms, reads, walk_ins
from association.meetings.events.models import AwarenessEvent, State
from association.meetings.events.sections import EVENT_PAGE
from association.roster.lists.becoming import Markets
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.territory.reads import markets_of, own_markets
from association.web.assets import STATIC
from association.web.csrf import masked_token
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    asked_id,
    asked_text,
    done,
    facts,
    page,
    refused,
    wants_facts,
)
from association.web.words import in_words

pages = Pages("attendance")
LIST = "meetings/attendance/list.html"


@pages.get("/kegiatan/<id:event_id>/hadir", may=May.RUN_EVENT)
def attendance(event_id: int) -> Answer:
    """List the roster with who came: search, 25 rows and more."""
    return page(
        LIST, parts=("attendance_list", "attendance_rows"), **_listed(event_id, forms.WalkInForm())
    )


@EVENT_PAGE.hand_in("came", "meetings/attendance/part.html")
def attendance_part(event: AwarenessEvent) -> dict[str, Any]:
    """Gather what the event's page says of who came."""
    return {
        "event": event,
        "count": reads.attendance(db.session(), event.id),
        "begun": event.starts_at <= settings().now(),
        "off": event.state == State.CANCELLED,
    }


@pages.get("/kegiatan/<id:event_id>/hadir/daftar", may=May.RUN_EVENT)
def whole_list(event_id: int) -> Answer:
    """Give the whole list to the phone that keeps it for when there is no signal: id, name, stall,
    whether they came."""
    event = reads.markable(db.session(), event_id)
    rows = reads.everyone(db.session(), event, today=settings().today())
    return facts(rows=[[row.id, row.name, row.stall, row.present] for row in rows])


@pages.get("/sw.js", may=May.SEE_PUBLIC)
def worker() -> Response:
    """Give the script that shows the sheet in use without signal; from the root, so that it may."""
    return Response((STATIC / "sw.js").read_bytes(), content_type="text/javascript; charset=utf-8")


@pages.post("/kegiatan/<id:event_id>/hadir", may=May.RUN_EVENT)
def mark(event_id: int) -> Answer:
    """Mark who came, or take it back: the row and the count to htmx, the same place in the list to
    a plain form."""
    form = forms.MarkForm.received()
    if not form.validate():
        return facts(422, why=_why(form)) if wants_facts() else abort(400)
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
    except actions.NotOnRoster:
        return facts(404, why=_not_here()) if wants_facts() else abort(404)
    if wants_facts():
        return facts(**_stands(event_id, member_id))
    place = {"q": form.q.data or None, "after": form.after.data or None}
    return done(
        LIST,
        parts={f"m{member_id}": "attendance_row"},
        to=url_for("attendance.attendance", event_id=event_id, **place, _anchor=f"m{member_id}"),
        said="",
        row=reads.attendee(db.session(), event_id, member_id),
        query=form.q.data,
        after=form.after.data,
        **(_marking(reads.markable(db.session(), event_id), forms.MarkForm()) | {"marked": True}),
    )


@pages.post("/kegiatan/<id:event_id>/hadir/baru", may=May.RUN_EVENT)
def walk_in(event_id: int) -> Answer:
    """Mark who came and is on no list, as a candidate; ask first when they may be a member."""
    form = forms.WalkInForm.received()
    reach = actor().reach
    assert isinstance(reach, OneAssociation)
    reads.markable(db.session(), event_id)
    try:
        who = _walking_in(form)
        member_id = actions.walk_in(
            event_id, who, by(), city_id=reach.city_id, today=settings().today(), once=form.once()
        )
    except RuleError as error:
        return _not_taken(event_id, form, in_words(error))
    except actions.NotOnRoster:
        return facts(404, why=_not_here()) if wants_facts() else abort(404)
    except actions.PerhapsKnown as asked:
        return _not_taken(
            event_id, form, _("Mungkin orang ini sudah ada di daftar. Pilih dulu."), asked.people
        )
    row = reads.attendee(db.session(), event_id, member_id)
    if wants_facts():
        return facts(**_stands(event_id, member_id), member=member_id, name=row.name)
    return done(
        LIST,
        parts=("walk_in",),
        to=url_for("attendance.attendance", event_id=event_id),
        **(_walking(forms.WalkInForm()) | {"said": _("%(name)s tercatat hadir.", name=row.name)}),
        **_marking(reads.markable(db.session(), event_id), forms.MarkForm()),
    )


@pages.post("/kegiatan/<id:event_id>/hadir/tanpa-nama", may=May.RUN_EVENT)
def count_heads(event_id: int) -> Answer:
    """Keep how many came of whom no name was taken."""
    reads.markable(db.session(), event_id)
    form = forms.HeadsForm.received()
    if not form.validate():
        return refused(
            LIST,
            parts=("headcount",),
            **(_listed(event_id, forms.WalkInForm()) | {"heads_form": form}),
        )
    actions.count_heads(event_id, form.heads.value, by(), once=form.once())
    return done(
        LIST,
        parts=("headcount",),
        to=url_for("attendance.attendance", event_id=event_id),
        **_heads(reads.markable(db.session(), event_id))
        | {"said": _("Jumlah tanpa nama disimpan.")},
    )


def _heads(event: AwarenessEvent) -> dict[str, Any]:
    heads = reads.headcount(db.session(), event)
    return {"event": event, "heads": heads, "heads_form": forms.HeadsForm(heads=str(heads or ""))}


def _not_here() -> str:
    return str(_("Anggota ini tidak ada di daftar paguyuban Anda, atau sudah keluar."))


def _walking_in(form: forms.WalkInForm) -> actions.WalkingIn:
    """Read the form. Raises RuleError with the first thing that is wrong with it."""
    if not form.validate():
        raise RuleError("%(why)s", why=_why(form))
    own = actor().association_id or 0
    markets = Markets.of(markets_of(db.session(), own), own_markets(db.session(), own))
    return actions.WalkingIn(
        values=form.values(markets),
        made_at=form.made_at.value,
        same=form.same_id,
        is_other=form.other.data == "1",
    )


def _why(form: Any) -> str:
    """Give the first sentence that is wrong with a form."""
    typed = [*form.errors.get("name", []), *form.errors.get("made_at", [])]
    return (
        str(typed[0])
        if typed
        else _("Isiannya tidak lengkap. Muat ulang halaman ini, lalu coba lagi.")
    )


def _not_taken(
    event_id: int, form: forms.WalkInForm, why: str, people: list[walk_ins.Perhaps] | None = None
) -> Answer:
    if wants_facts():
        choices = [{"member": one.id, "name": one.name, "stall": one.stall} for one in people or []]
        return facts(422, why=why, **({"choices": choices} if choices else {}))
    problem = "" if people else why
    return refused(
        LIST,
        parts=("walk_in",),
        **(_listed(event_id, form) | {"problem": problem, "people": people or []}),
    )


def _stands(event_id: int, member_id: int) -> dict[str, Any]:
    session = db.session()
    return {
        "present": reads.attendee(session, event_id, member_id).present,
        "count": reads.attendance(session, event_id),
    }


def _listed(event_id: int, form: forms.WalkInForm) -> dict[str, Any]:
    """Gather what the list's page shows."""
    event, today = reads.markable(db.session(), event_id), settings().today()
    query, after = asked_text("q"), asked_id("after")
    return {
        "found": reads.attendees(db.session(), event, today=today, query=query, after=after),
        "members": reads.invitable(db.session(), event, today=today),
        "query": query,
        "after": after or "",
        **_walking(form),
        **_heads(event),
        **_marking(event, forms.MarkForm()),
    }


def _walking(form: forms.WalkInForm) -> dict[str, Any]:
    return {"form": form, "people": [], "problem": "", "said": ""}


def _marking(event: AwarenessEvent, form: forms.MarkForm) -> dict[str, Any]:
    """Give what the rows need. One token and one key stand for all rows of a page: compression
    makes them cost once."""
    count = reads.attendance(db.session(), event.id)
    return {
        "event": event,
        "count": count,
        "token": masked_token(),
        "key": form.key.data,
        "place": form.key.data.rpartition("-")[0] + "-",
        "marked": False,
    }
