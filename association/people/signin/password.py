"""Asks who is signed in for the password once more, before what must not happen by itself."""

from collections.abc import Callable
from typing import Any

from flask import request

from association.ledger.throttle.actions import TooManyTries
from association.people.accounts.confirmation import WrongPair, confirm
from association.web.gate import actor, settings
from association.web.page import CONTROL, Answer, refused
from association.web.refusals import wait_first


def password_refused(
    template: str, context: Callable[[], dict[str, Any]], *, wrong: str
) -> Answer | None:
    """Check the field `password` against the account of who is signed in; None when it fits.

    Otherwise the form again, with `wrong` (what was not done) as its `problem`, or with a wait.
    """
    typed = CONTROL.sub("", request.form.get("password", ""))
    network = request.remote_addr or ""
    try:
        confirm(actor().account_id or 0, typed, network=network, clock=settings().now)
    except WrongPair:
        return refused(template, **(context() | {"problem": wrong}))
    except TooManyTries as error:
        return wait_first(error, template, **context())
    return None
