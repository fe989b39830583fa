"""What the coordinator of a block sees, collects and marks: the members who trade there."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import OutOfReach, set_reach
from association.access.reach import OneAssociation, SomeBlocks
from association.database import db, write_tx
from association.meetings.attendance.models import Attendance
from association.people.accounts.actions import give_duty
from association.people.accounts.models import DutyPlace
from association.people.participants.models import Contribution, Deposit
from association.roster.members.models import Member, Stall
from tests.attacks.scene import csrf
from tests.cover.cash.test_round import tap
from tests.infra.cast import NOW, TODAY, Cast, acting
from tests.infra.client import Reader, fields

pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
ROUND = "/iuran/catat"


def event(sari: Reader) -> str:
    """Let Sari hold an event; gives its address."""
    return sari.fill(
        "/kegiatan/baru", title="Rapat", starts_at="22 November 2026 01.00", place="Balai"
    ).location


def move(app: Flask, cast: Cast, name: str, **values: object) -> None:
    """Let a member trade elsewhere."""
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.query(Stall).filter_by(member_id=cast.member[name]).update(values)


def test_sees_the_members_of_the_block_only(warti: Reader, cast: Cast) -> None:
    assert warti.get("/anggota").names() == ["Ngatiyem"]
    assert warti.get("/anggota?q=tono").names() == []
    home = warti.get("/")
    assert (home.figure("members"), home.figure("arrears"), home.figure("inactive")) == (1, 1, 0)
    assert "Suparno" not in home.text  # whose cover ends with this month
    assert "Koordinator blok C" in home.text
    assert warti.get(f"/anggota/{cast.member['Ngatiyem']}").status == 200
    assert warti.get(f"/anggota/{cast.member['Tono Wibowo']}").status == 404


def test_a_whole_market_and_every_spelling(app: Flask, warti: Reader, cast: Cast) -> None:
    move(app, cast, "Suparno", block="c")
    assert warti.get("/anggota").names() == ["Ngatiyem", "Suparno"]
    with app.app_context(), write_tx() as tx:
        tx.session.query(DutyPlace).update({"block": ""})
    assert len(warti.get("/anggota").names()) == 6
    move(app, cast, "Suparno", market_id=None)
    assert len(warti.get("/anggota").names()) == 5


def test_collects_and_pays_in(app: Flask, warti: Reader, sari: Reader, cast: Cast) -> None:
    assert warti.get(ROUND).names() == ["Ngatiyem"]
    tap(sari, sari.get(ROUND), cast.member["Suparno"], "paid")
    assert "Setor" not in warti.get("/").text
    tap(warti, warti.get(ROUND), cast.member["Ngatiyem"], "paid")
    shown = warti.get("/iuran/setor")
    assert "Ngatiyem" in shown.text
    assert "Sari" not in shown.soup.find("main").get_text()
    warti.fill("/iuran/setor", channel="bank", reference="T-1")
    with app.app_context():
        acting(cast, "sari")
        [made] = db.session.scalars(sa.select(Deposit))
        assert (made.collector_id, made.amount) == (cast.account["warti"], 16_800)
    theirs = warti.get(f"/iuran/setor/{made.id}")
    assert "Sari" in theirs.text  # who is to prove it
    assert sari.submit(sari.get("/iuran/setor"), f"/iuran/setor/{made.id}/terbukti").status == 303


def test_who_cannot_see_a_deposit_is_not_asked_to_prove_it(
    sari: Reader, warti: Reader, cast: Cast
) -> None:
    tap(sari, sari.get(ROUND), cast.member["Suparno"], "paid")
    sari.fill("/iuran/setor", channel="bank", reference="T-1")
    assert "Warti" not in sari.get("/iuran/setor").text


def test_cash_of_who_moved_away_stays_the_collectors(
    app: Flask, warti: Reader, sari: Reader, cast: Cast
) -> None:
    tap(warti, warti.get(ROUND), cast.member["Ngatiyem"], "paid")
    move(app, cast, "Ngatiyem", block="B")
    shown = warti.get("/iuran/setor")
    assert "16.800" in shown.text
    assert "Ngatiyem" not in shown.text
    refused = warti.submit(shown, "/iuran/setor", channel="bank", reference="T-1")
    assert refused.status == 422
    assert "sudah pindah dari blok Anda: minta ketua" in refused.text
    whose = {"collector": str(cast.account["warti"]), "channel": "bank", "reference": "T-1"}
    page = sari.get(f"/iuran/setor?dari={cast.account['warti']}")
    assert sari.submit(page, "/iuran/setor", **whose).status == 303


def test_marks_who_came(app: Flask, warti: Reader, sari: Reader, cast: Cast) -> None:
    held = event(sari)
    page = warti.get(f"{held}/hadir")
    assert page.names() == ["Ngatiyem"]
    assert "dari 1 anggota" in page.text
    assert "bukan anggota" not in page.text.lower()
    own, other = cast.member["Ngatiyem"], cast.member["Tono Wibowo"]
    mark = fields(page.soup.select_one(f"li#m{own} form"))  # type: ignore[arg-type]
    assert warti.post(f"{held}/hadir", mark).status == 303
    typed = {"csrf_token": csrf(warti), "member": str(other), "present": "1", "key": "k" * 32}
    assert warti.post(f"{held}/hadir", typed).status == 404
    assert warti.client.get(f"{held}/hadir/daftar").json["rows"] == [
        [own, "Ngatiyem", "Los C-3", True]
    ]
    assert "Tono" in sari.get("/k/DEMO-TONO").text  # a scanned card
    assert "Tono" not in warti.get("/k/DEMO-TONO").text
    assert warti.post(f"{held}/hadir/baru", typed | {"name": "Bu Tini"}).status == 403
    assert warti.get(f"{held}/ubah").status == 403


def test_reminds_who_trades_there(warti: Reader, cast: Cast) -> None:
    overview = warti.get("/pengingat")
    assert (overview.figure("menunggak"), overview.figure("habis")) == (1, 0)
    turn = warti.follow(warti.submit(overview, "/pengingat/menunggak/mulai"))
    assert "Ngatiyem" in turn.text


def test_changes_nobody_whatever_the_ticks(warti: Reader, cast: Cast) -> None:
    refused = warti.get(f"/anggota/{cast.member['Ngatiyem']}/ubah")
    assert refused.status == 403
    assert "koordinator blok" in refused.text


def test_the_fence_refuses_what_a_page_forgot(app: Flask, warti: Reader, cast: Cast) -> None:
    here = cast.association["sari"], cast.city["Kota Surakarta"]
    reach = SomeBlocks(*here, cast.account["warti"], ((cast.market["sari"], "C"),))
    own, other = cast.member["Ngatiyem"], cast.member["Tono Wibowo"]

    def marked(member_id: int) -> Attendance:
        return Attendance(event_id=1, member_id=member_id, association_id=here[0], marked_at=NOW)

    with app.app_context():
        for member_id in (other, 987_654):
            with pytest.raises(OutOfReach), write_tx() as tx:
                set_reach(tx.session, reach)
                tx.session.add(marked(member_id))
        with pytest.raises(OutOfReach), write_tx() as tx:
            tx.session.get_one(Member, own).name = "Lain"
        assert db.session.get(Member, other) is None
        assert db.session.scalars(sa.select(Stall.member_id)).all() == [own]
        ids = set(db.session.scalars(sa.select(Contribution.participant_id)))
        assert ids == {db.session.get_one(Member, own).participant_id}
        set_reach(db.session(), OneAssociation(*here))
        assert len(db.session.scalars(sa.select(Stall)).all()) == 6


def test_another_duty_in_the_same_paguyuban_counts_first(
    app: Flask, warti: Reader, cast: Cast
) -> None:
    with app.app_context(), write_tx() as tx:
        give_duty(
            tx.session,
            account_id=cast.account["warti"],
            association_id=cast.association["sari"],
            position="sekretaris",
            starts_on=TODAY,
        )
    assert len(warti.get("/anggota").names()) == 6
