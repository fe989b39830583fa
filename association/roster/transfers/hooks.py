"""What this room hands to a leader's first page."""

from typing import Any

from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.roster.transfers.reads import waiting


@LEADERS_PAGE.hand_in("asked", "roster/transfers/waiting.html")
def waiting_part(who: Actor) -> dict[str, Any]:
    """Gather how many offers wait for an answer."""
    return {"offers": waiting(db.session(), association_id=who.association_id)}
