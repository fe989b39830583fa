"""The gate: every route says who may use it, and each request gets its actor's reach once."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

import flask
from flask import Blueprint, abort, current_app, g, request
from flask_login import LoginManager, current_user

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Leading, Visitor
from association.config import Settings
from association.database import SAVED, db
from association.people.accounts import sessions
from association.people.accounts.entering import working_as
from association.people.accounts.reads import UNKNOWN, VISITOR, Actor, signed_in
from association.rules.house.permissions import (
    BEFORE_CODE,
    May,
    Right,
    Role,
    allows,
    lacking,
)
from association.trouble import trouble_of
from association.waiting import no_longer_than
from association.web.language import in_indonesian
from association.web.page import moved, whole_number

SESSION_COOKIE = "guyub"
# what one does as oneself, such as signing out
ANYWHERE = BEFORE_CODE | {May.SEE_HOME, May.OWN_ACCOUNT, May.CHOOSE_CITY}
IN_A_CITY = {May.OVERSEE_CITY, May.RUN_CITY_EVENT, May.ADMINISTER, May.SEE_AUDIT}
FILES = (".ics", ".pdf", ".png", ".xlsx")
CHOOSE_CITY = "/kota"  # the first page of who works for many cities and has not chosen one
SECURE_ACCOUNT = "/akun/kode"  # the first page of who has to have a second factor
KEY_PLACE = re.compile(r"p([0-9]+)-")
View = TypeVar("View", bound=Callable[..., Any])


class LacksRight(Exception):
    """A leader's duty does not give the right that the page needs."""

    def __init__(self, right: Right) -> None:
        super().__init__(right)
        self.right = right


class OtherPaguyuban(Exception):
    """A form that was opened for one paguyuban came while its sender works for another."""


class OtherAccount(Exception):
    """A form that was opened by one account came while another is signed in on the phone."""


login_manager = LoginManager()
login_manager.anonymous_user = lambda: VISITOR
login_manager.session_protection = None  # of its own session, which nobody uses: it only marks ours


class Pages(Blueprint):
    """A feature's routes. `may` has no default, so a route cannot be written without a
    permission."""

    def __init__(self, name: str) -> None:
        super().__init__(name, __name__)

    def get(  # type: ignore[override]
        self, rule: str, *, may: May, **options: Any
    ) -> Callable[[View], View]:
        """Route GET requests to a function, for those who may."""
        return self._guarded(rule, may, methods=["GET"], **options)

    def post(  # type: ignore[override]
        self, rule: str, *, may: May, **options: Any
    ) -> Callable[[View], View]:
        """Route POST requests to a function, for those who may."""
        return self._guarded(rule, may, methods=["POST"], **options)

    def route(self, rule: str, **options: Any) -> Any:
        """Refuse: a plain route has no permission."""
        raise TypeError(f"{rule}: use get(..., may=...) or post(..., may=...)")

    def _guarded(
        self,
        rule: str,
        may: May,
        *,
        whoever: bool = False,
        paper: bool = False,
        listed: bool = False,
        most_bytes: int = 0,
        **options: Any,
    ) -> Callable[[View], View]:
        """`whoever`: the answer is the same for everybody, and needs no database to know who.
        `paper`: it is printed for others, in Indonesian, as all files are. `listed`: search engines
        may show it. `most_bytes`: of what is sent, where that is more than elsewhere."""

        def register(view: View) -> View:
            shown = in_indonesian()(view) if paper or rule.endswith(FILES) else view

            @wraps(view)
            def guarded(*args: Any, **kwargs: Any) -> Any:
                if whoever:
                    ask_no_more()
                refusal = _refusal(may)
                return shown(*args, **kwargs) if refusal is None else refusal

            guarded.may, guarded.whoever = may, whoever  # type: ignore[attr-defined]
            guarded.listed = listed  # type: ignore[attr-defined]
            guarded.most_bytes = most_bytes  # type: ignore[attr-defined]
            self.add_url_rule(
                rule, options.pop("endpoint", None) or view.__name__, guarded, **options
            )
            return view

        return register


def _refusal(may: May) -> Any:
    """Set the actor's reach; give the answer for who may not, None for who may."""
    who = actor()
    if lacks_code(who):
        set_reach(db.session(), Visitor())
        return None if may in BEFORE_CODE else moved(SECURE_ACCOUNT)
    if not allows(who.role, may):
        if who.role is not Role.VISITOR:
            abort(403)
        return cast(Callable[[], Any], current_app.extensions["guyub_sign_in"])()
    lacks = lacking(who.role, may, who.rights)
    if lacks is not None:
        raise LacksRight(lacks)
    if may in IN_A_CITY and isinstance(who.reach, Visitor):
        return moved(CHOOSE_CITY)
    if request.method == "POST" and may not in ANYWHERE - {May.OWN_ACCOUNT}:
        _same_account()
    if request.method == "POST" and may not in ANYWHERE:
        _same_place()
    set_reach(db.session(), who.reach)
    return None


