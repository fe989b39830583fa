"""Before any page: a new Guyub says that it is not set up yet, and the demonstration is served to
this machine only."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_babel import gettext as _

from association.database import db
from association.people.accounts.beginning import Begun, Holds, holds
from association.trouble import trouble_of
from association.waiting import no_longer_than
from association.web.errors import answer
from association.web.gate import settings
from association.web.page import Answer, page

BEGINNING = "guyub_beginning"  # in the extensions of an app
SETTING_UP, SIGNING_IN = "setup", "signin"  # the rooms that serve before it is set up


class Beginning:
    """What the database of a process holds; asked until it is set up, which it then stays."""

    def __init__(self) -> None:
        self.last: Holds | None = None

    def look(self) -> Holds | None:
        """Tell what the database holds; None where it does not answer, which a page finds out that
        needs it."""
        if self.last is None or self.last.begun is not Begun.DONE:
            try:
                with no_longer_than(1):
                    self.last = holds(db.session())
            except Exception as error:
                if trouble_of(error) is None:
                    raise
                db.session.remove()
        return self.last


def is_demo() -> bool:
    """Tell templates whether they show the demonstration; asks nothing, as errors are shown by
    them, too."""
    last: Holds | None = current_app.extensions[BEGINNING].last
    return last is not None and last.demo


def is_loopback(address: str) -> bool:
    """Tell whether an address, or a host name, is only reached from this machine."""
    try:
        return address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        return False


def set_up(app: Flask) -> None:
    """Look before each page, and before its form is judged."""
    app.extensions[BEGINNING] = Beginning()
    app.jinja_env.globals["is_demo"] = is_demo

    @app.before_request
    def expect_a_city() -> Answer | None:
        if getattr(app.view_functions.get(request.endpoint or ""), "whoever", False):
            return None
        found = app.extensions[BEGINNING].look()
        if found is None:
            return None
        if found.demo and not (settings().show_demo or _comes_from_here()):
            return answer(403, _only_here(), title=_("Peragaan"))
        if found.begun is Begun.DONE or _sets_up(found.begun):
            return None
        return page("errors/unprepared.html", status=503, begun=found.begun.value)


def _sets_up(begun: Begun) -> bool:
    """Tell whether this request is a step of the first start: opening the one-time address; then
    the steps, and signing in for them."""
    if begun is Begun.NOBODY:
        return request.blueprint == SETTING_UP and "token" in (request.view_args or {})
    return request.blueprint in (SETTING_UP, SIGNING_IN)


def _comes_from_here() -> bool:
    """Tell whether a browser on this machine asks, and for this machine: not for a name that a
    tunnel or a proxy gave it."""
    asked_for = urlsplit(f"//{request.host}").hostname or ""
    return is_loopback(request.remote_addr or "") and is_loopback(asked_for)


def _only_here() -> str:
    return str(
        _(
            "Ini peragaan dengan data rekaan, dan hanya dibuka di komputer tempat ia dinyalakan. "
            "Tanyakan kepada yang memasangnya."
        )
    )
