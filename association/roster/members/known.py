"""What is known of a member, as the rule of what is missing asks it."""

from association.roster.members.models import Member
from association.rules.people.completeness import Known


def known_of(
    member: Member, *, messenger: bool, income: bool, consent: bool, registered: bool = False
) -> Known:
    """Tell what is known of a member; the caller says what does not stand in the row."""
    return Known(
        nik=member.nik_index is not None,
        birth_date=member.birth_date is not None,
        birth_place=bool(member.birth_place),
        mother_name=member.mother_sealed is not None,
        address=member.address_sealed is not None,
        phone=member.phone_sealed is not None,
        messenger=messenger,
        income=income,
        consent=consent,
        registered=registered,
    )
