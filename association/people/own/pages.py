"""One's own account (/akun), and another password."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from association.database import db
from association.people.accounts import passwords
from association.people.accounts.models import Account
from association.people.accounts.reads import phone_of
from association.people.own import actions, reads
from association.people.own.forms import NewPasswordForm
from association.people.own.sections import ACCOUNT_PAGE
from association.people.signin.going_on import set_session_cookie
from association.people.signin.password import password_refused
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import SESSION_COOKIE, Pages, actor, by_oneself, settings
from association.web.page import CONTROL, Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("own")
PASSWORD = "people/own/password.html"  # noqa: S105 - a template


@pages.get("/akun", may=May.OWN_ACCOUNT)
def account() -> Answer:
    """Show what one can do with one's own account."""
    who, token = actor(), request.cookies.get(SESSION_COOKIE, "")
    return page(
        "people/own/account.html",
        up="/lainnya",
        phone_end=phone_of(db.session().get_one(Account, who.account_id))[-3:],
        devices=reads.devices(db.session(), who, token, now=settings().now()),
        sections=ACCOUNT_PAGE.gather(who),
    )


@pages.get("/akun/sandi", may=May.OWN_ACCOUNT)
def password() -> Answer:
    """Ask for another password."""
    return page(PASSWORD, **_asking())


def _asking(problem: str = "") -> dict[str, Any]:
    """Give what the form shows: never a password that was typed."""
    return {
        "up": "/akun",
        "form": NewPasswordForm(),
        "ready": passwords.offer(),
        "problem": problem,
    }


@pages.post("/akun/sandi", may=May.OWN_ACCOUNT)
def change() -> Answer:
    """Set another password, and stay signed in here alone."""
    form = NewPasswordForm.received()
    typed, again = (CONTROL.sub("", one.data or "") for one in (form.new_password, form.new_again))
    if typed != again:
        return refused(PASSWORD, **_asking(_("Dua kali tulis kata sandi baru, keduanya berbeda.")))
    wrong = _("Kata sandi lama salah. Kata sandi belum diganti.")
    answer = password_refused(PASSWORD, _asking, wrong=wrong)
    if answer is not None:
        return answer
    token, own_phone = request.cookies.get(SESSION_COOKIE, ""), actor().own_phone
    try:
        renewed = actions.change_password(actor().account_id or 0, token, typed, by_oneself())
    except RuleError as error:
        return refused(PASSWORD, **_asking(in_words(error)))
    answer = moved("/akun", _("Kata sandi sudah diganti. HP dan komputer lain sudah dikeluarkan."))
    set_session_cookie(answer, renewed, own_phone=own_phone)
    return answer
