"""What this room hands to a member's page and to a leader's first page."""

from typing import Any

from association.cover.heirs.reads import count
from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.roster.members.sections import MEMBER_PAGE, MemberShown
from association.rules.house.permissions import May
from association.rules.people.heirs import Relation, kept_heirs
from association.web.gate import may, settings


@MEMBER_PAGE.hand_in("rows", "cover/heirs/row.html")
@MEMBER_PAGE.hand_in("more", "cover/heirs/known.html")
def heirs_part(shown: MemberShown) -> dict[str, Any]:
    """Count a member's heirs; the neighbour is none."""
    heirs = kept_heirs(shown.member.heirs)
    own = [one for one in heirs if one.relation is not Relation.NEIGHBOUR]
    return {"member": shown.member, "heirs": len(own)}


@LEADERS_PAGE.hand_in("asked", "cover/heirs/waiting.html")
def lacking_part(who: Actor) -> dict[str, Any]:
    """Count the participants without heirs, for who sees the whole roster."""
    if not may(May.SEE_WHOLE):
        return {"lacking": 0}
    today = settings().today()
    return {"lacking": count(db.session(), association_id=who.association_id, today=today)}
