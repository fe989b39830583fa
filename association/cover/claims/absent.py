"""Select who died, or has not been seen for long, without a case: the help goes to the family."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.cover.cash.models import Visit
from association.cover.cash.outcomes import Outcome
from association.cover.claims.evidence import ATTENDED
from association.cover.claims.models import Claim
from association.cover.claims.reads import STANDS
from association.paging import Page, behind, cut, one_more
from association.people.participants.models import NOT_VOID, Contribution, Participant
from association.people.participants.statuses import going_on, latest_paid
from association.roster.members.models import Member
from association.roster.members.statuses import MISTAKEN, leaves_after, stall_labels
from association.rules.house.months import add_months, month_of
from association.rules.law.claims import ClaimKind
from association.rules.law.enrolment import End
from association.rules.people.leaving import Leaving

# Who paid until at most a year ago, nothing for three months, and gave no sign since: while they
# were covered something may have happened that nobody told.
UNSEEN, STILL = 3, 12  # months


class Why(StrEnum):
    """Why somebody stands on the list."""

    DIED = "died"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Without:
    """Somebody without a case: the day of death, or the last month that they paid."""

    id: int
    name: str
    stall: str
    why: Why
    day: date | None


def _died() -> ColumnElement[bool]:
    left = sa.and_(Member.left_reason == Leaving.DIED.value, Member.left_on.is_not(None))
    ended = sa.and_(Participant.ended_reason == End.DIED.value, Participant.ended_on.is_not(None))
    return sa.or_(left, sa.func.coalesce(ended, sa.false()))


def _died_on() -> ColumnElement[date]:
    left = Member.left_reason == Leaving.DIED.value
    return sa.case((left, Member.left_on), else_=Participant.ended_on)


def _unseen(today: date, latest: ColumnElement[date]) -> ColumnElement[bool]:
    """Say, as SQL, who is registered and on the roster, was covered within the last year, and has
    neither paid nor come nor been met for three months."""
    month, since = month_of(today), add_months(month_of(today), -UNSEEN)
    moment = datetime.combine(since, time(), WIB)
    paid = sa.exists().where(
        Contribution.participant_id == Member.participant_id,
        Contribution.paid_on >= since,
        NOT_VOID,
    )
    met = sa.exists().where(
        Visit.member_id == Member.id,
        Visit.at >= moment,
        Visit.outcome != Outcome.ABSENT.value,
    )
    came = ATTENDED.answer(Member.__table__.c.id, moment).scalar_subquery()
    return sa.and_(
        leaves_after(today),
        Participant.registered_on < since,
        going_on(today),
        latest.between(add_months(month, -STILL), add_months(month, -UNSEEN)),
        ~paid,
        ~met,
        came == 0,
    )


def _without(association_id: int, today: date) -> tuple[sa.Select[int], ColumnElement[date]]:
    latest = latest_paid(Member.participant_id, today)
    own = Claim.member_id == Member.id, Claim.kind == ClaimKind.DEATH.value, STANDS
    found = (
        sa.select(Member.id)
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(
            Member.association_id == association_id,
            Member.left_reason.not_in(MISTAKEN),
            sa.or_(_died(), _unseen(today, latest)),
            ~sa.exists().where(*own),
        )
    )
    return found, latest


def count(session: Session, *, association_id: int, today: date) -> int:
    """Count who died or is long absent without a case."""
    found, _latest = _without(association_id, today)
    return session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0


def listed(
    session: Session, *, association_id: int, today: date, after: int | None
) -> Page[Without]:
    """List them, those who died first, then by name, 25 at a time."""
    found, latest = _without(association_id, today)
    rank = sa.case((_died(), 0), else_=1)
    order = (rank, Member.sort_name, Member.id)
    statement = found.with_only_columns(
        Member.id,
        Member.name,
        rank,
        _died_on(),
        latest,
    ).order_by(*order)
    rows = cut(
        session.execute(one_more(behind(session, statement, *order, after=after))),
        lambda row: row[0],
    )
    stalls = stall_labels(session, [row[0] for row in rows.rows])
    return rows.showing([_line(row, stalls.get(row[0], "")) for row in rows.rows])


def _line(row: Any, stall: str) -> Without:
    member_id, name, rank, died, latest = row
    return Without(member_id, name, stall, *((Why.UNSEEN, latest) if rank else (Why.DIED, died)))
