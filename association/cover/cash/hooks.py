"""What this room hands to a leader's first page, and to the row of a member on another roster."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.cash.custody import held
from association.cover.cash.models import Visit
from association.cover.cash.reads import of_round
from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.roster.crossing.actions import FOLLOWERS
from association.roster.members.models import Member
from association.rules.house.permissions import May
from association.web.gate import may, settings


@LEADERS_PAGE.hand_in("first", "cover/cash/held.html")
def held_part(who: Actor) -> dict[str, Any]:
    """Tell the cash that waits with each collector, for who may record money."""
    if not may(May.RECORD_CONTRIBUTION):
        return {"held": []}
    today = settings().today()
    return {"held": held(db.session(), association_id=who.association_id, today=today)}


def follow(session: Session, row: Member, other: Member, by: By) -> None:
    """Hand on what came of this month's visit: whoever paid or promised is not asked again."""
    known = set(session.scalars(sa.select(Visit.month).where(Visit.member_id == other.id)))
    visits = sa.select(Visit).where(Visit.member_id == row.id, of_round(by.day))
    for visit in session.scalars(visits):
        if visit.month not in known:
            session.add(
                Visit(
                    member_id=other.id,
                    month=visit.month,
                    association_id=other.association_id,
                    outcome=visit.outcome,
                    due_on=visit.due_on,
                    contribution_id=visit.contribution_id,
                    account_id=visit.account_id,
                    at=visit.at,
                )
            )


FOLLOWERS.append(follow)
