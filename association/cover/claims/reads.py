"""Select cases: one, those of a member, the list, and those that somebody has to go on with."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.cover.claims.models import Claim, ClaimStep
from association.paging import Page, behind, cut, one_more
from association.roster.members.models import Member
from association.rules.law.claims import GOING_ON, REPORT_WITHIN, ClaimKind, ClaimState

IS_GOING_ON = Claim.state.in_([one.value for one in GOING_ON])
RANK = sa.case((IS_GOING_ON, 1), else_=0)
STANDS = Claim.state != ClaimState.UNDONE.value
CaseOf = tuple[Claim, str]  # a case, and the name of whose it is


def claim(session: Session, claim_id: int) -> Claim:
    """Get a case; NoResultFound outside the reach."""
    return session.get_one(Claim, claim_id)


def of_member(session: Session, member_id: int) -> list[Claim]:
    """List the cases of a member, the latest first."""
    own = sa.select(Claim).where(Claim.member_id == member_id).order_by(Claim.id.desc())
    return list(session.scalars(own))


def standing(session: Session, member_id: int, kind: ClaimKind) -> Claim | None:
    """Find the case of a member that goes on; of a death also one that is decided: nobody dies
    twice."""
    stands = STANDS if kind is ClaimKind.DEATH else IS_GOING_ON
    own = Claim.member_id == member_id, Claim.kind == kind.value, stands
    return session.scalars(sa.select(Claim).where(*own).order_by(Claim.id.desc())).first()


def steps(session: Session, claim_id: int) -> list[ClaimStep]:
    """List the steps of a case, the first one first."""
    of_case = sa.select(ClaimStep).where(ClaimStep.claim_id == claim_id)
    return list(session.scalars(of_case.order_by(ClaimStep.id)))


def listed(session: Session, *, association_id: int, after: int | None) -> Page[CaseOf]:
    """List the cases of a paguyuban, those that go on first, the latest first, 25 at a time."""
    own = (
        sa.select(Claim, Member.name)
        .join(Member, Member.id == Claim.member_id)
        .where(Claim.association_id == association_id)
        .order_by(RANK.desc(), Claim.id.desc())
    )
    found = behind(session, own, RANK, Claim.id, after=after, backwards=True)
    rows = [(one[0], one[1]) for one in session.execute(one_more(found))]
    return cut(rows, lambda row: row[0].id)


def to_go_on(session: Session, *, association_id: int, now: datetime, today: date) -> list[CaseOf]:
    """List the cases with which somebody has to go on: those that wait for nothing (any more), and
    accidents that are still to be reported; the longest unmoved first."""
    waits = Claim.waits_until > today
    clock = sa.and_(
        Claim.state == ClaimState.OPENED.value,
        Claim.happened_at > now - REPORT_WITHIN - timedelta(days=1),
    )
    asked = sa.or_(Claim.waits_until.is_(None), ~waits, clock)
    found = session.execute(
        sa.select(Claim, Member.name)
        .join(Member, Member.id == Claim.member_id)
        .where(Claim.association_id == association_id, IS_GOING_ON, asked)
        .order_by(Claim.moved_on, Claim.id)
    )
    return [(one[0], one[1]) for one in found]
