"""Select from the roster: a page of it, its counts, one member."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.coverage import reads as coverage
from association.coverage.models import Participant
from association.members.models import Card, Member, Stall
from association.rules.coverage import Coverage, Status
from association.rules.groups import STATUSES, Group
from association.rules.names import search_form
from association.vault import vault

ROWS = 25
TAIL_PURPOSE = "nik tail"
NIK_PURPOSE = "nik"
CARD_PURPOSE = "card code"
READY = sa.and_(Member.nik_index.is_not(None), Member.birth_date.is_not(None), Member.phone_sealed.is_not(None))
LINE = (
    Member.id,
    Member.name,
    Member.commodity,
    Member.participant_id,
    Participant.sent_on,
    Participant.registered_on,
    Participant.ended_on,
    READY.label("ready"),
    sa.func.coalesce(Participant.income, Member.income).label("income"),
    Member.employs_helpers,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the roster."""

    id: int
    name: str
    stall: str
    commodity: str
    coverage: Coverage
    income: int | None = None  # a month, whole rupiah, as reported or as the roster knows
    employs_helpers: bool = False


@dataclass(frozen=True, slots=True)
class RosterPage:
    """Up to 25 lines, and the id after which the next ones come, if there are more."""

    rows: list[Row]
    after: int | None


def _on_roster(today: date) -> ColumnElement[bool]:
    return sa.or_(Member.left_on.is_(None), Member.left_on > today)


def _matching(query: str, association_id: int) -> ColumnElement[bool]:
    """Match every word in name or stalls; one or two letters match where a word begins, so that two are enough to find.

    Four digits also match the end of a NIK, by its blind index.
    """
    text = sa.literal(" ") + Member.search_text
    words = [word if len(word) > 2 else f" {word}" for word in search_form(query).split()]
    conditions = [text.contains(word, autoescape=True) for word in words]
    found = sa.and_(sa.true(), *conditions)
    digits = query.strip()
    if len(digits) == 4 and digits.isdigit():
        return sa.or_(found, Member.nik_tail == tail_index(association_id, digits))
    return found


def tail_index(association_id: int, digits: str) -> bytes:
    """Make the blind index of a NIK's last four digits, different on every roster."""
    return vault.index(f"{association_id} {digits}", TAIL_PURPOSE)


def _in_group(group: Group, today: date) -> ColumnElement[bool]:
    if group is Group.ALL:
        return sa.true()
    latest = coverage.latest_paid(Member.participant_id, today)
    if group is Group.LAPSING:
        return coverage.lapsing_sql(latest, Member.participant_id, today)
    status = coverage.status_sql(latest, Member.participant_id, READY, today)
    return status.in_([one.value for one in STATUSES[group]])


def roster(
    session: Session,
    *,
    association_id: int,
    today: date,
    query: str = "",
    group: Group = Group.ALL,
    market_id: int | None = None,
    after: int | None = None,
) -> RosterPage:
    """Select one page of the roster by name, from behind the member `after` (a row id, looked up here)."""
    statement = (
        sa.select(*LINE)
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(
            Member.association_id == association_id,
            _on_roster(today),
            _matching(query, association_id),
            _in_group(group, today),
        )
        .order_by(Member.sort_name, Member.id)
        .limit(ROWS + 1)
    )
    if market_id is not None:
        statement = statement.where(sa.exists().where(Stall.member_id == Member.id, Stall.market_id == market_id))
    if after is not None:
        cursor = session.execute(sa.select(Member.sort_name, Member.id).where(Member.id == after)).first()
        if cursor is not None:
            statement = statement.where(sa.tuple_(Member.sort_name, Member.id) > sa.tuple_(*cursor))
    found = session.execute(statement).all()
    rows = _rows(session, found[:ROWS], today=today)
    return RosterPage(rows, rows[-1].id if len(found) > ROWS else None)


def rows_of(session: Session, member_ids: list[int], *, today: date) -> list[Row]:
    """Give the lines of these members, in this order."""
    lines = sa.select(*LINE).outerjoin(Participant, Participant.id == Member.participant_id)
    rows = _rows(session, session.execute(lines.where(Member.id.in_(member_ids))).all(), today=today)
    return sorted(rows, key=lambda row: member_ids.index(row.id))


def _rows(session: Session, found: Any, *, today: date) -> list[Row]:
    """Complete selected lines with stalls and coverage: one query each, however many lines."""
    ids = [line.id for line in found]
    stalls = stall_labels(session, ids)
    people = {
        line.id: coverage.Person(line.participant_id, line.sent_on, line.registered_on, line.ended_on, bool(line.ready))
        for line in found
    }
    covered = coverage.coverages(session, people, today=today)
    return [
        Row(
            line.id,
            line.name,
            stalls.get(line.id, ""),
            line.commodity,
            covered[line.id],
            line.income,
            line.employs_helpers,
        )
        for line in found
    ]


def stall_labels(session: Session, member_ids: list[int]) -> dict[int, str]:
    """Give the stalls of members as one text each: "Los B-14, Kios A-03"."""
    labels: dict[int, list[str]] = {}
    if member_ids:
        for stall in session.scalars(sa.select(Stall).where(Stall.member_id.in_(member_ids)).order_by(Stall.id)):
            labels.setdefault(stall.member_id, []).append(stall.label)
    return {member_id: ", ".join(filter(None, texts)) for member_id, texts in labels.items()}


def counts(session: Session, *, association_id: int, today: date) -> dict[Group, int]:
    """Count the roster by status, in one query."""
    latest = coverage.latest_paid(Member.participant_id, today).label("latest")
    people = (
        sa.select(Member.participant_id, READY.label("ready"), latest)
        .where(Member.association_id == association_id, _on_roster(today))
        .cte("people")
        .prefix_with("MATERIALIZED")
    )
    status = coverage.status_sql(people.c.latest, people.c.participant_id, people.c.ready, today).label("status")
    lapsing = coverage.lapsing_sql(people.c.latest, people.c.participant_id, today)
    found = session.execute(
        sa.select(status, sa.func.count(), sa.func.sum(sa.case((lapsing, 1), else_=0)))
        .select_from(people)
        .outerjoin(Participant, Participant.id == people.c.participant_id)
        .group_by(status)
    ).all()
    by_status = coverage.counted((line[0], line[1]) for line in found)
    groups = {group: sum(by_status[status] for status in statuses) for group, statuses in STATUSES.items()}
    lapsing_people = sum(line[2] for line in found if line[0] == Status.ACTIVE)
    return groups | {Group.ALL: sum(by_status.values()), Group.LAPSING: lapsing_people}


def one(session: Session, member_id: int) -> Member:
    """Get a member; NoResultFound outside the reach."""
    return session.get_one(Member, member_id)


def coverage_of(session: Session, member: Member, *, today: date) -> Coverage:
    """Tell where one member stands on a day."""
    participant = member.participant
    person = coverage.Person(
        member.participant_id,
        participant.sent_on if participant else None,
        participant.registered_on if participant else None,
        participant.ended_on if participant else None,
        member.is_ready,
    )
    return coverage.coverages(session, {member.id: person}, today=today)[member.id]


def lapsing(session: Session, *, association_id: int, today: date, most: int) -> list[Row]:
    """List who loses cover at the end of this month, by name."""
    return roster(session, association_id=association_id, today=today, group=Group.LAPSING).rows[:most]


def card_code(session: Session, member_id: int) -> str:
    """Open the code of a member's card; NoResultFound when there is none."""
    card = session.scalars(sa.select(Card).where(Card.member_id == member_id)).one()
    return vault.open(card.code_sealed, f"card|code|{member_id}")
