"""What is known of a member, as the rule of what is missing asks it."""

from association.roster.members.models import Member
from association.rules.people.completeness import Known


def known_of(member: Member, *, messenger: bool, registered: bool) -> Known:
    """Tell what is known of a member; the caller says what does not stand in the row (the SQL twin
    is statuses.THERE)."""
    reported = member.participant is not None and bool(member.participant.income)
    return Known(
        nik=member.nik_index is not None,
        birth_date=member.birth_date is not None,
        birth_place=bool(member.birth_place),
        mother_name=member.mother_sealed is not None,
        address=member.address_sealed is not None,
        phone=member.phone_sealed is not None,
        messenger=messenger,
        income=member.income is not None or reported,
        consent=member.consent_on is not None,
        registered=registered,
    )
