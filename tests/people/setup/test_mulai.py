"""The first start: the one-time address, its steps, and that nothing opens it again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db, write_tx
from association.people.accounts.beginning import Begun, holds
from association.people.accounts.models import Account, FirstStart, Invitation
from association.people.accounts.reads import token_hash
from association.people.setup.actions import CODE_LASTS, ROW, new_code, void_code
from association.rules.house.permissions import Role
from association.territory.models import City, Market
from tests.commands.stage import fresh_app, run
from tests.infra.cast import NOW
from tests.infra.client import Reader, Seen, fields

WULAN = {"name": "Wulan Sari", "phone": "0813-9123-0001", "password": "empat kata mudah diingat"}
DEWI = {"name": "Dewi Dinas", "phone": "081391230002"}
SIGNS_IN = {name: WULAN[name] for name in ("phone", "password")}
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
KEBUMEN, SURAKARTA = "33.05", "33.72"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """Give an app on a new, empty database."""
    with fresh_app(tmp_path) as app:
        yield app


@pytest.fixture
def address(empty: Flask) -> str:
    """Give the address that the server printed."""
    return f"/mulai/{code(empty)}"


def code(app: Flask, **how: object) -> str:
    with app.app_context():
        return new_code(**({"now": NOW} | how))


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def begun(app: Flask) -> Begun:
    with app.app_context():
        return holds(db.session()).begun


@pytest.fixture
def wulan(empty: Flask, address: str) -> Reader:
    """Wulan, who has just made the first account."""
    reader = Reader(empty)
    made = reader.fill(address, **WULAN)
    assert (made.location, reader.follow(made).location) == ("/mulai", "/mulai/kota")
    return reader


def choose(reader: Reader, city: str) -> Seen:
    return reader.follow(pick(reader, city))


def pick(reader: Reader, city: str) -> Seen:
    """Choose a city among those of its province."""
    form = reader.get(f"/mulai/kota?provinsi={city[:2]}").soup.find("form", method="post")
    return reader.post("/mulai/kota", fields(form) | {"city": city})


@pytest.fixture
def ready(wulan: Reader) -> Reader:
    """Wulan before the last step."""
    choose(wulan, KEBUMEN)
    lines = "1. Pasar Tumenggungan, Kebumen\nPasar Wonokriyo (Pasar Gombong)\tGombong\n"
    assert wulan.follow(wulan.fill("/mulai/pasar", others=lines)).location == "/mulai/petugas"
    return wulan


def test_until_then_every_other_page_says_so(empty: Flask, address: str) -> None:
    client = empty.test_client()
    for path in ("/", "/masuk", "/anggota", "/cek", "/mulai", "/mulai/kota", "/x"):
        seen = Reader(empty).get(path)
        assert (seen.status, "Guyub belum disiapkan" in seen.text) == (503, True)
        assert address not in seen.text
        assert client.post(path).status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_a_city_is_set_up_and_its_officer_comes_by_the_link(ready: Reader, empty: Flask) -> None:
    shown = ready.fill("/mulai/petugas", **DEWI)
    link = str(shown.soup.select_one("#link")["value"])
    assert str(shown.soup.select_one("a[href^='https://wa.me/6281391230002']"))
    assert begun(empty) is Begun.DONE
    with empty.app_context():
        officer = db.session.scalars(sa.select(Account).where(Account.role == Role.OFFICER)).one()
        city = db.session.scalars(sa.select(City)).one()
        found = db.session.execute(sa.select(Market.name, Market.aliases, Market.district)).all()
        assert (officer.city_id, officer.may_administer) == (city.id, True)
    assert city.name == "Kabupaten Kebumen"
    assert [tuple(one) for one in found] == [
        ("Pasar Tumenggungan", [], "Kebumen"),
        ("Pasar Wonokriyo", ["Pasar Gombong"], "Gombong"),
    ]
    assert city.name in ready.follow(ready.get("/")).text
    dewi = Reader(empty)
    dewi.fill(link.removeprefix("http://localhost"), password=WULAN["password"])
    dewi.fill("/masuk", phone=DEWI["phone"], password=WULAN["password"])
    assert dewi.get("/").location == "/pemantauan"


def test_known_markets_are_offered(wulan: Reader, empty: Flask) -> None:
    page = choose(wulan, SURAKARTA)
    page = wulan.get(page.location)
    known = fields(page.form("/mulai/pasar"))["known"]
    assert len(known) == 41
    wulan.submit(page, "/mulai/pasar", known=known[:3], others="pasar klewer\nPasar Baru")
    with empty.app_context():
        names = db.session.scalars(sa.select(Market.name)).all()
    assert sorted(names) == sorted([*known[:3], "Pasar Baru"])
    assert len(fields(wulan.get("/mulai/pasar").form("/mulai/pasar"))) == 3  # none ticked now


def test_it_is_left_and_taken_up_again(wulan: Reader, empty: Flask) -> None:
    choose(wulan, KEBUMEN)
    other = Reader(empty)
    assert (other.get("/").status, other.get("/cek").status) == (503, 503)
    assert other.get("/mulai").location == "/masuk?next=/mulai"
    signed = other.fill("/masuk?next=/mulai", "/masuk", **SIGNS_IN)
    assert other.follow(signed).location == "/mulai/pasar"
    assert choose(other, SURAKARTA).location == "/mulai/pasar"  # no market yet: another city
    assert (count(empty, City), wulan.get("/mulai").location) == (1, "/mulai/pasar")
    wulan.fill("/mulai/pasar", known="Pasar Legi")
    assert wulan.get("/mulai/kota").location == "/mulai/petugas"
    assert wulan.get("/anggota").status == 503
    assert wulan.fill("/mulai/petugas", "/mulai/selesai").location == "/"
    assert (begun(empty), count(empty, Account)) == (Begun.DONE, 1)
    assert wulan.get("/mulai/petugas").location == "/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"phone": "12"}, "Bukan nomor HP"),
        ({"name": " "}, "harus diisi"),
        ({"password": "pendek"}, "8 sampai 128"),
        ({"name": "3372991708750001"}, "Nama"),
    ],
)
def test_a_wrong_admin_is_refused_and_the_address_stays(
    empty: Flask, address: str, typed: dict[str, str], said: str
) -> None:
    reader = Reader(empty)
    seen = reader.fill(address, **(WULAN | typed))
    assert (seen.status, said in seen.wrong, count(empty, Account)) == (422, True, 0)
    assert WULAN["password"] not in str(seen.soup)
    assert reader.fill(address, **WULAN).status == 303


def test_wrong_steps_are_refused(wulan: Reader) -> None:
    form = wulan.get("/mulai/kota?provinsi=33").soup.find("form", method="post")
    assert wulan.post("/mulai/kota", fields(form) | {"city": "99.99"}).status == 422
    assert wulan.get("/mulai/kota?provinsi=zz").soup.find("form", method="post") is None
    assert wulan.get("/mulai/pasar").location == "/mulai/kota"
    choose(wulan, KEBUMEN)
    assert "paling sedikit satu" in wulan.fill("/mulai/pasar", others="").wrong
    seen = wulan.fill("/mulai/pasar", others="Pasar A\nPasar B, Laweyan")
    assert ("Baris 2" in seen.wrong, "Pasar A" in seen.text) == (True, True)
    assert wulan.get("/mulai/petugas").location == "/mulai/pasar"


@pytest.mark.parametrize("typed", [{"phone": WULAN["phone"]}, {"phone": "1"}, {"name": ""}])
def test_a_wrong_officer_is_refused(ready: Reader, typed: dict[str, str]) -> None:
    assert ready.fill("/mulai/petugas", **(DEWI | typed)).status == 422
    assert ready.get("/mulai").location == "/mulai/petugas"


def test_of_two_browsers_one_makes_the_admin(empty: Flask, address: str) -> None:
    one, other = Reader(empty), Reader(empty)
    pages = [reader.get(address) for reader in (one, other)]
    twin = Reader(empty)  # the same browser: its form is sent before the first answer came
    twin.client.set_cookie("guyub_form", one.client.get_cookie("guyub_form").value)
    assert one.submit(pages[0], address, **WULAN).status == 303
    late = other.submit(pages[1], address, **(WULAN | {"phone": "081391230009"}))
    assert late.status == 404
    other_word = WULAN | {"password": "kata sandi yang lain"}
    assert twin.submit(pages[0], address, **other_word).status == 404
    assert twin.submit(pages[0], address, **WULAN).location == "/mulai"  # a second tap goes on
    assert count(empty, Account) == 1


def test_the_last_step_again_makes_nothing(ready: Reader, empty: Flask) -> None:
    page = ready.get("/mulai/petugas")
    assert ready.submit(page, "/mulai/petugas", **DEWI).status == 200
    assert ready.submit(page, "/mulai/petugas", **DEWI).location == "/"
    other = DEWI | {"phone": "081391230009", "key": "another-key-of-a-form"}
    assert ready.submit(page, "/mulai/petugas", **other).location == "/"
    assert ready.post("/mulai/kota", fields(page.form("/mulai/petugas"))).status == 422
    assert (count(empty, Account), count(empty, Invitation), count(empty, City)) == (2, 1, 1)


def test_an_old_code_makes_nothing(empty: Flask, address: str) -> None:
    late = f"/mulai/{code(empty, now=NOW - CODE_LASTS)}"  # and voids the one before
    reader = Reader(empty)
    assert (reader.get(address).status, reader.get(late).status) == (404, 404)
    page = reader.get(f"/mulai/{code(empty)}")
    data = fields(page.soup.form) | WULAN
    seen = [reader.post(path, data).status for path in (address, late, address, late)]
    assert (seen, count(empty, Account)) == ([404, 404, 404, 429], 0)  # two looks count, too


@ON_SQLITE
def test_a_set_up_guyub_is_never_open(app: Flask, visitor: Reader, admin: Reader) -> None:
    """Whatever stands in its table: also of an older version, and of a copy that was put back."""
    assert code(app) == ""
    kept = token_hash("x" * 43)
    with app.app_context(), write_tx() as tx:
        tx.session.add(FirstStart(id=ROW, code_hash=kept, expires_at=NOW + CODE_LASTS))
    before = count(app, Account)
    token = fields(visitor.get("/masuk").form("/masuk"))["csrf_token"]
    assert visitor.get("/mulai/" + "x" * 43).status == 404
    assert visitor.post("/mulai/" + "x" * 43, WULAN | {"csrf_token": token}).status == 404
    assert count(app, Account) == before


@ON_SQLITE
@pytest.mark.parametrize("who", ["sari", "dewi", "visitor"])
def test_the_steps_are_the_admins(someone: Callable[[str], Reader], app: Flask, who: str) -> None:
    reader = Reader(app) if who == "visitor" else someone(who)
    for path in ("/mulai", "/mulai/kota", "/mulai/pasar", "/mulai/petugas"):
        assert reader.get(path).status in ((303,) if who == "visitor" else (403,))


def test_a_backup_put_back_opens_no_old_address(empty: Flask, address: str, tmp_path: Path) -> None:
    run(empty, "backup", tmp_path / "copy.db")
    assert Reader(empty).fill(address, **WULAN).status == 303
    with empty.app_context():
        db.engine.dispose()
    assert run(empty, "restore", tmp_path / "copy.db").exit_code == 0
    assert Reader(empty).get(address).status == 404
    assert begun(empty) is Begun.NOBODY
    assert Reader(empty).get(f"/mulai/{code(empty)}").status == 200
    with empty.app_context():
        void_code()
