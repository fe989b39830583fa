"""What this room keeps of a member who stands on another roster from now on."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.reminders.models import NoReminders, Reminder
from association.cover.reminders.told import at_work, refusals
from association.roster.crossing.actions import FOLLOWERS
from association.roster.members.models import Member


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
