"""Working in one city at a time: admins, and officers of a province or of the whole nation."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.people.accounts.models import Account, SignIn
from tests.attacks.scene import csrf
from tests.infra.cast import Cast
from tests.infra.client import Reader

SRAGEN = "Kabupaten Sragen"


@pytest.fixture
def works_for(app: Flask, cast: Cast) -> Callable[[str, str | None], None]:
    """Give an account a region, and no city."""

    def change(name: str, region: str | None) -> None:
        account_id = cast.account[name]
        with app.app_context(), write_tx() as tx:
            set_reach(tx.session, Everywhere())
            own = sa.update(Account).where(Account.id == account_id)
            tx.session.execute(own.values(city_id=None, region=region))
            signed = sa.update(SignIn).where(SignIn.account_id == account_id)
            tx.session.execute(signed.values(city_id=None))

    return change


def choose(reader: Reader, cast: Cast, name: str) -> int:
    """Press the button of a city on the page of cities."""
    return reader.fill("/kota", f"/kota/{cast.city[name]}").status


def test_an_officer_of_a_province_sees_its_cities_one_at_a_time(
    dewi: Reader, cast: Cast, works_for: Callable[[str, str | None], None]
) -> None:
    works_for("dewi", "33")
    assert dewi.get("/").location == "/kota"
    assert dewi.get("/pemantauan").location == "/kota"
    assert SRAGEN in dewi.get("/kota").text
    assert choose(dewi, cast, SRAGEN) == 303
    assert SRAGEN in dewi.get("/pemantauan").text
    assert dewi.get("/anggota").status == 403


@pytest.mark.parametrize(("region", "status"), [("31", 404), ("", 303), ("33", 303)])
def test_another_province_is_not_there(
    dewi: Reader,
    cast: Cast,
    works_for: Callable[[str, str | None], None],
    region: str,
    status: int,
) -> None:
    works_for("dewi", region)
    sent = {"csrf_token": csrf(dewi)}
    assert dewi.post(f"/kota/{cast.city[SRAGEN]}", sent).status == status


def test_an_officer_of_a_city_stays_there(dewi: Reader, cast: Cast) -> None:
    page = dewi.get("/kota")
    assert ("Kota Surakarta" in page.text, SRAGEN in page.text) == (True, False)
    sent = {"csrf_token": csrf(dewi)}
    assert dewi.post(f"/kota/{cast.city[SRAGEN]}", sent).status == 404


def test_an_officer_without_a_city_reaches_nothing(
    dewi: Reader, works_for: Callable[[str, str | None], None]
) -> None:
    works_for("dewi", None)
    assert dewi.get("/pemantauan").location == "/masuk?next=/pemantauan"


def test_an_admin_sees_no_roster_in_any_city(admin: Reader, cast: Cast) -> None:
    assert choose(admin, cast, SRAGEN) == 303
    assert [admin.get(path).status for path in ("/anggota", "/pemantauan")] == [403, 403]


def test_a_leader_has_no_city_to_choose(sari: Reader) -> None:
    assert sari.get("/kota").status == 403
