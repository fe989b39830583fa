"""/pengurus: inviting, rights, ends, and what an invitation tells and does not tell."""

import re
from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account, Duty
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast, password_hash
from tests.infra.client import Reader, Seen
from tests.infra.team import SetDuty

NEW = "empat kata mudah diingat"


def invite(
    reader: Reader, phone: str = "081299990123", name: str = "Wati", **typed: str | None
) -> Seen:
    return reader.fill("/pengurus/undang", name=name, phone=phone, **typed)


def link(seen: Seen) -> str:
    assert seen.status == 200, seen.text
    found = re.search(r"/undangan/[\w-]+", str(seen.soup.find("input", id="link")["value"]))
    assert found
    return found[0]


def duty_of(app: Flask, name: str) -> int:
    with app.app_context():
        return int(
            db.session.query(Duty.id)
            .filter_by(invited_name=name)
            .order_by(Duty.id.desc())
            .limit(1)
            .scalar()
        )


def entered(app: Flask, phone: str, password: str = NEW) -> Reader:
    reader = Reader(app)
    reader.fill("/masuk", phone=phone, password=password)
    return reader


def test_from_the_invitation_to_the_first_sign_in(
    app: Flask, sari: Reader, visitor: Reader
) -> None:
    shown = invite(sari, position="bendahara", edit=None)
    address = link(shown)
    wa = str(shown.soup.select_one("a[href^='https://wa.me/']")["href"])  # type: ignore[index]
    assert wa.startswith("https://wa.me/6281299990123?text=")
    assert f"http://localhost{address}" in unquote(wa)
    for _ in range(3):  # a link preview opens it
        page = visitor.get(address)
    assert "Paguyuban Pasar Rejosari mengajak Anda menjadi bendahara" in page.text
    assert "berakhir dengan 123" in page.text
    assert "0812" not in page.text
    assert "9999" not in page.text
    assert "Diundang" in sari.get("/pengurus").text
    assert visitor.submit(page, address, password=NEW).location == "/masuk"
    assert visitor.submit(page, address, password=NEW).status == 422
    wati = entered(app, "081299990123")
    assert wati.get("/anggota").status == 200
    assert wati.get("/anggota/baru").status == 403
    assert wati.get("/pengurus").status == 403
    assert "Wati" in wati.get("/").text


def test_the_link_is_shown_once(app: Flask, sari: Reader) -> None:
    form = sari.get("/pengurus/undang")
    first = sari.submit(form, "/pengurus/undang", name="Wati", phone="081299990123")
    address = link(first)
    again = sari.submit(form, "/pengurus/undang", name="Wati", phone="081299990123")
    assert again.location == f"/pengurus/{duty_of(app, 'Wati')}"
    assert address not in sari.follow(again).response.get_data(as_text=True)
    assert first.response.headers["Cache-Control"] == "no-store"


def test_a_known_number_is_answered_alike_and_stays_its_holders(
    app: Flask, sari: Reader, budi: Reader
) -> None:
    """Budi must not learn that Sari has an account, nor take it over with the link."""
    known, unknown = invite(budi, "081200000001", "Bu S"), invite(budi, "081299990999", "Bu S")
    strip = re.compile(
        r"/undangan/[\w-]+|/pengurus/\d+|value=\"[^\"]*\"|\d+|%2F[\w-]+|undangan/\S+"
    )
    assert strip.sub("", known.text) == strip.sub("", unknown.text)
    assert "Sari" not in known.text + unknown.text + budi.get("/pengurus").text
    nobody = Reader(app)
    page = nobody.get(link(known))
    assert nobody.submit(page, link(known), password="budi wants it").status == 422
    assert entered(app, "081200000001", "budi wants it").get("/anggota").status == 303
    assert nobody.submit(page, link(known), password=PASSWORD).status == 303
    assert "Sari" in budi.get("/pengurus").text
    assert sari.get("/anggota").status == 200  # her sessions stay


def test_a_link_of_one_paguyuban_does_not_accept_for_another(
    app: Flask, sari: Reader, budi: Reader
) -> None:
    """Two invite one new number; whoever spends Budi's link gets nothing of Sari's."""
    link(invite(sari))
    address = link(invite(budi))
    Reader(app).fill(address, password=NEW)
    taken = entered(app, "081299990123")
    assert "Paguyuban Pasar Gede" in taken.get("/").text
    assert "Diundang" in sari.get("/pengurus").text


