"""What a list of paguyuban leaves open: which column holds what, which market is meant."""

from dataclasses import replace
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.office.intake import keeping, reads, shown, uploading
from association.office.intake.entries import NEW, NONE, Kind
from association.office.intake.names import market_key
from association.office.intake.plans import asked_of
from association.office.intake.shown import PREVIEW
from association.roster.lists.packing import weight
from association.roster.lists.readers import read_apart
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, city_by
from association.web.page import Answer, moved, posted_id, refused, whole_number
from association.web.words import in_words

pages = Pages("intake_answers")
INTAKE = "/paguyuban/impor/<id:intake_id>"
KINDS = frozenset(Kind)


@pages.post(f"{INTAKE}/kolom", may=May.ADMINISTER)
def columns(intake_id: int) -> Answer:
    """Read the same list anew with the columns that were chosen."""
    kept, read = reads.opened(db.session(), intake_id)
    named = [name if name in KINDS else None for name in request.form.getlist("column")]
    sheets, to = reads.sheets(kept), url_for("intake.preview", intake_id=intake_id)
    if not sheets:
        return moved(to)
    version = kept.version
    chosen = [(one.key, kind) for one, kind in zip(read.columns, named, strict=False)]
    known = reads.market_keys(db.session(), actor().city_id)
    about: dict[str, Any] = {"chosen": chosen, "known": known, "choices": dict(read.choices)}
    try:
        if not {Kind.NAME, Kind.MARKET} & set(named):
            raise RuleError("Pilih kolom nama paguyuban, atau kolom pasar.")
        told = read_apart(uploading.anew, sheets.encode(), weight=weight([sheets]), **about)
    except RuleError as error:
        kept, read = reads.opened(db.session(), intake_id)
        return refused(PREVIEW, **shown.preview(kept, read, in_words(error)))
    keeping.take_as(intake_id, told, city_by(), version=version)
    return moved(to, _("Daftar dibaca lagi dengan kolom ini."))


@pages.post(f"{INTAKE}/pasar", may=May.ADMINISTER)
def markets(intake_id: int) -> Answer:
    """Keep which market or paguyuban each name means, or that it is to be made."""
    kept, read = reads.opened(db.session(), intake_id)
    if kept.made_at is None:
        pairs = zip(request.form.getlist("market"), request.form.getlist("answer"), strict=False)
        choices = {key[:120]: answer for key, answer in pairs if _is_answer(answer)}
        known = {key for one in read.entries for key in map(market_key, one.markets)}
        known |= {asked_of(one) for one in read.entries}
        choices = {key: answer for key, answer in choices.items() if key in known}
        rows = keeping.sealed(replace(read, choices={**read.choices, **choices}))
        version = posted_id("version") or 0
        keeping.put(intake_id, rows, city_by(), version=version, once=None)
    return moved(url_for("intake.preview", intake_id=intake_id))


def _is_answer(text: str) -> bool:
    return text in ("", NEW, NONE) or whole_number(text) is not None
