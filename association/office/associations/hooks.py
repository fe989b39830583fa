"""What this room puts on its own pages, where others put theirs, and on a leader's first page."""

from typing import Any

from association.database import db
from association.office.associations.sections import ASSOCIATION_PAGE, ASSOCIATIONS_PAGE
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.people.team.reads import accounts_of, ketua_of
from association.roster.members.counting import members_of
from association.rules.house.permissions import May
from association.territory.models import Association
from association.web.gate import may, settings

PLACE = "office/associations/parts"


@ASSOCIATIONS_PAGE.hand_in("ways", f"{PLACE}/new.html")
def new_part(_city_id: int) -> dict[str, Any]:
    """Offer to make one by hand: nothing needs to be known for it."""
    return {}


@ASSOCIATION_PAGE.hand_in("people", f"{PLACE}/people.html")
def people_part(association: Association) -> dict[str, Any]:
    """Tell who leads it, how many accounts work for it and how many stand on its roster."""
    session, own, today = db.session(), association.id, settings().today()
    return {
        "ketua": ketua_of(session, [own], today=today).get(own, []),
        "accounts": accounts_of(session, own, today=today),
        "members": members_of(session, [own], today=today).get(own, 0),
    }


@ASSOCIATION_PAGE.hand_in("ways", f"{PLACE}/figures.html")
def figures_part(association: Association) -> dict[str, Any]:
    """Lead officers to its figures."""
    return {"id": association.id if may(May.OVERSEE_CITY) else None}


@LEADERS_PAGE.hand_in("asked", f"{PLACE}/closed.html")
def closed_part(who: Actor) -> dict[str, Any]:
    """Tell the leaders of a closed paguyuban what is left to do."""
    own = db.session().get_one(Association, who.association_id)
    return {"closed_on": own.closed_on}
