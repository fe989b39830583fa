"""Mend one refused row on screen: edit it, or take it without what is wrong with it."""

from functools import partial

from flask import url_for

from association.database import db
from association.roster.imports import actions, mending
from association.roster.imports.mending import Mended
from association.roster.imports.mending_forms import texts
from association.roster.imports.plans import Fate, Plan
from association.roster.imports.row_shown import (
    MEND,
    Opened,
    asked,
    asked_again,
    became,
    opened,
    parts,
    problems_of,
)
from association.roster.lists.markets import known_markets
from association.roster.lists.mending import to_leave_out, without
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, done, moved, page, posted_text, refused
from association.web.words import in_words

pages = Pages("mending")
ROW = "/anggota/impor/<id:upload_id>/baris/<id:row_number>"


@pages.get(ROW, may=May.IMPORT_ROSTER)
def row(upload_id: int, row_number: int) -> Answer:
    """Show a refused row as a form; on the list it opens in its place."""
    one = opened(upload_id, row_number)
    if one is None:  # mended meanwhile, on another phone or by a second tap
        return moved(url_for("imports.preview", upload_id=upload_id))
    return page(MEND, parts=parts(row_number, "mend_row"), **asked(one))


@pages.post(ROW, may=May.IMPORT_ROSTER)
def mend(upload_id: int, row_number: int) -> Answer:
    """Take the row as typed; what is still wrong stands beside its field."""
    one = opened(upload_id, row_number)
    if one is None:
        return _done(upload_id, row_number, "")
    form = one.form.received()
    mended = Mended(one.place, form.line(one.row, one.line))
    plan = _tried(one, mended)
    if not _is_fine(one, plan, agreed=form.agreed.data == "1"):
        context = asked_again(one, form, plan)
        return refused(MEND, parts=parts(row_number, "mend_row"), **context)
    return _kept(one, mended, form)


@pages.post(f"{ROW}/tanpa", may=May.IMPORT_ROSTER)
def leave_out(upload_id: int, row_number: int) -> Answer:
    """Take the row without the fields that are wrong, as the list offered it."""
    one = opened(upload_id, row_number)
    if one is None:
        return _done(upload_id, row_number, "")
    names = to_leave_out(one.row, one.line, problems_of(one), today=settings().today())
    if not names or ",".join(names) != posted_text("names"):
        return refused(MEND, parts=parts(row_number, "mend_row"), **asked(one))
    mended = Mended(one.place, without(one.line, names), names)
    plan = _tried(one, mended)
    if not _is_fine(one, plan):
        form = one.form(data=texts(one.row, mended.line, one.form.inputs))
        return refused(MEND, parts=parts(row_number, "mend_row"), **asked_again(one, form, plan))
    return _kept(one, mended, Form.received())


def _is_fine(one: Opened, plan: Plan, *, agreed: bool = False) -> bool:
    """Tell whether a row can be taken: good, and a change of a member that is made at once was
    agreed to."""
    is_change = bool(one.upload.position) and plan.fate is Fate.CHANGED
    return plan.fate is not Fate.REFUSED and (agreed or not is_change)


def _tried(one: Opened, mended: Mended) -> Plan:
    markets = known_markets(db.session(), actor().association_id)
    return mending.try_out(one.upload.id, mended, markets, today=settings().today()).plan


def _kept(one: Opened, mended: Mended, form: Form) -> Answer:
    """Put the mended row into its list, and say what became of it."""
    upload_id, number = one.upload.id, one.place + 1
    try:
        fate = mending.mend(
            upload_id,
            mended,
            by(),
            save=partial(actions.carry_out, by=by(), city_id=actor().leading.city_id),
            markets=known_markets(db.session(), actor().association_id),
            today=settings().today(),
            once=form.once(),
        )
    except RuleError as error:
        to = url_for("imports.preview", upload_id=upload_id)
        return moved(to, in_words(error))
    return _done(upload_id, number, fate)


def _done(upload_id: int, number: int, fate: str) -> Answer:
    to = url_for("imports.preview", upload_id=upload_id)
    found = became(upload_id, number, fate)
    return done(MEND, parts=parts(number, "mended_row"), to=to, **found)
