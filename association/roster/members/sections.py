"""Where rooms above put something on a member's page."""

from collections.abc import Callable

from association.roster.members.models import Member
from association.rules.house.slots import Slot
from association.rules.law.coverage import Status
from association.web.sections import Sections

# `joining`: before the member's own data; `leaving`: at the end.
MEMBER_PAGE: Sections[Member] = Sections("joining", "leaving")
NEXT_STEP: Slot[Callable[[Member, Status], str]] = Slot(
    "which sentence says better than the usual one what comes next for a member?"
)
