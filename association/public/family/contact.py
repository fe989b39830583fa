"""Whom of a family a link is sent to."""

from datetime import date

from association.roster.members.models import Member
from association.rules.law.heirs import in_order
from association.rules.people.heirs import parse_heirs


def phone_of_family(member: Member, *, today: date) -> str:
    """Give the phone of who comes first among a member's heirs and has one, the neighbour who knows
    them last; "" when nobody has."""
    found = in_order(parse_heirs(member.heirs, today=today))
    return next((one.phone for one in found if one.phone), "")
