"""Find a receipt by its number, for whoever holds it."""

from sqlalchemy.orm import Session

from association.people.participants.models import Contribution, Receipt
from association.roster.members.models import Member
from association.territory.models import Association


def receipt_of(session: Session, number: str) -> Receipt:
    """Find a receipt by its number; NoResultFound for any other text."""
    return session.get_one(Receipt, number)


def checked(session: Session, receipt: Receipt) -> tuple[Contribution, str, str]:
    """Give what a receipt is for, the payer's name and the paguyuban's, under the reach of that
    member."""
    contribution = session.get_one(Contribution, receipt.contribution_id)
    name = session.get_one(Member, receipt.member_id).name
    return contribution, name, session.get_one(Association, receipt.association_id).name
