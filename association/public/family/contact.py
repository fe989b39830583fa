"""Whom of a family a link is sent to."""

from association.roster.members.models import Member


def phone_of_family(_member: Member) -> str:
    """Give the phone of who comes first among a member's heirs and has one, else of the neighbour
    who knows them; "" when nobody has."""
    return ""
