"""Take cash on the round, and note what came of a visit."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.cash import reads
from association.cover.cash.models import Visit
from association.cover.cash.outcomes import Asking, Outcome, promised_day
from association.cover.contributions import actions as contributions
from association.cover.contributions.actions import linked
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants.models import Contribution
from association.roster.members import statuses as roster
from association.roster.members.locking import locked_one
from association.roster.members.models import Member
from association.roster.members.terms import terms_of
from association.rules.house.errors import RuleError
from association.rules.house.months import month_of
from association.rules.house.said import hold
from association.rules.law.payments import COLLECTED, Payment
from association.rules.law.price import Terms
from association.rules.people.leaving import has_left


@write_once
def visit(
    session: Session, member_id: int, asking: Asking, by: By, *, today: date, once: Once | None
) -> None:
    """Note what came of asking a member; for PAID record the months from the next unpaid one on, as
    cash.

    Saying another outcome replaces the earlier one, unless cash was taken. Raises RuleError as
    record_contribution does, when cash was taken already, or for a promise too far ahead;
    OutOfDate for another round, first month or amount than the page said; NoResultFound outside
    the reach or off the roster.
    """
    due_on = (
        promised_day(asking.promised_for, today=today)
        if asking.outcome is Outcome.PROMISED
        else None
    )
    member = locked_one(session, member_id)
    if has_left(member.left_on, today) or member.has_died:
        raise NoResultFound
    hold(by.said, {"putaran": month_of(today)})
    noted = _noted(session, member_id, today)
    contribution = None
    if asking.outcome is Outcome.PAID:
        contribution = _take(session, member, asking, by, today)
    if noted is not None and noted.month != month_of(today):  # a promise of an earlier round
        session.delete(noted)
        noted = None
    if noted is None:
        noted = Visit(
            member_id=member_id, month=month_of(today), association_id=member.association_id
        )
        session.add(noted)
    noted.outcome, noted.contribution_id, noted.due_on = (
        asking.outcome.value,
        contribution,
        due_on,
    )
    noted.account_id, noted.at = by.account_id, by.at
    record(session, by, "visit member", f"member:{member_id}", outcome=asking.outcome.value)


def _noted(session: Session, member_id: int, today: date) -> Visit | None:
    """Get what was noted of a member in this round; RuleError when it is cash, which is voided
    elsewhere."""
    noted = _latest(session, member_id, today)
    if noted is not None and noted.outcome == Outcome.PAID and not _was_voided(session, noted):
        raise RuleError(
            "Uang anggota ini sudah dicatat pada putaran ini. Bila salah, batalkan di halaman "
            "anggotanya."
        )
    return noted


def _latest(session: Session, member_id: int, today: date) -> Visit | None:
    """Get what was noted of a member in this round, locked."""
    of_member = sa.select(Visit).where(Visit.member_id == member_id, reads.of_round(today))
    return session.scalars(of_member.order_by(Visit.month.desc()).with_for_update()).first()


def _was_voided(session: Session, noted: Visit) -> bool:
    found = session.get(Contribution, noted.contribution_id or 0)
    return found is None or found.voided_at is not None


def _take(session: Session, member: Member, asking: Asking, by: By, today: date) -> int:
    """Record the cash of a visit, as the page said it; returns the contribution's id."""
    cover = roster.coverage_of(session, member, today=today)
    terms = terms_of(session, [member.id])[member.id]
    if not terms.is_asked:
        raise RuleError("Iuran anggota ini dibayar APBN atau APBD, jadi tidak ditagih.")
    first = cover.collect_from
    now = {"mulai": first, "1": terms.total(first, 1)} if asking.taken is None else {"mulai": first}
    hold(by.said, now)
    payment = _payment(terms, first, asking, today)
    paid = contributions.record_for(session, member, payment, by, today=today)
    if asking.taken is None:
        hold(by.said, {str(asking.months): paid.amount})
    return paid.id


def _payment(terms: Terms, first: date, asking: Asking, today: date) -> Payment:
    return Payment(
        first_month=first,
        months=asking.months,
        programmes=terms.programmes,
        income=terms.income,
        amount=asking.taken,
        paid_on=today,
        channel=COLLECTED,
    )


@write_once
def take_back(session: Session, member_id: int, by: By, *, today: date, once: Once | None) -> None:
    """Take back the cash that the same account noted a moment ago, so that the member is asked
    again.

    Raises RuleError when there is none, when a minute is over, or when somebody else noted it.
    """
    member = locked_one(session, member_id)
    noted = _latest(session, member_id, today)
    if noted is None or noted.contribution_id is None or _was_voided(session, noted):
        raise RuleError("Tidak ada yang perlu diurungkan lagi.")
    hold(by.said, {"rupiah": session.get_one(Contribution, noted.contribution_id).amount})
    contributions.take_back_for(session, noted.contribution_id, linked(member), by)
    session.delete(noted)


@write_once
def forget_visit(
    session: Session, member_id: int, by: By, *, today: date, once: Once | None
) -> None:
    """Take back what was noted of a visit, so that the member is asked again; cash taken is voided
    elsewhere.

    Raises RuleError when cash was taken, NoResultFound when nothing was noted.
    """
    hold(by.said, {"putaran": month_of(today)})
    noted = _noted(session, member_id, today)
    if noted is None:
        raise NoResultFound
    session.delete(noted)
    record(session, by, "forget visit", f"member:{member_id}")
