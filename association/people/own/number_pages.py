"""Another number to sign in by: asked for (/akun/nomor), a link sent there by who vouches
(/akun/permintaan), used on that phone (/masuk/nomor/<token>)."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.people.accounts.confirmation import WrongPair
from association.people.accounts.models import Account, LinkKind
from association.people.accounts.reads import ketua_names, phone_of
from association.people.own import actions, reads
from association.people.own.forms import NumberForm, OwnPasswordForm
from association.people.signin.actions import SpentLink
from association.people.signin.password import password_refused
from association.people.signin.reads import link_of
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May, Position, Role
from association.rules.people.phone import format_phone
from association.rules.people.recipients import beside_roster
from association.web.gate import Pages, actor, by_oneself, settings
from association.web.language import in_indonesian
from association.web.page import Answer, moved, page, refused
from association.web.refusals import wait_first
from association.web.words import in_words

pages = Pages("own_number")
NUMBER, REQUESTS, SEND, TAKE = (
    f"people/own/{name}.html" for name in ("number", "requests", "number_link", "number_take")
)


@pages.get("/akun/nomor", may=May.OWN_ACCOUNT)
def number() -> Answer:
    """Ask for another number."""
    return page(NUMBER, **_asking(NumberForm()))


def _asking(form: NumberForm, problem: str = "") -> dict[str, Any]:
    account_id = actor().account_id or 0
    now = phone_of(db.session().get_one(Account, account_id))
    return {
        "up": "/akun",
        "form": form,
        "problem": problem,
        "now": format_phone(now) if now else "",
        "asked": reads.own_request(db.session(), account_id, now=settings().now()),
        "helper": _helper(),
    }


def _helper() -> str:
    """Say who sends the link: the ketua for a pengurus, the office for a ketua, the admin else."""
    who = actor()
    if who.role is Role.LEADER and who.position != Position.KETUA:
        names = ketua_names(db.session(), who.association_id, today=settings().today())
        others = ", ".join(names)
        return str(_("ketua paguyuban (%(names)s)", names=others)) if others else str(_("ketua"))
    return str(_("petugas Dinas Perdagangan") if who.role is Role.LEADER else _("admin lain"))


@pages.post("/akun/nomor", may=May.OWN_ACCOUNT)
def ask() -> Answer:
    """Note the number; it changes by the link that somebody else sends there."""
    form = NumberForm.received()
    if not form.validate():
        return refused(NUMBER, **_asking(form))
    wrong = _("Kata sandi salah. Permintaan belum tersimpan.")
    answer = password_refused(NUMBER, lambda: _asking(form), wrong=wrong)
    if answer is not None:
        return answer
    try:
        who = actor().account_id or 0
        actions.ask_for_number(who, form.phone.value, by_oneself(), once=form.once())
    except RuleError as error:
        return refused(NUMBER, **_asking(form, in_words(error)))
    return moved("/akun/nomor", _("Permintaan tersimpan. Nomor lama masih dipakai untuk masuk."))


@pages.get("/akun/permintaan", may=May.OWN_ACCOUNT)
def requests() -> Answer:
    """List who asks for another number, of those one vouches for."""
    found = reads.requests(db.session(), actor(), today=settings().today(), now=settings().now())
    return page(REQUESTS, up="/akun", requests=found)


@pages.post("/akun/permintaan/<id:account_id>", may=May.OWN_ACCOUNT)
def send(account_id: int) -> Answer:
    """Show once the link that is to be sent to the new number."""
    token, phone = actions.number_link(account_id, actor(), by_oneself())
    name = db.session().get_one(Account, account_id).name
    with in_indonesian():
        text = _(
            "Halo %(name)s, ini tautan untuk masuk ke Guyub dengan nomor ini. Buka, lalu tulis "
            "kata sandi Anda. Berlaku sekali, selama 72 jam: %(address)s",
            name=name,
            address=f"{settings().base_url}/masuk/nomor/{token}",
        )
    return page(
        SEND, up="/akun/permintaan", name=name, phone=phone, to=beside_roster(phone), text=text
    )


@pages.get("/masuk/nomor/<token>", may=May.SEE_PUBLIC)
def offer(token: str) -> Answer:
    """Show the button that takes the number; opening it, as a link preview does, spends nothing."""
    return page(TAKE, **_offered(token))


def _offered(token: str, problem: str = "") -> dict[str, Any]:
    set_reach(db.session(), Visitor())  # everybody sees the same, whoever is signed in
    link = link_of(db.session(), token, LinkKind.PHONE, now=settings().now())
    if link is None:
        problem = _("Tautan ini sudah dipakai atau kedaluwarsa. Minta lagi lewat Akun saya.")
    end = reads.phone_asked(link)[-3:] if link else ""
    form = OwnPasswordForm()
    return {"token": token, "form": form, "problem": problem, "end": end, "offered": bool(link)}


@pages.post("/masuk/nomor/<token>", may=May.SEE_PUBLIC)
def take(token: str) -> Answer:
    """Sign in by this number from now on."""
    form = OwnPasswordForm.received()
    try:
        actions.take_number(
            token,
            form.password.data or "",
            network=request.remote_addr or "",
            clock=settings().now,
        )
    except SpentLink:
        return refused(TAKE, **_offered(token))
    except RuleError as error:
        return refused(TAKE, **_offered(token, in_words(error)))
    except WrongPair:
        return refused(TAKE, **_offered(token, _("Kata sandi salah. Nomor belum diganti.")))
    except TooManyTries as error:
        return wait_first(error, TAKE, **_offered(token))
    said = _("Nomor sudah diganti. Masuk dengan nomor baru; nomor lama tidak berlaku lagi.")
    return moved("/masuk", said)
