"""`flask setup` and `flask association create`: a city without a browser; `script/server --new`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from association import serve
from association.database import db
from association.embedded import Unusable
from association.people.accounts.beginning import Begun, holds
from association.people.accounts.models import Account
from association.people.setup.actions import new_code
from association.territory.models import Association, City, Market
from association.web.beginning import BEGINNING
from tests.commands.stage import fresh_app, refused, run, whole_database
from tests.infra.cast import NOW
from tests.infra.client import Reader

PASSWORD = "empat kata mudah diingat"
TOML = """
city = "Kabupaten Kebumen"
markets = ["Pasar Tumenggungan, Kebumen", "Pasar Wonokriyo (Pasar Gombong), Gombong"]
[admin]
name = "Wulan"
phone = "081391230001"
[[officers]]
name = "Dewi"
phone = "081391230002"
[[associations]]
name = "Paguyuban Tumenggungan"
markets = ["Pasar Tumenggungan"]
ketua = {name = "Harto", phone = "081391230003"}
"""
ADMIN = ("--admin-name", "Wulan", "--admin-phone", "081391230001")
SITI = ("--ketua-name", "Siti", "--ketua-phone", "081391230004")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """Give an app on a new, empty database."""
    with fresh_app(tmp_path) as app:
        yield app


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Give the file of a city."""
    (tmp_path / "city.toml").write_text(TOML)
    return tmp_path / "city.toml"


def links(output: str) -> dict[str, str]:
    """Give the printed links by whom they are for."""
    lines = [line.partition(": http://localhost") for line in output.splitlines()[1:]]
    return {whom: path for whom, _, path in lines}


def counts(app: Flask) -> list[int]:
    with whole_database(app) as session:
        models = (Account, City, Market, Association)
        return [session.scalar(sa.select(sa.func.count()).select_from(one)) or 0 for one in models]


def test_a_file_makes_the_city_and_prints_the_links(empty: Flask, plan: Path) -> None:
    found = links(run(empty, "setup", "--from", plan).stdout)
    assert list(found) == ["admin Wulan", "officer Dewi", "ketua Harto of Paguyuban Tumenggungan"]
    assert counts(empty) == [3, 1, 2, 1]
    reader = Reader(empty)
    for whom, phone, place in zip(found, "123", ("/lainnya", "/pemantauan", ""), strict=True):
        assert reader.fill(found[whom], password=PASSWORD).location == "/masuk"
        signed = Reader(empty)
        signed.fill("/masuk", phone=f"08139123000{phone}", password=PASSWORD)
        assert signed.get("/").location == place
    assert "already" in refused(empty, "setup", "--from", plan)
    assert counts(empty) == [3, 1, 2, 1]
    words = ("association", "create", "--name", "Paguyuban Gombong", "--market", "pasar gombong")
    assert list(links(run(empty, *words, *SITI).stdout)) == ["ketua Siti of Paguyuban Gombong"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "first admin is missing"),
        (ADMIN, "No kabupaten or kota is called ''"),
        ((*ADMIN, "--city", "Solo"), "No kabupaten"),
        ((*ADMIN, "--city", "Magelang"), "Kabupaten Magelang (33.08) or Kota Magelang (33.71)"),
        ((*ADMIN, "--city", "33.05"), "needs a market"),
        ((*ADMIN, "--city", "33.05", "--market", "Pasar A, Laweyan"), "Laweyan"),
        ((*ADMIN, "--city", "33.72", "--known-markets", "--officer-name", "A"), "name and a phone"),
        (("--admin-name", "A", "--admin-phone", "12"), "Bukan nomor HP"),
    ],
)
def test_what_lacks_is_said_and_nothing_made(
    empty: Flask, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(empty, "setup", *words)
    assert counts(empty) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "text", ["town = 1", "city", '{"admin": ', '{"city": "33.72", "admin": "Wulan"}']
)
def test_a_file_that_is_none_is_said(empty: Flask, plan: Path, text: str) -> None:
    plan.write_text(text)
    refused(empty, "setup", "--from", plan)
    assert counts(empty) == [0, 0, 0, 0]


def test_it_goes_on_where_a_browser_stopped(empty: Flask, plan: Path) -> None:
    with empty.app_context():
        address = f"/mulai/{new_code(now=NOW)}"
    typed = {"name": "Wulan", "phone": "081391230001", "password": PASSWORD}
    Reader(empty).fill(address, **typed)
    assert "an account already" in refused(empty, "setup", "--from", plan)
    done = run(empty, "setup", "--city", "33.72", "--known-markets")
    assert (done.exit_code, counts(empty)) == (0, [1, 1, 41, 0])
    with empty.app_context():
        assert holds(db.session()).begun is Begun.DONE
    assert Reader(empty).get(address).status == 404


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--name", "Paguyuban Tumenggungan", "--market", "Pasar Tumenggungan"), "sudah dipakai"),
        (("--name", "P", "--market", "Pasar X"), "no market called 'Pasar X'"),
        (("--name", "P", "--market", "Pasar Tumenggungan", "--city", "Solo"), "Which city?"),
    ],
)
def test_a_paguyuban_that_cannot_be_is_said(
    empty: Flask, plan: Path, words: tuple[str, ...], said: str
) -> None:
    run(empty, "setup", "--from", plan)
    assert said in refused(empty, "association", "create", *words, *SITI)
    assert counts(empty) == [3, 1, 2, 1]


def test_accounts_made_by_command_end_a_first_start(empty: Flask) -> None:
    with empty.app_context():
        new_code(now=NOW)
    run(empty, "account", "create", "--role", "admin", "--phone", "081391230001")
    assert Reader(empty).get("/cek").status == 503
    city = ("--city", "33.72")
    run(empty, "account", "create", "--role", "officer", "--phone", "081391230002", *city)
    assert Reader(empty).get("/cek").status == 200


def test_a_new_one_stays_empty_and_prints_another_address_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with fresh_app(tmp_path, migrated=False) as app, app.app_context():
        serve.prepare(app, new=True, local=False)
        said = [serve.greet(app) for _ in range(2)]
        addresses = [one.partition("http://localhost")[2].split()[0] for one in said]
        assert addresses[0] != addresses[1]
        app.extensions[BEGINNING].last = None
    assert counts(app) == [0, 0, 0, 0]
    assert [Reader(app).get(path).status for path in addresses] == [404, 200]


def test_the_demonstration_is_not_begun_for_others(tmp_path: Path) -> None:
    refusal = pytest.raises(Unusable, match="GUYUB_SHOW_DEMO=yes")
    with fresh_app(tmp_path, migrated=False) as app, app.app_context(), refusal:
        serve.prepare(app, local=False)
    assert not (tmp_path / "guyub.db").exists()
