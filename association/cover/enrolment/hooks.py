"""What enrolment puts on a member's page."""

from typing import Any

from association.cover.enrolment.standing import standing_of
from association.people.participants.wording import payers, sectors
from association.roster.members.sections import MEMBER_PAGE, MemberShown
from association.rules.law.tariff import Programme, usual_programmes


@MEMBER_PAGE.hand_in("rows", "cover/enrolment/standing.html")
def enrolment_part(shown: MemberShown) -> dict[str, Any]:
    """Gather what the member's page says of their enrolment."""
    member = shown.member
    return {
        "member": member,
        "person": member.participant,
        "standing": standing_of(member),
        "payers": payers(),
        "sectors": sectors(),
        "must_have_jht": Programme.JHT in usual_programmes(employs_helpers=member.employs_helpers),
    }
