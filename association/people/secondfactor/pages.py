"""/akun/kode: turn the second factor on and off, and make new codes for paper."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from association.access.by import By
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.people.accounts import codes, second_factor
from association.people.accounts.entering import working_as
from association.people.accounts.second_factor import Proof, WrongCode
from association.people.secondfactor.forms import FirstCodeForm, ProveForm
from association.people.signin.forms import PasswordForm
from association.people.signin.password import password_refused
from association.rules.house.permissions import May
from association.web import qr
from association.web.forms import Form
from association.web.gate import (
    SECURE_ACCOUNT,
    SESSION_COOKIE,
    Pages,
    actor,
    become,
    has_to_have_code,
    settings,
)
from association.web.page import Answer, moved, page, refused
from association.web.refusals import wait_first

pages = Pages("secondfactor")
HERE, ON_PAPER = "people/secondfactor/code.html", "people/secondfactor/paper.html"


def _token() -> str:
    return request.cookies.get(SESSION_COOKIE, "")


def _by() -> By:
    return working_as(actor(), now=settings().now())


@pages.get(SECURE_ACCOUNT, may=May.SECURE_ACCOUNT)
def code() -> Answer:
    """Show whether the second factor is on, or how to turn it on."""
    return page(HERE, **_shown())


def _shown(form: Form | None = None, problem: str = "") -> dict[str, Any]:
    who = actor()
    waits = second_factor.pending(db.session(), _token(), now=settings().now())
    address = codes.address(waits, name=who.name) if waits else ""
    kind = ProveForm if who.has_code else FirstCodeForm if waits else PasswordForm
    return {
        "form": form if isinstance(form, kind) else kind(),
        "problem": problem,
        "required": has_to_have_code(who),
        "secret": codes.in_fours(waits) if waits else "",
        "address": address,
        "qr": qr.svg(address, error=qr.ON_SCREEN, scale=4) if waits else "",
        "left": second_factor.paper_left(db.session(), who.account_id or 0),
    }


@pages.post("/akun/kode/mulai", may=May.SECURE_ACCOUNT)
def begin() -> Answer:
    """Show the secret to whoever gives the password."""
    form = PasswordForm.received()
    wrong = _("Kata sandi salah. Kode masuk belum dipasang.")
    refusal = password_refused(HERE, lambda: _shown(form), wrong=wrong)
    if refusal is not None:
        return refusal
    if not actor().has_code:
        second_factor.begin(_token(), now=settings().now())
    return moved(SECURE_ACCOUNT)


@pages.post(SECURE_ACCOUNT, may=May.SECURE_ACCOUNT)
def turn_on() -> Answer:
    """Turn it on by the first code, and show the codes for paper."""
    form = FirstCodeForm.received()
    try:
        made = second_factor.turn_on(
            _token(), form.code.data or "", _by(), phone_time=settings().phone_time()
        )
    except WrongCode:
        return refused(HERE, **_shown(form, _first_code_text()))
    become(_token())
    return _on_paper(made)


def _first_code_text() -> str:
    if actor().has_code:
        return str(_("Kode masuk sudah aktif."))
    return str(
        _(
            "Kode belum cocok. Tulis 6 angka yang sedang tampil untuk Guyub. Masih salah? Atur jam "
            "HP ke otomatis."
        )
    )


def _on_paper(made: list[str]) -> Answer:
    return page(ON_PAPER, made=[codes.in_fours(one, "-") for one in made])


@pages.post("/akun/kode/cadangan", may=May.SECURE_ACCOUNT)
def renew_paper() -> Answer:
    """Make new codes for paper; those of before are void."""
    try:
        proof = _proved()
        made = second_factor.renew_paper(proof, _by()) if isinstance(proof, Proof) else []
    except WrongCode:
        return _wrong_code()
    return _on_paper(made) if isinstance(proof, Proof) else proof


@pages.post("/akun/kode/matikan", may=May.SECURE_ACCOUNT)
def turn_off() -> Answer:
    """Turn it off: who has to have it turns it on again at once, on another phone."""
    try:
        proof = _proved()
        if not isinstance(proof, Proof):
            return proof
        second_factor.turn_off(proof, _by())
    except WrongCode:
        return _wrong_code()
    return moved(SECURE_ACCOUNT, _("Kode masuk dimatikan."))


def _proved() -> Proof | Answer:
    """Judge password and code; gives the answer for who may not. Raises WrongCode."""
    form = ProveForm.received()
    wrong = _("Kata sandi salah. Tidak ada yang berubah.")
    refusal = password_refused(HERE, lambda: _shown(form), wrong=wrong)
    if refusal is not None:
        return refusal
    try:
        return second_factor.prove(
            actor().account_id or 0,
            form.code.data or "",
            device="",
            network=request.remote_addr or "",
            phone_time=settings().phone_time(),
            clock=settings().now,
        )
    except TooManyTries as error:
        return wait_first(error, HERE, **_shown(form))


def _wrong_code() -> Answer:
    problem = _("Kode salah, atau sudah dipakai. Tidak ada yang berubah.")
    return refused(HERE, **_shown(ProveForm.received(), problem))
