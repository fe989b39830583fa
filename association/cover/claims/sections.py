"""Where rooms above put something on a case's page."""

from dataclasses import dataclass
from datetime import date

from association.cover.claims.models import Claim
from association.roster.members.models import Member
from association.web.sections import Sections


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A case, whose it is, and the day on which it is looked at."""

    claim: Claim
    member: Member
    today: date


# In the order of the page: `papers` below what may go wrong, `family` below the way.
CLAIM_PAGE: Sections[ClaimShown] = Sections("papers", "letters", "family")
