"""What Guyub itself can show of somebody's trading, dated: sealed lists of stalls, meetings,
receipts."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.people.participants.models import Contribution
from association.roster.members.models import Member
from association.roster.sealed.models import SealedRoster
from association.roster.sealed.reads import opened
from association.rules.house.slots import Slot
from association.rules.law.doubts import Evidence
from association.rules.people.rolls import plain

ATTENDED: Slot[Callable[[ColumnElement[int], datetime | None], sa.Select[int]]] = Slot(
    "to how many meetings did a member (an id, as SQL) come since a moment, as SQL?"
)
OPENED = 4  # sealed lists looked into: each holds a market


def evidence_of(session: Session, member: Member, paid: Iterable[Contribution]) -> Evidence:
    """Gather what is dated and can be shown of a member's trading."""
    came = session.scalar(ATTENDED.answer(sa.literal(member.id), None)) or 0
    proven = sum(bool(one.receipt or one.deposit_id) for one in paid)
    return Evidence(sealed_on=_sealed_on(session, member), attended=came, receipts=proven)


def _sealed_on(session: Session, member: Member) -> date | None:
    """Give the day of the latest sealed list of stalls on which a member stands, among the last
    ones of their markets."""
    markets = [stall.market_id for stall in member.stalls if stall.market_id]
    lists = (
        sa.select(SealedRoster)
        .where(
            SealedRoster.association_id == member.association_id,
            SealedRoster.market_id.in_(markets),
        )
        .order_by(SealedRoster.id.desc())
        .limit(OPENED)
        .options(undefer(SealedRoster.text_sealed))
    )
    name = plain(member.name)
    for kept in session.scalars(lists) if markets else ():
        if any(row.name == name for row in opened(kept).rows):
            return kept.made_at.astimezone(WIB).date()
    return None
