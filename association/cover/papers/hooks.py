"""What papers put on the page of a case."""

from typing import Any

from association.cover.claims.sections import CLAIM_PAGE, ClaimShown
from association.cover.papers import photographing  # noqa: F401 - photos end with their case
from association.cover.papers.letter_facts import letters_shown
from association.cover.papers.listing import papers_of


@CLAIM_PAGE.hand_in("papers", "cover/papers/part.html")
def papers_part(shown: ClaimShown) -> dict[str, Any]:
    """Gather the papers by place and order."""
    return {"papers": papers_of(shown.claim, shown.member)}


@CLAIM_PAGE.hand_in("letters", "cover/papers/letters.html")
def letters_part(shown: ClaimShown) -> dict[str, Any]:
    """Gather the letters of the case."""
    return letters_shown(shown.claim, shown.member)
