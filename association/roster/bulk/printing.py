"""Open the cards to print."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.members.models import Card, Member
from association.roster.members.statuses import living
from association.vault import vault

AT_A_TIME = 50  # printed at a time


@dataclass(frozen=True, slots=True)
class Printed:
    """A card as it is printed: the name and the code."""

    name: str
    code: str


def cards(session: Session, ids: list[int], *, today: date) -> list[Printed]:
    """Open the cards of up to AT_A_TIME members who are on the roster, in the order of the ids."""
    found = session.execute(
        sa.select(Member.id, Member.name, Card.code_sealed)
        .join(Card, Card.member_id == Member.id)
        .where(Member.id.in_(ids), living(today))
    )
    by_id = {
        member_id: Printed(name, vault.open(sealed, f"card|code|{member_id}"))
        for member_id, name, sealed in found
    }
    return [by_id[member_id] for member_id in ids if member_id in by_id]
