"""The screen of walk-ins: who came and is on no list. What phones send: see mark_pages."""

from flask import abort, url_for
from flask_babel import gettext as _

from association.access.reach import OneAssociation
from association.database import db
from association.meetings.attendance import reads
from association.meetings.attendance.forms import MarkForm, WalkInForm
from association.meetings.attendance.listing import listed, walking
from association.meetings.attendance.marking import LIST, marking, not_here, stands, why_not
from association.meetings.attendance.marks import markable
from association.meetings.attendance.putting import NotOnRoster
from association.meetings.attendance.walk_in_line import read_line
from association.meetings.attendance.walking_in import PerhapsKnown, WalkingIn
from association.meetings.attendance.walking_in import walk_in as note_walk_in
from association.roster.lists.markets import known_markets
from association.roster.members.alike import Namesake
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, done, facts, refused, wants_facts
from association.web.words import in_words

pages = Pages("walk_ins")


@pages.post("/kegiatan/<id:event_id>/hadir/baru", may=May.RUN_EVENT)
def walk_in(event_id: int) -> Answer:
    """Mark who came and is on no list, as a candidate; ask first when they may be a member."""
    form = WalkInForm.received()
    reach = actor().reach
    assert isinstance(reach, OneAssociation)
    markable(db.session(), event_id)
    try:
        who = _walking_in(form)
        member_id = note_walk_in(
            event_id, who, by(), city_id=reach.city_id, today=settings().today(), once=form.once()
        )
    except RuleError as error:
        return _not_taken(event_id, form, in_words(error))
    except NotOnRoster:
        return facts(404, why=not_here()) if wants_facts() else abort(404)
    except PerhapsKnown as asked:
        return _not_taken(
            event_id, form, _("Mungkin orang ini sudah ada di daftar. Pilih dulu."), asked.people
        )
    row = reads.attendee(db.session(), event_id, member_id)
    if wants_facts():
        return facts(**stands(event_id, member_id), member=member_id, name=row.name)
    return done(
        LIST,
        parts=("walk_in",),
        to=url_for("attendance.attendance", event_id=event_id),
        **(walking(WalkInForm()) | {"said": _("%(name)s tercatat hadir.", name=row.name)}),
        **marking(markable(db.session(), event_id), MarkForm()),
    )


def _walking_in(form: WalkInForm) -> WalkingIn:
    """Read the form. Raises RuleError with the first thing that is wrong with it."""
    if not form.validate():
        raise RuleError("%(why)s", why=why_not(form))
    markets = known_markets(db.session(), actor().association_id or 0)
    return WalkingIn(
        values=read_line(form.line, markets),
        made_at=form.made_at.value,
        same=form.same_id,
        is_other=form.other.data == "1",
    )


def _not_taken(
    event_id: int, form: WalkInForm, why: str, people: list[Namesake] | None = None
) -> Answer:
    if wants_facts():
        choices = [{"member": one.id, "name": one.name, "stall": one.stall} for one in people or []]
        return facts(422, why=why, **({"choices": choices} if choices else {}))
    problem = "" if people else why
    return refused(
        LIST,
        parts=("walk_in",),
        **(listed(event_id, form) | {"problem": problem, "people": people or []}),
    )
