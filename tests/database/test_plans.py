"""The indexes that the pages' budgets rest on: each statement still uses its own, on both
engines."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from association.access.fence import reach_of, set_reach
from association.access.reach import Everywhere, OneAssociation, OneCity
from association.cover.cash import custody
from association.cover.reminders import reads as reminders
from association.cover.reminders.kinds import Cause, Outcome
from association.cover.reminders.models import Reminder
from association.database import db, is_postgresql, write_tx
from association.meetings.attendance import reads as attendance
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp import saying as rsvp
from association.meetings.rsvp.values import Person
from association.office.cityevents import reads as cityevents
from association.people.participants import reads as participants
from association.people.participants.models import Contribution, Participant
from association.roster.imports import namesakes
from association.roster.members import counting, roster
from association.roster.members.models import Member, Stall
from association.roster.members.wanted import Wanted
from tests.infra.cast import Cast

TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 3, tzinfo=UTC)
MEETING = 900
PEOPLE = 3000  # enough that reading a whole table costs more than an index


def crowd(cast: Cast) -> dict[Any, list[dict[str, Any]]]:
    """Make rows for members of Sari's and Budi's paguyuban, each with a paid month."""
    homes = [cast.association["sari"], cast.association["budi"]]
    city, sari = cast.city["Kota Surakarta"], cast.account["sari"]
    turn = {"cause": Cause.LAPSING.value, "outcome": Outcome.SENT.value, "opened_at": NOW}
    rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    # in this order, in which each row finds what it refers to
    for number in range(1000, 1000 + PEOPLE):
        key, home = number.to_bytes(16, "big"), homes[number % 2]
        own = {"member_id": number, "association_id": home}
        rows[Participant].append({"id": number, "nik_index": key, "name": f"P{number}"})
        rows[Member].append(_member(number, key) | {"association_id": home, "city_id": city})
        rows[Stall].append(own)
        rows[Contribution].append(_paid(number) | {"association_id": home, "recorded_by": sari})
        rows[Reminder].append({**own, **turn, "month": date(2026, 1 + number % 11, 1)})
    rows[AwarenessEvent] = [
        _meeting(day) | {"association_id": homes[day % 2], "city_id": city} for day in range(100)
    ]
    rows[Attendance] = [
        {**own, "event_id": MEETING + own["member_id"] % 100, "marked_at": NOW}
        for own in rows[Stall]
    ]
    return rows


def _member(number: int, key: bytes) -> dict[str, Any]:
    return {
        "id": number,
        "participant_id": number,
        "name": f"P{number}",
        "sort_name": f"p{number}",
        "search_text": f"p{number}",
        "name_sound": f"p{number}",
        "nik_index": key,
        "nik_tail": key,
        "phone_tail": key,
        "created_at": NOW,
        "updated_at": NOW,
    }


def _paid(number: int) -> dict[str, Any]:
    held = number % 50 == 0
    return {
        "participant_id": number,
        "first_month": date(2026, 10, 1),
        "last_month": date(2026, 11 - number % 2, 1),
        "programmes": "JKK,JKM",
        "estimate": 16800,
        "amount": 16800,
        "paid_on": date(2026, 10, 3),
        "received_on": None if held else date(2026, 10, 3),
        "channel": "agen",
        "custody": "entrusted" if held else "",
        "recorded_at": NOW,
    }


def _meeting(day: int) -> dict[str, Any]:
    return {
        "id": MEETING + day,
        "code": f"code{day}",
        "title": "Sosialisasi",
        "kind": "sosialisasi",
        "place": "Balai",
        "starts_at": NOW + timedelta(day - 50),
    }


@pytest.fixture
def session(app: Flask, cast: Cast) -> Iterator[Session]:
    """Give Sari's session on a database with two rosters of 1,500, as the engine has counted it."""
    with app.app_context():
        set_reach(db.session(), Everywhere())
        with write_tx() as tx:
            for model, rows in crowd(cast).items():
                tx.session.execute(sa.insert(model.__table__), rows)
        if is_postgresql(db.session()):
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("SET default_transaction_read_only = off")
                connection.exec_driver_sql("ANALYZE")
        set_reach(
            db.session(), OneAssociation(cast.association["sari"], cast.city["Kota Surakarta"])
        )
        yield db.session()