def test_an_officer_cannot_become_pengurus(app: Flask, sari: Reader, set_password: None) -> None:
    address = link(invite(sari, "081200000003"))
    refused = Reader(app).fill(address, password=PASSWORD)
    assert (refused.status, "akun petugas" in refused.text) == (422, True)


@pytest.fixture
def set_password(app: Flask, cast: Cast) -> None:
    from association.database import write_tx

    password = password_hash()
    with app.app_context(), write_tx() as tx:
        tx.session.get_one(Account, cast.account["dewi"]).password_hash = password


def test_wrong_passwords_at_a_link_are_throttled(app: Flask, budi: Reader) -> None:
    address = link(invite(budi, "081200000001"))
    nobody = Reader(app)
    page = nobody.get(address)
    assert [nobody.submit(page, address, password="wrong wrong").status for _ in range(6)] == [
        422
    ] * 5 + [429]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "harus diisi"),
        ({"phone": "abc"}, "Nomor HP"),
        ({"position": "ketua"}, "Pilih salah satu"),
        ({"starts_on": "2026-11-21"}, "sudah lewat"),
        ({"starts_on": "2028-01-01"}, "terlalu jauh"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "lebih awal"),
        ({"ends_on": "kapan-kapan"}, "“kapan-kapan” tidak bisa dibaca."),
        ({"phone": "081200000001"}, "sudah ada di daftar pengurus"),
    ],
)
def test_what_cannot_be_invited(sari: Reader, typed: dict[str, str], said: str) -> None:
    sent = {"name": "Bu Retno", "phone": "081299990123"} | typed
    refused = sari.fill("/pengurus/undang", **sent)
    assert refused.status == 422
    assert said in refused.wrong
    assert refused.soup.select_one("#name")["value"] == sent["name"]  # type: ignore[index]
    assert "Bu Retno" not in sari.get("/pengurus").text


def test_invited_twice(app: Flask, sari: Reader) -> None:
    link(invite(sari))
    again = invite(sari)
    assert (again.status, "sudah ada di daftar pengurus" in again.text) == (422, True)
    later = invite(sari, starts_on="2026-12-01")
    assert later.status == 422  # the first has no end


def test_a_new_link_voids_the_first_and_a_voided_one_is_worth_nothing(
    app: Flask, sari: Reader
) -> None:
    first = link(invite(sari))
    path = f"/pengurus/{duty_of(app, 'Wati')}"
    opened = Reader(app).get(first)
    second = link(sari.fill(path, f"{path}/tautan"))
    assert Reader(app).get(first).text.count("kedaluwarsa") == 1
    assert "Terima tugas" in Reader(app).get(second).text
    assert sari.fill(path, f"{path}/batal").status == 303
    assert "kedaluwarsa" in Reader(app).get(second).text
    assert opened.status == 200
    assert link(invite(sari))  # and she can be invited again


def test_an_invitation_lasts_72_hours(app: Flask, sari: Reader, clock: Clock) -> None:
    address = link(invite(sari))
    clock.tick(hours=71)
    assert "Terima tugas" in Reader(app).get(address).text
    clock.tick(hours=1)
    assert "kedaluwarsa" in Reader(app).get(address).text


def test_a_duty_begins_on_its_day(app: Flask, sari: Reader, clock: Clock) -> None:
    address = link(invite(sari, starts_on="2026-11-24", ends_on="2026-11-25"))
    nobody = Reader(app)
    said = nobody.follow(nobody.fill(address, password=NEW))
    assert "mulai 24 November 2026" in said.text
    wati = entered(app, "081299990123")
    assert wati.get("/anggota").status == 303
    for day in (24, 25):
        clock.moment = datetime(2026, 11, day, 3, tzinfo=UTC)
        wati = entered(app, "081299990123")
        assert wati.get("/anggota").status == 200
    clock.moment = datetime(2026, 11, 26, 3, tzinfo=UTC)
    assert wati.get("/anggota").status == 303


