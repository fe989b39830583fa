"""/k/<code>, scanned by a leader while an event is under way: one tap marks its owner as having
come."""

import pytest
from flask import Flask

from association.database import write_tx
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader
from tests.meetings.attendance.conftest import present
from tests.meetings.events.conftest import Hold

CARD = "/k/DEMO-TONO"


@pytest.mark.parametrize("hours", [-11.9, -3, 0, 1.9])
def test_one_tap_marks_the_owner(sari: Reader, hold: Hold, hours: float) -> None:
    sheet = f"/kegiatan/{hold('Arisan', hours=hours)}/hadir"
    seen = sari.get(CARD)
    assert "Tandai hadir: Arisan" in seen.text
    assert "Tono Wibowo" in seen.text
    marked = sari.follow(sari.submit(seen, sheet))
    assert present(marked) == ["Tono Wibowo"]
    again = sari.get(CARD)
    assert "Tandai hadir" not in again.text
    assert "✓ Hadir" in again.text


@pytest.mark.parametrize("hours", [-12.1, 2.1, 51])
def test_without_an_event_under_way_it_is_the_self_check(
    sari: Reader, hold: Hold, hours: float
) -> None:
    hold(hours=hours)
    seen = sari.get(CARD)
    assert "Tono Wibowo" not in seen.text
    assert seen.soup.find("form", action="/cek") is not None


def test_two_events_at_once_are_two_buttons(sari: Reader, hold: Hold, clock: Clock) -> None:
    hold("Rapat pagi", hours=-2)
    hold("Sosialisasi siang", hours=1)
    assert [one.get_text() for one in sari.get(CARD).soup.select("form[action$=hadir] button")] == [
        "Tandai hadir: Sosialisasi siang",
        "Tandai hadir: Rapat pagi",
    ]


def test_nobody_else_learns_whose_card_it_is(
    budi: Reader, dewi: Reader, visitor: Reader, hold: Hold, cast: Cast
) -> None:
    hold(hours=0)
    hold("Rapat", leader="budi", hours=0)
    for someone in (budi, dewi, visitor):
        seen = someone.get(CARD)
        assert seen.status == 200
        assert "Tono" not in seen.text.replace("DEMO-TONO", "")
        assert seen.soup.select("form[action$=hadir]") == []


@pytest.mark.parametrize("code", ["DEMO-TINI", "x" * 80, "%00", "---"])
def test_an_unknown_card_is_the_self_check(sari: Reader, hold: Hold, code: str) -> None:
    hold(hours=0)
    seen = sari.get(f"/k/{code}")
    assert seen.status == 200
    assert seen.soup.select("form[action$=hadir]") == []


def test_a_cancelled_event_and_who_left_are_not_offered(
    app: Flask, sari: Reader, hold: Hold, cast: Cast
) -> None:
    event = hold(hours=1)
    assert "Tono Wibowo" in sari.get(CARD).text
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            tx.session.get_one(Member, cast.member["Tono Wibowo"]).left_on = TODAY
    assert "Tono Wibowo" not in sari.get(CARD).text
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            tx.session.get_one(Member, cast.member["Tono Wibowo"]).left_on = None
    sari.fill(f"/kegiatan/{event}/tunda", f"/kegiatan/{event}/batal", why="hujan")
    assert "Tono Wibowo" not in sari.get(CARD).text
