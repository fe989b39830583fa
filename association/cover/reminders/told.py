"""Who was reminded in this month, and who asked not to be.

A turn belongs to the month it was given in; what was sent on a turn of the month before counts for
the month it was sent in, too: nobody gets two messages in one.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.config import WIB
from association.cover.reminders.kinds import Outcome
from association.cover.reminders.models import NoReminders, Reminder
from association.roster.members.models import Member
from association.rules.house.months import add_months, month_of


def said_no(association_id: int) -> sa.ColumnElement[bool]:
    """Say, as SQL, who of a roster asked not to be reminded; a row that is merged speaks for the
    one that stays."""
    row = aliased(Member)
    # Not as an EXISTS for each member: that took five seconds on a roster of 5,000, this takes a
    # hundredth of it.
    stays = sa.select(sa.func.coalesce(row.merged_into_id, row.id))
    refused = NoReminders.association_id == association_id
    return Member.id.in_(stays.join(NoReminders, NoReminders.member_id == row.id).where(refused))


def refusals(session: Session, member_id: int) -> list[NoReminders]:
    """List what says that a member asked not to be reminded; more than one when rows were
    merged."""
    same = sa.select(Member.id).where(
        sa.or_(Member.id == member_id, Member.merged_into_id == member_id)
    )
    found = sa.select(NoReminders).where(NoReminders.member_id.in_(same)).order_by(NoReminders.at)
    return list(session.scalars(found))


def told(session: Session, member_id: int, *, today: date) -> Reminder | None:
    """Give the reminder that a member got in this month; None when they got none."""
    of_member = sa.select(Reminder).where(Reminder.member_id == member_id, *sent_in(today))
    return session.scalars(of_member.order_by(Reminder.month.desc())).first()


def told_among(session: Session, member_ids: Sequence[int], *, today: date) -> set[int]:
    """Tell who of these members was reminded in this month, of whatever."""
    of_these = sa.select(Reminder.member_id).where(Reminder.member_id.in_(member_ids))
    return set(session.scalars(of_these.where(*sent_in(today))))


def told_ids(association_id: int, today: date) -> sa.Select[int]:
    """Select who of a roster was reminded in this month."""
    of_roster = sa.select(Reminder.member_id).where(Reminder.association_id == association_id)
    return of_roster.where(*sent_in(today))


def sent_in(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Say, as SQL, which reminders were sent in this month."""
    return Reminder.outcome == Outcome.SENT.value, *at_work(today)


def at_work(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Say, as SQL, which turns count in this month: its own, and what carries over."""
    own = month_of(today)
    # The two months as well by themselves: an index finds them.
    return Reminder.month.in_((add_months(own, -1), own)), sa.or_(
        Reminder.month == own, _goes_on(today)
    )


def carried_over(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Say, as SQL, which turns of the month before are still at work in this one: answered in it,
    or on a leader's screen since yesterday."""
    return Reminder.month == add_months(month_of(today), -1), _goes_on(today)


def _goes_on(today: date) -> sa.ColumnElement[bool]:
    since_midnight = datetime.combine(month_of(today), time(), WIB)
    yesterday = datetime.combine(today - timedelta(days=1), time(), WIB)
    opened = Reminder.outcome == Outcome.OPENED.value
    return sa.or_(
        Reminder.answered_at >= since_midnight, sa.and_(opened, Reminder.opened_at >= yesterday)
    )
