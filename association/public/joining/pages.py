"""Screens of a paguyuban that asks to join, and of its request."""

from typing import Any

from flask import abort, redirect, request
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.public.joining import actions, reads
from association.public.joining.forms import JoinForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.cards import (
    card_code_has_typo,
    display_card_code,
    normalise_card_code,
)
from association.web.gate import Pages, settings
from association.web.page import Answer, asked_text, moved, page, refused
from association.web.refusals import wait_first
from association.web.words import in_words

pages = Pages("joining")
FORM, FOLLOWED = "public/joining/ask.html", "public/joining/followed.html"


@pages.get("/gabung", may=May.SEE_PUBLIC, listed=True)
def ask() -> Answer:
    """Show the form, or go to the request whose code (`rujukan`) was typed."""
    typed = asked_text("rujukan")
    if not typed:
        return page(FORM, **_asking(JoinForm()))
    try:
        code = normalise_card_code(typed)
    except RuleError:
        code = ""
    if not code or card_code_has_typo(code):
        problem = _("Rujukan ini tidak cocok. Periksa lagi hurufnya satu per satu.")
        return refused(FORM, **_asking(JoinForm(), wrong_code=problem, typed=typed))
    return redirect(f"/gabung/{code}", 303)


def _asking(
    form: JoinForm, *, problem: str = "", wrong_code: str = "", typed: str = ""
) -> dict[str, Any]:
    set_reach(db.session(), Visitor())  # everybody sees the same, whoever is signed in
    form.offer(reads.cities(db.session()))
    return {"form": form, "problem": problem, "wrong_code": wrong_code, "typed": typed}


@pages.post("/gabung", may=May.SEE_PUBLIC)
def send() -> Answer:
    """Keep a request, and show where it can be followed."""
    form = JoinForm.received()
    asking = _asking(form)
    if not form.validate():
        return refused(FORM, **asking)
    network, now = request.remote_addr or "", settings().now
    try:
        actions.slow_down(form.asked(), network=network, clock=now)
        code = actions.ask(
            form.city.data, form.asked(), network=network, now=now(), once=form.once()
        )
    except TooManyTries as error:
        why = _("Nomor ini atau jaringan ini sudah banyak mengirim permintaan.")
        return wait_first(error, FORM, why=why, **asking)
    except RuleError as error:
        return refused(FORM, **(asking | {"problem": in_words(error)}))
    return moved(f"/gabung/{code}", _("Permintaan terkirim. Catat rujukannya."))


@pages.get("/gabung/<code>", may=May.SEE_PUBLIC)
def follow(code: str) -> Answer:
    """Tell whoever has its code where a request stands."""
    set_reach(db.session(), Visitor())
    if len(code) > 11:
        abort(404)
    found = reads.followed(db.session(), code)
    contact = found.there.contact(settings().today()) if found.there else None
    return page(FOLLOWED, found=found, code=display_card_code(code), contact=contact)
