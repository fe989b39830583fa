"""What this room hands to the page of one's own account."""

from typing import Any

from association.people.accounts.reads import Actor
from association.people.own.sections import ACCOUNT_PAGE


@ACCOUNT_PAGE.hand_in("rows", "people/secondfactor/row.html")
def row(who: Actor) -> dict[str, Any]:
    """Tell whether they have a second factor."""
    return {"has_code": who.has_code}
