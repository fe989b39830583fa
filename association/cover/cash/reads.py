"""Select who is still to be asked, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from association.cover.cash.models import Visit
from association.cover.cash.outcomes import LONGEST_PROMISE, Outcome
from association.paging import cut, cut_from, one_more
from association.people.participants.models import Contribution, Participant, Receipt
from association.people.participants.statuses import pays_self
from association.roster.members import roster as members
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import (
    WITH_MEMBERSHIP,
    Row,
    died,
    living,
    rows_of,
    status_on,
)
from association.roster.members.terms import terms_of
from association.roster.members.walking import walking_order
from association.roster.members.wanted import Wanted
from association.rules.house.months import month_of
from association.rules.law.coverage import UNPAID
from association.rules.law.price import Terms
from association.rules.people.recipients import NOBODY, Recipient


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the round: a member, and what came of the visit, if there was one."""

    row: Row
    terms: Terms
    outcome: Outcome | None
    contribution: Contribution | None = None
    number: str = ""  # of the receipt
    to: Recipient = NOBODY  # whom a receipt goes to
    due_on: date | None = None  # of a promise; without an outcome once that day has come
    at: datetime | None = None  # when the outcome was noted


@dataclass(frozen=True, slots=True)
class Round:
    """Up to 25 lines; `left` counts who is still to be asked, `more` is what asks for the next
    lines."""

    lines: list[Line]
    left: int
    more: dict[str, int] | None


def of_round(today: date) -> ColumnElement[bool]:
    """Tell, as SQL, whether a visit counts for the round of the day's month: made in it, or a
    promise not yet due."""
    pending = sa.and_(Visit.outcome == Outcome.PROMISED, Visit.due_on > today)
    lately = Visit.month >= month_of(today - LONGEST_PROMISE)  # so that no older visit is looked at
    return sa.and_(lately, sa.or_(Visit.month == month_of(today), pending))


def _standing(today: date) -> ColumnElement[bool]:
    """Tell, as SQL, whether what came of a visit still stands: cash that was declared void does
    not."""
    paid = aliased(Contribution)
    void = sa.exists().where(paid.id == Visit.contribution_id, paid.voided_at.is_not(None))
    return sa.and_(of_round(today), ~void)


def _counts(association_id: int) -> ColumnElement[bool]:
    """Tell, as SQL, whose visit is shown: of who died since only that they paid."""
    dead = sa.select(Member.id).where(Member.association_id == association_id, died())
    return sa.or_(Visit.outcome == Outcome.PAID, Visit.member_id.not_in(dead))


def round_of(
    session: Session,
    *,
    association_id: int,
    today: date,
    walking: bool,
    after: int | None = None,
    also: int | None = None,
) -> Round:
    """List who is due and to be asked, in walking order of the stalls or by name, from behind one
    member on; `also` is listed in their place whatever came of them.

    `after` keeps its place whatever came of the lines before it, by counting in the order of the
    whole roster.
    """
    waiting = _waiting(association_id, today)
    listed = waiting if also is None else _waiting(association_id, today, also=also)
    asked = _in_order(listed, association_id, walking=walking, after=after)
    left = session.scalar(sa.select(sa.func.count()).select_from(waiting.subquery())) or 0
    found = cut(session.scalars(one_more(asked)), lambda member_id: member_id)
    lines = lines_of(session, found.rows, today=today)
    return Round(lines, left, {"sesudah": found.after} if found.after else None)


def _in_order(
    waiting: sa.Select[int], association_id: int, *, walking: bool, after: int | None
) -> sa.Select[int]:
    """Put those waiting in order, from behind the place that `after` has in the whole roster."""
    order = (*(walking_order() if walking else ()), Member.sort_name, Member.id)
    if after is None:
        asked = waiting.outerjoin(Stall, Stall.id == _first_stall()) if walking else waiting
        return asked.order_by(*order)
    everybody = sa.select(
        Member.id.label("id"), sa.func.row_number().over(order_by=order).label("place")
    )
    if walking:
        everybody = everybody.outerjoin(Stall, Stall.id == _first_stall())
    places = everybody.where(Member.association_id == association_id).cte("places")
    reached = sa.select(places.c.place).where(places.c.id == after).scalar_subquery()
    behind = places.c.place > sa.func.coalesce(reached, 0)
    return waiting.join(places, places.c.id == Member.id).where(behind).order_by(places.c.place)


def _first_stall() -> Any:
    """Give, as SQL, the stall where a member is met on the walk."""
    return (
        sa.select(Stall.id)
        .where(Stall.member_id == Member.id)
        .order_by(Stall.walk.is_(None), Stall.walk, Stall.id)
        .limit(1)
        .correlate(Member)
        .scalar_subquery()
    )


