"""/keluarga/<token>: a family sees where their case stands, without signing in."""

from typing import Any

from flask import request

from association.ledger.throttle.actions import TooManyTries
from association.public.family import actions
from association.public.family.forms import FactForm
from association.public.family.shown import PAGE, nothing, shown
from association.rules.house.permissions import May
from association.web.gate import Pages, settings
from association.web.page import Answer, page, refused

pages = Pages("family")


@pages.get("/keluarga/<token>", may=May.SEE_PUBLIC)
def show(token: str) -> Answer:
    """Show where the case of a link stands; opening it, as a link preview does, changes nothing."""
    try:
        case = actions.opened(token, **_from_here())
    except actions.UnknownLink:
        return nothing()
    except TooManyTries as error:
        return nothing(error)
    return page(PAGE, **shown(case, FactForm()))


@pages.post("/keluarga/<token>", may=May.SEE_PUBLIC)
def confirm(token: str) -> Answer:
    """Show name and amounts, too, to who knows the birth date: on this page only, nothing is
    kept."""
    form = FactForm.received()
    try:
        if not form.validate():
            return refused(PAGE, **shown(actions.opened(token, **_from_here()), form))
        case = actions.confirmed(token, form.birth_date.value, **_from_here())
    except actions.UnknownLink:
        return nothing()
    except TooManyTries as error:
        return nothing(error)
    return page(PAGE, **shown(case, form, known=True))


def _from_here() -> dict[str, Any]:
    return {"network": request.remote_addr or "", "clock": settings().now}
