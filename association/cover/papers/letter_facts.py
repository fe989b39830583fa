"""Gathers what the letters of a case tell; which letters it has."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from association.cover.claims.models import Claim
from association.cover.claims.standing import Proof, heirs_of, standing_on
from association.cover.papers.forms import has_story, letter_words, letters_of
from association.cover.papers.letters import Case, Person, Story
from association.cover.papers.sections import MEETINGS
from association.database import db
from association.people.accounts import reads as accounts
from association.roster.members.models import Member
from association.roster.sealed.reads import naming
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.law.heirs import first_in_line, in_order
from association.rules.people.cards import display_card_code
from association.rules.people.dates import format_date, format_month
from association.rules.people.heirs import Heir, Relation
from association.rules.people.phone import format_phone
from association.rules.people.relations import WORDS
from association.territory.models import Association, Market
from association.territory.reads import own_markets
from association.web.formats import wib_date
from association.web.gate import settings

MOST_RECEIPTS = 12  # named on a letter, the latest


def letters_shown(claim: Claim, member: Member) -> dict[str, Any]:
    """Gather what a page shows of a case's letters."""
    words = letter_words()
    return {
        "claim_id": claim.id,
        "letters": [(one.value, words[one]) for one in letters_of(claim, member)],
        "asks_story": has_story(claim) and claim.state != ClaimState.UNDONE,
        "told": bool(claim.told.get("story")),
    }


def case_of(claim: Claim, member: Member) -> Case:
    """Gather all that letters tell of a case."""
    heirs, person = heirs_of(member), member.participant
    theirs = [one for one in in_order(heirs) if one.relation is not Relation.NEIGHBOUR]
    joined = member.joined_on
    return Case(
        **_of_paguyuban(claim.association_id),
        kind=ClaimKind(claim.kind),
        from_work=claim.from_work,
        day=claim.day,
        name=member.name,
        born=_born(member),
        address=member.address,
        stalls=_stalls(member),
        commodity=member.commodity,
        since=format_date(joined) if joined else "",
        kpj=(person.kpj or "") if person else "",
        heirs=tuple(map(_person, theirs)),
        first=tuple(map(_person, first_in_line(heirs))),
        evidence=tuple(_evidence(claim, member)),
        story=_story(claim),
    )


def _of_paguyuban(association_id: int) -> dict[str, Any]:
    session, today = db.session(), settings().today()
    own = session.get_one(Association, association_id)
    ketua, contact = accounts.ketua_names(session, own.id, today=today), own.contact(today)
    phone = contact.phone and format_phone(contact.phone)
    return {
        "association": own.name,
        "markets": ", ".join(market.name for market in own_markets(session, own.id)),
        "contact": " ".join(filter(None, (contact.name, phone))),
        "city_code": own.city.code,
        "city": own.city.name,
        "ketua": ketua[0] if ketua else "",
        "today": today,
    }


def _born(member: Member) -> str:
    day = member.birth_date
    return ", ".join(filter(None, (member.birth_place, format_date(day) if day else "")))


def _stalls(member: Member) -> str:
    session, named = db.session(), []
    for stall in member.stalls:
        market = session.get(Market, stall.market_id) if stall.market_id else None
        named.append(", ".join(filter(None, (stall.label, market.name if market else ""))))
    return "; ".join(filter(None, named))


def _person(heir: Heir) -> Person:
    return Person(
        name=heir.name,
        relation=WORDS[heir.relation].lower(),
        born=str(heir.birth_year or ""),
        guardian=heir.guardian,
    )


def _story(claim: Claim) -> Story | None:
    """Give how an accident happened; None where nobody told yet."""
    told = claim.told
    if not (told.keys() & {"place", "story", "witnesses"} or claim.happened_at):
        return None
    return Story(
        place=told.get("place", ""),
        at=claim.happened_at,
        text=told.get("story", ""),
        witnesses=tuple(
            (name, format_phone(phone) if phone else "")
            for name, phone in told.get("witnesses", ())
        ),
    )


def _evidence(claim: Claim, member: Member) -> Iterator[tuple[str, str]]:
    """Name what the paguyuban holds, dated up to the day of the case: sealed rosters, receipts,
    meetings."""
    session = db.session()
    for at, market, code in naming(session, member, claim.day):
        code = display_card_code(code)
        address = f"{settings().base_url}/lembar/{code}"
        sealed = _("Daftar tempat usaha bersegel %(market)s", market=market)
        yield format_date(wib_date(at)), f"{sealed}: {address}"
    kind, today = ClaimKind(claim.kind), settings().today()
    known = standing_on(session, member, kind, claim.day, from_work=claim.from_work, today=today)
    for one in known.proofs[:MOST_RECEIPTS]:
        yield format_date(one.received_on), _paid(one)
    for day, title in MEETINGS.answer(session, member.id, claim.day):
        yield format_date(day), _("Hadir di %(title)s", title=title)


def _paid(one: Proof) -> str:
    months = format_month(one.first_month)
    if one.last_month != one.first_month:
        last = format_month(one.last_month)
        months = _("%(first)s sampai %(last)s", first=months, last=last)
    told = {"months": months, "channel": one.channel, "number": one.number}
    if not one.number:
        return str(_("Iuran %(months)s lewat %(channel)s", **told))
    return str(_("Iuran %(months)s lewat %(channel)s, nomor bukti %(number)s", **told))
