"""The audit log in words, for the ketua and for the office (/riwayat)."""

from dataclasses import dataclass
from datetime import datetime

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from association.access.reach import OneAssociation
from association.database import db
from association.ledger.audit.models import AuditEntry
from association.office.trail import reads
from association.office.trail.forms import TrailForm
from association.office.trail.reads import Names, Search, Wanted
from association.office.trail.values import SEEING
from association.office.trail.wording import WORDS, how_many, in_words
from association.rules.house.permissions import May
from association.rules.people.names import search_form
from association.web.gate import Pages, actor
from association.web.page import Answer, asked_id, asked_text, page

pages = Pages("trail")
LIST = "office/trail/list.html"
ASKED = ("siapa", "dari", "sampai", "q", "hanya")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words; `id` is its place in the log."""

    id: int
    at: datetime
    who: str
    what: str
    of: str  # the member, where one may know; else the paguyuban or the market
    member_id: int
    count: int | None


@pages.get("/riwayat", may=May.SEE_AUDIT)
def trail() -> Answer:
    """List what was done, the newest first, as it was asked for."""
    reach, session = actor().reach, db.session()
    own = reach.association_id if isinstance(reach, OneAssociation) else None
    form = TrailForm(MultiDict({name: asked_text(name) for name in ASKED if name in request.args}))
    # a city has more people than a list to choose from should hold: an address names one
    one = asked_id("siapa") if own is None else None
    people = reads.people(session, one=one) if own is not None or one else {}
    form.siapa.choices = [(0, _("Semua orang")), *people.items()]
    if not form.validate():
        return page(LIST, form=form, lines=[], more=None, query="", own=own, status=422)
    wanted = _wanted(form, own)
    before = asked_id("before")
    found = (
        reads.of_association(session, own, wanted, before=before)
        if own is not None
        else reads.of_city(session, actor().city_id, wanted, before=before)
    )
    names = reads.names(session, found.rows, with_members=own is not None)
    return page(
        LIST,
        parts=("trail_rows",),
        form=form,
        lines=[_line(one, names) for one in found.rows],
        more=found.after,
        query=_query(),
        own=own,
    )


def _query() -> dict[str, str]:
    """Give what was asked, for the address of the next rows."""
    return {name: asked_text(name) for name in ASKED if asked_text(name)}


def _wanted(form: TrailForm, own: int | None) -> Wanted:
    """Turn the form into what is asked for."""
    return Wanted(
        account_id=form.siapa.data or None,
        first=form.first,
        last=form.last,
        whats=SEEING if form.hanya.data else None,
        search=_search(search_form(form.q.data or ""), own),
    )


def _search(query: str, own: int | None) -> Search | None:
    """Find the kinds of entries, and the people, that a word names; the office finds no member."""
    if not query:
        return None
    return Search(
        [what for what in WORDS if query in search_form(in_words(what))],
        reads.named_so(db.session(), query) if own is not None else [],
        list(reads.people(db.session(), query=query)),
    )


def _line(entry: AuditEntry, names: Names) -> Line:
    number = reads.member_of(entry)
    place = entry.association_id or reads.number_of(entry, "association")
    of = names.members.get(number) or names.associations.get(place)
    return Line(
        entry.id,
        entry.at,
        names.accounts.get(entry.account_id or 0, _("Guyub")),
        in_words(entry.what),
        of or names.markets.get(reads.number_of(entry, "market"), ""),
        number if number in names.members else 0,
        how_many(entry.details),
    )
