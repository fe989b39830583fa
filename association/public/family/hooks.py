"""What the room puts on a case's page: the link of the family."""

from typing import Any

from association.cover.claims.sections import CLAIM_PAGE, ClaimShown
from association.database import db
from association.public.family.reads import last_day_of, link_to, mark_of
from association.rules.law.claims import ClaimState
from association.web.forms import Form


@CLAIM_PAGE.hand_in("family", "public/family/part.html")
def family_part(shown: ClaimShown) -> dict[str, Any]:
    """Gather until when the family's link of a case leads there, if it has one."""
    claim = shown.claim
    link = link_to(db.session(), claim.id)
    last_day = last_day_of(link, claim) if link else None
    return {
        "base": f"/klaim/{claim.id}/keluarga",
        "undone": claim.state == ClaimState.UNDONE,
        "link": link if last_day and last_day >= shown.today else None,
        "last_day": last_day,
        "says": {"tautan": mark_of(link)},
        "make": Form(),
        "revoke": Form(),
    }
