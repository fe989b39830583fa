"""Sign in, sign out, accept an invitation."""

from typing import Any

from flask import (
    Response,
    abort,
    flash,
    redirect,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.people.accounts import passwords
from association.people.accounts.confirmation import WrongPair
from association.people.accounts.entering import NoDuty
from association.people.signin import actions, reads
from association.people.signin.forms import AcceptForm, SignInForm
from association.people.signin.going_on import (
    DEVICE_COOKIE,
    SIGN_IN,
    asking,
    half_in,
    let_in,
    safe,
    set_session_cookie,
    sign_in_form,
)
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.dates import format_date
from association.rules.people.devices import device_name
from association.web.gate import SESSION_COOKIE, Pages, key_place, settings
from association.web.kept import Kept, sent, waiting
from association.web.page import (
    Answer,
    facts,
    moved,
    page,
    posted_id,
    posted_text,
    wants_facts,
    whole_number,
)
from association.web.refusals import wait_first
from association.web.words import in_words

pages = Pages("signin")
INVITATION = "people/signin/invitation.html"
LEFT = "left"  # in the form cookie: the browser has just signed out, and is to forget this


@pages.get("/masuk", may=May.SEE_PUBLIC, listed=True)
def sign_in() -> Answer:
    """Show the sign-in form."""
    left = session.pop(LEFT, "")
    answer = sign_in_form(SignInForm(), to=safe(request.args.get("next", "/")), left=left)
    if left:  # on the redirect before some browsers do not heed it
        answer.headers["Clear-Site-Data"] = left
    return answer


@pages.post("/masuk", may=May.SEE_PUBLIC)
def enter() -> Answer:
    """Check the pair, open a session, go on where one was going."""
    form, kept = SignInForm.received(), waiting()
    to = safe(request.form.get("next", "/"))
    try:
        signed = actions.sign_in(
            form.phone.data or "",
            form.password.data or "",
            own_phone=form.own_phone.data,
            device=request.cookies.get(DEVICE_COOKIE, ""),
            network=request.remote_addr or "",
            old_token=request.cookies.get(SESSION_COOKIE, ""),
            clock=settings().now,
            today=settings().today(),
            association_id=_waiting_for(kept),
            agent=device_name(request.user_agent.string),
        )
    except NoDuty:
        problem = _(
            "Kata sandi benar, tetapi hari ini Anda tidak punya tugas yang berlaku. Tanyakan "
            "kepada ketua paguyuban: tugas mungkin belum mulai atau sudah berakhir."
        )
        return sign_in_form(form, to=to, status=422, problem=problem)
    except WrongPair:
        problem = _("Nomor HP atau kata sandi salah. Periksa lagi, lalu coba sekali lagi.")
        return sign_in_form(form, to=to, status=422, problem=problem)
    except TooManyTries as error:
        return wait_first(error, SIGN_IN, **asking(form, to=to))
    return half_in(signed, to, kept) if signed.waits else let_in(signed, to, kept)


def _waiting_for(kept: Kept | None) -> int | None:
    """Give the paguyuban for which the form was opened that waits behind the sign-in."""
    if kept is None:
        return None
    return whole_number(key_place(dict(kept.fields).get("key", "")) or kept.place)


@pages.post("/lainnya/paguyuban", may=May.SEE_HOME)
def switch() -> Answer:
    """Work for another paguyuban of one's own; the session gets a new token."""
    association_id = posted_id("association")
    if association_id is None:
        abort(404)
    switched = actions.switch(
        request.cookies.get(SESSION_COOKIE, ""),
        association_id,
        now=settings().now(),
        today=settings().today(),
    )
    answer = moved("/", _("Paguyuban sudah diganti. Namanya ada di atas layar."))
    set_session_cookie(answer, switched.token, own_phone=switched.own_phone)
    return answer


@pages.post("/keluar", may=May.SEE_PUBLIC)
def leave() -> Answer:
    """Sign out: the session ends here, and the browser forgets what it holds of us; not its storage
    when marks of another account wait there (`waiting`): then the script has emptied the rest."""
    forgets = '"cache"' if posted_text("waiting") else '"cache", "storage"'
    actions.sign_out(request.cookies.get(SESSION_COOKIE, ""))
    session.clear()
    session[LEFT] = forgets
    flash(_("Anda sudah keluar."), "said")
    answer = redirect("/masuk", 303)
    answer.delete_cookie(SESSION_COOKIE)
    answer.headers["Clear-Site-Data"] = forgets
    return answer


@pages.get("/undangan/<token>", may=May.SEE_PUBLIC)
def invitation(token: str) -> Answer:
    """Show the invitation; opening it, as a link preview does, spends nothing."""
    return _invitation(token, AcceptForm())


def _invitation(token: str, form: AcceptForm, *, problem: str = "", status: int = 200) -> Answer:
    return page(INVITATION, status=status, **_inviting(token, form, problem))


def _inviting(token: str, form: AcceptForm, problem: str = "") -> dict[str, Any]:
    set_reach(db.session(), Visitor())  # everybody sees the same, whoever is signed in
    found = reads.offered(db.session(), token, now=settings().now(), today=settings().today())
    if found is None:
        problem = _(
            "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru kepada ketua paguyuban "
            "atau petugas Dinas Perdagangan."
        )
    ready = passwords.offer()
    return {"form": form, "problem": problem, "token": token, "offered": found, "ready": ready}


@pages.post("/undangan/<token>", may=May.SEE_PUBLIC)
def accept(token: str) -> Answer:
    """Spend the invitation: set the password, or accept the duty with the one that the account
    has."""
    form = AcceptForm.received()
    try:
        begins = actions.accept(
            token,
            form.password.data or "",
            network=request.remote_addr or "",
            clock=settings().now,
            today=settings().today(),
        )
    except actions.SpentLink:
        return _invitation(token, form, status=422)
    except RuleError as error:
        return _invitation(token, form, problem=in_words(error), status=422)
    except WrongPair:
        problem = _("Kata sandi salah. Nomor HP ini sudah punya akun: tulis kata sandi akun itu.")
        return _invitation(token, form, problem=problem, status=422)
    except TooManyTries as error:
        return wait_first(error, INVITATION, **_inviting(token, form))
    if begins > settings().today():
        return moved(
            "/masuk", _("Tersimpan. Anda bisa masuk mulai %(day)s.", day=format_date(begins))
        )
    return moved("/masuk", _("Tersimpan. Masuk dengan nomor HP dan kata sandi Anda."))


def ask_to_sign_in(why: str = "", status: int = 401) -> Answer:
    """Answer a visitor at a closed door, or (with `why`) whoever sends another's form: the sign-in
    form; a form that was being sent waits behind it. The sign-in form itself, when it was left open
    too long, once more."""
    if request.endpoint == "signin.enter":
        problem = _(
            "Halaman Masuk ini sudah lama terbuka, atau browser ini menolak catatan (kuki). Tulis "
            "lagi kata sandi, lalu masuk."
        )
        to = safe(request.form.get("next", "/"))
        return sign_in_form(SignInForm.received(), to=to, status=400, problem=problem)
    if wants_facts():
        why = why or _(
            "Sesi Anda sudah berakhir. Masuk lagi; yang belum terkirim tetap ada di HP ini."
        )
        return facts(401, why=why)
    if request.headers.get("HX-Request"):
        text = why or _(
            "Sesi Anda sudah berakhir. Buka halaman Masuk di tab lain, masuk, lalu tekan tombol "
            "ini lagi. Isian masih ada."
        )
        return Response(text, status, content_type="text/plain; charset=utf-8")
    to = safe(request.full_path.rstrip("?"))
    if request.method == "GET":
        return redirect(url_for("signin.sign_in", next=to), 303)
    kept = sent()
    problem = why or (
        _("Sesi Anda sudah berakhir. Masuk lagi; berkasnya sesudah itu harus dipilih lagi.")
        if kept.files
        else _("Sesi Anda sudah berakhir. Masuk lagi; isian Anda tidak hilang.")
    )
    return sign_in_form(SignInForm(), to=to, status=status, problem=problem, kept=kept)


pages.record_once(lambda state: state.app.extensions.update(guyub_sign_in=ask_to_sign_in))
