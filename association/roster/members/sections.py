"""Where rooms above put something on a member's page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from association.people.participants.models import Contribution
from association.roster.members.models import Member
from association.rules.house.slots import Slot
from association.rules.law.coverage import Coverage
from association.rules.people.completeness import Gap
from association.web.sections import Sections


@dataclass(frozen=True, slots=True)
class MemberShown:
    """Whose page it is, where they stand today, and their contributions, the latest first."""

    member: Member
    cover: Coverage
    contributions: list[Contribution]


# `paid`: rows below what it costs; `joining`: before the member's own data; `rows`: after it, in
# the same list; `more`: buttons in the last fold; `leaving`: at its end, or at the top for who has
# left.
MEMBER_PAGE: Sections[MemberShown] = Sections("paid", "joining", "rows", "more", "leaving")
KEPT_FILTERS: Slot[Callable[[Session, int], list[tuple[str, dict[str, str]]]]] = Slot(
    "which filters does a paguyuban keep: their names, and their addresses' fields?"
)
OPENING: Slot[Callable[[MemberShown, Member | None, Sequence[Gap]], str]] = Slot(
    "with which text does WhatsApp open to a member, or to the neighbour who carries messages?"
)
NEXT_STEP: Slot[Callable[[MemberShown], str]] = Slot(
    "which sentence says better than the usual one what comes next for a member?"
)
