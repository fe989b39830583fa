"""What the roster and a member's page show of another day: what was true then, from what is known
now."""

from typing import Any

from association.database import db
from association.people.participants import reads as coverage
from association.roster.members import statuses as reads
from association.roster.members.models import Member
from association.rules.law.coverage import Run
from association.rules.law.stakes import stakes
from association.rules.law.years import year_of
from association.rules.people.leaving import has_left
from association.web.asof import AsOf


def member_context(member: Member, as_of: AsOf) -> dict[str, Any]:
    """Gather where a member stood: contributions not void now and paid by that day (decision
    0012)."""
    session, day = db.session(), as_of.day
    cover = reads.coverage_of(session, member, today=day, past=as_of.past)
    known = coverage.contributions(session, member.participant_id) if member.participant_id else []
    paid = [
        one
        for one in known
        if one.received_on is not None and (not as_of.past or one.received_on <= day)
    ]
    return {
        "member": member,
        "as_of": as_of,
        "cover": cover,
        "stakes": stakes(cover, today=day),
        "contributions": paid,
        "year": year_of(
            [Run(one.first_month, one.last_month) for one in paid], cover, year=day.year, today=day
        ),
        "before": as_of.past and member.since > day,
        "after": has_left(member.left_on, day),
        "own": member.association_id,
    }
