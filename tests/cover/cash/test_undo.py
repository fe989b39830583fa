"""A wrong tap is taken back for a minute, in its place: on the round and on the member's page."""

import re

import pytest
from bs4 import Tag
from flask import Flask

from association.cover.cash import custody
from association.cover.cash.models import Visit
from association.database import db
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.cover.cash.test_round import PATH, tap
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen, fields

pytestmark = pytest.mark.usefixtures("walking")


def row(seen: Seen, member: int) -> str:
    found = seen.soup.select_one(f"li#m{member}")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def csrf(reader: Reader) -> str:
    found = reader.get("/lainnya").soup.select_one("input[name=csrf_token]")
    assert found is not None
    return str(found["value"])


def undone(app: Flask, cast: Cast) -> tuple[int, int, int]:
    """Count payments that count, visits, and rupiah in Sari's hand."""
    with app.app_context():
        acting(cast, "sari")
        own, sari = cast.association["sari"], cast.account["sari"]
        paid = db.session.query(Contribution).filter_by(channel="bendahara", voided_at=None)
        visits = db.session.query(Visit).count()
        held = custody.balance(db.session(), association_id=own, collector_id=sari)[2]
        return paid.filter(Contribution.custody != "").count(), visits, held


@pytest.mark.parametrize("part", [True, False])
def test_one_tap_takes_it_back(
    app: Flask, sari: Reader, cast: Cast, clock: Clock, *, part: bool
) -> None:
    ngatiyem = cast.member["Ngatiyem"]
    before = row(sari.get(PATH), ngatiyem)
    paid = tap(sari, sari.get(PATH), ngatiyem, "paid", part=part)
    seen = paid if part else sari.follow(paid)
    assert "Urungkan" in row(seen, ngatiyem)
    back = tap(sari, seen, ngatiyem, "take_back", part=part)
    seen = back if part else sari.follow(back)
    assert row(seen, ngatiyem) == before
    assert seen.figure("cash") == 0
    assert undone(app, cast) == (0, 0, 0)
    assert row(sari.get(PATH), ngatiyem) == before
    again = tap(sari, sari.get(PATH), ngatiyem, "absent", part=True)
    assert row(again, ngatiyem) == "Ngatiyem Los B-3 Tidak ada Urungkan …"
    clock.tick(seconds=61)
    assert "Bayar 2 bln Rp16.800" in row(sari.get(f"{PATH}?lihat=absent"), ngatiyem)


def test_without_javascript_the_line_stays_where_it_stood(sari: Reader, cast: Cast) -> None:
    ngatiyem = cast.member["Ngatiyem"]
    paid = tap(sari, sari.get(PATH), ngatiyem, "paid")
    assert paid.location.endswith(f"#m{ngatiyem}")
    assert sari.follow(paid).names() == ["Wagiyem", "Ngatiyem", "Suparno"]
    assert sari.get(PATH).names() == ["Wagiyem", "Suparno"], "and is gone when one goes on"


@pytest.mark.parametrize("where", ["", "?urut=nama", "?q=ngati", "?urut=nama&sesudah=3"])
def test_a_tap_leads_back_to_where_one_was(sari: Reader, where: str) -> None:
    forms = sari.get(PATH + where).soup.select("li form")
    assert {str(one["action"]) for one in forms} == {PATH + where}


def test_it_stays_on_record(app: Flask, sari: Reader, cast: Cast, visitor: Reader) -> None:
    suparno = cast.member["Suparno"]
    seen = tap(sari, sari.get(PATH), suparno, "paid", part=True)
    opened = sari.get(f"{PATH}?buka={suparno}", part=f"m{suparno}")
    receipt = str(opened.soup.select_one("a[href^='/kuitansi/']")["href"])  # type: ignore[index]
    tap(sari, seen, suparno, "take_back", part=True)
    assert "Kuitansi ini dibatalkan" in visitor.get(receipt).text
    assert "Dibatalkan 22 November 2026: Diurungkan" in sari.get(f"/anggota/{suparno}").text
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Contribution).filter_by(void_reason="Diurungkan").count() == 1


def test_after_a_minute_the_way_back_is_voiding_with_a_reason(
    app: Flask, sari: Reader, cast: Cast, clock: Clock
) -> None:
    suparno = cast.member["Suparno"]
    paid = tap(sari, sari.get(PATH), suparno, "paid", part=True)
    clock.tick(seconds=60)
    assert "Urungkan" in row(sari.get(f"{PATH}?q=suparno"), suparno)
    clock.tick(seconds=1)
    assert "Urungkan" not in row(sari.get(f"{PATH}?q=suparno"), suparno)
    for part in (True, False):
        late = tap(sari, paid, suparno, "take_back", part=part, key="1" * 32)
        assert late.status == 422
        assert "Sudah lebih dari satu menit" in row(late, suparno)
        [link] = late.soup.select(f"li#m{suparno} a[href$='/batal']")
        assert sari.get(link["href"]).status == 200
    assert undone(app, cast)[:2] == (1, 1)


