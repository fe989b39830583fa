"""/pemantauan with as_of: the city on any day, from what is known now."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from association.people.participants.models import Contribution
from association.roster.members.models import Member
from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.office.oversight.city import NONE, changing, figures, no_person_in, tono_at_gede

DAY = "?as_of=2026-09-10"
# Tono paid in July, Ngatiyem in June; Suparno's September to November came on 5 October; Wagiyem is
# long inactive.
CITY = NONE | {"members": 6, "active": 2, "inactive": 1, "never": 3}


@pytest.fixture
def past(app: Flask, cast: Cast) -> Cast:
    """Put all but Joko on record on 1 January 2026; Suparno paid on 5 October."""
    with changing(app) as session:
        rejosari = session.query(Member).filter(Member.id != cast.member["Joko Santoso"])
        rejosari.update({"created_at": datetime(2026, 1, 1, 3, tzinfo=UTC)})
        person = session.get_one(Member, cast.member["Suparno"]).participant_id
        session.query(Contribution).filter_by(participant_id=person).update(
            {"paid_on": date(2026, 10, 5), "received_on": date(2026, 10, 5)}
        )
    return cast


def test_counts_the_city_on_that_day(dewi: Reader, past: Cast) -> None:
    seen = dewi.get(f"/pemantauan{DAY}")
    assert figures(seen) == CITY
    assert "Keadaan per 10 September 2026, menurut yang tercatat sekarang" in seen.text
    assert seen.soup.select_one("input[name=as_of]")["value"] == "2026-09-10"  # type: ignore[index]
    places = [str(a["href"]) for a in seen.soup.select("tbody a, .list a")]
    assert places
    assert all(place.endswith(DAY) for place in places)
    for place in (
        f"/pemantauan/paguyuban/{past.association['sari']}",
        f"/pemantauan/pasar/{past.market['sari']}",
    ):
        there = dewi.get(place + DAY)
        assert figures(there) == CITY
        assert "Keadaan per 10 September 2026" in there.text
        assert there.soup.select_one("[data-as-of] a")["href"] == place  # type: ignore[index]
    download = dewi.client.get(str(seen.soup.select_one("a[href*='unduh.csv']")["href"]))
    assert (
        "attachment; filename=kepesertaan-2026-09-10.csv" in download.headers["Content-Disposition"]
    )
    assert ";10 September 2026;6;2;0;0;0;1;3;0;33,3" in download.text


def test_a_person_on_two_rosters_counts_once(
    app: Flask, dewi: Reader, budi: Reader, past: Cast
) -> None:
    tono_at_gede(budi)
    with changing(app) as session:
        session.query(Member).filter_by(association_id=past.association["budi"]).update(
            {"joined_on": date(2026, 9, 1)}
        )
    assert figures(dewi.get(f"/pemantauan{DAY}")) == CITY | {"members": 7, "never": 4}


def test_today_is_the_ordinary_page_and_months_go_on_as_before(dewi: Reader, past: Cast) -> None:
    assert dewi.get("/pemantauan?as_of=22/11/2026").text == dewi.get("/pemantauan").text
    month = dewi.get("/pemantauan?bulan=2026-09")
    assert (figures(month)["members"], figures(month)["active"]) == (7, 2)
    assert "Keadaan per" not in month.text
    assert dewi.get("/pemantauan").form("/pemantauan") is not None
    assert "Lihat keadaan pada tanggal lain" in dewi.get("/pemantauan").text
    ahead = dewi.get("/pemantauan?as_of=2027-01-16")
    assert (figures(ahead)["active"], figures(ahead)["arrears"]) == (0, 3)
    assert "bila tidak ada iuran baru" in ahead.text


@pytest.mark.parametrize("typed", ["kemarin", "2015-06-30", "2027-11-23", "2026-02-30"])
def test_a_day_that_cannot_be_gets_a_sentence(dewi: Reader, past: Cast, typed: str) -> None:
    for path in (
        "/pemantauan",
        f"/pemantauan/pasar/{past.market['sari']}",
        "/pemantauan/unduh.csv",
    ):
        seen = dewi.get(f"{path}?as_of={typed}")
        assert seen.status == 422
        assert "Ini keadaan hari ini" in seen.text


def test_no_person_can_be_told(app: Flask, dewi: Reader, past: Cast) -> None:
    for path in (
        "/pemantauan",
        f"/pemantauan/paguyuban/{past.association['sari']}",
        "/pemantauan/unduh.csv",
    ):
        no_person_in(app, dewi, path + DAY)
