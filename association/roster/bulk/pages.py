"""Choose many members and do one thing to all of them; those who left, and the way out and back for
one member."""

import json
from datetime import date
from typing import Any

import segno
from flask import request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from association.database import db
from association.roster.bulk import actions, chunks, reads
from association.roster.bulk.batches import Able, able
from association.roster.bulk.forms import CARDS, MOVE, ActionForm, LeaveForm, reason_names
from association.roster.bulk.models import Selection
from association.roster.bulk.reads import Filter
from association.roster.bulk.wording import reasons
from association.roster.members import reads as members
from association.roster.members.sections import MEMBER_PAGE, MemberShown
from association.roster.transfers import actions as transfers
from association.roster.transfers.reads import neighbours
from association.rules.house.bulk import Action
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.groups import Group
from association.rules.people.cards import display_card_code
from association.rules.people.dates import format_date
from association.territory.reads import markets_of
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    CONTROL,
    Answer,
    asked_id,
    asked_text,
    moved,
    page,
    refused,
    whole_number,
)
from association.web.words import in_words

pages = Pages("bulk")
MOST_NAMES = 5
PICK = "roster/bulk/pick.html"


@pages.get("/anggota/pilih", may=May.EDIT_ROSTER)
def pick() -> Answer:
    """Show the roster, as it is filtered, with a box to tick in each line."""
    return page(
        PICK,
        parts=("pick_table", "pick_rows"),
        **_picking(request.args, ticked=[], after=asked_id("after")),
    )


@pages.post("/anggota/pilih", may=May.EDIT_ROSTER)
def pick_more() -> Answer:
    """Show other lines, by search or further down the list; what was ticked stays ticked. Nothing
    is saved."""
    after = whole_number(request.form.get("after", ""))
    return page(
        PICK, parts=("pick_table",), **_picking(request.form, ticked=_ticked(), after=after)
    )


@pages.post("/anggota/pilih/lanjut", may=May.EDIT_ROSTER)
def keep() -> Answer:
    """Keep who was ticked, or everyone of the filter, and ask what is to be done."""
    ids = _ticked()
    if "all" in request.form:
        ids = reads.everyone(
            db.session(),
            _filter(request.form),
            association_id=actor().association_id,
            today=settings().today(),
        )
    if not ids:
        context = _picking(request.form, ticked=[], after=None)
        return refused(
            PICK, **(context | {"problem": _("Belum ada yang dicentang. Centang dulu orangnya.")})
        )
    return moved(url_for("bulk.choose", selection_id=actions.keep(ids, by())))


@pages.get("/anggota/pilih/<id:selection_id>", may=May.EDIT_ROSTER)
def choose(selection_id: int) -> Answer:
    """Ask what is to be done to those chosen."""
    return page(
        "roster/bulk/choose.html",
        **_choosing(reads.one(db.session(), selection_id), _offered(ActionForm())),
    )


@pages.post("/anggota/pilih/<id:selection_id>", may=May.EDIT_ROSTER)
def decide(selection_id: int) -> Answer:
    """Take what is to be done, and show what it will do."""
    selection, form = reads.one(db.session(), selection_id), _offered(ActionForm.received())
    values = form.understood()
    if values is None:
        return refused("roster/bulk/choose.html", **_choosing(selection, form))
    if form.action.data == CARDS:
        return moved(url_for("bulk.cards", selection_id=selection_id))
    actions.decide(selection_id, form.action.data, values)
    return moved(url_for("bulk.confirm", selection_id=selection_id))


@pages.get("/anggota/pilih/<id:selection_id>/yakin", may=May.EDIT_ROSTER)
def confirm(selection_id: int) -> Answer:
    """Say in one sentence what will happen to how many."""
    return page(
        "roster/bulk/confirm.html", **_confirming(reads.decided(db.session(), selection_id), Form())
    )


@pages.post("/anggota/pilih/<id:selection_id>/yakin", may=May.EDIT_ROSTER)
def begin(selection_id: int) -> Answer:
    """Begin what was confirmed; the page of the batch goes on with it."""
    form, selection = Form.received(), reads.decided(db.session(), selection_id)
    if request.form.get("decided") != _decided(
        selection
    ):  # decided otherwise meanwhile, in another window
        return moved(url_for("bulk.confirm", selection_id=selection_id))
    if selection.action == MOVE:
        return _offer(selection, form)
    action, values, ids = Action(selection.action), selection.values, selection.member_ids
    batch_id = chunks.start(ids, action, values, by(), once=form.once())
    return moved(url_for("batches.detail", batch_id=batch_id))


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
        context = _confirming(reads.decided(db.session(), selection_id), form)
        return refused("roster/bulk/confirm.html", **(context | {"problem": in_words(error)}))
    return moved(url_for("transfers.detail", transfer_id=transfer_id))


