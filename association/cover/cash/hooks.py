"""What this room hands to a leader's first page."""

from typing import Any

from association.cover.cash.custody import late
from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.rules.house.permissions import May
from association.web.gate import may, settings


@LEADERS_PAGE.hand_in("first", "cover/cash/late.html")
def late_part(who: Actor) -> dict[str, Any]:
    """Find the cash that lies with collectors for too long, for who may record money."""
    if not may(May.RECORD_CONTRIBUTION):
        return {"late": None}
    today = settings().today()
    return {"late": late(db.session(), association_id=who.association_id, today=today)}
