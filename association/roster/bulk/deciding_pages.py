"""What is to be done to those who were chosen: asked, said in a sentence, and begun."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.bulk import actions, opening, selections
from association.roster.bulk.ability import Able, able
from association.roster.bulk.forms import CARDS, MOVE, ActionForm, reason_names
from association.roster.bulk.models import Selection
from association.roster.bulk.printing import AT_A_TIME
from association.roster.bulk.wording import reasons
from association.roster.transfers import offering as transfers
from association.roster.transfers.reads import neighbours
from association.rules.house.bulk import Action
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.dates import format_date
from association.territory.reads import markets_of
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("deciding")
MOST_NAMES = 5


@pages.get("/anggota/pilih/<id:selection_id>", may=May.EDIT_ROSTER)
def choose(selection_id: int) -> Answer:
    """Ask what is to be done to those chosen."""
    return page(
        "roster/bulk/choose.html",
        **_choosing(selections.one(db.session(), selection_id), _offered(ActionForm())),
    )


@pages.post("/anggota/pilih/<id:selection_id>", may=May.EDIT_ROSTER)
def decide(selection_id: int) -> Answer:
    """Take what is to be done, and show what it will do."""
    selection, form = selections.one(db.session(), selection_id), _offered(ActionForm.received())
    values = form.understood()
    if values is None:
        return refused("roster/bulk/choose.html", **_choosing(selection, form))
    if form.action.data == CARDS:
        return moved(url_for("cards.cards", selection_id=selection_id))
    actions.decide(selection_id, form.action.data, values)
    return moved(url_for("deciding.confirm", selection_id=selection_id))


@pages.get("/anggota/pilih/<id:selection_id>/yakin", may=May.EDIT_ROSTER)
def confirm(selection_id: int) -> Answer:
    """Say in one sentence what will happen to how many."""
    return page(
        "roster/bulk/confirm.html",
        **_confirming(selections.decided(db.session(), selection_id), Form()),
    )


@pages.post("/anggota/pilih/<id:selection_id>/yakin", may=May.EDIT_ROSTER)
def begin(selection_id: int) -> Answer:
    """Begin what was confirmed; the page of the batch goes on with it."""
    form, selection = Form.received(), selections.decided(db.session(), selection_id)
    if request.form.get("decided") != _decided(
        selection
    ):  # decided otherwise meanwhile, in another window
        return moved(url_for("deciding.confirm", selection_id=selection_id))
    if selection.action == MOVE:
        return _offer(selection, form)
    action, values, ids = Action(selection.action), selection.values, selection.member_ids
    try:
        batch_id = opening.start(ids, action, values, by(), once=form.once())
    except RuleError as error:
        return _not_begun(selection_id, form, error)
    return moved(url_for("batches.detail", batch_id=batch_id))


def _not_begun(selection_id: int, form: Form, error: RuleError) -> Answer:
    context = _confirming(selections.decided(db.session(), selection_id), form)
    return refused("roster/bulk/confirm.html", **(context | {"problem": in_words(error)}))


def _offer(selection: Selection, form: Form) -> Answer:
    who, own, to_id, selection_id = actor(), actor().leading, selection.values["to"], selection.id
    try:
        transfer_id = transfers.offer(
            selection.member_ids,
            by(),
            city_id=own.city_id,
            own_name=who.place,
            to_id=to_id,
            today=settings().today(),
            once=form.once(),
        )
    except RuleError as error:
        return _not_begun(selection_id, form, error)
    return moved(url_for("transfers.detail", transfer_id=transfer_id))


def _offered(form: ActionForm) -> ActionForm:
    own = actor().leading
    others = neighbours(
        db.session(), city_id=own.city_id, own=own.association_id, today=settings().today()
    )
    form.offer_all(settings().today(), markets_of(db.session(), own.association_id), others)
    return form


def _choosing(selection: Selection, form: ActionForm) -> dict[str, Any]:
    gone_too = _able(selection, Action.RETURN, {})
    return {
        "selection": selection,
        "form": form,
        "total": len(selection.member_ids),
        "names": [
            name for _id, name in selections.chosen(db.session(), selection.member_ids[:MOST_NAMES])
        ],
        "gone": gone_too.count,
        "size": AT_A_TIME,
    }


def _able(selection: Selection, action: Action, values: dict[str, Any]) -> Able:
    return able(
        db.session(),
        selection.member_ids,
        action,
        values,
        today=settings().today(),
        most=MOST_NAMES,
    )


def _confirming(selection: Selection, form: Form) -> dict[str, Any]:
    action = Action.LEAVE if selection.action == MOVE else Action(selection.action)
    who = _able(selection, action, selection.values)
    if selection.action == MOVE:  # who stands in another open offer is not offered again
        offered = transfers.offerable(
            db.session(), selection.member_ids, actor().leading.association_id, settings().today()
        )
        who = replace(who, count=len(offered) or who.count)
    return {
        "selection": selection,
        "form": form,
        "who": who,
        "decided": _decided(selection),
        "sentence": _sentence(selection, who.count),
        "reasons": reasons(),
        "most": MOST_NAMES,
        "problem": "",
    }


def _decided(selection: Selection) -> str:
    return json.dumps([selection.action, selection.values], sort_keys=True)


def _sentence(selection: Selection, count: int) -> str:
    """Say what will happen, to how many."""
    values, action = selection.values, selection.action
    if action == MOVE:
        own = actor().leading
        names = dict(
            neighbours(
                db.session(), city_id=own.city_id, own=own.association_id, today=settings().today()
            )
        )
        return str(
            _("%(n)s orang ditawarkan ke %(name)s.", n=count, name=names.get(values["to"], ""))
        )
    if action == Action.SENT:
        day = format_date(date.fromisoformat(values["sent_on"]))
        return str(
            _(
                "%(n)s orang ditandai sudah dikirim untuk didaftarkan pada %(day)s.",
                n=count,
                day=day,
            )
        )
    if action == Action.LEAVE:
        day = format_date(date.fromisoformat(values["left_on"]))
        why = reason_names()[values["left_reason"]].lower()
        return str(
            _("%(n)s orang keluar dari daftar per %(day)s: %(why)s.", n=count, day=day, why=why)
        )
    if action == Action.RETURN:
        return str(_("%(n)s orang kembali ke daftar.", n=count))
    markets = {one.id: one.name for one in markets_of(db.session(), actor().association_id)}
    place = [
        markets.get(values["market_id"], ""),
        _("blok %(block)s", block=values["block"]) if values["block"] else "",
    ]
    where = ", ".join(filter(None, place))
    return str(_("Tempat usaha %(n)s orang diubah menjadi: %(place)s.", n=count, place=where))
