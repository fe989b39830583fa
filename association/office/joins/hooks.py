"""What this room hands to the office's pages of paguyuban, and to the card of a member: both cards
of who stood on two rosters work on."""

from typing import Any

from association.database import db
from association.office.associations.sections import ASSOCIATION_PAGE, ASSOCIATIONS_PAGE
from association.office.joins.shown import is_closed, what
from association.office.regrouping import reads
from association.public.status.actions import LEADS_ON
from association.territory.models import Association

LEADS_ON.fill(reads.twin_of)


@ASSOCIATION_PAGE.hand_in("ways", "office/joins/ways.html")
def ways_part(association: Association) -> dict[str, Any]:
    """Lead to joining and dividing it, and to what was joined and divided before."""
    session, own = db.session(), association.id
    done = reads.listed(session, city_id=association.city_id, association_id=own).rows
    names = reads.names(session, done)
    return {
        "id": None if is_closed(association) else own,
        "done": [(one.id, what(one, names)) for one in done],
    }


@ASSOCIATIONS_PAGE.hand_in("ways", "office/joins/changes_way.html")
def changes_part(city_id: int) -> dict[str, Any]:
    """Lead to what was joined and divided, once there is some."""
    return {"any": bool(reads.listed(db.session(), city_id=city_id).rows)}
