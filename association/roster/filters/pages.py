"""/anggota/saring: ask for a part of the roster, and keep that under a name."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.people.finding.forms import Query
from association.roster.filters import actions, forms, reads
from association.roster.members import roster
from association.roster.members.wanted import Wanted
from association.roster.members.wanted_forms import asked_wanted, wanted_of
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.formats import asking, number
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("filters")
BUILD = "roster/filters/build.html"


@pages.get("/anggota/saring", may=May.SEE_ROSTER)
def build() -> Answer:
    """Ask for a part of the roster, and count it."""
    return page(BUILD, parts=("filter_count",), **_building(asked_wanted(), forms.NameForm()))


def _building(wanted: Wanted, name: forms.NameForm, *, renamed: int = 0) -> dict[str, Any]:
    """Gather what the page shows; the name that was typed stands where it was typed."""
    session, own, today = db.session(), actor().association_id, settings().today()
    count = (
        roster.count(session, association_id=own, today=today, wanted=wanted)
        if wanted.address
        else None
    )
    return {
        "form": forms.FilterForm.of(wanted),
        "wanted": wanted,
        "count": count,
        "live": "" if count is None else _("%(n)s orang cocok", n=number(count)),
        "kept": reads.listed(session, own),
        "name": name,
        "renamed": renamed,
    }


@pages.post("/anggota/saring", may=May.SEE_WHOLE)
def keep() -> Answer:
    """Keep it under a name: whom it is about changes with the roster."""
    form, wanted = forms.NameForm.received(), wanted_of(request.form, Query())
    problem = _("Pilih dulu apa yang disaring.") if not wanted.address else ""
    if problem:
        form.refuse("name", problem)
    elif form.validate():
        try:
            actions.keep(form.name.value, wanted.address, by(), once=form.once())
            return _back(wanted, _("Saringan tersimpan. Tautannya ada di atas daftar anggota."))
        except RuleError as error:
            form.refuse("name", in_words(error))
    return refused(BUILD, **_building(wanted, form))


@pages.post("/anggota/saring/<id:filter_id>/nama", may=May.SEE_WHOLE)
def rename(filter_id: int) -> Answer:
    """Give a kept filter another name."""
    form, kept = forms.NameForm.received(), reads.one(db.session(), filter_id)
    wanted = wanted_of(kept.fields, Query())
    if form.validate():
        try:
            actions.rename(filter_id, form.name.value, by(), once=form.once())
            return _back(wanted, _("Nama saringan diganti."))
        except RuleError as error:
            form.refuse("name", in_words(error))
    return refused(BUILD, **_building(wanted, form, renamed=filter_id))


@pages.post("/anggota/saring/<id:filter_id>/hapus", may=May.SEE_WHOLE)
def remove(filter_id: int) -> Answer:
    """Remove a kept filter; the members stay."""
    actions.remove(filter_id, by(), once=forms.NameForm.received().once())
    return _back(Wanted(), _("Saringan dihapus. Anggotanya tetap di daftar."))


def _back(wanted: Wanted, said: str) -> Answer:
    return moved(url_for("filters.build") + asking(wanted.address), said)
