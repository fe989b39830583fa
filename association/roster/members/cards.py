"""Make the card of a new member."""

import secrets

from association.roster.members.keys import CARD_PURPOSE
from association.roster.members.models import Card, Member
from association.rules.people.cards import new_card_code, normalise_card_code
from association.vault import vault


def new_card(member: Member) -> Card:
    """Make a card with a code that nobody else has, for the caller to add."""
    code = normalise_card_code(new_card_code(secrets.SystemRandom()))
    return Card(
        code_index=vault.index(code, CARD_PURPOSE),
        member_id=member.id,
        association_id=member.association_id,
        city_id=member.city_id,
        code_sealed=vault.seal(code, f"card|code|{member.id}"),
    )
