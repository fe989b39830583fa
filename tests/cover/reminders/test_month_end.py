"""A turn over the end of a month stays the one it was opened as, and asks for nobody twice."""

from datetime import date, datetime

import pytest
from flask import Flask

from association.config import WIB
from association.cover.reminders.models import Reminder
from association.database import db
from tests.conftest import Clock
from tests.cover.reminders.conftest import HABIS, begin, say, whose
from tests.infra.cast import Cast, acting, stay_signed_in
from tests.infra.client import Reader, Seen

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def late(app: Flask, sari: Reader, clock: Clock) -> Seen:
    """Sari's screen with Suparno's turn, ten minutes before December; then it is December."""
    clock.moment = datetime(2026, 11, 30, 23, 50, tzinfo=WIB)
    stay_signed_in(app, clock.moment)
    seen = begin(sari)
    assert "Suparno" in seen.text
    clock.tick(minutes=20)
    return seen


def turns(app: Flask, cast: Cast, name: str) -> list[tuple[date, str]]:
    with app.app_context():
        acting(cast, "sari")
        found = db.session.query(Reminder).filter_by(member_id=cast.member[name])
        return [(one.month, one.outcome) for one in found.order_by(Reminder.month)]


@pytest.mark.parametrize("outcome", ["sent", "failed", "skipped"])
def test_it_belongs_to_its_month_and_does_not_come_again(
    app: Flask, sari: Reader, cast: Cast, late: Seen, outcome: str
) -> None:
    then = sari.follow(say(sari, late, outcome))
    assert whose(then) != "Suparno"
    assert whose(begin(sari)) != "Suparno"
    assert turns(app, cast, "Suparno") == [(NOVEMBER, outcome)]
    assert "Suparno" in sari.get(f"{HABIS}/daftar?lihat={outcome}").text
    reopened = sari.get(f"/anggota/{cast.member['Suparno']}/pengingat").text
    assert ("Sudah diingatkan 1 Desember 2026 oleh Sari." in reopened) == (outcome == "sent")


def test_the_open_one_goes_on_and_is_nobody_elses(
    app: Flask, sari: Reader, wati: Reader, cast: Cast, late: Seen
) -> None:
    assert "Suparno" in sari.get(HABIS).text
    stay_signed_in(app, datetime(2026, 12, 1, 0, 10, tzinfo=WIB))
    assert "Suparno" not in begin(wati).text
    say(sari, sari.get(HABIS), "stop")
    assert turns(app, cast, "Suparno") == []
    assert whose(sari.get(HABIS)) != "Suparno"


def test_what_was_never_answered_waits_anew_two_days_later(
    app: Flask, sari: Reader, cast: Cast, clock: Clock, late: Seen
) -> None:
    clock.tick(days=1)
    stay_signed_in(app, clock.moment)
    assert "Suparno" in begin(sari).text
    assert [month.month for month, _outcome in turns(app, cast, "Suparno")] == [11, 12]