def has_to_have_code(who: Actor) -> bool:
    """Tell whether an account has to have a second factor: those of an office, in production."""
    return who.role in (Role.OFFICER, Role.ADMIN) and settings().https


def lacks_code(who: Actor) -> bool:
    """Tell whether an account reaches nothing until it has turned its second factor on."""
    return has_to_have_code(who) and not who.has_code


def actor_place() -> str:
    """Give the number of the paguyuban that the actor works for now, as text; empty for everyone
    but a leader."""
    reach = actor().reach
    return str(reach.association_id) if isinstance(reach, Leading) else ""


def new_key() -> str:
    """Make the 128-bit key of a form; a leader's begins with their paguyuban, and keeps it over a
    new sign-in."""
    key, place = secrets.token_hex(16), actor_place()
    return f"p{place}-{key}" if place else key


def key_place(key: str) -> str:
    """Give the number of the paguyuban that a key was made for; empty for any other text."""
    found = KEY_PLACE.match(key)
    return found[1] if found and whole_number(found[1]) else ""


def _same_account() -> None:
    if g.get("made_by") and g.made_by != str(actor().account_id):
        raise OtherAccount


def _same_place() -> None:
    made_for = {g.get("made_for", ""), key_place(request.form.get("key", ""))} - {""}
    if made_for - {actor_place()}:
        raise OtherPaguyuban


def may(name: str) -> bool:
    """Tell templates whether who sends this request may do something, by the name of a May."""
    who, wanted = actor(), May(name)
    if lacks_code(who) and wanted not in BEFORE_CODE:
        return False
    return allows(who.role, wanted) and lacking(who.role, wanted, who.rights) is None


def actor() -> Actor:
    """Give whoever sends this request."""
    return cast(Actor, current_user._get_current_object())


def ask_no_more() -> None:
    """Take who sends this request for who is known by now: the database is not asked any more."""
    if "_login_user" not in g:
        g._login_user = UNKNOWN if request.cookies.get(SESSION_COOKIE) else VISITOR


def become(token: str) -> None:
    """Act for the rest of this request as who has just signed in."""
    found = signed_in(db.session(), token, now=settings().now(), today=settings().today())
    g._login_user = found or VISITOR  # where Flask-Login keeps who it loaded for the request


def let_in(endpoint: str | None, _values: object) -> None:
    """Let a route take as much as it says, before anything of it is read."""
    view = current_app.view_functions.get(endpoint or "")
    if most := getattr(view, "most_bytes", 0):
        request.max_content_length = most


def is_public() -> bool:
    """Tell whether the route of this request is for everybody."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "may", None) is May.SEE_PUBLIC


def by() -> By:
    """Say who acts now, and what the page they act on said."""
    who, own = actor(), actor().association_id
    return By(account_id=who.account_id, association_id=own, at=settings().now(), said=page_said())


def city_by() -> By:
    """Say who acts now for the city, as an officer or an admin, and what their page said."""
    who = actor()
    return By(
        account_id=who.account_id,
        association_id=None,
        city_id=who.city_id,
        at=settings().now(),
        said=page_said(),
    )


def by_oneself() -> By:
    """Say who acts now, whatever their role, and what the page they act on said."""
    return replace(working_as(actor(), now=settings().now()), said=page_said())


def page_said() -> Mapping[str, str]:
    """Give what the page said that was sent, by its forms' `says`."""
    return By.told(" ".join(request.form.getlist("said")))


def settings() -> Settings:
    """Give the app's settings."""
    return cast(Settings, current_app.extensions["guyub"])


@login_manager.request_loader
def _load(_request: flask.Request) -> Actor | None:
    token = request.cookies.get(SESSION_COOKIE, "")
    if not token:
        return None
    set_reach(db.session(), Visitor())
    now = settings().now()
    found = signed_in(db.session(), token, now=now, today=settings().today())
    if found is not None and found.stale:
        _note_use(token)
    return found


def _note_use(token: str) -> None:
    """Note that the session is in use; a full or busy disk keeps nobody from reading."""
    try:
        with no_longer_than(1):
            sessions.seen(token, now=settings().now())
    except Exception as error:
        if trouble_of(error) is None:
            raise
    db.session().info.pop(SAVED, None)
