"""Select the one case that a family's link leads to, and nothing beside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import OneMember, Visitor
from association.config import WIB
from association.cover.claims.models import Claim
from association.people.accounts.reads import token_hash
from association.public.family.models import FamilyLink
from association.roster.members.models import Member
from association.rules.law.claims import GOING_ON, ClaimState
from association.territory.models import Association

LASTS = timedelta(days=90)
AFTER_DECIDED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Case:
    """What a link leads to, and the last day on which it does."""

    claim: Claim
    member: Member
    association: Association
    last_day: date


def link_to(session: Session, claim_id: int) -> FamilyLink | None:
    """Find the link of a case, also one that is over."""
    return session.scalar(sa.select(FamilyLink).where(FamilyLink.claim_id == claim_id))


def mark_of(link: FamilyLink | None) -> str:
    """Give what tells a link from the one before it, for the buttons that end it."""
    return link.token_hash[:6].hex() if link else "-"


def last_day_of(link: FamilyLink, claim: Claim) -> date:
    """Give the last day of a link: 90 days after it was made, and 30 after its case was decided,
    or after it was made for a decided one."""
    last = _day(link.expires_at) - timedelta(1)
    if claim.state in GOING_ON or claim.decided_on is None:
        return last
    return min(last, max(claim.decided_on, _day(link.made_at)) + AFTER_DECIDED)


def case_of(session: Session, token: str, *, now: datetime) -> Case | None:
    """Confine the session to the member whose case a token leads to; None for a token that is
    unknown, revoked, over, or of a case that was undone."""
    set_reach(session, Visitor())
    link = session.get(FamilyLink, token_hash(token))
    if link is None:
        return None
    claim = _claim(session, link, link.member_id)
    if claim is None or claim.state == ClaimState.UNDONE:
        return None
    last_day = last_day_of(link, claim)
    if last_day < _day(now):
        return None
    member = session.get_one(Member, claim.member_id)
    return Case(claim, member, session.get_one(Association, claim.association_id), last_day)


def _claim(session: Session, link: FamilyLink, member_id: int) -> Claim | None:
    """Find the case as its member sees it, or as the row sees it that they were merged into."""
    set_reach(session, OneMember(member_id, link.association_id, link.city_id))
    claim = session.get(Claim, link.claim_id)
    if claim is not None:
        return claim
    merged = sa.select(Member.merged_into_id).where(Member.id == member_id)
    stays = session.scalar(merged)
    return _claim(session, link, stays) if stays else None


def _day(moment: datetime) -> date:
    return moment.astimezone(WIB).date()
