"""/undangan/<token>."""

from datetime import timedelta

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts import actions as accounts
from tests.conftest import Clock
from tests.infra.cast import NOW, Cast
from tests.infra.client import Reader


@pytest.fixture
def token(app: Flask, cast: Cast) -> str:
    with app.app_context(), write_tx() as tx:
        return accounts.invite(tx.session, cast.account["budi"], now=NOW)


def test_opening_it_spends_nothing_and_the_button_spends_it_once(
    visitor: Reader, token: str
) -> None:
    path = f"/undangan/{token}"
    for _ in range(3):
        page = visitor.get(path)
    assert visitor.submit(page, path, password="empat kata mudah diingat").location == "/masuk"
    assert (
        visitor.fill("/masuk", phone="081200000002", password="empat kata mudah diingat").status
        == 303
    )
    again = visitor.submit(page, path, password="another password")
    assert again.status == 422
    assert "sudah dipakai atau kedaluwarsa" in again.text


def test_it_ends_every_session_of_the_account(visitor: Reader, budi: Reader, token: str) -> None:
    assert budi.get("/anggota").status == 200
    visitor.fill(f"/undangan/{token}", password="empat kata mudah")
    assert budi.get("/anggota").status == 303


def test_a_short_password_is_refused(visitor: Reader, token: str) -> None:
    refused = visitor.fill(f"/undangan/{token}", password="1234567")
    assert (refused.status, "8 sampai 128" in refused.text) == (422, True)


def test_it_lasts_72_hours_and_a_new_one_voids_it(
    app: Flask, visitor: Reader, token: str, cast: Cast, clock: Clock
) -> None:
    opened = visitor.get(f"/undangan/{token}")
    with app.app_context(), write_tx() as tx:
        newer = accounts.invite(tx.session, cast.account["budi"], now=NOW + timedelta(hours=1))
    assert visitor.submit(opened, f"/undangan/{token}", password="empat kata mudah").status == 422
    assert "kedaluwarsa" in visitor.get(f"/undangan/{token}").text
    page = visitor.get(f"/undangan/{newer}")
    clock.tick(hours=74)
    assert visitor.submit(page, f"/undangan/{newer}", password="empat kata mudah").status == 422
