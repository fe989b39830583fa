"""Make and revoke the link of a family; hold a second fact against the case it leads to."""

import secrets
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.claims.models import Claim
from association.database import db
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.once import Once, write_once
from association.people.accounts.reads import token_hash
from association.public.family.models import FamilyLink
from association.public.family.reads import LASTS, Case, case_of, link_to, mark_of
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.law.claims import ClaimState

KIND = "family"


class UnknownLink(Exception):
    """No link with this token leads anywhere, or what was said beside it is not so; nobody learns
    which."""


def make(claim_id: int, by: By, *, once: Once | None) -> str:
    """Make the link of a case; an earlier one is dead. A repeat of the form gets "": the link is
    shown once. RuleError for a case that was undone, OutOfDate when the page knew another link."""
    tokens: list[str] = []
    _make(claim_id, by, tokens, once=once)
    return "".join(tokens)


@write_once
def _make(session: Session, claim_id: int, by: By, tokens: list[str], *, once: Once | None) -> None:
    """Make the link; its token goes into `tokens`, beside the answer, because answers are kept."""
    claim = session.get_one(Claim, claim_id, with_for_update=True)
    if claim.state == ClaimState.UNDONE:
        raise RuleError("Kasus ini dibatalkan, jadi tidak ada tautan untuk keluarga.")
    hold(by.said, {"tautan": mark_of(link_to(session, claim_id))})
    token = secrets.token_urlsafe(32)
    session.execute(sa.delete(FamilyLink).where(FamilyLink.claim_id == claim.id))
    session.add(
        FamilyLink(
            token_hash=token_hash(token),
            claim_id=claim.id,
            member_id=claim.member_id,
            association_id=claim.association_id,
            city_id=claim.city_id,
            made_by=by.account_id,
            made_at=by.at,
            expires_at=by.at + LASTS,
        )
    )
    record(session, by, "make family link", f"claim:{claim.id}")
    tokens.append(token)


@write_once
def revoke(session: Session, claim_id: int, by: By, *, once: Once | None) -> bool:
    """Delete the link of a case at once; False when there was none. OutOfDate when the page knew
    another link."""
    claim = session.get_one(Claim, claim_id, with_for_update=True)
    link = link_to(session, claim.id)
    if link is None:
        return False
    hold(by.said, {"tautan": mark_of(link)})
    session.delete(link)
    record(session, by, "revoke family link", f"claim:{claim.id}")
    return True


def opened(token: str, *, network: str, clock: throttle.Clock) -> Case:
    """Find the case of a token and confine the session to its member.

    Who has a link never waits: it cannot be guessed, and a market shares one address. A token that
    leads nowhere counts for its network. Raises UnknownLink, or TooManyTries (decision 47).
    """
    found = case_of(db.session(), token, now=clock())
    if found is None:
        guess = throttle.Guess(throttle.per_network(KIND, network))
        throttle.settle(guess, throttle.Verdict.ABSENT, clock=clock)
        raise UnknownLink
    return found


def confirmed(token: str, birth_date: date | None, *, network: str, clock: throttle.Clock) -> Case:
    """Find the case of a token for who knows the member's birth date, too; None stands for what is
    no date.

    Raises UnknownLink for a wrong date as for a wrong token, or TooManyTries.
    """
    found = case_of(db.session(), token, now=clock())
    verdict = throttle.Verdict.ABSENT if found is None else throttle.Verdict.WRONG
    if found is not None and birth_date is not None and found.member.birth_date == birth_date:
        verdict = throttle.Verdict.RIGHT
    throttle.settle(_guess(token, network), verdict, clock=clock)
    found = case_of(db.session(), token, now=clock())
    if found is None or verdict is not throttle.Verdict.RIGHT:
        raise UnknownLink
    return found


def _guess(token: str, network: str) -> throttle.Guess:
    """Give what wrong dates are counted by: the link from this network, the link from everywhere,
    and the network. Named by the token, so that one that leads nowhere counts alike."""
    name = token_hash(token).hex()
    own = throttle.Limit(f"{KIND} {name} from {throttle.network_of(network)}")
    everywhere = throttle.Limit(f"{KIND} {name}", free=20, one_more=timedelta(hours=2))
    return throttle.Guess(
        own,
        (everywhere, throttle.per_network(KIND, network)),
        throttle.Limit(f"{KIND} {name} aside", free=3, one_more=timedelta(hours=8)),
    )