@pages.get("/anggota/pilih/<id:selection_id>/kartu", may=May.SEE_ROSTER)
def cards(selection_id: int) -> Answer:
    """Show up to 50 cards to print, 8 on an A4 sheet."""
    selection, start = (
        reads.one(db.session(), selection_id),
        (max(1, asked_id("halaman") or 1) - 1) * reads.CARDS,
    )
    printed = reads.cards(
        db.session(), selection.member_ids[start : start + reads.CARDS], today=settings().today()
    )
    shown = [(card.name, display_card_code(card.code), _qr(card.code)) for card in printed]
    total = len(selection.member_ids)
    context: dict[str, Any] = {
        "cards": shown,
        "start": start,
        "size": reads.CARDS,
        "total": total,
        "place": actor().place,
    }
    return page("roster/bulk/cards.html", selection=selection, **context)


def _qr(code: str) -> Markup:
    drawn = segno.make(f"{settings().base_url}/k/{code}", micro=False)
    return Markup(drawn.svg_inline(omitsize=True, border=2))  # noqa: S704 - made by segno from our own address


@pages.get("/anggota/keluar", may=May.SEE_ROSTER)
def gone() -> Answer:
    """List those who left the roster, with the reason."""
    query, own, today = asked_text("q"), actor().association_id, settings().today()
    found = reads.gone(
        db.session(), association_id=own, today=today, query=query, after=asked_id("after")
    )
    return page(
        "roster/bulk/gone.html",
        parts=("gone_table", "gone_rows"),
        found=found,
        query=query,
        reason_names=reason_names(),
    )


@MEMBER_PAGE.hand_in("leaving", "roster/bulk/standing.html")
def leaving_part(shown: MemberShown) -> dict[str, Any]:
    """Gather what the member's page says of leaving the roster and of coming back."""
    return {"member": shown.member}


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
    actions.put_back(member_id, by())
    return moved(
        url_for("members.detail", member_id=member_id), _("%(name)s kembali ke daftar.", name=name)
    )


def _filter(sent: Any) -> Filter:
    status = sent.get("status", "")
    return Filter(
        query=CONTROL.sub("", sent.get("q", ""))[:60],
        group=Group(status) if status in set(Group) else Group.ALL,
        market_id=whole_number(sent.get("pasar", "")),
        gone=sent.get("keluar") == "1",
    )


def _ticked() -> list[int]:
    numbers = (whole_number(text) for text in request.form.getlist("member"))
    return list(dict.fromkeys(number for number in numbers if number))


def _picking(sent: Any, *, ticked: list[int], after: int | None) -> dict[str, Any]:
    session, own, today, wanted = (
        db.session(),
        actor().association_id,
        settings().today(),
        _filter(sent),
    )
    found = reads.lines(session, wanted, association_id=own, today=today, after=after)
    shown = {row.id for row in found.rows}
    return {
        "wanted": wanted,
        "found": found,
        "total": len(reads.everyone(session, wanted, association_id=own, today=today)),
        "ticked": set(ticked),
        "elsewhere": reads.chosen(session, [one for one in ticked if one not in shown]),
        "asked": {
            "q": wanted.query,
            "status": wanted.group.value,
            "pasar": wanted.market_id or "",
            "keluar": "1" if wanted.gone else "",
        },
        "reason_names": reason_names(),
        "problem": "",
    }


def _offered(form: ActionForm) -> ActionForm:
    own = actor().leading
    others = neighbours(db.session(), city_id=own.city_id, own=own.association_id)
    form.offer_all(settings().today(), markets_of(db.session(), own.association_id), others)
    return form


def _choosing(selection: Selection, form: ActionForm) -> dict[str, Any]:
    gone_too = _able(selection, Action.RETURN, {})
    return {
        "selection": selection,
        "form": form,
        "total": len(selection.member_ids),
        "names": [
            name for _id, name in reads.chosen(db.session(), selection.member_ids[:MOST_NAMES])
        ],
        "gone": gone_too.count,
        "size": reads.CARDS,
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
        names = dict(neighbours(db.session(), city_id=own.city_id, own=own.association_id))
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
