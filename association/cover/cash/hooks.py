"""What this room hands to a leader's first page."""

from typing import Any

from association.cover.cash.custody import held
from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.rules.house.permissions import May
from association.web.gate import may, settings


@LEADERS_PAGE.hand_in("first", "cover/cash/held.html")
def held_part(who: Actor) -> dict[str, Any]:
    """Tell the cash that waits with each collector, for who may record money."""
    if not may(May.RECORD_CONTRIBUTION):
        return {"held": []}
    today = settings().today()
    return {"held": held(db.session(), association_id=who.association_id, today=today)}
