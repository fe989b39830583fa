"""Masuk di HP lain: a QR on a phone that is signed in (/akun/hp-lain), a button on the other
(/masuk/hp/<token>)."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.people.accounts.confirmation import WrongPair
from association.people.accounts.entering import Browser, NoDuty
from association.people.accounts.models import Account, LinkKind
from association.people.accounts.reads import phone_of
from association.people.own import actions, reads
from association.people.own.forms import LinkForm, OwnPasswordForm
from association.people.signin.actions import SpentLink
from association.people.signin.going_on import DEVICE_COOKIE, half_in, let_in
from association.people.signin.password import password_refused
from association.people.signin.reads import link_of
from association.rules.house.permissions import May
from association.rules.people.devices import device_name
from association.web import qr
from association.web.gate import SESSION_COOKIE, Pages, actor, by_oneself, settings
from association.web.page import Answer, page, refused
from association.web.refusals import wait_first

pages = Pages("own_link")
ASK, SHOW, OPEN = (f"people/own/link_{name}.html" for name in ("ask", "show", "open"))


@pages.get("/akun/hp-lain", may=May.OWN_ACCOUNT)
def ask() -> Answer:
    """Ask for the password before a link is made."""
    return page(ASK, **_asking())


def _asking() -> dict[str, Any]:
    return {"up": "/akun", "form": OwnPasswordForm(), "problem": ""}


@pages.post("/akun/hp-lain", may=May.OWN_ACCOUNT)
def make() -> Answer:
    """Show the QR of a link, once."""
    answer = password_refused(ASK, _asking, wrong=_("Kata sandi salah. Kode QR belum dibuat."))
    if answer is not None:
        return answer
    token = actions.device_link(actor().account_id or 0, by_oneself())
    address = f"{settings().base_url}/masuk/hp/{token}"
    drawn = qr.svg(address, error=qr.ON_SCREEN)
    return page(SHOW, qr=drawn, address=address, **_used())


@pages.get("/akun/hp-lain/dipakai", may=May.OWN_ACCOUNT)
def used() -> Answer:
    """Tell whether the link was used; the page with the QR asks every five seconds."""
    return page(SHOW, parts=("used",), qr="", address="", **_used())


def _used() -> dict[str, Any]:
    token = request.cookies.get(SESSION_COOKIE, "")
    state = reads.link_state(db.session(), actor(), token, now=settings().now())
    return {"up": "/akun", "state": state}


@pages.get("/masuk/hp/<token>", may=May.SEE_PUBLIC)
def offer(token: str) -> Answer:
    """Show the button that signs in; opening it, as a link preview does, spends nothing."""
    return page(OPEN, **_offered(token, LinkForm()))


def _offered(token: str, form: LinkForm, problem: str = "") -> dict[str, Any]:
    set_reach(db.session(), Visitor())  # everybody sees the same, whoever is signed in
    link = link_of(db.session(), token, LinkKind.DEVICE, now=settings().now())
    end = phone_of(db.session().get_one(Account, link.account_id))[-3:] if link else ""
    if link is None:
        problem = _(
            "Kode QR ini sudah dipakai atau kedaluwarsa (5 menit). Buat yang baru di HP yang sudah "
            "masuk: Lainnya, Akun saya, Masuk di HP lain."
        )
    return {"token": token, "form": form, "problem": problem, "end": end, "offered": bool(link)}


@pages.post("/masuk/hp/<token>", may=May.SEE_PUBLIC)
def enter(token: str) -> Answer:
    """Sign in on this phone, with the password."""
    form = LinkForm.received()
    browser = Browser(
        own_phone=form.own_phone.data,
        device=request.cookies.get(DEVICE_COOKIE, ""),
        agent=device_name(request.user_agent.string),
        old_token=request.cookies.get(SESSION_COOKIE, ""),
    )
    clock, today = settings().now, settings().today()
    try:
        signed = actions.sign_in_by_link(
            token,
            form.password.data or "",
            browser,
            network=request.remote_addr or "",
            clock=clock,
            today=today,
        )
    except SpentLink:
        return _refused(token, form, "")
    except NoDuty:
        problem = _("Hari ini Anda tidak punya tugas yang berlaku. Tanyakan kepada ketua.")
        return _refused(token, form, problem)
    except WrongPair:
        return _refused(token, form, _("Kata sandi salah. Kode QR masih berlaku."))
    except TooManyTries as error:
        return wait_first(error, OPEN, **_offered(token, form))
    return let_in(signed, "/", None) if not signed.waits else half_in(signed, "/", None)


def _refused(token: str, form: LinkForm, problem: str) -> Answer:
    return refused(OPEN, **_offered(token, form, problem))
