"""Identify a member by card code and birth date; failures are counted, and every failure looks the
same."""

from collections.abc import Callable
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import OneMember
from association.database import db
from association.ledger.throttle import actions as throttle
from association.roster.members.keys import CARD_PURPOSE
from association.roster.members.models import Card, Member
from association.roster.members.statuses import died
from association.rules.house.errors import RuleError
from association.rules.house.slots import Slot
from association.rules.people.cards import normalise_card_code
from association.rules.people.leaving import has_left
from association.vault import vault

NOBODY = OneMember(0, 0, 0)
LEADS_ON: Slot[Callable[[Session, int], OneMember | None]] = Slot(
    "on which other row does who left this one stand, having had both?"
)


class HasDied(Exception):
    """The pair is right, and its owner died: their family asks."""


class NoLongerListed(Exception):
    """The card and the birth date are right, but its owner is no longer on the paguyuban's
    roster."""


class UnknownPair(Exception):
    """No card with this code and birth date; nobody learns whether the code exists."""


def identify(
    code: str, birth_date: date, *, network: str, device: str, clock: throttle.Clock, today: date
) -> OneMember:
    """Find whose card it is and confine the session to that member.

    `device` is what `remembered` gave this browser for the card, if it did. Raises UnknownPair,
    HasDied or NoLongerListed when the pair is right and its owner died or left, or TooManyTries
    (decision 25).
    """
    code = _normalised(code)
    reach, known = owner(code)
    verdict = throttle.Verdict.ABSENT if known is None else throttle.Verdict.WRONG
    if known is not None and known.birth_date == birth_date:
        verdict = throttle.Verdict.RIGHT
    throttle.settle(_guess(code, network, device), verdict, clock=clock)
    if known is None or verdict is not throttle.Verdict.RIGHT:
        raise UnknownPair
    if known.died:
        raise HasDied
    if not has_left(known.left_on, today):
        return reach
    onward = LEADS_ON.answer(db.session(), reach.member_id)
    if onward is None:
        raise NoLongerListed
    set_reach(db.session(), onward)
    return onward


def _guess(code: str, network: str, device: str) -> throttle.Guess:
    """Give what failures are counted by: a browser that had this card right before by itself; else
    the card from this network, the card from everywhere, and the network."""
    if device:
        return throttle.Guess(throttle.Limit(f"self-check {code} {device}"))
    guess = throttle.at("self-check", code, network, free=50, one_more=timedelta(minutes=10))
    return throttle.Guess(
        guess.own,
        (*guess.shared, throttle.per_network("self-check", network)),
        throttle.Limit(f"self-check {code} aside", free=3, one_more=timedelta(hours=8)),
    )


def owner(code: str) -> tuple[OneMember, sa.Row[date | None, date | None, int | None, bool] | None]:
    """Find whose card it is and confine the session to that member; gives birth_date, left_on,
    merged_into_id, died, or None."""
    card = db.session.get(Card, vault.index(code, CARD_PURPOSE))
    return _known(OneMember(card.member_id, card.association_id, card.city_id) if card else NOBODY)


def _known(
    reach: OneMember,
) -> tuple[OneMember, sa.Row[date | None, date | None, int | None, bool] | None]:
    """Give the row that a card leads to; a row merged into another leads on to that one."""
    set_reach(db.session(), reach)
    columns = (Member.birth_date, Member.left_on, Member.merged_into_id, died().label("died"))
    known = db.session.execute(sa.select(*columns).where(Member.id == reach.member_id)).first()
    if known is not None and known.merged_into_id is not None:
        return _known(OneMember(known.merged_into_id, reach.association_id, reach.city_id))
    return reach, known


def _normalised(code: str) -> str:
    try:
        return normalise_card_code(code)
    except RuleError:
        return "unreadable"
