"""The SQL status is the twin of rules.law.coverage: equal for any people, on any day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.home import reads as home
from association.people.participants import statuses
from association.people.participants.models import Contribution, Participant
from association.roster.members import counting
from association.roster.members.models import Member
from association.roster.members.statuses import READY
from association.rules.house.months import add_months
from association.rules.law.coverage import Coverage, Enrolment, Run, Status, coverage
from association.rules.law.enrolment import too_old_to_join
from association.rules.law.groups import Group
from association.rules.law.stakes import stakes
from tests.infra.cast import NOW, Cast

day = st.dates(date(2026, 1, 1), date(2027, 6, 30))
mostly = st.one_of(day, day, day, st.none())
run = st.tuples(st.integers(-10, 10), st.integers(0, 12), mostly).map(
    lambda r: (
        add_months(date(2026, 11, 1), r[0]),
        add_months(date(2026, 11, 1), r[0] + r[1]),
        r[2],  # the day it was received; None while a collector holds it
    )
)
person = st.fixed_dictionaries(
    {
        "sent_on": st.none() | day,
        "registered_on": mostly,
        "ended_on": st.none() | st.none() | day,
        "birth_date": st.none() | st.dates(date(1960, 1, 1), date(1963, 1, 1)),
        "runs": st.lists(run, max_size=4),
    }
)
ENROLMENT = ("sent_on", "registered_on", "ended_on")


def _put(people: list[dict], cast: Cast) -> None:
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        for index, one in enumerate(people):
            participant = Participant(nik_index=index.to_bytes(16, "big"), name="X")
            participant.sent_on, participant.registered_on = one["sent_on"], one["registered_on"]
            participant.ended_on = one["ended_on"]
            tx.session.add(participant)
            tx.session.flush()
            name = f"zz person {index:03}"
            tx.session.add(
                Member(
                    association_id=cast.association["sari"],
                    city_id=cast.city["Kota Surakarta"],
                    participant_id=participant.id,
                    birth_date=one["birth_date"],
                    **dict.fromkeys(("name", "sort_name", "search_text", "name_sound"), name),
                    created_at=NOW,
                    updated_at=NOW,
                )
            )
            for first, last, received_on in one["runs"]:
                tx.session.add(
                    Contribution(
                        participant_id=participant.id,
                        association_id=cast.association["sari"],
                        first_month=first,
                        last_month=last,
                        programmes="JKK,JKM",
                        estimate=0,
                        amount=0,
                        paid_on=one.get("paid_on", first),
                        received_on=received_on,
                        channel="bendahara",
                        custody="deposited" if received_on else "entrusted",
                        recorded_at=NOW,
                    )
                )


def _replaced(people: list[dict], cast: Cast) -> None:
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        mine = sa.select(Member.participant_id).where(Member.name.startswith("zz"))
        ids = list(tx.session.scalars(mine))
        tx.session.execute(sa.delete(Contribution).where(Contribution.participant_id.in_(ids)))
        tx.session.execute(sa.delete(Member).where(Member.name.startswith("zz")))
        tx.session.execute(sa.delete(Participant).where(Participant.id.in_(ids)))
    _put(people, cast)


def _status(latest: Any, today: date, *, past: bool = False) -> sa.Label[str]:
    return statuses.status_sql(
        latest,
        Member.participant_id,
        today,
        ready=READY,
        birth_date=Member.birth_date,
        past=past,
    ).label("status")


def _person(line: Any, *, ready: bool) -> statuses.Person:
    dates = line.sent_on, line.registered_on, line.ended_on
    return statuses.Person(line.participant_id, *dates, ready, line.birth_date)


def _lines(today: date) -> Sequence[sa.Row[Any]]:
    """Ask SQL where each member stands on a day."""
    latest = statuses.latest_paid(Member.participant_id, today)
    return db.session.execute(
        sa.select(
            Member.id,
            Member.association_id,
            Member.participant_id,
            Participant.sent_on,
            Participant.registered_on,
            Participant.ended_on,
            READY.label("ready"),
            Member.birth_date,
            _status(latest, today),
            statuses.lapsing_sql(latest, Member.participant_id, today).label("lapsing"),
            statuses.death_benefit_sql(Member.participant_id, today).label("benefit"),
        ).outerjoin(Participant, Participant.id == Member.participant_id)
    ).all()


@pytest.mark.usefixtures("cast")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(people=st.lists(person, min_size=1, max_size=8), today=day)
def test_sql_and_python_agree(app: Flask, cast: Cast, people: list[dict], today: date) -> None:
    with app.app_context():
        _replaced(people, cast)
        lines = _lines(today)
        known = {m.id: _person(m, ready=bool(m.ready)) for m in lines}
        expected = statuses.coverages(db.session(), known, today=today)
        for line in lines:
            cover = expected[line.id]
            assert line.status == cover.status.value
            if cover.status is Status.ACTIVE:
                assert bool(line.lapsing) == cover.lapsing
                assert line.benefit == stakes(cover, today=today).now
        association_id = cast.association["sari"]
        own = {m.id for m in lines if m.association_id == association_id}
        lost = [
            cover.death_benefit for one, cover in expected.items() if cover.lapsing and one in own
        ]
        assert counting.at_stake(db.session(), association_id=association_id, today=today) == sum(
            lost
        )
        listed = home.lapsing(db.session(), association_id=association_id, today=today, most=25)
        assert len(listed) == len(lost)
        db.session.remove()


@pytest.mark.usefixtures("cast")
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    people=st.lists(
        st.tuples(person, day).map(lambda one: one[0] | {"paid_on": one[1]}), min_size=1, max_size=6
    ),
    asked=day,
)
def test_another_day_counts_what_was_paid_by_then(
    app: Flask, cast: Cast, people: list[dict], asked: date
) -> None:
    """SQL and pages agree with the rule over the runs paid by that day; once all are paid, both
    ways of counting agree."""
    association_id = cast.association["sari"]
    with app.app_context():
        _replaced(people, cast)
        for today in (asked, date(2027, 6, 30)):
            found = _standing(today, past=True)
            expected = [_expected(one, today) for one in people]
            assert [line[0] for line in found] == expected
            assert [line[1] for line in found] == [one.status.value for one in expected]
            lapsing = [
                (line[2], one.lapsing)
                for line, one in zip(found, expected, strict=True)
                if one.protected
            ]
            assert all(bool(sql) == python for sql, python in lapsing)
        assert _standing(today, past=False) == found
        ordinary, asked_for = (
            counting.counts(db.session(), association_id=association_id, today=today, past=past)
            for past in (False, True)
        )
        assert ordinary == asked_for
        db.session.remove()


def _expected(one: dict, day: date) -> Coverage:
    born = one["birth_date"]
    known = [Run(*run) for run in one["runs"]]
    enrolment = Enrolment(
        too_old=born is not None and too_old_to_join(born, day),
        **{name: one[name] for name in ENROLMENT},
    )
    received = [run for run in known if run.received_on and run.received_on <= day]
    held = [run for run in known if run.received_on is None or run.received_on > day]
    return coverage(received, enrolment, held=held if one["paid_on"] <= day else [], today=day)


def _standing(today: date, *, past: bool) -> list[tuple]:
    latest = statuses.latest_paid(Member.participant_id, today, past=past)
    lines = db.session.execute(
        sa.select(
            Member.id,
            Member.participant_id,
            Participant.sent_on,
            Participant.registered_on,
            Participant.ended_on,
            Member.birth_date,
            _status(latest, today, past=past),
            statuses.lapsing_sql(latest, Member.participant_id, today, past=past).label("lapsing"),
        )
        .join(Participant, Participant.id == Member.participant_id)
        .where(Member.name.startswith("zz"))
        .order_by(Member.name)
    ).all()
    known = {m.id: _person(m, ready=False) for m in lines}
    covered = statuses.coverages(db.session(), known, today=today, past=past)
    return [(covered[m.id], m.status, m.lapsing) for m in lines]


def test_the_day_after_tomorrow_needs_no_job(app: Flask, cast: Cast) -> None:
    """No status is stored: asking another day gives what is true on that day."""

    with app.app_context():
        set_reach(db.session(), Everywhere())
        for today, expected in (
            (date(2026, 11, 30), {"aktif": 2, "jatuh-tempo": 0, "menunggak": 1, "nonaktif": 1}),
            (date(2026, 12, 1), {"aktif": 1, "jatuh-tempo": 1, "menunggak": 1, "nonaktif": 1}),
            (date(2026, 12, 15), {"aktif": 1, "jatuh-tempo": 1, "menunggak": 1, "nonaktif": 1}),
            (
                date(2026, 12, 15) + timedelta(days=1),
                {"aktif": 1, "jatuh-tempo": 0, "menunggak": 2, "nonaktif": 1},
            ),
            (date(2027, 1, 1), {"aktif": 0, "jatuh-tempo": 1, "menunggak": 1, "nonaktif": 2}),
        ):
            counts = counting.counts(
                db.session(), association_id=cast.association["sari"], today=today
            )
            assert {group: counts[Group(group)] for group in expected} == expected, today
