"""What the page shows on which a neighbour is chosen to carry messages."""

from typing import Any

from association.database import db
from association.roster.members.models import Member
from association.roster.messengers import forms, reads
from association.web.gate import settings
from association.web.live import listed

CHOOSE = "roster/messengers/choose.html"


def choosing(
    form: forms.MessengerForm, member: Member, query: str, problem: str = ""
) -> dict[str, Any]:
    """Gather the neighbours nearby, or those whom a search finds."""
    today, session = settings().today(), db.session()
    asked = query.strip()
    neighbours = (
        reads.found(session, member, asked, today=today) if asked else reads.nearby(session, member)
    )
    return {
        "form": form,
        "member": member,
        "query": query,
        "neighbours": neighbours,
        "live": listed(len(neighbours)),
        "problem": problem,
    }
