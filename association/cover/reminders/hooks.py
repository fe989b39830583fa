"""What this room keeps of a member who stands on another roster from now on, and how WhatsApp opens
on a member's page."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reminders import contact
from association.cover.reminders.models import NoReminders, Reminder
from association.cover.reminders.told import at_work, refusals
from association.cover.reminders.wording import Whom
from association.database import db
from association.roster.crossing.actions import FOLLOWERS
from association.roster.members.models import Member
from association.roster.members.sections import OPENING, MemberShown
from association.roster.members.terms import terms_of
from association.rules.people.completeness import Gap
from association.rules.people.leaving import has_left
from association.web.gate import actor, settings


def follow(session: Session, row: Member, other: Member, by: By) -> None:
    """Hand on whether a member wants no reminders, and which ones they had in this month: nobody
    gets a second one because of a paguyuban."""
    own = {"member_id": other.id, "association_id": other.association_id}
    wished, wishes = refusals(session, row.id), refusals(session, other.id)
    if wished and not wishes:
        session.add(NoReminders(account_id=wished[0].account_id, at=wished[0].at, **own))
    for one in [] if wished else wishes:
        session.delete(one)
    known = set(session.scalars(sa.select(Reminder.month).where(Reminder.member_id == other.id)))
    turns = sa.select(Reminder).where(Reminder.member_id == row.id, *at_work(by.day))
    for turn in session.scalars(turns):
        if turn.month not in known:
            session.add(
                Reminder(
                    month=turn.month,
                    cause=turn.cause,
                    outcome=turn.outcome,
                    account_id=turn.account_id,
                    opened_at=turn.opened_at,
                    answered_at=turn.answered_at,
                    **own,
                )
            )


FOLLOWERS.append(follow)


@OPENING.fill
def opening(shown: MemberShown, carrier: Member | None, gaps: Sequence[Gap]) -> str:
    """Give the text with which WhatsApp opens; "" for who died or left, or is insured no more."""
    member, today = shown.member, settings().today()
    if has_left(member.left_on, today) or member.has_died:
        return ""
    sender, place = actor().name, actor().place
    terms = terms_of(db.session(), [member.id])[member.id]
    stall = ", ".join(one.label for one in member.stalls if one.label)
    whom = Whom(name=member.name, cover=shown.cover, sex=member.sex, stall=stall, terms=terms)
    asked = terms.is_asked and not refusals(db.session(), member.id)
    if carrier is None:
        return contact.opening(whom, gaps, asked=asked, sender=sender, place=place, today=today)
    to = {"carrier": carrier.name, "carrier_sex": carrier.sex}
    return contact.through(whom, asked=asked, sender=sender, place=place, **to)
