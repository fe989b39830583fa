"""What this room hands to the member's page."""

from typing import Any

from association.roster.members.sections import MEMBER_PAGE, MemberShown


@MEMBER_PAGE.hand_in("leaving", "roster/bulk/standing.html")
def leaving_part(shown: MemberShown) -> dict[str, Any]:
    """Gather what the member's page says of leaving the roster and of coming back."""
    return {"member": shown.member}
