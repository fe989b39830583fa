"""Select one member, whose messages they carry, and their card."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.members.models import Card, Member
from association.vault import vault


def one(session: Session, member_id: int) -> Member:
    """Get a member; NoResultFound outside the reach."""
    return session.get_one(Member, member_id)


def messenger_of(session: Session, member: Member) -> Member | None:
    """Give the neighbour who carries a member's messages; None without one, and when they died."""
    messenger = session.get(Member, member.messenger_id) if member.messenger_id else None
    return messenger if messenger is not None and not messenger.has_died else None


def carried_by(session: Session, member_id: int) -> list[Member]:
    """List those whose messages a member carries."""
    return list(
        session.scalars(
            sa.select(Member).where(Member.messenger_id == member_id).order_by(Member.sort_name)
        )
    )


def card_code(session: Session, member_id: int) -> str:
    """Open the code of a member's card; NoResultFound when there is none."""
    card = session.scalars(sa.select(Card).where(Card.member_id == member_id)).one()
    return vault.open(card.code_sealed, f"card|code|{member_id}")
