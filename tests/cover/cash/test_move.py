"""A payment recorded for the wrong person is moved to the right one, wherever its cash is: sums,
receipt and deposit stay, and both histories tell it."""

import pytest
from flask import Flask

from association.cover.cash.models import Visit
from association.database import db
from association.ledger.audit.models import AuditEntry
from association.people.participants.models import Contribution, Receipt
from association.roster.history.models import Change
from association.roster.members.models import Member
from tests.cover.cash.test_deposits import PATH as SETOR
from tests.cover.cash.test_deposits import balance, first_deposit, take
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen, fields

STATES = ["entrusted", "deposited", "proven"]


def moving(sari: Reader, cast: Cast, name: str) -> str:
    """Give the address at which the last payment of a member is moved."""
    page = sari.get(f"/anggota/{cast.member[name]}")
    link = page.soup.select_one("a[href$='/batal']")
    assert link is not None
    return str(link["href"]).replace("/batal", "/pindah")


def send(sari: Reader, seen: Seen, address: str, **typed: str) -> Seen:
    """Send the form below the search."""
    form = seen.soup.select_one(f"form[method=post][action='{address}']")
    assert form is not None
    return sari.post(address, fields(form) | typed)


def to(sari: Reader, cast: Cast, address: str, name: str, **typed: str) -> Seen:
    seen = sari.get(f"{address}?q={name.split()[0]}")
    chosen = {"to": str(cast.member[name]), "reason": "Salah orang", "gap_confirmed": "y"}
    return send(sari, seen, address, **(chosen | typed))


def bring_to(app: Flask, sari: Reader, cast: Cast, state: str) -> None:
    if state != "entrusted":
        sari.fill(SETOR, channel="bank", reference="T-1")
    if state == "proven":
        deposit = first_deposit(app, cast)
        sari.fill(SETOR, f"{SETOR}/{deposit}/terbukti")


@pytest.mark.parametrize("state", STATES)
def test_a_payment_is_moved_from_every_state(
    app: Flask, sari: Reader, visitor: Reader, cast: Cast, state: str
) -> None:
    take(sari, cast, "Suparno")  # December
    bring_to(app, sari, cast, state)
    before = balance(app, cast)
    address = moving(sari, cast, "Suparno")
    moved = to(sari, cast, address, "Wagiyem")
    assert "Iuran sudah dipindah ke sini" in sari.follow(moved).text
    assert balance(app, cast) == before
    with app.app_context():
        acting(cast, "sari")
        paid = db.session.query(Contribution).filter(Contribution.custody != "").one()
        wagiyem = db.session.get_one(Member, cast.member["Wagiyem"])
        receipt = db.session.query(Receipt).one()
        assert (paid.participant_id, paid.custody) == (wagiyem.participant_id, state)
        assert receipt.member_id == wagiyem.id
        entry = db.session.query(AuditEntry).filter_by(what="move contribution").one()
        assert entry.subject == f"contribution:{paid.id}"
    assert "W…" in visitor.get(f"/kuitansi/{receipt.number}").text
    assert "Nov 2026" in sari.get(f"/anggota/{cast.member['Suparno']}").text
    told = {
        name: sari.get(f"/anggota/{cast.member[name]}/riwayat").text
        for name in ("Suparno", "Wagiyem")
    }
    assert "memindahkan iuran Des 2026, Rp8.400 ke Wagiyem: Salah orang" in told["Suparno"]
    assert "memindahkan iuran Des 2026, Rp8.400 dari Suparno: Salah orang" in told["Wagiyem"]


