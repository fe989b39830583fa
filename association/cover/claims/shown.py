"""What the page of a case shows, once more after a refusal."""

from typing import Any

from association.cover.claims import reads
from association.cover.claims.benefit_wording import (
    missing_words,
    nobody_words,
    part_words,
    scholarship_words,
    schooling_words,
    unpaid_words,
)
from association.cover.claims.doubt_wording import doubt_words, evidence_words
from association.cover.claims.forms import (
    AskedForm,
    BackForm,
    DayForm,
    MoveForm,
    NotPaidForm,
    PaidForm,
    RefusedForm,
    WaitForm,
)
from association.cover.claims.models import Claim
from association.cover.claims.sections import CLAIM_PAGE, ClaimShown
from association.cover.claims.standing import standing_on
from association.cover.claims.wording import (
    case_states,
    kinds,
    moment_to_report,
    moves,
    must_report,
    next_up,
    promised,
)
from association.cover.heirs.wording import relation_words
from association.database import db
from association.people.accounts.reads import names_of
from association.roster.members import reads as members
from association.rules.law.claim_benefits import Entitlement, entitlement, without_heirs
from association.rules.law.claims import (
    GOING_ON,
    MOVES,
    REPORT_WITHIN,
    ClaimKind,
    ClaimState,
    promise_of,
    working_days,
)
from association.rules.law.doubts import Doubt, Doubted, doubts
from association.rules.law.heirs import first_in_line, in_order
from association.rules.law.sources import SOURCES
from association.web.forms import Form
from association.web.gate import settings

DETAIL = "cover/claims/detail.html"
TOLD = ("asked", "reason", "paid_to", "waits_for")
# The last part of the address to which a step is sent, and what it asks.
STEPS: dict[str, type[MoveForm | BackForm]] = {
    "ajukan": MoveForm,
    "dibayar": PaidForm,
    "diminta": AskedForm,
    "ditolak": RefusedForm,
    "berkas": BackForm,
    "belum-dibayar": NotPaidForm,
}


def case(claim_id: int) -> ClaimShown:
    """Get a case and whose it is; NoResultFound outside the reach."""
    claim = reads.claim(db.session(), claim_id)
    member = members.one(db.session(), claim.member_id)
    return ClaimShown(claim, member, settings().today())


def steps_of(claim: Claim) -> dict[str, type[MoveForm | BackForm]]:
    """Give the steps that a case can take now."""
    state = ClaimState(claim.state)
    plain = "belum-dibayar" if state is ClaimState.PAID else "ajukan"
    offered = [word for word in STEPS if word not in ("ajukan", "belum-dibayar") or word == plain]
    return {word: STEPS[word] for word in offered if STEPS[word].to in MOVES[state]}


def shown(subject: ClaimShown, *, wrong: str = "", **typed: Form) -> dict[str, Any]:
    """Gather what the page of a case shows; `typed` are forms that were sent, by their word."""
    claim, member, today = subject.claim, subject.member, subject.today
    forms = {word: typed.get(word) or _empty(kind) for word, kind in steps_of(claim).items()}
    return {
        "claim": claim,
        "member": member,
        "today": today,
        "told": dict.fromkeys(TOLD, "") | claim.told,
        "kind": kinds()[claim.kind],
        "states": case_states(),
        "next_up": next_up(claim, today=today),
        "forms": forms,
        "names": moves(ClaimState(claim.state)),
        "waiting": typed.get("tunggu") or WaitForm(),
        "day": typed.get("hari") or DayForm(day=claim.day.isoformat()),
        "reporting": Form(),
        "undoing": Form(),
        "opened": next(iter(typed), ""),
        "wrong": wrong,
        "says": {"langkah": claim.version},
        "undo_says": {"langkah": claim.version, "hari": claim.day},
        "sections": CLAIM_PAGE.gather(subject),
        **_law(subject),
        **_way(claim),
    }


def _empty(kind: type[MoveForm | BackForm]) -> Form:
    if issubclass(kind, MoveForm):
        return kind(day=settings().today().isoformat())
    return kind()


def _law(subject: ClaimShown) -> dict[str, Any]:
    """Gather what the law gives, to whom, and what may go wrong: by what was so on the day."""
    claim = subject.claim
    then = standing_on(
        db.session(),
        subject.member,
        ClaimKind(claim.kind),
        claim.day,
        from_work=claim.from_work,
        today=subject.today,
    )
    return {
        "then": then,
        **_worth(entitlement(then.facts)),
        "heirs": in_order(then.heirs),
        "first": first_in_line(then.heirs),
        "relations": relation_words(),
        "doubts": [
            (one, doubt_words(one), _annexes(one)) for one in doubts(then.facts, then.known)
        ],
    }


def _worth(entitled: Entitlement) -> dict[str, Any]:
    """Say what a case is worth, part by part, each with the text it was read in."""
    lacks = missing_words()
    school = entitled.scholarship
    return {
        "entitled": entitled,
        "pays": [(part, part_words(part), SOURCES[part.source]) for part in entitled.parts],
        "unpaid": unpaid_words(entitled),
        "missing": [lacks[one] for one in entitled.missing],
        "school": scholarship_words(school) if school else "",
        "schooling": schooling_words(),
        "nobody": nobody_words(*without_heirs(entitled)) if entitled.total else "",
    }


def _annexes(one: Doubted) -> list[str]:
    """Say what Guyub can show against a doubt."""
    return evidence_words(dict(one.values)) if one.doubt is Doubt.NO_TRADE else []


def _way(claim: Claim) -> dict[str, Any]:
    """Gather how a case went, and its clocks."""
    found, last = reads.steps(db.session(), claim.id), promised(claim)
    until = claim.decided_on if claim.state == ClaimState.PAID else settings().today()
    days = working_days(claim.submitted_on, until) if claim.submitted_on and until else 0
    promise = promise_of(ClaimKind(claim.kind), from_work=claim.from_work)
    return {
        "steps": found,
        "who": names_of(db.session(), {one.account_id for one in found if one.account_id}),
        "is_going_on": ClaimState(claim.state) in GOING_ON,
        "pay_by": last,
        "days": days,
        "promise": promise,
        "late": max(days - promise.working_days, 0) if promise else 0,
        "clock": _clock(claim),
    }


def _clock(claim: Claim) -> dict[str, Any] | None:
    """Give until when an accident is to be reported, and whether that is over; None when it is
    reported or runs for nothing."""
    if claim.happened_at is None or not must_report(claim):
        return None
    over = settings().now() > claim.happened_at + REPORT_WITHIN
    return {"until": moment_to_report(claim), "over": over}