def test_rights_given_and_taken_back_count_at_once(
    app: Flask, sari: Reader, wati: Reader, wati_duty: int
) -> None:
    path = f"/pengurus/{wati_duty}"
    assert sari.fill(path, f"{path}/hak", edit=None).status == 303
    assert "Catat iuran · Lihat NIK" in sari.get("/pengurus").text
    assert wati.get("/anggota/baru").status == 403
    assert sari.fill(path, f"{path}/hak", edit="y").status == 303
    assert wati.get("/anggota/baru").status == 200
    with app.app_context():
        kept = [
            e.details
            for e in db.session.query(AuditEntry)
            .filter_by(what="change rights")
            .order_by(AuditEntry.id)
        ]
    assert kept == [{"given": [], "taken": ["edit"]}, {"given": ["edit"], "taken": []}]


def test_a_duty_ends_now_or_on_a_day(
    sari: Reader, wati: Reader, wati_duty: int, clock: Clock
) -> None:
    path = f"/pengurus/{wati_duty}"
    past = sari.fill(path, f"{path}/selesai", ends_on="2026-11-21")
    assert (past.status, "sudah lewat" in past.text) == (422, True)
    assert sari.fill(path, f"{path}/selesai", ends_on="2026-11-23").status == 303
    assert wati.get("/anggota").status == 200
    assert sari.fill(path, f"{path}/akhiri").status == 303
    assert wati.get("/anggota").status == 303
    assert sari.get(path).soup.find("form") is None
    assert "Yang sudah selesai" in sari.get("/pengurus").text


def test_the_ketua_stays(
    app: Flask, sari: Reader, cast: Cast, wati_duty: int, set_duty: SetDuty
) -> None:
    with app.app_context():
        own = db.session.query(Duty.id).filter_by(account_id=cast.account["sari"]).scalar()
    shown = sari.get(f"/pengurus/{wati_duty}")
    token = shown.soup.find("input", attrs={"name": "csrf_token"})["value"]  # type: ignore[index]
    for what in ("akhiri", "selesai"):
        refused = sari.post(
            f"/pengurus/{own}/{what}", {"csrf_token": token, "ends_on": "2026-12-01"}
        )
        assert (refused.status, "serah terima" in refused.text) == (422, True)
    refused = sari.post(f"/pengurus/{own}/hak", {"csrf_token": token})
    assert (refused.status, "semua hak" in refused.text) == (422, True)
    # a second ketua whose own term ends is no reason to end the last one without an end
    set_duty(wati_duty, position="ketua")
    set_duty(own, ends_on=date(2026, 12, 31))
    refused = sari.post(f"/pengurus/{wati_duty}/akhiri", {"csrf_token": token})
    assert (refused.status, "ketua terakhir" in refused.text) == (422, True)
    # nor is one who never accepted
    invite(sari, "081299990124", "Rudi")
    set_duty(duty_of(app, "Rudi"), position="ketua")
    refused = sari.post(f"/pengurus/{wati_duty}/akhiri", {"csrf_token": token})
    assert (refused.status, "ketua terakhir" in refused.text) == (422, True)


def test_a_neighbours_duties_are_no_pages(budi: Reader, wati_duty: int) -> None:
    assert budi.get(f"/pengurus/{wati_duty}").status == 404
    token = budi.get("/pengurus/undang").soup.find("input", attrs={"name": "csrf_token"})["value"]
    for what in ("hak", "selesai", "akhiri", "tautan", "batal"):
        assert budi.post(f"/pengurus/{wati_duty}/{what}", {"csrf_token": token}).status == 404, what
    assert "Wati" not in budi.get("/pengurus").text


def test_only_the_ketua_manages(
    wati: Reader, dewi: Reader, admin: Reader, visitor: Reader, wati_duty: int
) -> None:
    for path in ("/pengurus", "/pengurus/undang", f"/pengurus/{wati_duty}"):
        assert [r.get(path).status for r in (wati, dewi, admin, visitor)] == [403, 403, 403, 303]
    assert "/pengurus" not in str(wati.get("/lainnya").soup)


def test_names_are_text(app: Flask, sari: Reader) -> None:
    shown = invite(sari, name="<img src=x onerror=alert(1)>")
    assert shown.soup.find("img") is None
    assert sari.get("/pengurus").soup.find("img") is None


def test_the_log_holds_no_names_and_numbers(app: Flask, sari: Reader) -> None:
    address = link(invite(sari))
    Reader(app).fill(address, password=NEW)
    with app.app_context():
        kept = [(e.what, e.subject, e.details) for e in db.session.query(AuditEntry)]
    assert {"invite pengurus", "accept duty", "set password"} <= {what for what, _s, _d in kept}
    assert not re.search("Wati|9999|undangan", repr(kept))
