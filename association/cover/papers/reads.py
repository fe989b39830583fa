"""Select the papers of a case and the photos of them."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.cover.claims.models import Claim
from association.cover.papers.models import ClaimPaper, ClaimPhoto
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.law.claims import ClaimState


def case(session: Session, claim_id: int) -> tuple[Claim, Member]:
    """Get a case and whose it is. Raises NoResultFound outside the reach."""
    claim = session.get_one(Claim, claim_id)
    return claim, session.get_one(Member, claim.member_id)


def open_case(session: Session, claim_id: int) -> Claim:
    """Lock a case that may still be changed. Raises NoResultFound outside the reach, RuleError when
    it was undone."""
    claim = session.get_one(Claim, claim_id, with_for_update=True)
    if claim.state == ClaimState.UNDONE:
        raise RuleError("Kasus ini sudah dibatalkan. Berkasnya tidak diubah lagi.")
    return claim


def papers(session: Session, claim: Claim) -> dict[str, ClaimPaper]:
    """Give what is known of a case's papers, by their codes."""
    own = ClaimPaper.association_id == claim.association_id
    found = session.scalars(sa.select(ClaimPaper).where(ClaimPaper.claim_id == claim.id, own))
    return {one.code: one for one in found}


def photos(session: Session, claim: Claim) -> dict[str, list[ClaimPhoto]]:
    """Give the photos of a case by the codes of its papers, without their images."""
    own = ClaimPhoto.association_id == claim.association_id
    wanted = sa.select(ClaimPhoto).where(ClaimPhoto.claim_id == claim.id, own)
    found = defaultdict(list)
    for one in session.scalars(wanted.order_by(ClaimPhoto.id)):
        found[one.code].append(one)
    return found


def photo(session: Session, claim_id: int, photo_id: int) -> ClaimPhoto:
    """Get one photo of a case. Raises NoResultFound for another case's, outside the reach, and
    after its end."""
    claim = session.get_one(Claim, claim_id)
    wanted = sa.select(ClaimPhoto).where(
        ClaimPhoto.id == photo_id,
        ClaimPhoto.claim_id == claim.id,
        ClaimPhoto.association_id == claim.association_id,
    )
    return session.scalars(wanted).one()
