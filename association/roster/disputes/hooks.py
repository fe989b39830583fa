"""What this room puts on the first pages of leaders and of the office, and on a member's."""

from typing import Any

from association.access.reach import OneCity
from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE, OFFICE_PAGE
from association.roster.disputes.reads import asked_about, asked_of, some_wait
from association.roster.members.sections import MEMBER_PAGE, MemberShown


@LEADERS_PAGE.hand_in("asked", "roster/disputes/waiting.html")
def waiting_part(who: Actor) -> dict[str, Any]:
    """Gather what an officer asks about NIKs."""
    return {"asked": asked_of(db.session(), who.association_id)}


@OFFICE_PAGE.hand_in("first", "roster/disputes/some.html")
def some_part(who: Actor) -> dict[str, Any]:
    """Tell whether a NIK waits for the office's decision."""
    in_city = isinstance(who.reach, OneCity)
    return {"some": in_city and some_wait(db.session(), who.city_id)}


@MEMBER_PAGE.hand_in("joining", "roster/disputes/asked.html")
def asked_part(shown: MemberShown) -> dict[str, Any]:
    """Gather what an officer asks about this member's NIK."""
    return {"asked": asked_about(db.session(), shown.member.id)}
