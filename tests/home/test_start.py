"""/: Beranda says without a tap who loses cover this month, and what that means in rupiah."""

from datetime import date

from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
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
