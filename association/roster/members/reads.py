"""Select from the roster: a page of it, its counts, one member."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.people.participants import reads as coverage
from association.people.participants.models import Participant
from association.roster.members.models import Card, Member, Stall
from association.rules.house.errors import RuleError
from association.rules.house.groups import STATUSES, Group
from association.rules.law.coverage import Coverage
from association.rules.people.leaving import Leaving
from association.rules.people.likeness import (
    SHORTEST_SOUND,
    SHORTEST_WITH_SLIP,
    candidates,
    intact,
    name_words,
    searched_words,
)
from association.rules.people.phone import parse_phone
from association.vault import vault

ROWS = 25
FEW = 3
MISTAKEN = (Leaving.MERGED, Leaving.UNDONE)  # known now never to have been a person of their own
PUNCTUATION = re.compile(r"[\s().+-]")
AT_ONCE = 200
TAIL_PURPOSE = "nik tail"
PHONE_PURPOSE = "member phone"
NIK_PURPOSE = "nik"
CARD_PURPOSE = "card code"
READY = sa.and_(
    Member.nik_index.is_not(None), Member.birth_date.is_not(None), Member.phone_sealed.is_not(None)
)
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
    alike: list[Row] = field(
        default_factory=list
    )  # up to three whose names are a slip away, when few match


def on_roster(today: date, *, past: bool = False) -> ColumnElement[bool]:
    """Say, as SQL, who has not left the roster by a day; on a `past` one also who had joined,
    mistaken rows left out."""
    here = sa.or_(Member.left_on.is_(None), Member.left_on > today)
    return (
        sa.and_(here, Member.joined_by(today), Member.left_reason.not_in(MISTAKEN))
        if past
        else here
    )


def _matching(query: str, association_id: int) -> ColumnElement[bool]:
    """Match every word in name or stalls, as written or as it sounds; one or two letters match
    where a word begins.

    Digits also match a phone number, or the last four of a NIK or a phone, by their blind indexes.
    """
    text = sa.literal(" ") + Member.search_text
    conditions = [_has(text, word) for word in searched_words(query)]
    found = sa.and_(sa.true(), *conditions)
    digits = PUNCTUATION.sub("", query)
    if not digits.isascii() or not digits.isdecimal():
        return found
    if len(digits) == 4:
        tail = tail_index(association_id, digits)
        return sa.or_(found, Member.nik_tail == tail, Member.phone_tail == tail)
    try:
        return sa.or_(found, Member.phone_index == vault.index(parse_phone(digits), PHONE_PURPOSE))
    except RuleError:
        return found


def _has(text: ColumnElement[str], word: str) -> ColumnElement[bool]:
    if len(word) < 3:
        return text.contains(f" {word}", autoescape=True)
    return sa.or_(
        text.contains(word, autoescape=True),
        *(
            Member.sound.contains(f" {sound}", autoescape=True)
            for sound in name_words(word)
            if len(sound) >= SHORTEST_SOUND
        ),
    )


def tail_index(association_id: int, digits: str) -> bytes:
    """Make the blind index of the last four digits of a NIK or a phone, different on every
    roster."""
    return vault.index(f"{association_id} {digits}", TAIL_PURPOSE)


def phone_indexes(association_id: int, phone: str | None) -> tuple[bytes | None, bytes | None]:
    """Make the blind indexes of a phone number (+62812...): of the whole, and of its last four
    digits."""
    if phone is None:
        return None, None
    return vault.index(phone, PHONE_PURPOSE), tail_index(association_id, phone[-4:])


def _in_group(group: Group, today: date, *, past: bool) -> ColumnElement[bool]:
    if group is Group.ALL:
        return sa.true()
    latest = coverage.latest_paid(Member.participant_id, today, past=past)
    if group is Group.LAPSING:
        return sa.and_(
            coverage.lapsing_sql(latest, Member.participant_id, today, past=past),
            coverage.going_on(today),
        )
    status = coverage.status_sql(latest, Member.participant_id, READY, today, past=past)
    return status.in_([one.value for one in STATUSES[group]])


def _filtered(
    columns: tuple[Any, ...],
    association_id: int,
    today: date,
    query: str,
    group: Group,
    market_id: int | None,
    *,
    past: bool = False,
) -> sa.Select[Any]:
    statement = (
        sa.select(*columns)
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(
            Member.association_id == association_id,
            on_roster(today, past=past),
            _matching(query, association_id),
            _in_group(group, today, past=past),
        )
        .order_by(Member.sort_name, Member.id)
    )
    if market_id is not None:
        statement = statement.where(
            sa.exists().where(Stall.member_id == Member.id, Stall.market_id == market_id)
        )
    return statement


def roster(
    session: Session,
    *,
    association_id: int,
    today: date,
    query: str = "",
    group: Group = Group.ALL,
    market_id: int | None = None,
    after: int | None = None,
    past: bool = False,
) -> RosterPage:
    """Select one page of the roster by name, from behind the member `after`; `past` as in
    `on_roster`."""
    statement = _filtered(LINE, association_id, today, query, group, market_id, past=past).limit(
        ROWS + 1
    )
    if after is not None:
        cursor = session.execute(
            sa.select(Member.sort_name, Member.id).where(Member.id == after)
        ).first()
        if cursor is not None:
            statement = statement.where(sa.tuple_(Member.sort_name, Member.id) > sa.tuple_(*cursor))
    found = session.execute(statement).all()
    rows = _rows(session, found[:ROWS], today=today, past=past)
    few = query and after is None and len(rows) < FEW and not past
    alike = (
        _alike(session, association_id, query, {row.id for row in rows}, today=today) if few else []
    )
    return RosterPage(rows, rows[-1].id if len(found) > ROWS else None, alike)


def matching_ids(
    session: Session,
    *,
    association_id: int,
    today: date,
    query: str = "",
    group: Group = Group.ALL,
    market_id: int | None = None,
) -> list[int]:
    """Give the ids of everyone whom the same search and filter show on the roster, by name."""
    return list(
        session.scalars(_filtered((Member.id,), association_id, today, query, group, market_id))
    )


def whole(session: Session, member_ids: list[int], *, today: date) -> Iterator[list[Row]]:
    """Give the lines of many members in this order, 200 at a time."""
    for start in range(0, len(member_ids), AT_ONCE):
        yield rows_of(session, member_ids[start : start + AT_ONCE], today=today)


def rows_of(session: Session, member_ids: list[int], *, today: date) -> list[Row]:
    """Give the lines of these members, in this order."""
    lines = sa.select(*LINE).outerjoin(Participant, Participant.id == Member.participant_id)
    rows = _rows(
        session, session.execute(lines.where(Member.id.in_(member_ids))).all(), today=today
    )
    return sorted(rows, key=lambda row: member_ids.index(row.id))


def _alike(
    session: Session, association_id: int, query: str, shown: set[int], *, today: date
) -> list[Row]:
    """Find up to three members whose names are a slip a word away from the query, the likeliest
    first."""
    words = searched_words(query)
    said = [
        word for word in words if word.isalpha() and len(word) >= SHORTEST_SOUND
    ]  # the rest may be a stall
    long = [word for word in said if len(word) >= SHORTEST_WITH_SLIP]
    if not long:
        return []
    text = sa.literal(" ") + Member.search_text
    near = [_has(text, word) for word in words if word not in said]
    near += [
        sa.or_(
            *((text + " ").like(pattern) for pattern in intact(word)),
            *(
                Member.sound.like(pattern)
                for sound in name_words(word)
                for pattern in intact(sound)
            ),
        )
        for word in long
    ]
    names = sa.select(Member.id, Member.name, Member.known_as).where(
        Member.association_id == association_id, on_roster(today), *near
    )
    people = (
        (line.id, f"{line.name} {line.known_as}")
        for line in session.execute(names)
        if line.id not in shown
    )
    best = candidates(" ".join(said), people, most=FEW)
    return rows_of(session, best, today=today)


def _rows(session: Session, found: Any, *, today: date, past: bool = False) -> list[Row]:
    """Complete selected lines with stalls and coverage: one query each, however many lines."""
    ids = [line.id for line in found]
    stalls = stall_labels(session, ids)
    people = {
        line.id: coverage.Person(
            line.participant_id, line.sent_on, line.registered_on, line.ended_on, bool(line.ready)
        )
        for line in found
    }
    covered = coverage.coverages(session, people, today=today, past=past)
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
        for stall in session.scalars(
            sa.select(Stall).where(Stall.member_id.in_(member_ids)).order_by(Stall.id)
        ):
            labels.setdefault(stall.member_id, []).append(stall.label)
    return {member_id: ", ".join(filter(None, texts)) for member_id, texts in labels.items()}


def one(session: Session, member_id: int) -> Member:
    """Get a member; NoResultFound outside the reach."""
    return session.get_one(Member, member_id)


def coverage_of(session: Session, member: Member, *, today: date, past: bool = False) -> Coverage:
    """Tell where one member stands on a day; `past` as in `roster`."""
    participant = member.participant
    person = coverage.Person(
        member.participant_id,
        participant.sent_on if participant else None,
        participant.registered_on if participant else None,
        participant.ended_on if participant else None,
        member.is_ready,
    )
    return coverage.coverages(session, {member.id: person}, today=today, past=past)[member.id]


def carried_by(session: Session, member_id: int) -> list[Member]:
    """List those whose messages a member carries."""
    return list(
        session.scalars(
            sa.select(Member).where(Member.messenger_id == member_id).order_by(Member.sort_name)
        )
    )


def card_code(session: Session, member_id: int) -> str:
    """Open the code of a member's card; NoResultFound when there is none."""
    card = session.scalars(sa.select(Card).where(Card.member_id == member_id)).one()
    return vault.open(card.code_sealed, f"card|code|{member_id}")
