"""What the page of a family shows, and what of it only for who knows the second fact."""

import re
from typing import Any

from flask_babel import gettext as _

from association.cover.claims.benefit_wording import part_words, unpaid_words
from association.cover.claims.models import Claim
from association.cover.claims.standing import facts_of
from association.cover.papers.listing import papers_of
from association.cover.papers.wording import PaperSaid
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.public.family.forms import FactForm
from association.public.family.last_days import Course, last_days
from association.public.family.reads import Case
from association.public.family.rows import ALL_THERE, ROW_OF, told
from association.rules.law.claim_benefits import entitlement
from association.rules.law.claims import GOING_ON, ClaimKind, ClaimState
from association.rules.people.names import initials
from association.web.gate import settings
from association.web.page import Answer, page
from association.web.refusals import wait_first

PAGE, NOTHING = "public/family/page.html", "public/family/nothing.html"
NOTED = ("asked", "reason", "paid_to", "waits_for")
# What a pengurus noted may hold a NIK, a phone, an account number; an amount has fewer digits.
NUMBER = re.compile(r"\d(?:[ .\-/]?\d){8,}")


def shown(case: Case, form: FactForm, *, known: bool = False) -> dict[str, Any]:
    """Gather what the page shows; to who is `known` by a second fact also name and amounts."""
    claim, today = case.claim, settings().today()
    lasts = last_days(_course(claim), now=settings().now(), today=today)
    row, missing = ROW_OF[ClaimKind(claim.kind), ClaimState(claim.state)], _missing(case)
    return {
        "claim": claim,
        "row": row,
        "yours": row.yours if missing or claim.state != ClaimState.OPENED else ALL_THERE,
        "lasts": [told(one) for one in lasts],
        "waits": claim.waits_until if claim.waits_until and claim.waits_until > today else None,
        "missing": missing,
        "initials": initials(case.member.name),
        "association": case.association,
        "contact": case.association.contact(today),
        "last_day": case.last_day,
        "form": form,
        "can_ask": case.member.birth_date is not None,
        "fact": _fact(case) if known else None,
    }


def _course(claim: Claim) -> Course:
    return Course(
        kind=ClaimKind(claim.kind),
        state=ClaimState(claim.state),
        from_work=claim.from_work,
        day=claim.day,
        happened_at=claim.happened_at,
        is_reported="reported_on" in claim.told,
        submitted_on=claim.submitted_on,
    )


def _missing(case: Case) -> list[tuple[str, list[PaperSaid]]]:
    """Name the papers that a case lacks, by the place where each is got."""
    if case.claim.state != ClaimState.OPENED:
        return []
    places: dict[str, list[PaperSaid]] = {}
    for errand in papers_of(case.claim, case.member).errands:
        for line in errand.lines:
            if not (line.is_there or line.needed.if_asked):
                places.setdefault(errand.place, []).append(line.said)
    return list(places.items())


def _fact(case: Case) -> dict[str, Any]:
    """Give what a stranger with the link does not learn: the name they are called by, the amounts,
    and what was noted."""
    claim, member = case.claim, case.member
    noted = {name: without_numbers(str(claim.told.get(name) or "")) for name in NOTED}
    return {
        "name": member.known_as or member.name.split()[0],
        "day": claim.day,
        "paid": claim.paid_amount if claim.state == ClaimState.PAID else None,
        **noted,
        **_worth(case),
    }


def _worth(case: Case) -> dict[str, Any]:
    """Say what a case that goes on is worth by what is recorded, or why nothing is paid."""
    claim = case.claim
    if claim.state not in GOING_ON:
        return {"pays": [], "total": None, "unpaid": ""}
    kind = ClaimKind(claim.kind)
    facts = facts_of(db.session(), case.member, kind, claim.day, from_work=claim.from_work)
    found = entitlement(facts)
    pays = [part_words(part) for part in found.parts]
    return {"pays": pays, "total": found.total, "unpaid": unpaid_words(found)}


def without_numbers(text: str) -> str:
    """Hide long numbers in what somebody noted."""
    return NUMBER.sub("…", text)


def nothing(wait: TooManyTries | None = None) -> Answer:
    """Answer for every link that leads nowhere, and every second fact that is not so, alike; with
    `wait` for who tried too often."""
    if wait is None:
        return page(NOTHING, status=404, problem="")
    return wait_first(wait, NOTHING, why=_("Terlalu banyak percobaan dari sini."), problem="")