def test_only_who_took_the_money_takes_it_back(
    app: Flask, sari: Reader, budi: Reader, dewi: Reader, cast: Cast
) -> None:
    suparno = cast.member["Suparno"]
    seen = tap(sari, sari.get(PATH), suparno, "paid", part=True)
    with app.app_context():
        acting(cast, "sari")
        paid = db.session.query(Contribution).filter_by(custody="entrusted").one()
        from association.database import write_tx

        number = paid.id
        with write_tx() as tx:
            tx.session.get_one(Contribution, number).recorded_by = cast.account["yanti"]
    assert "Urungkan" not in row(sari.get(f"{PATH}?q=suparno"), suparno)
    assert tap(sari, seen, suparno, "take_back", part=True).status == 422
    form = fields(seen.soup.select_one(f"li#m{suparno} form"))  # type: ignore[arg-type]
    token = csrf(budi)
    sent = form | {"outcome": "take_back", "csrf_token": token, "key": "3" * 32}
    assert budi.post(PATH, sent).status == 404
    assert undone(app, cast)[0] == 1


def test_twice_and_with_nothing_to_take_back(app: Flask, sari: Reader, cast: Cast) -> None:
    suparno = cast.member["Suparno"]
    seen = tap(sari, sari.get(PATH), suparno, "paid", part=True)
    tap(sari, seen, suparno, "take_back", part=True)
    tap(sari, seen, suparno, "take_back", part=True)  # the same form again
    again = tap(sari, seen, suparno, "take_back", part=True, key="2" * 32)
    assert again.status == 422
    assert "Tidak ada yang perlu diurungkan lagi" in again.text
    assert undone(app, cast) == (0, 0, 0)


def test_what_was_deposited_meanwhile_stays(app: Flask, sari: Reader, cast: Cast) -> None:
    suparno = cast.member["Suparno"]
    seen = tap(sari, sari.get(PATH), suparno, "paid", part=True)
    sari.fill("/iuran/setor", channel="bank", reference="TRX-1")
    refused = tap(sari, seen, suparno, "take_back", part=True)
    assert refused.status == 422
    assert "Uangnya sudah disetor" in refused.text
    assert undone(app, cast)[0] == 1


def test_an_income_nobody_reported_is_unknown_again(app: Flask, sari: Reader, cast: Cast) -> None:
    budi = cast.member["Budi Santoso"]
    seen = tap(sari, sari.get(f"{PATH}?q=budi"), budi, "paid", part=True)
    if seen.status == 200:  # who is not registered may be refused
        tap(sari, seen, budi, "take_back", part=True)
    with app.app_context():
        acting(cast, "sari")
        participant = db.session.get_one(Member, budi).participant_id
        assert db.session.get_one(Participant, participant).income is None


def undo_button(seen: Seen) -> Tag | None:
    found = seen.soup.select_one("button[form=undo]")
    return found if isinstance(found, Tag) else None


@pytest.mark.parametrize("part", ["cover", ""])
def test_on_the_members_page_too(sari: Reader, cast: Cast, clock: Clock, part: str) -> None:
    page = f"/anggota/{cast.member['Suparno']}"
    saved = sari.fill(f"{page}/iuran", part=part, channel="bank")
    shown = saved if part else sari.follow(saved)
    button = undo_button(shown)
    assert button is not None
    address = str(button["formaction"])
    assert re.fullmatch(rf"{page}/iuran/\d+/urungkan", address)
    token = fields(sari.get(page).soup.select_one("form#undo"))  # type: ignore[arg-type]
    back = sari.post(address, token, part=part)
    seen = back if part else sari.follow(back)
    assert "Diurungkan." in seen.text
    assert "Perlindungan habis 30 November 2026" in seen.text
    clock.tick(minutes=2)
    sari.fill(f"{page}/iuran", channel="bank")
    clock.tick(seconds=61)
    assert undo_button(sari.get(page)) is None
    latest = sari.get(page).soup.select_one("a[href$='/batal']")
    assert latest is not None
    late = sari.post(str(latest["href"]).replace("batal", "urungkan"), token, part=part)
    assert late.status == 422
    assert "Sudah lebih dari satu menit" in late.text


def test_strangers_take_nothing_back(sari: Reader, budi: Reader, dewi: Reader, cast: Cast) -> None:
    page = f"/anggota/{cast.member['Suparno']}"
    sari.fill(f"{page}/iuran", channel="bank")
    button = undo_button(sari.get(page))
    assert button is not None
    for reader, status in ((budi, 404), (dewi, 403)):
        sent = {"csrf_token": csrf(reader)}
        assert reader.post(str(button["formaction"]), sent).status == status


@pytest.mark.parametrize("way", ["urungkan", "batal", "pindah"])
def test_a_registration_that_only_the_payment_told_of_goes_with_it(
    app: Flask, sari: Reader, cast: Cast, way: str
) -> None:
    """A first payment at a channel is the registration, as long as it stands."""
    budi = cast.member["Budi Santoso"]
    page = f"/anggota/{budi}"

    def registered(name: str) -> bool:
        with app.app_context():
            acting(cast, "sari")
            participant = db.session.get_one(Member, cast.member[name]).participant_id
            return db.session.get_one(Participant, participant).registered_on is not None

    sari.fill(f"{page}/iuran", channel="bank", receipt="B-1")
    assert registered("Budi Santoso")
    link = sari.get(page).soup.select_one("a[href$='/batal']")
    assert link is not None
    address = str(link["href"]).replace("batal", way)
    right = {"to": str(cast.member["Ngatiyem"]), "first_month": "2026-11", "gap_confirmed": "y"}
    sent = {"csrf_token": csrf(sari), "reason": "Salah orang"} | right
    assert sari.post(address, sent).status == 303
    assert not registered("Budi Santoso")
    assert registered("Ngatiyem")
