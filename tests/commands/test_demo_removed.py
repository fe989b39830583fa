"""The demonstration: it says so on every page, is served to this machine only, and goes by one
command that takes nothing else with it."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association import demonstration, serve, updating
from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.embedded import Unusable
from association.ledger.audit.actions import record
from association.people.accounts.actions import create_account
from association.people.accounts.beginning import Begun, Holds, holds
from association.roster.members.models import Member
from association.rules.house.permissions import Role
from association.territory.models import City, Market
from tests.commands.stage import fresh_app, refused, run, whole_database
from tests.conftest import settings_for
from tests.infra.cast import NOW, PASSWORD
from tests.infra.client import Reader
from tests.infra.kept import app_with

SAYS = "Peragaan: jangan isi data sungguhan"
PAGES = ("/", "/masuk", "/cek", "/iuran", "/tidak-ada", "/undangan/x", "/mulai/x")


@pytest.fixture
def copy(city: Flask, tmp_path: Path) -> Iterator[Flask]:
    """Give an app on a copy of the demo city, with keys of its own beside it."""
    assert run(city, "backup", tmp_path / "guyub.db").exit_code == 0
    for key in ("data.key", "secret.key", "audit.anchors"):
        (tmp_path / key).touch()
    with app_with(settings_for(f"sqlite:///{tmp_path / 'guyub.db'}", tmp_path)) as app:
        yield app


def changed(app: Flask, change: Callable[[Session], object]) -> None:
    with app.app_context():
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            change(tx.session)
        db.session.remove()


def test_every_page_says_so(city: Flask) -> None:
    sari, dewi = Reader(city), Reader(city)
    for path in PAGES:
        assert SAYS in Reader(city).get(path).text, path
    for reader, phone, paths in (
        (sari, "0812 0000 0001", ("/", "/anggota", "/anggota/lembar", "/pengurus/undang", "/kota")),
        (dewi, "0812 0000 0010", ("/pemantauan", "/anggota")),
    ):
        reader.fill("/masuk", phone=phone, password=PASSWORD)
        assert all(SAYS in reader.get(path).text for path in paths)


@pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
def test_no_other_place_says_so(app: Flask) -> None:
    assert all(SAYS not in Reader(app).get(path).text for path in PAGES)


@pytest.mark.parametrize(
    ("host", "address", "status"),
    [
        ("localhost", "127.0.0.1", 200),
        ("127.0.0.1:8000", "127.0.0.1", 200),
        ("[::1]:8000", "::1", 200),
        ("guyub.example", "127.0.0.1", 403),  # through a tunnel or a proxy
        ("192.168.1.5:8000", "192.168.1.7", 403),
        ("127.0.0.1:8000", "192.168.1.7", 403),
    ],
)
def test_it_is_served_to_this_machine(city: Flask, host: str, address: str, status: int) -> None:
    where = {"headers": {"Host": host}, "environ_base": {"REMOTE_ADDR": address}}
    assert city.test_client().get("/masuk", **where).status_code == status
    assert city.test_client().get("/healthz", **where).status_code == 200


@pytest.mark.parametrize(
    ("base_url", "local", "show", "serves"),
    [
        ("http://localhost", True, False, True),
        ("http://localhost", False, False, False),
        ("https://guyub.example", True, False, False),
        ("https://guyub.example", False, True, True),
    ],
)
def test_others_see_it_only_by_an_explicit_word(
    copy: Flask, base_url: str, local: bool, show: bool, serves: bool
) -> None:
    settings = copy.extensions["guyub"]
    object.__setattr__(settings, "base_url", base_url)
    object.__setattr__(settings, "show_demo", show)
    starts = [lambda: serve.prepare(copy, local=local)]  # script/server, then another server
    starts += [lambda: updating.stop_if_unusable(copy)] if settings.https else []
    refused = pytest.raises((Unusable, SystemExit), match="GUYUB_SHOW_DEMO=yes")
    for start in starts:
        with copy.app_context(), nullcontext() if serves else refused:
            start()
    there = {"Host": "guyub.example"}
    assert copy.test_client().get("/masuk", headers=there).status_code == (200 if show else 403)


def test_a_start_for_a_new_city_refuses_it(copy: Flask) -> None:
    with copy.app_context(), pytest.raises(Unusable, match="demo --remove"):
        serve.prepare(copy, new=True)


def test_it_goes_with_what_was_tried_in_it(copy: Flask, tmp_path: Path) -> None:
    Reader(copy).fill("/masuk", phone="0812 0000 0001", password=PASSWORD)
    by = By(account_id=1, association_id=None, at=NOW)
    changed(copy, lambda session: record(session, by, "edit event", "event:1"))
    asked = copy.test_cli_runner().invoke(args=["demo", "--remove"], input="n\n")
    assert (asked.exit_code, "and 1 changes that people made" in asked.output) == (1, True)
    with copy.app_context():
        assert holds(db.session()) == Holds(Begun.DONE, demo=True)
        db.session.remove()
        db.engine.dispose()
    done = run(copy, "demo", "--remove", "--yes")
    assert (done.exit_code, "its keys are new" in done.stdout) == (0, True)
    left = {one.name for one in tmp_path.iterdir()} - {"guyub.db-wal", "guyub.db-shm"}
    assert left == {"guyub.db"}
    with whole_database(copy) as session:
        assert holds(session) == Holds(Begun.NOBODY, demo=False)
        assert session.scalar(sa.select(sa.func.count()).select_from(City)) == 0
    assert "does not hold the demonstration" in refused(copy, "demo", "--remove", "--yes")


def _account(session: Session) -> None:
    create_account(session, name="Bu Retno", phone="081391230001", role=Role.LEADER, now=NOW)


def _market(session: Session) -> None:
    session.add(Market(city_id=1, name="Pasar Sungguhan", aliases=[]))


def _member(session: Session) -> None:
    first = session.scalars(sa.select(Member).where(Member.phone_sealed.is_not(None))).first()
    assert first is not None
    first.seal("phone", "+6281391230001")


@pytest.mark.parametrize(
    ("change", "said"),
    [(_account, "1 accounts"), (_market, "1 markets"), (_member, "1 members")],
)
def test_what_is_not_of_it_is_never_removed(
    copy: Flask, change: Callable[[Session], object], said: str
) -> None:
    changed(copy, change)
    assert said in refused(copy, "demo", "--remove", "--yes")
    with copy.app_context():
        assert holds(db.session()).demo


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        run(app, "generate", "--members", 5)
        assert "nothing was removed" in refused(app, "demo", "--remove", "--yes")


def test_the_markets_and_accounts_of_it_are_known(city: Flask) -> None:
    with whole_database(city) as session:
        assert demonstration.tried(session) == 0
