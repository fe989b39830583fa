"""/: Beranda says without a tap who loses cover this month, and what that means in rupiah."""

from datetime import date

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.people.accounts.models import Duty
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Member
from tests.infra.cast import Cast
from tests.infra.client import Reader

TWO = "2 orang, Rp52.000.000 perlindungan hilang bulan ini"


def test_names_and_sum_of_those_who_lapse_this_month(
    app: Flask, sari: Reader, budi: Reader, cast: Cast
) -> None:
    first = sari.get("/")
    assert "1 orang, Rp10.000.000 perlindungan hilang bulan ini" in first.text
    assert "paling lambat 30 November 2026" in first.text
    assert (first.figure("lapsing"), first.figure("at_stake")) == (1, 10_000_000)
    assert first.soup.select_one(f"[data-member='{cast.member['Suparno']}']")
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tono = tx.session.get_one(Member, cast.member["Tono Wibowo"]).participant_id
        paid = tx.session.query(Contribution).filter_by(participant_id=tono).one()
        paid.last_month = date(2026, 11, 1)
    seen = sari.get("/")
    assert TWO in seen.text
    assert seen.names() == ["Suparno", "Tono Wibowo"]
    assert "Rp10.000.000 perlindungan hilang" in budi.get("/").text
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.get_one(Participant, tono).ended_on = date(2026, 11, 20)
    assert sari.get("/").names() == ["Suparno"]
    assert sari.get("/").figure("at_stake") == 10_000_000


def test_nobody_lapses(app: Flask, sari: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.query(Contribution).update({"last_month": date(2026, 12, 1)})
    seen = sari.get("/")
    assert "Tidak ada yang perlindungannya habis akhir bulan ini" in seen.text
    assert "hilang bulan ini" not in seen.text


def test_three_names_and_the_way_to_all(app: Flask, sari: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.query(Contribution).update({"last_month": date(2026, 11, 1)})
    seen = sari.get("/")
    lapsing = seen.figure("lapsing")
    assert len(seen.names()) == min(lapsing, 3)
    assert lapsing > 3
    assert seen.soup.find("a", href="/anggota?status=habis", string=f"Semua {lapsing}")


FIGURES = ("members", "active", "entrusted", "due", "arrears", "inactive", "ended", "never")


@pytest.fixture
def emptied(app: Flask, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        own = tx.session.query(Member).filter_by(association_id=cast.association["sari"])
        own.update({"left_on": date(2026, 11, 1), "left_reason": "moved"})


@pytest.mark.usefixtures("emptied")
@pytest.mark.parametrize("path", ["/", "/anggota"])
def test_an_empty_paguyuban_is_led_to_its_first_list(sari: Reader, path: str) -> None:
    card = sari.get(path).soup.select_one("main section.card:has(a[href='/anggota/baru'])")
    assert card is not None
    ways = [str(one["href"]) for one in card.select("a")]
    assert ways == ["/anggota/impor#tempel", "/anggota/impor", "/anggota/baru"]
    assert len(card.select(".btn:not(.alt)")) == 1


@pytest.mark.usefixtures("emptied")
def test_who_may_not_fill_an_empty_list_is_told_who_does(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    seen = sari.get("/")
    assert {name: seen.figure(name) for name in FIGURES} == dict.fromkeys(FIGURES, 0)
    assert "Perlu tindakan" not in seen.text
    helper = {"may_edit": False, "position": "bendahara"}
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.query(Duty).filter_by(account_id=cast.account["sari"]).update(helper)
    seen = sari.get("/")
    assert "Daftar anggota masih kosong" in seen.text
    assert seen.soup.select("main a[href='/anggota/baru']") == []


def test_what_needs_nobody_stands_closed(sari: Reader) -> None:
    seen = sari.get("/")
    shown = [one["data-figure"] for one in seen.soup.select("main [data-figure]")]
    assert set(FIGURES) <= set(shown)
    closed = {one["data-figure"] for one in seen.soup.select("details [data-figure]")}
    assert not closed & {"lapsing", "cash_held", "due", "arrears", "ready"}