def _waiting(association_id: int, today: date, *, also: int = 0) -> sa.Select[int]:
    where = status_on(today)
    asked = [one.value for one in UNPAID]
    due = sa.or_(where.status.in_(asked), sa.and_(where.lapsing, ~where.in_hand))
    come = sa.and_(
        Visit.outcome == Outcome.PROMISED, Visit.due_on <= today
    )  # the day of the promise
    answered = sa.exists().where(Visit.member_id == Member.id, _standing(today), ~come)
    return (
        sa.select(Member.id)
        .join(Participant, Participant.id == Member.participant_id)
        .where(
            Member.association_id == association_id,
            living(today),
            Member.participant_id.is_not(None),
            pays_self(Member.participant_id),
            sa.or_(sa.and_(due, ~answered), Member.id == also) if also else sa.and_(due, ~answered),
        )
    )


def visited(
    session: Session, *, association_id: int, today: date, outcome: Outcome | None, start: int = 0
) -> Round:
    """List who was visited in this month's round: promises by their day, the rest by the last visit
    first."""
    chosen = (
        Visit.association_id == association_id,
        _standing(today),
        _counts(association_id),
        *([Visit.outcome == outcome] if outcome else []),
    )
    left = session.scalar(sa.select(sa.func.count()).select_from(Visit).where(*chosen)) or 0
    by_day = (Visit.due_on,) if outcome is Outcome.PROMISED else ()
    latest = (
        sa.select(Visit.member_id)
        .where(*chosen)
        .order_by(*by_day, Visit.at.desc(), Visit.member_id)
    )
    found = cut_from(session.scalars(one_more(latest.offset(start))), start)
    lines = lines_of(session, found.rows, today=today)
    return Round(lines, left, {"dari": found.after} if found.after else None)


def found(session: Session, *, association_id: int, today: date, query: str) -> Round:
    """List the members whose name or stall matches, whether they are due or not."""
    matching = members.search(
        session, association_id=association_id, today=today, wanted=Wanted(query=query, alive=True)
    )
    return Round(
        lines_of(session, [row.id for row in matching.rows], today=today), len(matching.rows), None
    )


def line_of(session: Session, member_id: int, *, today: date) -> Line | None:
    """Give the line of one member; None outside the reach, and of who died unless they had paid."""
    line = next(iter(lines_of(session, [member_id], today=today)), None)
    member = session.get(Member, member_id)
    if line is None or member is None:
        return None
    return None if member.has_died and line.outcome is not Outcome.PAID else line


def lines_of(session: Session, member_ids: Sequence[int], *, today: date) -> list[Line]:
    """Give the lines of these members in this order, with what came of their visits."""
    ids = list(member_ids)
    visits = sa.select(Visit, Contribution).outerjoin(
        Contribution, Contribution.id == Visit.contribution_id
    )
    came = {
        visit.member_id: (visit, contribution)
        for visit, contribution in session.execute(
            visits.where(Visit.member_id.in_(ids), _standing(today))
        )
    }
    receipts = numbers(session, [paid.id for _visit, paid in came.values() if paid])
    people = sa.select(Member).where(Member.id.in_(came.keys())).options(WITH_MEMBERSHIP)
    to = {one.id: one.to for one in session.scalars(people)}
    terms = terms_of(session, ids)
    lines = []
    for row in rows_of(session, ids, today=today):
        visit, contribution = came.get(row.id, (None, None))
        number = receipts.get(contribution.id, "") if contribution else ""
        due_on = visit.due_on if visit else None
        outcome = Outcome(visit.outcome) if visit and not (due_on and due_on <= today) else None
        whom, at = to.get(row.id, NOBODY), visit.at if visit else None
        lines.append(Line(row, terms[row.id], outcome, contribution, number, whom, due_on, at))
    return lines


def outcomes(session: Session, *, association_id: int, today: date) -> dict[Outcome, int]:
    """Count what came of the visits of this month's round."""
    counted = session.execute(
        sa.select(Visit.outcome, sa.func.count())
        .where(Visit.association_id == association_id, _standing(today), _counts(association_id))
        .group_by(Visit.outcome)
    ).all()
    known = {row[0]: row[1] for row in counted}
    return {outcome: known.get(outcome.value, 0) for outcome in Outcome}


def numbers(session: Session, contribution_ids: Sequence[int]) -> dict[int, str]:
    """Give the receipt numbers of contributions."""
    wanted = sa.select(Receipt.contribution_id, Receipt.number).where(
        Receipt.contribution_id.in_(contribution_ids)
    )
    return {row[0]: row[1] for row in session.execute(wanted)}
