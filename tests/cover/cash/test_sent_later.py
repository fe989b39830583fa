"""POST /iuran/catat as a phone's outbox sends it: JSON, with the moment of a tap without signal."""

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from association.cover.cash.models import Visit
from association.database import db
from association.people.participants.models import Contribution
from tests.conftest import Clock
from tests.infra.cast import NOW, PASSWORD, TODAY, Cast, acting
from tests.infra.client import Reader, fields

PATH, JSON = "/iuran/catat", {"Accept": "application/json"}
pytestmark = pytest.mark.usefixtures("walking")


@pytest.fixture
def tapped(sari: Reader, cast: Cast) -> dict[str, str]:
    """What the row of Ngatiyem sends, as it was when it was tapped: two months, Rp16.800."""
    row = sari.get(PATH).soup.select_one(f"li#m{cast.member['Ngatiyem']}")
    assert row.select_one("form[data-outbox]") is not None
    made_at = (NOW - timedelta(minutes=5)).isoformat()
    return fields(row.find("form")) | {"outcome": "paid", "made_at": made_at}


def send(someone: Reader, sent: dict[str, str]) -> TestResponse:
    return someone.client.post(PATH, data=sent, headers=JSON | {"Guyub-Key": sent["key"]})


def paid(app: Flask, cast: Cast) -> list[tuple[int, object]]:
    with app.app_context():
        acting(cast, "sari")
        found = db.session.query(Contribution).filter_by(custody="entrusted")
        return [(one.amount, one.paid_on) for one in found]


def test_it_is_done_once_and_gives_the_row(
    app: Flask, sari: Reader, cast: Cast, tapped: dict[str, str]
) -> None:
    at_once = {name: value for name, value in tapped.items() if name != "made_at"}
    part = f"m{cast.member['Ngatiyem']}"
    sari.post(PATH, at_once, part=part)  # it arrived, and its answer was lost
    answer = send(sari, tapped)
    assert (answer.status_code, answer.headers["Guyub-Key"]) == (200, tapped["key"])
    assert f'id="{part}"' in answer.json["row"]
    assert "take_back" in answer.json["row"]
    assert "hx-swap-oob" in answer.json["row"]  # the sum in hand, too
    assert paid(app, cast) == [(16_800, TODAY)]


def test_what_was_true_at_the_tap_counts(
    app: Flask, visitor: Reader, cast: Cast, tapped: dict[str, str], clock: Clock
) -> None:
    """Sent in December: paid in November, in November's round, for the months its button said."""
    visitor.fill("/masuk", phone="081200000001", password=PASSWORD, own_phone="y")
    clock.tick(days=10)
    token = visitor.client.get("/antrean", headers=JSON).json["token"]
    assert send(visitor, tapped | {"csrf_token": token}).status_code == 200
    assert paid(app, cast) == [(16_800, TODAY)]
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Visit).one().month == TODAY.replace(day=1)


def test_a_final_no_says_why_and_what_would_be_done_now(
    app: Flask, sari: Reader, cast: Cast, tapped: dict[str, str]
) -> None:
    said = tapped["said"].replace("2=16800", "2=16700")
    assert said != tapped["said"]
    answer = send(sari, tapped | {"said": said})
    assert (answer.status_code, answer.headers["Guyub-Key"]) == (409, tapped["key"])
    assert "Tadi tertulis: 2 bulan Rp16.700. Sekarang: 2 bulan Rp16.800" in answer.json["why"]
    assert paid(app, cast) == []
    agreed = tapped | {"said": answer.json["said"], "key": tapped["key"][:-1] + "x"}
    assert send(sari, agreed).status_code == 200
    assert paid(app, cast) == [(16_800, TODAY)]


def test_tapped_on_two_phones_it_is_taken_once(
    app: Flask, sari: Reader, cast: Cast, tapped: dict[str, str]
) -> None:
    assert send(sari, tapped).status_code == 200
    again = send(sari, tapped | {"key": tapped["key"][:-1] + "y"})
    assert (again.status_code, "sudah dicatat" in again.json["why"]) == (422, True)
    assert paid(app, cast) == [(16_800, TODAY)]


@pytest.mark.parametrize(
    ("made_at", "why"),
    [
        ((NOW - timedelta(days=15)).isoformat(), "lebih dari 14 hari yang lalu"),
        ("2026-11-22 10.00", "Jam di HP ini tidak terbaca"),
    ],
)
def test_money_is_written_down_under_no_other_day(
    app: Flask, sari: Reader, cast: Cast, tapped: dict[str, str], made_at: str, why: str
) -> None:
    answer = send(sari, tapped | {"made_at": made_at})
    assert (answer.status_code, why in answer.json["why"]) == (422, True)
    assert paid(app, cast) == []


def test_strangers(budi: Reader, visitor: Reader, tapped: dict[str, str]) -> None:
    token = budi.client.get("/antrean", headers=JSON).json["token"]
    assert send(budi, tapped | {"csrf_token": token}).status_code == 409  # of another paguyuban
    assert send(visitor, tapped).status_code in (400, 401)
