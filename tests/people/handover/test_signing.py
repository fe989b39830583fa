"""Signing a handover: whose signature, with which password, once, and what is kept of it."""

import hashlib

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from association.once import SavedAnswer, digest_of
from association.people.handover import reads
from association.people.handover.models import Handover
from association.vault import vault
from tests.infra.cast import PASSWORD, Cast, acting
from tests.infra.client import Reader
from tests.people.handover.conftest import GOOD, START, propose, sign


def test_the_signed_text_is_bound_to_the_log(
    app: Flask, wati: Reader, proposed: str, cast: Cast
) -> None:
    sign(wati, proposed)
    with app.app_context():
        acting(cast, "sari")
        kept = db.session.query(Handover).one()
        text = vault.open(kept.text_sealed or b"", reads.place(kept.id))
        assert hashlib.sha256(text.encode()).digest() == kept.text_hash
        log = [
            (e.what, e.details)
            for e in db.session.query(AuditEntry).where(AuditEntry.what.contains("handover"))
        ]
    assert log == [
        (f"sign handover {way}", {"sha256": kept.text_hash.hex()}) for way in ("out", "in")
    ]
    assert kept.text_hash.hex() in wati.get(proposed).text


def test_a_wrong_password_signs_nothing_and_is_throttled(
    sari: Reader, wati: Reader, wati_duty: int
) -> None:
    refused = propose(sari, successor=str(wati_duty), password="wrong")
    assert (refused.status, "BELUM ditandatangani" in refused.text) == (422, True)
    assert refused.soup.find("input", id="cash")["value"] == "1.250.000"  # type: ignore[index]
    path = propose(sari, successor=str(wati_duty)).location
    assert [sign(wati, path, "wrong").status for _ in range(6)] == [422] * 5 + [429]
    assert sign(wati, path).status == 429
    assert "belum" in sari.get(path).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"takes_effect": "2026-11-21"}, "sudah lewat"),
        ({"takes_effect": "2028-11-21"}, "terlalu jauh"),
        ({"takes_effect": ""}, "harus diisi"),
        ({"cash": ""}, "harus diisi"),
        ({"cash": "-5"}, "negatif"),
        ({"note": "x" * 1001}, "Terlalu panjang"),
        ({"successor": "999"}, "Pilih salah satu"),
        ({"successor": "x"}, "Pilih salah satu"),
    ],
)
def test_what_cannot_be_signed(
    sari: Reader, wati_duty: int, typed: dict[str, str], said: str
) -> None:
    refused = propose(sari, **({"successor": str(wati_duty)} | typed))
    assert (refused.status, said in refused.text) == (422, True), refused.text
    assert "menunggu ketua baru" not in sari.get(START).text


def test_one_at_a_time_and_withdrawable_until_both_signed(
    sari: Reader, wati: Reader, wati_duty: int, proposed: str
) -> None:
    form = sari.get(START)
    assert form.soup.find("select") is None
    assert wati.fill(proposed, f"{proposed}/tarik").status == 303  # the successor may decline
    assert "Anda diminta" not in wati.get("/").text
    second = propose(sari, successor=str(wati_duty)).location
    opened = wati.get(second)
    assert sari.fill(second, f"{second}/tarik").status == 303
    refused = wati.submit(opened, f"{second}/tanda-tangan", password=PASSWORD)
    assert (refused.status, "sudah ditarik" in refused.text) == (422, True)
    third = propose(sari, successor=str(wati_duty)).location
    opened = sari.get(third)
    sign(wati, third)
    refused = sari.submit(opened, f"{third}/tarik")
    assert (refused.status, "tidak bisa ditarik" in refused.text) == (422, True)


def test_a_successor_who_is_only_invited_signs_after_accepting(app: Flask, sari: Reader) -> None:
    from tests.people.team.test_team import NEW, duty_of, entered, invite, link

    address = link(invite(sari))
    path = propose(sari, successor=str(duty_of(app, "Wati"))).location
    Reader(app).fill(address, password=NEW)
    wati = entered(app, "081299990123")
    assert "Anda diminta menjadi ketua" in wati.get("/").text
    assert sign(wati, path, NEW).status == 303


def test_nobody_else_sees_or_signs(
    sari: Reader, budi: Reader, rina: Reader, dewi: Reader, visitor: Reader, proposed: str
) -> None:
    assert [r.get(proposed).status for r in (budi, rina, dewi, visitor)] == [404, 404, 403, 303]
    assert [r.get(START).status for r in (dewi, visitor)] == [403, 303]
    token = budi.get("/anggota/baru").soup.find("input", attrs={"name": "csrf_token"})["value"]
    for way in ("tanda-tangan", "tarik"):
        assert (
            budi.post(f"{proposed}/{way}", {"csrf_token": token, "password": PASSWORD}).status
            == 404
        )
    own = sari.get(proposed).soup.find("input", attrs={"name": "csrf_token"})["value"]
    signed = sari.post(f"{proposed}/tanda-tangan", {"csrf_token": own, "password": PASSWORD})
    assert signed.status == 404  # the outgoing ketua cannot sign for both
    assert "belum" in sari.get(proposed).text


def test_a_pengurus_who_is_no_side_does_not_see_it(app: Flask, sari: Reader, proposed: str) -> None:
    from tests.people.team.test_team import NEW, entered, invite, link

    Reader(app).fill(link(invite(sari, "081299990555", "Pak Lain")), password=NEW)
    assert entered(app, "081299990555").get(proposed).status == 404


def test_what_is_typed_is_text_and_sealed(app: Flask, sari: Reader, wati_duty: int) -> None:
    path = propose(sari, successor=str(wati_duty), note="<img src=x onerror=alert(1)>").location
    assert sari.get(path).soup.find("img") is None
    with app.app_context():
        raw = (
            db.session.connection().exec_driver_sql("SELECT text_sealed FROM handover").scalar_one()
        )
    assert b"onerror" not in bytes(raw)


def test_sent_twice_it_signs_once_and_no_password_is_kept(
    app: Flask, sari: Reader, wati_duty: int
) -> None:
    form = sari.get(START)
    first = sari.submit(form, START, **(GOOD | {"successor": str(wati_duty)}))
    again = sari.submit(form, START, **(GOOD | {"successor": str(wati_duty)}))
    assert first.location == again.location
    with app.app_context():
        kept = db.session.query(SavedAnswer).one()
    body = sorted(
        {
            "cash": "1.250.000",
            "note": GOOD["note"],
            "successor": str(wati_duty),
            "takes_effect": "2026-11-24",
        }.items()
    )
    assert kept.digest == digest_of((START, body), owner=kept.owner, key=kept.key)
