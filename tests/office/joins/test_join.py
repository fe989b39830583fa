"""/paguyuban/<id>/gabung: two paguyuban become one, and two again; earlier months never change."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.reminders.models import NoReminders
from association.database import db
from association.ledger.audit.models import AuditEntry
from association.office.joins import carrying
from association.people.accounts.models import Duty
from association.people.participants.models import Contribution
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.reads import card_code
from association.roster.members.values import MemberValues
from association.territory.models import Association
from tests.conftest import Clock
from tests.infra.cast import NOW, TODAY, Cast, acting, stay_signed_in
from tests.infra.client import Reader, Seen
from tests.office.joins.past import DAYS, changing, long_known, shown


def page_of(cast: Cast) -> str:
    return f"/paguyuban/{cast.association['sari']}/gabung"


def joined(dewi: Reader, cast: Cast, **typed: Any) -> Seen:
    """Let Dewi join Sari's paguyuban to Budi's; gives the page where it ends."""
    where = page_of(cast)
    seen = dewi.get(f"{where}?ke={cast.association['budi']}")
    return dewi.follow(dewi.submit(seen, where, **typed))


def put_back(dewi: Reader, seen: Seen) -> Seen:
    where = seen.response.request.path
    return dewi.follow(dewi.submit(dewi.get(where), f"{where}/kembalikan"))


def october(dewi: Reader, cast: Cast) -> list[str]:
    """Give what the office's pages tell of October: which paguyuban worked where, with whom."""
    here = [f"pasar/{cast.market[one]}" for one in ("sari", "budi")]
    here += [f"paguyuban/{cast.association[one]}" for one in ("sari", "budi")]
    return [dewi.get(f"/pemantauan/{one}?bulan=2026-10").text for one in here]


