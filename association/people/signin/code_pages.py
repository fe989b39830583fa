"""The second page of signing in: the code of who has a second factor."""

from flask import redirect, request, url_for
from flask_babel import gettext as _

from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.people.accounts.second_factor import WrongCode
from association.people.signin.actions import HalfOver, finish
from association.people.signin.forms import CodeForm, SignInForm
from association.people.signin.going_on import (
    CODE,
    DEVICE_COOKIE,
    asking_code,
    code_page,
    go_on,
    let_in,
    safe,
    sign_in_form,
)
from association.people.signin.reads import half_of
from association.rules.house.permissions import May
from association.web.gate import SESSION_COOKIE, Pages, actor, settings
from association.web.kept import waiting
from association.web.page import Answer
from association.web.refusals import wait_first

pages = Pages("code")


@pages.get("/masuk/kode", may=May.SEE_PUBLIC)
def code() -> Answer:
    """Ask for the code, of who has just shown the password."""
    to = safe(request.args.get("next", "/"))
    token = request.cookies.get(SESSION_COOKIE, "")
    if half_of(db.session(), token, now=settings().now()) is None:
        return redirect(url_for("signin.sign_in", next=to), 303)
    return code_page(to, None)


@pages.post("/masuk/kode", may=May.SEE_PUBLIC)
def enter() -> Answer:
    """Make the half sign-in whole, and go on where one was going."""
    form, kept = CodeForm.received(), waiting()
    to = safe(request.form.get("next", "/"))
    if actor().is_authenticated:  # sent twice, and the first one let in
        return go_on(to, kept)
    try:
        signed = finish(
            request.cookies.get(SESSION_COOKIE, ""),
            form.code.data or "",
            device=request.cookies.get(DEVICE_COOKIE, ""),
            network=request.remote_addr or "",
            clock=settings().now,
            phone_time=settings().phone_time(),
            today=settings().today(),
        )
    except HalfOver:
        problem = _("Waktu untuk menulis kode (5 menit) sudah habis. Masuk lagi dari awal.")
        return sign_in_form(SignInForm(), to=to, status=401, problem=problem, kept=kept)
    except WrongCode:
        problem = _(
            "Kode salah, atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu tulis lagi."
        )
        return code_page(to, kept, form, problem, 422)
    except TooManyTries as error:
        return wait_first(error, CODE, **asking_code(to, kept, form))
    return let_in(signed, to, kept)
