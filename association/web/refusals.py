"""Refusals that many rooms give alike: wait first, and the password once more."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext as _

from association.ledger.throttle.actions import TooManyTries
from association.people.accounts import actions as accounts
from association.web.errors import too_many_text
from association.web.gate import actor, settings
from association.web.page import CONTROL, Answer, refused


def wait_first(error: TooManyTries, template: str, *, why: str = "", **context: Any) -> Answer:
    """Answer who tried too often: 429 with the same form, everything typed kept, and how long to
    wait as `problem` and in Retry-After."""
    why = why or _("Terlalu banyak percobaan.")
    context["problem"] = f"{why} {too_many_text(error.seconds)}"
    answer = refused(template, status=429, **context)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def password_refused(
    template: str, context: Callable[[], dict[str, Any]], *, wrong: str
) -> Answer | None:
    """Check the field `password` against the account of who is signed in; None when it fits.

    Otherwise the form again, with `wrong` (what was not done) as its `problem`, or with a wait.
    """
    typed = CONTROL.sub("", request.form.get("password", ""))
    network, now = request.remote_addr or "", settings().now()
    try:
        accounts.confirm(actor().account_id or 0, typed, network=network, now=now)
    except accounts.WrongPair:
        return refused(template, **(context() | {"problem": wrong}))
    except TooManyTries as error:
        return wait_first(error, template, **context())
    return None
