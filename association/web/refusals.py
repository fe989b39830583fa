"""Refusals that many rooms give alike: wait first."""

from typing import Any

from flask_babel import gettext as _

from association.ledger.throttle.actions import TooManyTries
from association.web.errors import too_many_text
from association.web.page import Answer, refused


def wait_first(error: TooManyTries, template: str, *, why: str = "", **context: Any) -> Answer:
    """Answer who tried too often: 429 with the same form, everything typed kept.

    How long to wait stands in Retry-After, and in `problem` unless that says more already.
    """
    why = why or _("Terlalu banyak percobaan.")
    context["problem"] = context["problem"] or f"{why} {too_many_text(error.seconds)}"
    answer = refused(template, status=429, **context)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer
