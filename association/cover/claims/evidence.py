"""What Guyub itself can show of somebody's trading, dated: sealed lists of stalls, meetings,
receipts."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.config import WIB
from association.cover.claims.attended import ATTENDED
from association.people.participants.models import Contribution
from association.roster.members.models import Member
from association.roster.sealed.reads import naming
from association.rules.law.doubts import Evidence


def evidence_of(
    session: Session, member: Member, paid: Iterable[Contribution], *, today: date
) -> Evidence:
    """Gather what is dated and can be shown of a member's trading."""
    came = session.scalar(ATTENDED.answer(sa.literal(member.id), None)) or 0
    proven = sum(bool(one.receipt or one.deposit_id) for one in paid)
    sealed = [made_at for made_at, _market, _code in naming(session, member, today)]
    sealed_on = sealed[0].astimezone(WIB).date() if sealed else None
    return Evidence(sealed_on=sealed_on, attended=came, receipts=proven)