def of(app: Flask, cast: Cast, leader: str, name: str) -> dict[str, Any]:
    """Give a member's row on a leader's roster, wherever they stand now."""
    with app.app_context():
        set_reach(db.session(), Everywhere())
        row = db.session.scalars(
            sa.select(Member).where(
                Member.association_id == cast.association[leader], Member.name == name
            )
        ).one()
        return {
            "id": row.id,
            "left": row.left_on,
            "carrier": row.messenger_id,
            "note": row.note,
            "phone": row.phone,
        }


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chunk have 4 members."""
    monkeypatch.setattr(carrying, "CHUNK", 4)


def test_earlier_months_stay_as_they_were_through_join_and_put_back(
    app: Flask, clock: Clock, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    long_known(app)
    before, pages = shown(app, cast), october(dewi, cast)
    seen = joined(dewi, cast)
    assert seen.figure("moved") == 6
    cek = {"code": "DEMO-TONO", "birth_date": "17/8/1975"}
    assert "Paguyuban Pasar Gede" in visitor.fill("/cek", **cek).text, "the card goes along"
    clock.tick(days=20)
    stay_signed_in(app, clock.moment)
    november = [*DAYS, date(2026, 11, 30)]
    as_joined = shown(app, cast, november)
    assert before.items() <= as_joined.items()
    assert october(dewi, cast) == pages
    assert put_back(dewi, seen).figure("back") == 6
    assert october(dewi, cast) == pages
    assert shown(app, cast, november) == as_joined, "the month in which they were joined stays so"
    assert "Paguyuban Pasar Rejosari" in visitor.fill("/cek", **cek).text


def unsettled(app: Flask, cast: Cast) -> None:
    """Put Suparno's contribution into Sari's hand; Lestari's messages are carried by Tono, who
    wants no reminders."""
    with changing(app) as session:
        person = session.get_one(Member, cast.member["Suparno"]).participant_id
        paid = session.query(Contribution).filter_by(participant_id=person).one()
        paid.custody, paid.received_on = "entrusted", None
        session.get_one(Member, cast.member["Sri Lestari"]).messenger_id = cast.member[
            "Tono Wibowo"
        ]
        stop = {"member_id": cast.member["Tono Wibowo"], "at": NOW}
        session.add(NoReminders(association_id=cast.association["sari"], **stop))


def test_what_the_page_tells_and_what_comes_of_it(
    app: Flask, dewi: Reader, sari: Reader, budi: Reader, visitor: Reader, cast: Cast
) -> None:
    """Cash stays with its collector; a twin is kept once; who said stop, and whose neighbour
    carries the messages, keeps that."""
    unsettled(app, cast)
    with app.app_context():
        acting(cast, "sari")
        code = card_code(db.session(), cast.member["Suparno"])
    twin = {"name": "Suparno", "nik": "3372990101600002", "birth_date": "1-1-1960"}
    assert budi.fill("/anggota/baru", **twin).status == 303
    seen = dewi.get(f"{page_of(cast)}?ke={cast.association['budi']}")
    for said in ("6 anggota pindah", "1 kuitansi", "1 orang sudah ada di kedua daftar"):
        assert said in seen.text
    assert "Tono" not in seen.text
    done = joined(dewi, cast)
    assert (done.figure("moved"), done.figure("twin")) == (5, 1)
    tono = of(app, cast, "budi", "Tono Wibowo")["id"]
    assert of(app, cast, "budi", "Sri Lestari")["carrier"] == tono
    checked = visitor.fill("/cek", code=code, birth_date="1/1/1960")
    assert "Paguyuban Pasar Gede" in checked.text, "both cards of a twin work on"
    assert len(budi.get("/anggota").names()) == 7
    assert sari.get("/anggota").names() == []
    assert "Rp" in sari.get("/iuran/setor").text
    with changing(app) as session:
        assert session.get_one(Association, cast.association["sari"]).closed_on == TODAY
        assert [one.member_id for one in session.query(NoReminders)] == [
            cast.member["Tono Wibowo"],
            tono,
        ]
        told = [(one.what, one.association_id) for one in session.query(AuditEntry)]
    for side in (None, cast.association["sari"], cast.association["budi"]):
        assert ("join association", side) in told
        assert ("finish moving members", side) in told


def test_the_leaders_of_both_sides_see_it_and_cannot_undo_half(
    dewi: Reader, sari: Reader, budi: Reader, cast: Cast
) -> None:
    joined(dewi, cast)
    for leader, told in (
        (sari, "ke Paguyuban Pasar Gede"),
        (budi, "dari Paguyuban Pasar Rejosari"),
    ):
        history = leader.get("/anggota/perubahan")
        assert f"Dipindahkan Dinas {told}" in history.text
        assert "Dewi" in history.text
        link = str(history.soup.select_one("[data-batch] a")["href"])  # type: ignore[index]
        assert "/batalkan" not in str(leader.get(link).soup)
        token = token_of(leader.get("/anggota/baru"))
        undone = leader.post(f"{link}/batalkan", {"csrf_token": token})
        assert (undone.status, "Minta Dinas" in undone.text) == (422, True)
    assert len(budi.get("/anggota").names()) == 7


@pytest.mark.usefixtures("small_steps")
def test_a_kill_between_chunks_doubles_and_drops_nobody(
    monkeypatch: pytest.MonkeyPatch, dewi: Reader, budi: Reader, cast: Cast
) -> None:
    monkeypatch.setattr("association.office.joins.pages.CHUNKS_A_REQUEST", 1)
    monkeypatch.setattr("association.office.joins.done_pages.CHUNKS_A_REQUEST", 1)
    seen = joined(dewi, cast)
    assert "4 dari 6 orang" in seen.text
    where = seen.response.request.path
    busy = dewi.get(f"{page_of(cast)}?ke={cast.association['budi']}")
    assert "sudah ditutup" in busy.text
    early = dewi.post(f"{where}/kembalikan", {"csrf_token": token_of(seen)})
    assert (early.status, "belum selesai" in early.text) == (422, True)
    part = dewi.submit(seen, f"{where}/lanjut", part="change")
    assert "6 dari 6 orang" in part.text
    done = dewi.follow(dewi.submit(dewi.get(where), f"{where}/lanjut"))
    assert done.figure("moved") == 6
    again = dewi.submit(part, f"{where}/lanjut")
    assert again.status == 303
    assert len(budi.get("/anggota").names()) == 7


def token_of(seen: Seen) -> str:
    return str(seen.soup.find("input", {"name": "csrf_token"})["value"])  # type: ignore[index]


def test_what_changed_since_is_said_and_kept(
    app: Flask, clock: Clock, dewi: Reader, budi: Reader, cast: Cast
) -> None:
    unsettled(app, cast)
    seen = joined(dewi, cast)
    clock.tick(minutes=20)
    tono = of(app, cast, "budi", "Tono Wibowo")["id"]
    assert budi.fill(f"/anggota/{tono}/ubah", phone="0857-1234-5678").status == 303
    with app.app_context():
        by = replace(acting(cast, "budi"), at=clock.moment)
        members.enrol(MemberValues(name="Baru"), by, city_id=by_city(cast), once=None)
        gone = of(app, cast, "budi", "Ngatiyem")["id"]
    with changing(app) as session:
        session.get_one(Member, gone).left_on = TODAY
    page = dewi.get(seen.response.request.path)
    for said in ("1 orang diubah datanya", "1 orang sudah keluar lagi", "1 anggota baru"):
        assert said in page.text
    done = put_back(dewi, seen)
    assert (done.figure("back"), done.figure("gone")) == (5, 1)
    back = of(app, cast, "sari", "Tono Wibowo")
    assert (back["left"], back["phone"], back["note"]) == (None, "+6285712345678", "")
    assert of(app, cast, "sari", "Sri Lestari")["carrier"] == back["id"]
    assert sorted(budi.get("/anggota").names()) == ["Baru", "Joko Santoso"]
    with changing(app) as session:
        assert session.get_one(Association, cast.association["sari"]).closed_on is None
        duties = session.query(Duty).filter_by(association_id=cast.association["budi"])
        assert {one.ends_on for one in duties if one.account_id == cast.account["sari"]} == {
            date(2026, 11, 21)
        }


def by_city(cast: Cast) -> int:
    return cast.city["Kota Surakarta"]


def test_who_may_and_what_is_refused(
    dewi: Reader, sari: Reader, rina: Reader, visitor: Reader, cast: Cast
) -> None:
    where, to = page_of(cast), cast.association["budi"]
    for stranger, status in ((sari, 403), (rina, 403), (visitor, 303)):
        assert stranger.get(where).status == status
    assert dewi.get(f"/paguyuban/{cast.association['rina']}/gabung").status == 404
    open_page = dewi.get(f"{where}?ke={to}")
    for wrong in ("", "x", str(cast.association["rina"]), str(cast.association["sari"])):
        refused = dewi.submit(open_page, where, ke=wrong)
        assert (refused.status, "Pilih paguyuban" in refused.text) == (422, True)
    assert sari.fill("/anggota/baru", name="Satu Lagi").status == 303
    late = dewi.submit(open_page, where)
    assert (late.status, "Sekarang: 7 orang" in late.text) == (409, True)
    assert dewi.submit(late, where, duties=None).status == 303
    assert dewi.submit(late, where, duties=None).status == 303, "the same form once more"
