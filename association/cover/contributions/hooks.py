"""What contributions put on a member's page."""

from typing import Any

from association.database import db
from association.people.participants import reads as coverage_reads
from association.people.participants.models import Contribution
from association.roster.members.sections import MEMBER_PAGE, MemberShown
from association.rules.law.coverage import Run
from association.rules.law.custody import Custody, is_fresh
from association.rules.law.years import year_of, years_of
from association.web.gate import actor, settings
from association.web.page import asked_id

RECEIPTS = 1  # contributions shown before a year is asked for: the answer to a save fits one packet


@MEMBER_PAGE.hand_in("paid", "cover/contributions/paid.html")
def paid_part(shown: MemberShown) -> dict[str, Any]:
    """Give the months and contributions of the year asked for, and the years; else this year's
    months and the last contribution."""
    member, contributions, today = shown.member, shown.contributions, settings().today()
    now = settings().now()
    runs, held = (
        [Run(one.first_month, one.last_month) for one in contributions if one.is_held is kind]
        for kind in (False, True)
    )
    years = years_of(runs + held, today=today)
    asked = asked_id("tahun") or 0
    year = asked if asked in years else today.year
    of_year = [one for one in contributions if one.first_month.year <= year <= one.last_month.year]
    listed = of_year if asked in years else contributions[:RECEIPTS]
    return {
        "years": years,
        "asked": asked in years,
        "year": year_of(runs, shown.cover, held=held, year=year, today=today),
        "contributions": listed,
        "more": bool(set(of_year) - set(listed)),
        "voided": coverage_reads.voided(db.session(), member.participant_id)
        if member.participant_id
        else [],
        "own": member.association_id,
        "fresh": [one.id for one in listed if _is_mine(one) and is_fresh(one.recorded_at, now)],
    }


@MEMBER_PAGE.hand_in("joining", "cover/contributions/undo.html")
def undo_part(_shown: MemberShown) -> dict[str, Any]:
    """Give nothing: the form holds only the token."""
    return {}


def _is_mine(paid: Contribution) -> bool:
    """Tell whether the actor recorded it and its cash, if any, is not deposited."""
    held = paid.custody in (Custody.NONE, Custody.ENTRUSTED)
    return held and paid.recorded_by == actor().account_id
