"""What a row of the round says is what its button takes: otherwise 409, the new figure, nothing
done."""

from datetime import datetime

import pytest
from bs4 import Tag
from flask import Flask

from association.config import WIB
from association.cover.cash.models import Visit
from association.database import db
from association.people.participants.models import Contribution
from tests.conftest import Clock
from tests.infra.cast import Cast, acting, stay_signed_in
from tests.infra.client import Reader, Seen, fields

PATH = "/iuran/catat"
pytestmark = pytest.mark.usefixtures("walking")


def press(someone: Reader, seen: Seen, member: int, text: str, *, part: str = "") -> Seen:
    """Press the button with these words in a member's row."""
    for form in seen.soup.select(f"li#m{member} form"):
        for button in form.find_all("button"):
            if " ".join(button.get_text(" ").split()) == text:
                own = {str(button["name"]): str(button["value"])} if button.get("name") else {}
                return someone.post(PATH, fields(form) | own, part=part)
    raise AssertionError(f"no {text} in {seen.soup.select_one(f'li#m{member}')}")


def recorded(app: Flask, cast: Cast, name: str) -> list[tuple[str, int]]:
    """Give what was recorded for a member as cash, by first month and amount."""
    with app.app_context():
        acting(cast, "sari")
        paid = db.session.query(Contribution).filter_by(channel="bendahara", voided_at=None)
        return [(f"{one.first_month:%Y-%m}", one.amount) for one in paid.order_by(Contribution.id)]


@pytest.mark.parametrize("text", ["Bayar Rp8.400", "3 bln Rp42.000", "Catat bayar"])
def test_over_new_year_a_tap_takes_what_it_said_or_nothing(
    app: Flask, sari: Reader, cast: Cast, clock: Clock, text: str
) -> None:
    suparno = cast.member["Suparno"]  # paid up to November
    clock.moment = datetime(2026, 12, 31, 23, 50, tzinfo=WIB)
    stay_signed_in(app, clock.moment)
    seen = sari.get(f"{PATH}?buka={suparno}")
    typed = seen.soup.select_one(f"li#m{suparno} input[name=months][required]")
    assert typed is not None
    typed["value"] = "1"
    clock.tick(minutes=20)
    refused = press(sari, seen, suparno, text)
    assert (refused.status, recorded(app, cast, "Suparno")) == (409, [])
    assert "Tadi tertulis: putaran Desember 2026" in refused.wrong
    assert "Sekarang: putaran Januari 2027" in refused.wrong
    again = press(sari, refused, suparno, "Bayar 2 bln Rp25.200")  # December, and January in full
    assert (again.status, recorded(app, cast, "Suparno")) == (303, [("2026-12", 25_200)])


def test_two_treasurers_do_not_take_a_month_more_than_they_saw(
    app: Flask, sari: Reader, wati: Reader, cast: Cast
) -> None:
    suparno = cast.member["Suparno"]
    seen = wati.get(PATH)
    sari.fill(f"/anggota/{suparno}/iuran", months="1", channel="bendahara")
    for text in ("Bayar Rp8.400",) * 2:
        refused = press(wati, seen, suparno, text, part=f"m{suparno}")
        assert refused.status == 409
        assert refused.soup.find("html") is None
        assert "Tadi tertulis: mulai iuran Desember 2026, 1 bulan Rp8.400." in refused.wrong
        assert "Sekarang: mulai iuran Januari 2027, 1 bulan Rp16.800." in refused.wrong
    assert recorded(app, cast, "Suparno") == [("2026-12", 8_400)]
    press(wati, refused, suparno, "Bayar Rp16.800", part=f"m{suparno}")
    assert recorded(app, cast, "Suparno") == [("2026-12", 8_400), ("2027-01", 16_800)]


@pytest.mark.parametrize("text", ["Janji", "Tidak ada"])
def test_a_visit_counts_for_the_round_its_page_was_of(
    app: Flask, sari: Reader, cast: Cast, clock: Clock, text: str
) -> None:
    clock.moment = datetime(2026, 11, 30, 23, 50, tzinfo=WIB)
    stay_signed_in(app, clock.moment)
    seen = sari.get(f"{PATH}?buka={cast.member['Suparno']}")
    clock.tick(minutes=20)
    refused = press(sari, seen, cast.member["Suparno"], text)
    assert refused.status == 409
    assert "Tadi tertulis: putaran November 2026. Sekarang: putaran Desember 2026." in refused.wrong
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Visit).count() == 0


def test_the_form_says_its_amounts_and_takes_them_or_none(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    path = f"/anggota/{cast.member['Suparno']}/iuran"
    form = sari.get(path).form(path)
    said = form.select_one("input[name=said]")
    assert isinstance(said, Tag)
    assert str(said["value"]).startswith("untuk=2026-12/JKK,JKM/0 1=8400 3=")
    before = fields(form) | {"months": "1", "said": "untuk=2026-12/JKK,JKM/0 1=8300"}
    refused = sari.post(path, before, part="cover")
    assert (refused.status, recorded(app, cast, "Suparno")) == (409, [])
    assert "Tadi tertulis: 1 bulan Rp8.300. Sekarang: 1 bulan Rp8.400." in refused.wrong
    assert sari.submit(refused, path, part="cover").status == 200
    assert recorded(app, cast, "Suparno") == [("2026-12", 8_400)]
