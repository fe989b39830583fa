"""Whom of a family a link is sent to."""

from association.roster.members.models import Member
from association.rules.law.heirs import in_order
from association.rules.people.heirs import kept_heirs
from association.rules.people.recipients import Recipient, beside_roster


def to_family(member: Member) -> Recipient:
    """Give who comes first among a member's heirs and has a phone, the neighbour who knows them
    last; nobody when none has."""
    found = in_order(kept_heirs(member.heirs))
    return beside_roster(next((one.phone for one in found if one.phone), None))
