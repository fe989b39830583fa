"""`flask demo`: the city that the contract describes, on any business date."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association import demo
from association.cover.cash.models import Visit
from association.cover.enrolment.models import RegistrationLine
from association.demo.territory import PLANS
from association.meetings.attendance.models import Attendance, Headcount
from association.meetings.events.models import AwarenessEvent, Invited
from association.meetings.rsvp.models import Rsvp
from association.people.accounts import passwords
from association.people.accounts.models import Account, Duty
from association.people.accounts.reads import PHONE_PURPOSE, account_by_phone
from association.people.participants.models import Contribution, Deposit, Participant, Receipt
from association.roster.members import counting, reads
from association.roster.members.keys import CARD_PURPOSE
from association.roster.members.models import Card, Member, Stall
from association.roster.members.statuses import coverage_of
from association.rules.house.months import add_months, month_of, months_between
from association.rules.house.permissions import Role
from association.rules.law.coverage import Run, Status, merge, overlapping, thresholds
from association.rules.law.groups import Group
from association.rules.law.payments import CHANNELS, MOST_AHEAD, MOST_MONTHS
from association.rules.people.cards import normalise_card_code
from association.rules.people.nik import nik_facts, nik_warnings
from association.rules.people.phone import parse_phone
from association.territory.models import Association, City, Market, association_market
from association.vault import vault
from tests.commands.stage import fresh_app, refused, run, whole_database
from tests.infra.cast import NOW, PASSWORD, TODAY
from tests.infra.client import Reader


def count(session: Session, model: type, *where: sa.ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0


def test_the_city_has_its_markets_and_fourteen_paguyuban(session: Session) -> None:
    assert session.scalars(sa.select(City.code)).all() == ["33.72"]
    assert (count(session, Market), count(session, Association)) == (41, 14)
    assert count(session, Member, Member.left_on.is_(None)) == 2600
    harjodaksino = session.scalars(
        sa.select(Market).where(Market.name == "Pasar Harjodaksino")
    ).one()
    assert (harjodaksino.aliases, harjodaksino.district) == (["Pasar Gemblegan"], "Serengan")
    assert (
        session.scalars(sa.select(Market.district).where(Market.name == "Pasar Kembang")).one()
        is None
    )
    pairs = session.execute(sa.select(association_market)).all()
    assert max(Counter(pair.association_id for pair in pairs).values()) > 1
    assert max(Counter(pair.market_id for pair in pairs).values()) > 1
    for phone in session.scalars(sa.select(Association.contact_phone)):
        assert parse_phone(phone) == phone
        assert phone.startswith("+628120000")


def test_each_roster_has_its_members(session: Session) -> None:
    found = dict(
        session.execute(
            sa.select(Association.name, sa.func.count())
            .join(Member, Member.association_id == Association.id)
            .where(Member.left_on.is_(None))
            .group_by(Association.id)
        ).all()
    )
    assert found == {plan.name: plan.members for plan in PLANS}
    assert found["Paguyuban Pasar Rejosari"] == 212


@pytest.mark.parametrize(
    ("phone", "role", "leads"),
    [
        ("0812 0000 0001", Role.LEADER, "Paguyuban Pasar Rejosari"),
        ("0812 0000 0002", Role.LEADER, "Paguyuban Pedagang Pasar Gede"),
        ("0812 0000 0010", Role.OFFICER, None),
        ("0812 0000 0020", Role.ADMIN, None),
    ],
)
def test_the_accounts_are_those_of_the_contract(
    session: Session, phone: str, role: Role, leads: str | None
) -> None:
    account = account_by_phone(session, vault.index(parse_phone(phone), PHONE_PURPOSE))
    assert account is not None
    assert account.role is role
    assert passwords.matches(account.password_hash, PASSWORD)
    assert (account.city_id is not None) == (role is Role.OFFICER)
    duty = session.scalars(sa.select(Duty).where(Duty.account_id == account.id)).one_or_none()
    assert (duty and session.get_one(Association, duty.association_id).name) == leads
    assert count(session, Account) == 4


def test_tono_is_active_on_saris_roster(session: Session) -> None:
    index = vault.index(normalise_card_code("DEMO-TONO"), CARD_PURPOSE)
    member = session.get_one(Member, session.get_one(Card, index).member_id)
    assert session.get_one(Association, member.association_id).name == "Paguyuban Pasar Rejosari"
    assert (member.name, member.birth_date) == ("Tono Wibowo", date(1975, 8, 17))
    assert reads.card_code(session, member.id) == "DEM0T0N0"
    assert coverage_of(session, member, today=TODAY).protected_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    "today", [date(2026, 11, 22), date(2026, 12, 1), date(2027, 1, 12), date(2028, 2, 29)]
)
def test_every_status_is_met_on_any_date(today: date, tmp_path: Path, city: Flask) -> None:
    now = datetime(today.year, today.month, today.day, 3, tzinfo=UTC)
    if today == TODAY:
        _every_status(city, today)
        return
    with fresh_app(tmp_path, now) as app:
        with app.app_context():
            demo.load(progress=False)
        _every_status(app, today)


def _every_status(app: Flask, today: date) -> None:
    with whole_database(app) as session:
        for association in session.scalars(sa.select(Association).order_by(Association.id)).all()[
            :1
        ]:
            seen: Counter[Status] = Counter()
            arrears = set()
            for member in session.scalars(
                sa.select(Member).where(Member.association_id == association.id)
            ):
                found = coverage_of(session, member, today=today)
                seen[found.status] += 1
                arrears.add(found.arrears)
            expected = (
                set(Status)
                if today <= thresholds(today).month.replace(day=15)
                else set(Status) - {Status.DUE}
            )
            assert set(seen) == expected
            assert arrears >= ({1, 2} if Status.DUE in expected else {1, 2, 3})
            counts = counting.counts(session, association_id=association.id, today=today)
            assert all(counts[group] for group in Group if group is not Group.DUE)


def test_niks_are_valid_and_of_nobody(session: Session) -> None:
    seen, odd = set(), 0
    for member in session.scalars(sa.select(Member)):
        nik, phone = member.nik, member.phone
        if nik is not None:
            assert nik.startswith("337299")
            assert 18 <= TODAY.year - nik_facts(nik, today=TODAY).birth_date.year <= 80
            odd += bool(nik_warnings(nik, birth_date=member.birth_date, today=TODAY))
            seen.add(nik)
        if phone is not None:
            assert parse_phone(phone) == phone
            assert phone.startswith("+628120000")
    assert len(seen) == count(session, Participant)
    assert 10 < odd < 200


def test_some_things_are_unknown_and_some_people_are_on_two_rosters(session: Session) -> None:
    for column in (Member.nik_index, Member.birth_date, Member.phone_sealed):
        assert session.scalar(sa.select(sa.func.count()).where(column.is_(None))) > 20
    rosters = (
        sa.select(Member.participant_id)
        .where(Member.participant_id.is_not(None))
        .group_by(Member.participant_id)
    )
    shared = session.scalars(rosters.having(sa.func.count() > 1)).all()
    assert len(shared) == 40
    assert max(Counter(session.scalars(sa.select(Stall.member_id))).values()) == 3
    sari = session.scalars(
        sa.select(Association.id).where(Association.name == demo.territory.SARI)
    ).one()
    hers = sa.select(Member.id).where(
        Member.participant_id.in_(shared), Member.association_id == sari
    )
    assert len(session.scalars(hers).all()) == 10


def test_contributions_are_such_as_could_be_recorded(session: Session) -> None:
    runs: dict[int, list[Run]] = {}
    month = month_of(TODAY)
    for one in session.scalars(sa.select(Contribution).order_by(Contribution.first_month)):
        run = Run(one.first_month, one.last_month)
        latest = add_months(month, 1 if one.is_held else 0)  # cash for the next month
        assert add_months(month, -17) <= one.first_month <= latest
        assert one.last_month <= add_months(month, MOST_AHEAD)
        assert months_between(one.first_month, one.last_month) < MOST_MONTHS
        assert one.paid_on <= TODAY
        assert one.recorded_at <= NOW
        assert one.channel in CHANNELS
        assert one.amount == one.estimate > 0
        assert not overlapping(runs.get(one.participant_id, []), run)
        runs.setdefault(one.participant_id, []).append(run)
    assert any(len(merge(own)) > 1 for own in runs.values())
    assert any(not receipt for receipt in session.scalars(sa.select(Contribution.receipt)))


def test_thirty_events_two_of_them_to_come(session: Session) -> None:
    events = session.scalars(sa.select(AwarenessEvent).order_by(AwarenessEvent.id)).all()
    coming = [event for event in events if event.starts_at > NOW]
    assert (len(events), len(coming)) == (30, 2)
    assert session.get_one(Association, coming[0].association_id).name == "Paguyuban Pasar Rejosari"
    attended = set(session.scalars(sa.select(Attendance.event_id)))
    assert attended == {event.id for event in events} - {event.id for event in coming}
    strangers = (
        sa.select(Attendance).join(Member).where(Member.association_id != Attendance.association_id)
    )
    assert session.scalars(strangers).first() is None
    assert session.scalars(sa.select(Headcount)).first() is not None


def test_the_trade_office_invites_and_guests_say_that_they_come(session: Session) -> None:
    own, city = session.scalars(
        sa.select(AwarenessEvent).where(AwarenessEvent.starts_at > NOW)
    ).all()
    assert (city.association_id, city.host) == (None, "dinas")
    invited = session.scalars(
        sa.select(Invited.association_id).where(Invited.event_id == city.id)
    ).all()
    assert len(invited) == 4
    said = Counter(map(tuple, session.execute(sa.select(Rsvp.event_id, Rsvp.association_id))))
    assert said == {(own.id, own.association_id): 12} | {(city.id, one): 12 for one in invited}


def test_sari_sees_whom_to_remind_after_her_last_event_and_what_the_one_before_achieved(
    city: Flask,
) -> None:
    sari = Reader(city)
    sari.fill("/masuk", phone="0812 0000 0001", password=PASSWORD)
    assert "hadir, belum jadi peserta" in sari.get("/").text
    found = re.search(
        r"Mendaftar dalam 90 hari: (\d+) dari (\d+) orang .* dibanding (\d+) dari (\d+)",
        sari.get("/kegiatan/hasil").text,
    )
    assert found is not None
    joined, came, others_joined, others = map(int, found.groups())
    assert joined / came > 2 * others_joined / others


def test_it_is_the_same_each_time(city: Flask, tmp_path: Path) -> None:
    with fresh_app(tmp_path) as other:
        run(other, "demo")
        assert fingerprint(other) == fingerprint(city)


def fingerprint(app: Flask) -> list[object]:
    with whole_database(app) as session:
        return [
            [one.nik for one in session.scalars(sa.select(Member).limit(300))],
            session.execute(sa.select(Member.name, Member.search_text, Member.created_at)).all(),
            session.execute(
                sa.select(Contribution.first_month, Contribution.amount, Contribution.receipt)
            ).all(),
            session.execute(sa.select(AwarenessEvent.code, AwarenessEvent.starts_at)).all(),
            session.execute(
                sa.select(Attendance.event_id, Attendance.member_id, Attendance.marked_at)
            ).all(),
            session.execute(sa.select(Rsvp.event_id, Rsvp.person_index, Rsvp.said_at)).all(),
            session.execute(sa.select(Receipt.number, Receipt.contribution_id)).all(),
            session.execute(sa.select(Deposit.reference, Deposit.amount, Deposit.day)).all(),
            session.execute(sa.select(Visit.member_id, Visit.at)).all(),
            session.execute(sa.select(RegistrationLine.member_id, RegistrationLine.reason)).all(),
        ]


def test_it_refuses_a_database_that_holds_other_data(city: Flask) -> None:
    assert (
        refused(city, "demo") == "Nothing was loaded: the database holds other data (table city)."
    )


def test_it_makes_the_tables_of_a_new_database(tmp_path: Path) -> None:
    with fresh_app(tmp_path, migrated=False) as app:
        assert run(app, "demo").exit_code == 0
        assert run(app, "migrate").stdout == "The database is up to date.\n"
