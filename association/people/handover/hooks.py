"""What this room hands to a leader's first page."""

from typing import Any

from association.database import db
from association.people.accounts.reads import Actor
from association.people.handover.reads import waiting
from association.people.signin.sections import LEADERS_PAGE


@LEADERS_PAGE.hand_in("asked", "people/handover/waiting.html")
def waiting_part(who: Actor) -> dict[str, Any]:
    """Gather which serah terima waits for their signature."""
    return {"handover": waiting(db.session(), account_id=who.account_id or 0)}
