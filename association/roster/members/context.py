"""What a member's page shows, gathered once for the pages that show it."""

from typing import Any

from association.database import db
from association.people.accounts import reads as accounts
from association.people.participants import reads as coverage
from association.roster.members import reads, wording
from association.roster.members.endings import death_of
from association.roster.members.known import known_of
from association.roster.members.models import Member
from association.roster.members.sections import MEMBER_PAGE, NEXT_STEP, OPENING, MemberShown
from association.roster.members.statuses import coverage_of
from association.roster.members.terms import terms_of
from association.roster.members.values import FIELDS
from association.rules.law.coverage import Status
from association.rules.law.owed import owed
from association.rules.law.price import price
from association.rules.law.stakes import stakes
from association.rules.people.completeness import TO_COMPLETE, TO_SEND, Gap, gaps
from association.rules.people.leaving import has_left
from association.rules.people.nik import mask_nik
from association.rules.people.recipients import chat_link
from association.web.gate import settings

NOT_YET = (Status.CANDIDATE, Status.READY)  # who may still be registered


def _gaps(member: Member, messenger: Member | None, status: Status) -> dict[str, dict[Gap, str]]:
    """Say what each gap in a member's data costs, the costliest first: of a candidate, those
    `to_send` and `to_complete` apart from the `rest`. None of who died."""
    if member.has_died:
        return {"rest": {}}
    known = known_of(
        member,
        messenger=messenger is not None and messenger.phone_sealed is not None,
        registered=status not in NOT_YET or has_left(member.left_on, settings().today()),
    )
    words, found = wording.gap_words(), gaps(known)
    levels = {"to_send": TO_SEND, "to_complete": TO_COMPLETE} if not known.registered else {}
    told = {
        level: {gap: words[gap] for gap in found if gap in asked} for level, asked in levels.items()
    }
    over = {gap for level in told.values() for gap in level}
    return told | {"rest": {gap: words[gap] for gap in found if gap not in over}}


def detail_context(member: Member) -> dict[str, Any]:
    """Gather what the member's page shows; the contribution pages show it again after a change."""
    session, today = db.session(), settings().today()
    nik = member.nik
    paid = coverage.contributions(session, member.participant_id) if member.participant_id else []
    terms = terms_of(session, [member.id])[member.id]
    messenger = reads.messenger_of(session, member)
    cover = coverage_of(session, member, today=today)
    shown = MemberShown(member, cover, paid)
    lacking = _gaps(member, messenger, cover.status)
    return {
        "member": member,
        "stalls": [(stall, stall.market) for stall in member.stalls],
        "cover": cover,
        "died": death_of(member),
        "stakes": stakes(cover, today=today),
        "waiting": coverage.waiting(paid),
        "owed": owed(cover, terms, today=today),
        "gaps": lacking,
        "messenger": messenger,
        "consent_by": _consent_by(member),
        "carries": [] if member.has_died else reads.carried_by(session, member.id),
        "words": _words(member),
        "price": price(terms, today=today),
        "nik": nik and mask_nik(nik),
        "phone": member.phone,
        "whatsapp": _whatsapp(shown, messenger, lacking),
        "terms": terms,
        "form": None,
        "form_template": "",
        "said": "",
        "saved": "",
        "notes": [],
        "opened": False,
        "beside": (),
        "instead": NEXT_STEP.answer(shown),
        "sections": MEMBER_PAGE.gather(shown),
    }


def _whatsapp(
    shown: MemberShown, messenger: Member | None, lacking: dict[str, dict[Gap, str]]
) -> str:
    """Give the address that opens WhatsApp to the member, else to who carries messages; "" without
    a phone, and to who died or of them."""
    member = shown.member
    carrier = messenger if not member.phone and messenger and not member.has_died else None
    to = carrier.to if carrier else member.to
    text = OPENING.answer(shown, carrier, list(lacking.get("to_send", {}))) if to else ""
    return chat_link(to, text)


def changes_of(member: Member) -> dict[str, Any]:
    """Give, by the part of the page that shows it, what an edit may change beside the data."""
    context = detail_context(member)
    stalls = [(stall.label, market and market.name) for stall, market in context["stalls"]]
    stand = [context[key] for key in ("cover", "owed", "instead", "nik")]
    return {
        "who": (member.name, stalls, member.commodity, context["whatsapp"]),
        "stand": [*stand, context["gaps"].get("to_send")],
        "cover": (context["price"], context["stakes"]),
        "lacking": {level: found for level, found in context["gaps"].items() if level != "to_send"},
    }


def _consent_by(member: Member) -> str:
    """Name who noted the member's consent."""
    noted_by = member.consent_by or 0
    return accounts.names_of(db.session(), [noted_by]).get(noted_by, "")


def _words(member: Member) -> dict[str, str]:
    """Say what is kept as a code or a number."""
    return {
        "income": wording.income(member.income) if member.income is not None else "",
        "sex": dict(wording.options(FIELDS["sex"]))[member.sex] if member.sex else "",
        "consent": dict(wording.consent_ways()).get(member.consent_how, ""),
        "left": wording.reasons().get(member.left_reason, ""),
    }