def test_the_round_asks_whom_it_should_afterwards(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno")
    assert "Suparno" not in sari.get("/iuran/catat").names()
    to(sari, cast, moving(sari, cast, "Suparno"), "Wagiyem")
    assert "Suparno" in sari.get("/iuran/catat").names()
    assert sari.get("/iuran/catat?lihat=paid").names() == ["Wagiyem"]
    with app.app_context():
        acting(cast, "sari")
        assert [one.member_id for one in db.session.query(Visit)] == [cast.member["Wagiyem"]]


def test_a_payment_at_a_bank_is_moved_too(sari: Reader, cast: Cast) -> None:
    sari.fill(f"/anggota/{cast.member['Suparno']}/iuran", channel="bank", receipt="77")
    address = moving(sari, cast, "Suparno")
    moved = to(sari, cast, address, "Wagiyem", first_month="2026-11")
    assert "kuitansi 77" in sari.follow(moved).text
    assert "Nov 2026" in sari.get(f"/anggota/{cast.member['Wagiyem']}/riwayat").text
    assert (
        "Des 2026, Rp8.400 ke Wagiyem"
        in sari.get(f"/anggota/{cast.member['Suparno']}/riwayat").text
    )


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("Tono Wibowo", {}, "Sudah dibayar: Desember 2026."),
        ("Wagiyem", {"reason": "  "}, "Tulis alasannya dulu"),
        ("Wagiyem", {"first_month": "2031-01"}, "Paling jauh 12 bulan ke depan."),
        ("Wagiyem", {"first_month": "kapan"}, "Pilih bulan dari daftar."),
        ("Sri Lestari", {}, "Isi NIK anggota dulu"),
        ("Ngatiyem", {}, "Ada bulan yang terlewat: iuran Oktober 2026, November 2026"),
    ],
)
def test_what_cannot_be_moved(
    app: Flask, sari: Reader, cast: Cast, name: str, typed: dict[str, str], sentence: str
) -> None:
    take(sari, cast, "Suparno")
    address = moving(sari, cast, "Suparno")
    refused = to(sari, cast, address, name, **({"gap_confirmed": ""} | typed))
    assert refused.status == 422
    assert sentence in refused.wrong
    chosen = refused.soup.select_one("input[name=to][checked]")
    assert chosen is not None
    assert chosen["value"] == str(cast.member[name])
    assert balance(app, cast) == (8_400, 0, 8_400)
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Change).filter(Change.kind.like("paid_%")).count() == 0


def test_a_gap_can_be_confirmed(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno")
    address = moving(sari, cast, "Suparno")
    asked = to(sari, cast, address, "Ngatiyem", gap_confirmed="")
    assert send(sari, asked, address, gap_confirmed="y").status == 303
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Change).filter(Change.kind.like("paid_%")).count() == 2


def test_nobody_chosen_themselves_and_the_void(sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno")
    address = moving(sari, cast, "Suparno")
    nobody = send(sari, sari.get(address), address, reason="Salah")
    assert nobody.status == 422
    own = to(sari, cast, address, "Suparno")
    assert "Pilih anggota lain" in own.wrong
    sari.fill(address.replace("pindah", "batal"), reason="Dobel")
    assert "sudah dibatalkan" in to(sari, cast, address, "Wagiyem").wrong


def test_strangers(
    app: Flask, sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    take(sari, cast, "Suparno")
    address = moving(sari, cast, "Suparno")
    assert (budi.get(address).status, dewi.get(address).status) == (404, 403)
    assert visitor.get(address).status == 303
    token = budi.get("/lainnya").soup.select_one("input[name=csrf_token]")
    assert token is not None
    sent = {"to": str(cast.member["Joko Santoso"]), "first_month": "2026-12", "reason": "x"}
    assert budi.post(address, sent | {"csrf_token": str(token["value"])}).status == 404
    assert to(sari, cast, address, "Joko Santoso").status == 404, "not of this roster"
    found = sari.get(f"{address}?q=Joko").soup.select("input[name=to]")
    assert found == []


def test_an_older_state_of_the_member_can_still_be_put_back(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    """A move changes no field, so nothing of it comes back or stands in the way."""
    page = f"/anggota/{cast.member['Suparno']}"
    sari.fill(f"{page}/ubah", commodity="Sayur")
    take(sari, cast, "Suparno")
    to(sari, cast, moving(sari, cast, "Suparno"), "Wagiyem")
    sari.fill(f"{page}/ubah", commodity="Buah")
    history = sari.get(f"{page}/riwayat")
    back = [str(a["href"]) for a in history.soup.select("a[href*='/riwayat/']")]
    assert back
    for address in back:
        assert sari.get(address).status == 200
