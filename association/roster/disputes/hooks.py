"""What this room puts on a leader's first page and on a member's."""

from typing import Any

from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.roster.disputes.reads import asked_about, asked_of
from association.roster.members.sections import MEMBER_PAGE, MemberShown


@LEADERS_PAGE.hand_in("asked", "roster/disputes/waiting.html")
def waiting_part(who: Actor) -> dict[str, Any]:
    """Gather what an officer asks about NIKs."""
    return {"asked": asked_of(db.session(), who.association_id)}


@MEMBER_PAGE.hand_in("joining", "roster/disputes/asked.html")
def asked_part(shown: MemberShown) -> dict[str, Any]:
    """Gather what an officer asks about this member's NIK."""
    return {"asked": asked_about(db.session(), shown.member.id)}
