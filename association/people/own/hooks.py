"""What this room hands to a leader's first page and to the page of one's own account."""

from typing import Any

from association.database import db
from association.people.accounts.reads import Actor
from association.people.own.reads import own_request, requests
from association.people.own.sections import ACCOUNT_PAGE
from association.people.signin.sections import LEADERS_PAGE
from association.web.gate import settings


@ACCOUNT_PAGE.hand_in("first", "people/own/waiting.html")
@LEADERS_PAGE.hand_in("asked", "people/own/waiting.html")
def waiting_part(who: Actor) -> dict[str, Any]:
    """Count who waits for a link to another number."""
    clock = settings()
    return {"count": len(requests(db.session(), who, today=clock.today(), now=clock.now()))}


@ACCOUNT_PAGE.hand_in("rows", "people/own/number_row.html")
def number_row(who: Actor) -> dict[str, Any]:
    """Tell whether they have asked for another number."""
    return {"asked": own_request(db.session(), who.account_id or 0, now=settings().now())}
