"""Going on where one was going: to the page, to the form that waits, or first to the code."""

import re
from datetime import datetime, timedelta
from typing import Any

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from association.config import WIB
from association.database import db
from association.people.accounts.entering import SignedIn
from association.people.accounts.reads import OWN_PHONE
from association.people.signin.forms import CodeForm, SignInForm
from association.people.signin.reads import reset_told
from association.rules.people.dates import format_date
from association.web.formats import clock, wib_date
from association.web.gate import SESSION_COOKIE, actor, become, settings
from association.web.kept import Kept, waiting
from association.web.page import Answer, page

SIGN_IN, CODE = "people/signin/sign_in.html", "people/signin/code.html"
DEVICE_COOKIE = "guyub_device"
LOCAL = re.compile(r"/(?![/\\])[^\x00-\x1f\\]*")


def safe(path: str) -> str:
    """Give a path of ours, or the first page: one leading slash, no host, no control characters."""
    return path if LOCAL.fullmatch(path) else "/"


def let_in(signed: SignedIn, to: str, kept: Kept | None) -> Answer:
    """Act as who has signed in, tell what is to be told, and go on."""
    become(signed.token)
    session.permanent = signed.own_phone  # a form may be left open as long as one is signed in
    _tell_of_reset()
    if signed.code_removed_at is not None:
        flash(_removed_text(signed.code_removed_at), "warn")
    answer = go_on(to, kept)
    set_cookies(answer, signed)
    return answer


def half_in(signed: SignedIn, to: str, kept: Kept | None) -> Answer:
    """Ask who has shown the password for the code of their second factor."""
    become(signed.token)  # nobody, until the code came
    answer = code_page(to, kept) if kept else redirect(url_for("code.code", next=to), 303)
    set_session_cookie(answer, signed.token, own_phone=False)
    return answer


def _tell_of_reset() -> None:
    """Tell who has just signed in that their password was reset lately, and by whose link."""
    told = reset_told(db.session(), actor().account_id or 0, now=settings().now())
    if told is not None:
        text = _(
            "Kata sandi akun ini diatur ulang %(day)s pukul %(time)s, lewat tautan dari %(maker)s. "
            "Bukan Anda yang memintanya? Beri tahu Dinas Perdagangan sekarang.",
            day=format_date(wib_date(told.at)),
            time=clock(told.at),
            maker=told.maker or _("pengelola server"),
        )
        flash(text, "warn")


def _removed_text(at: datetime) -> str:
    return str(
        _(
            "Kode masuk akun ini dihapus %(day)s atas permintaan HP hilang. Bukan Anda yang minta? "
            "Ganti kata sandi dan beri tahu Dinas Perdagangan.",
            day=format_date(at.astimezone(WIB).date()),
        )
    )


def go_on(to: str, kept: Kept | None) -> Answer:
    """Go where one was going; a form that waits goes on for who opened it, and for nobody else."""
    if kept is None:
        return redirect(to, 303)
    if kept.account not in ("", str(actor().account_id)):
        flash(_("Isian yang menunggu dibuka dengan akun lain. TIDAK tersimpan."), "warn")
        return redirect("/", 303)
    return make_response(render_template("people/signin/resume.html", to=to, kept=kept))


def sign_in_form(form: SignInForm, *, to: str, status: int = 200, **context: Any) -> Answer:
    """Show the sign-in form."""
    return page(SIGN_IN, status=status, **asking(form, to=to, **context))


def asking(
    form: SignInForm, *, to: str, problem: str = "", kept: Kept | None = None, left: str = ""
) -> dict[str, Any]:
    """Give what the sign-in page shows."""
    known = bool(left) or not {SESSION_COOKIE, DEVICE_COOKIE}.isdisjoint(request.cookies)
    kept = kept or waiting()
    return {"form": form, "to": to, "problem": problem, "kept": kept, "left": left, "known": known}


def code_page(
    to: str, kept: Kept | None, form: CodeForm | None = None, problem: str = "", status: int = 200
) -> Answer:
    """Ask for the code of the second factor."""
    return page(CODE, status=status, **asking_code(to, kept, form, problem))


def asking_code(
    to: str, kept: Kept | None, form: CodeForm | None = None, problem: str = ""
) -> dict[str, Any]:
    """Give what the page of the code shows."""
    return {"form": form or CodeForm(), "to": to, "kept": kept, "problem": problem}


def set_session_cookie(answer: AnyResponse, token: str, *, own_phone: bool) -> None:
    """Let the browser hold a session token."""
    lasts = OWN_PHONE.whole if own_phone else None
    secure = settings().https
    answer.set_cookie(
        SESSION_COOKIE, token, max_age=lasts, httponly=True, secure=secure, samesite="Lax"
    )


def set_cookies(answer: AnyResponse, signed: SignedIn) -> None:
    """Let the browser hold the tokens of the session and of the device."""
    secure = settings().https
    set_session_cookie(answer, signed.token, own_phone=signed.own_phone)
    answer.set_cookie(
        DEVICE_COOKIE,
        signed.device,
        max_age=timedelta(days=365),
        httponly=True,
        secure=secure,
        samesite="Lax",
        path="/masuk",
    )
