"""What the page of a family shows, and what of it only for who knows the second fact."""

import re
from typing import Any

from flask_babel import gettext as _

from association.ledger.throttle.actions import TooManyTries
from association.public.family.forms import FactForm
from association.public.family.last_days import Course, last_days
from association.public.family.reads import Case
from association.public.family.rows import ROW_OF, told
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.people.names import initials
from association.web.gate import settings
from association.web.page import Answer, page
from association.web.refusals import wait_first

PAGE, NOTHING = "public/family/page.html", "public/family/nothing.html"
# What a pengurus noted may hold a NIK, a phone, an account number; an amount has fewer digits.
NUMBER = re.compile(r"\d(?:[ .\-/]?\d){8,}")


def shown(case: Case, form: FactForm, *, known: bool = False) -> dict[str, Any]:
    """Gather what the page shows; to who is `known` by a second fact also name and amounts."""
    claim = case.claim
    kind, state = ClaimKind(claim.kind), ClaimState(claim.state)
    course = Course(
        kind=kind,
        state=state,
        from_work=claim.from_work,
        day=claim.day,
        happened_at=claim.happened_at,
        submitted_on=claim.submitted_on,
    )
    lasts = [told(one) for one in last_days(course, now=settings().now(), today=settings().today())]
    return {
        "claim": claim,
        "kind": kind.value,
        "row": ROW_OF[kind, state],
        "lasts": lasts,
        "initials": initials(case.member.name),
        "association": case.association,
        "contact": case.association.contact(settings().today()),
        "last_day": case.last_day,
        "form": form,
        "can_ask": case.member.birth_date is not None,
        "fact": _fact(case) if known else None,
    }


def _fact(case: Case) -> dict[str, Any]:
    """Give what a stranger with the link does not learn: the name they are called by, the amount,
    and what was noted."""
    claim, member = case.claim, case.member
    noted = {name: without_numbers(str(text)) for name, text in claim.told.items() if text}
    return {
        "name": member.known_as or member.name.split()[0],
        "day": claim.day,
        "paid": claim.paid_amount if claim.state == ClaimState.PAID else None,
        "paid_to": noted.get("paid_to", "") if claim.state == ClaimState.PAID else "",
        "asked": noted.get("asked", "") if claim.state == ClaimState.ASKED else "",
        "reason": noted.get("reason", "") if claim.state == ClaimState.REFUSED else "",
    }


def without_numbers(text: str) -> str:
    """Hide long numbers in what somebody noted."""
    return NUMBER.sub("…", text)


def nothing(wait: TooManyTries | None = None) -> Answer:
    """Answer for every link that leads nowhere, and every second fact that is not so, alike; with
    `wait` for who tried too often."""
    if wait is None:
        return page(NOTHING, status=404, problem="")
    return wait_first(wait, NOTHING, why=_("Terlalu banyak percobaan dari sini."), problem="")