def plan(session: Session, read: Callable[[], Any]) -> str:
    """Give, as one text, the plan of every statement that a read sends."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        read()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    explain = "EXPLAIN " if is_postgresql(session) else "EXPLAIN QUERY PLAN "
    lines: list[str] = []
    with db.engine.connect() as connection:
        if is_postgresql(session):  # half of a small table is sooner read whole than by an index
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for statement, parameters in sent:
            found = connection.exec_driver_sql(explain + statement, parameters)
            lines += [str(row[-1]) for row in found]
    return "\n".join(lines)


def as_office(session: Session, cast: Cast, read: Callable[[], Any]) -> None:
    """Read as an officer of the city does."""
    before = reach_of(session)
    set_reach(session, OneCity(cast.city["Kota Surakarta"]))
    read()
    set_reach(session, before)


def reading(session: Session, cast: Cast) -> dict[str, Callable[[], Any]]:
    """Name the reads that the budgets rest on."""
    own = {"association_id": cast.association["sari"], "today": TODAY}
    here = {"association_id": own["association_id"]}
    person, city = 1000, cast.city["Kota Surakarta"]
    whose = [own["association_id"]], Person(phone="+628120000000"), TODAY
    return {
        "roster page": lambda: roster.search(session, **own),
        "next roster page": lambda: roster.search(session, **own, after=person),
        "a phone's or a NIK's tail": lambda: roster.search(
            session, **own, wanted=Wanted(query="1234")
        ),
        "counts by status": lambda: counting.counts(session, **own),
        "paid months": lambda: participants.contributions(session, person),
        "due reminders": lambda: reminders.counts(session, **own),
        "cash in hand": lambda: custody.held(session, **own),
        "cash of one collector": lambda: custody.entrusted(
            session, association_id=own["association_id"], collector_id=cast.account["sari"]
        ),
        "attendance": lambda: attendance.attendance(session, MEETING),
        "namesakes in a list": lambda: namesakes.by_name(session, ["p1000", "p1002"], **here),
        "NIKs in a list": lambda: namesakes.by_nik(session, ["1" * 16, "2" * 16], **here),
        "whose phone": lambda: as_office(session, cast, lambda: rsvp._match(session, *whose)),
        "the city's events": lambda: as_office(
            session, cast, lambda: cityevents.listed(session, city_id=city, after=None)
        ),
    }


# What each must be read by: on SQLite as its plan says it, on PostgreSQL the index.
USES = {
    "roster page": (
        ("member USING INDEX ix_member_roster", "stall USING INDEX ix_stall_member_id"),
        ("ix_member_roster", "ix_stall_member_id", "ix_contribution_run"),
    ),
    "next roster page": (
        ("ix_member_roster (association_id=? AND sort_name>?)",),
        ("Cond: ((association_id = '1'::bigint) AND (ROW((sort_name)",),
    ),
    "a phone's or a NIK's tail": (("ix_member_phone (association_id=?)",), ("association_id",)),
    "counts by status": (
        (
            "COVERING INDEX ix_contribution_run (participant_id=?)",
            "ix_contribution_run (participant_id=? AND last_month>?)",
            "ix_member_person",
        ),
        ("ix_contribution_run", "ix_member_person"),
    ),
    "paid months": (("ix_contribution_run (participant_id=?)",), ("ix_contribution_run",)),
    "due reminders": (
        ("ix_reminder_turn (association_id=? AND month=?)", "ix_contribution_run"),
        ("ix_reminder_turn", "ix_contribution_run"),
    ),
    "cash in hand": (
        ("ix_contribution_custody (association_id=? AND custody=?)",),
        ("ix_contribution_custody",),
    ),
    "cash of one collector": (
        ("ix_contribution_custody (association_id=? AND custody=? AND recorded_by=?)",),
        ("ix_contribution_custody",),
    ),
    "attendance": (
        ("attendance USING INDEX sqlite_autoindex_attendance_1 (event_id=?)",),
        ("ix_attendance_held",),
    ),
    "namesakes in a list": (
        ("ix_member_sound (association_id=? AND name_sound=?)",),
        ("ix_member_sound",),
    ),
    "NIKs in a list": (("(association_id=? AND nik_index=?)",), ("uq_member_association_id",)),
    "whose phone": (
        ("ix_member_phone (association_id=? AND phone_tail=?)",),
        ("ix_member_phone",),
    ),
    "the city's events": (("ix_awareness_event_city (city_id=?)",), ("ix_awareness_event_city",)),
}


def test_each_read_uses_its_index(session: Session, cast: Cast) -> None:
    missing = []
    reads = reading(session, cast)
    assert reads.keys() == USES.keys()
    for name, read in reads.items():
        found = plan(session, read)
        wanted = USES[name][is_postgresql(session)]
        missing += [f"{name} uses no {one}:\n{found}" for one in wanted if one not in found]
    assert missing == [], "\n".join(missing)


def test_the_budgets_indexes_exist() -> None:
    held = {index.name for table in db.metadata.tables.values() for index in table.indexes}
    named = {
        word
        for pair in USES.values()
        for words in pair
        for text in words
        for word in re.findall(r"ix_\w+", text)
    }
    assert named <= held
