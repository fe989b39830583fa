"""What the office does to an account: rights, closing it, ending duties; and who holds the keys."""

from typing import Any

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account, Duty
from tests.attacks.scene import csrf
from tests.infra.cast import NOW, PASSWORD, Cast
from tests.infra.client import Reader
from tests.people.users.conftest import SetAccount
from tests.people.users.test_users import names

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
pytestmark = ON_SQLITE


def test_rights_count_at_once_and_an_old_page_changes_nothing(
    app: Flask, dewi: Reader, admin: Reader, ratna: int
) -> None:
    page = dewi.get(f"/pengguna/{ratna}")
    change = f"/pengguna/{ratna}/hak"
    assert admin.fill(f"/pengguna/{ratna}", change, events=None).status == 303
    old = dewi.submit(page, change, administer=None)
    assert (old.status, "sudah berubah" in old.wrong) == (409, True)
    assert dewi.fill(f"/pengguna/{ratna}", change, administer=None).status == 303
    with app.app_context():
        assert db.session.get_one(Account, ratna).rights == frozenset()
        kept = [e.details for e in db.session.query(AuditEntry).filter_by(what="change rights")]
    assert kept == [{"given": [], "taken": ["events"]}, {"given": [], "taken": ["administer"]}]


def test_a_closed_account_is_out_everywhere_and_stays_as_the_author(
    app: Flask, dewi: Reader, budi: Reader, visitor: Reader, cast: Cast, set_duty: Any
) -> None:
    page, who = f"/pengguna/{cast.account['yanti']}", Reader(app, cast.token["yanti"])
    assert who.get("/anggota").status == 200
    assert dewi.fill(page, f"{page}/tutup").status == 303
    assert who.get("/anggota").status == 303
    yanti = {"phone": "081200000006", "password": PASSWORD}
    assert visitor.fill("/masuk", **yanti).status == 422
    assert names(dewi.get("/pengguna?tampil=closed")) == ["Yanti"]
    assert "Yanti" in dewi.get(page).text
    assert dewi.fill(page, f"{page}/buka").status == 303
    assert visitor.fill("/masuk", **yanti).status == 303


def test_a_lost_phone_is_out_at_its_next_request(dewi: Reader, sari: Reader, cast: Cast) -> None:
    page = f"/pengguna/{cast.account['sari']}"
    assert sari.get("/anggota").status == 200
    assert dewi.fill(page, f"{page}/keluarkan").status == 303
    assert sari.get("/anggota").status == 303


def test_the_last_ketua_stays(app: Flask, dewi: Reader, cast: Cast, set_duty: Any) -> None:
    page = f"/pengguna/{cast.account['budi']}"
    refused = dewi.fill(page, f"{page}/tutup")
    assert (refused.status, "ketua terakhir Paguyuban Pasar Gede" in refused.wrong) == (422, True)
    with app.app_context():
        duty = db.session.query(Duty.id).filter_by(account_id=cast.account["budi"]).scalar()
        other = (
            db.session.query(Duty.id)
            .filter_by(account_id=cast.account["yanti"], position="bendahara")
            .scalar()
        )
    refused = dewi.fill(page, f"/pengguna/tugas/{duty}/akhiri")
    assert (refused.status, "ketua terakhir" in refused.wrong) == (422, True)
    yanti = f"/pengguna/{cast.account['yanti']}"
    assert dewi.fill(yanti, f"/pengguna/tugas/{other}/akhiri").status == 303
    set_duty(other, position="ketua", ends_on=None)
    assert dewi.fill(page, f"/pengguna/tugas/{duty}/akhiri").status == 303


def test_duties_of_another_city_are_no_pages(app: Flask, dewi: Reader, cast: Cast) -> None:
    with app.app_context():
        duty = db.session.query(Duty.id).filter_by(account_id=cast.account["rina"]).scalar()
    token = {"csrf_token": csrf(dewi)}
    for what in ("tautan", "akhiri", "batal"):
        assert dewi.post(f"/pengguna/tugas/{duty}/{what}", token).status == 404
    for what in ("tautan", "hak", "tutup", "buka", "keluarkan", "atur-ulang", "faktor-kedua"):
        assert dewi.post(f"/pengguna/{cast.account['rina']}/{what}", token).status == 404


def test_nobody_closes_upwards_or_themselves(
    dewi: Reader, cast: Cast, set_account: SetAccount
) -> None:
    own = cast.account["dewi"]
    assert dewi.get(f"/pengguna/{own}").soup.select_one("form[action$='/tutup']") is None
    for what in ("tutup", "hak", "keluarkan"):
        refused = dewi.post(f"/pengguna/{own}/{what}", {"csrf_token": csrf(dewi)})
        assert (refused.status, "wewenang" in refused.wrong) == (422, True)


def test_one_key_holder_is_one_too_few(
    app: Flask, sari: Reader, budi: Reader, dewi: Reader, set_account: SetAccount
) -> None:
    def warned(reader: Reader, path: str) -> bool:
        return reader.get(path).soup.select_one("[data-few]") is not None

    assert not any(warned(dewi, path) for path in ("/pemantauan", "/lainnya", "/pengguna"))
    assert not any(warned(who, "/") for who in (sari, budi))
    set_account("admin", closed_at=NOW)
    set_account("yanti", accepted_at=None)
    assert all(warned(dewi, path) for path in ("/pemantauan", "/lainnya", "/pengguna"))
    assert all(warned(who, "/") for who in (sari, budi))
    set_account("admin", closed_at=None, accepted_at=None)
    assert warned(dewi, "/pemantauan")
    set_account("admin", accepted_at=NOW)
    set_account("yanti", accepted_at=NOW, closed_at=NOW)
    assert (warned(dewi, "/pemantauan"), warned(sari, "/")) == (False, True)
