"""/kegiatan/<id>/pintu and /h/<code>: members check in alone, with the code of their card."""

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.meetings.attendance.models import Attendance
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader
from tests.infra.paper import read_aloud
from tests.meetings.attendance.conftest import present, tap
from tests.meetings.events.conftest import Hold

WRONG = "Kode kartu ini tidak cocok dengan anggota yang diundang."


def door_of(someone: Reader, event: int) -> str:
    """Make the paper for the door; give the address that is in its QR."""
    where = f"/kegiatan/{event}/pintu"
    seen = someone.follow(someone.fill(where))
    assert seen.soup.select_one(".poster .qr svg") is not None
    address = seen.soup.select_one(".poster .num").get_text()
    assert address.startswith("localhost/h/")
    return address.removeprefix("localhost")


def attendants(app: Flask) -> int:
    with app.app_context():
        set_reach(db.session(), Everywhere())
        return db.session.query(Attendance).count()


def test_a_member_checks_in(
    app: Flask, sari: Reader, visitor: Reader, hold: Hold, cast: Cast
) -> None:
    event = hold("Arisan", hours=1)
    door = door_of(sari, event)
    assert "Arisan" in visitor.get(door).text
    seen = visitor.follow(visitor.fill(door, code="demo tono"))
    assert "Bapak/Ibu tercatat hadir." in seen.text
    assert "Tono" not in seen.text
    sheet = f"/kegiatan/{event}/hadir"
    assert present(sari.get(sheet)) == ["Tono Wibowo"]
    visitor.fill(door, code="DEMO-TONO")  # once more
    assert sari.get(sheet).figure("attendance") == 1
    with app.app_context():
        (entry,) = db.session.query(AuditEntry).filter_by(what="check in")
        assert (entry.subject, entry.details) == (
            f"event:{event}",
            {"member": cast.member["Tono Wibowo"]},
        )
        assert (entry.account_id, entry.association_id) == (None, cast.association["sari"])


def test_after_a_leader_took_it_back_the_member_may_say_it_again(
    sari: Reader, visitor: Reader, hold: Hold, cast: Cast
) -> None:
    event = hold(hours=0)
    door, sheet = door_of(sari, event), f"/kegiatan/{event}/hadir"
    for count in (1, 0):
        visitor.fill(door, code="DEMO-TONO") if count else tap(
            sari, sari.get(sheet), sheet, cast.member["Tono Wibowo"]
        )
        assert sari.get(sheet).figure("attendance") == count
    visitor.fill(door, code="DEMO-TONO")
    assert sari.get(sheet).figure("attendance") == 1


def test_every_wrong_code_has_the_same_answer(
    app: Flask, sari: Reader, budi: Reader, visitor: Reader, hold: Hold, cast: Cast
) -> None:
    own, foreign = (
        door_of(sari, hold(hours=0)),
        door_of(budi, hold("Rapat", leader="budi", hours=0)),
    )
    answers = [visitor.fill(own, code="DEMO-TINI"), visitor.fill(foreign, code="DEMO-TONO")]
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            tx.session.get_one(Member, cast.member["Tono Wibowo"]).left_on = TODAY
    answers.append(visitor.fill(own, code="DEMO-TONO"))
    assert [one.status for one in answers] == [422] * 3
    assert all(WRONG in one.text for one in answers)
    assert attendants(app) == 0


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Bagian ini harus diisi."),
        ("3372991708750001", "NIK tidak dipakai di sini."),
        ("ABCD-EFGH-JKM", "Ada huruf yang tertukar"),
        ("x" * 30, "terlalu panjang"),
        ("<b>", "hanya berisi huruf dan angka"),
    ],
)
def test_what_is_no_code_is_refused_and_kept(
    sari: Reader, visitor: Reader, hold: Hold, typed: str, why: str
) -> None:
    refused = visitor.fill(door_of(sari, hold(hours=0)), code=typed)
    assert refused.status == 422
    assert why in refused.text
    assert refused.soup.find("input", id="code").get("value", "") == typed


@pytest.mark.parametrize("hours", [-12.1, 2.1])
def test_outside_its_hours_the_door_is_closed(
    app: Flask, sari: Reader, visitor: Reader, hold: Hold, clock: Clock, hours: float
) -> None:
    door = door_of(sari, hold(hours=hours))
    assert visitor.get(door).soup.find("input", id="code") is None
    open_one = visitor.get(door_of(sari, hold("Rapat", hours=0)))
    token = open_one.soup.find("input", attrs={"name": "csrf_token"})["value"]
    refused = visitor.post(door, {"code": "DEMO-TONO", "csrf_token": token})
    assert (refused.status, attendants(app)) == (422, 0)


def test_guessing_is_slowed(
    app: Flask, sari: Reader, visitor: Reader, hold: Hold, clock: Clock
) -> None:
    door = door_of(sari, hold(hours=0))
    found = [visitor.fill(door, code="DEMO-TINI").status for _ in range(6)]
    assert found == [422] * 5 + [429]
    for number in range(95):
        visitor.fill(door, code=f"AAAA-{number:04}")
    slowed = visitor.fill(door, code="BBBB-0001")
    assert slowed.status == 429
    assert int(slowed.response.headers["Retry-After"]) > 0
    assert visitor.fill(door, code="DEMO-TONO").status == 303  # the next in the queue is right
    clock.tick(minutes=11)
    assert visitor.fill(door, code="BBBB-0001").status == 422


def test_the_code_stays_and_typed_letters_may_be_mistaken(
    sari: Reader, visitor: Reader, hold: Hold
) -> None:
    event = hold(hours=0)
    door = door_of(sari, event)
    paper = sari.get(f"/kegiatan/{event}/pintu")
    assert paper.soup.find("form", action=f"/kegiatan/{event}/pintu") is None
    sari.post(f"/kegiatan/{event}/pintu", {"csrf_token": _token(sari)})
    assert door.removeprefix("/h/") in sari.get(f"/kegiatan/{event}/pintu").text
    assert "Figure" in read_aloud(sari.client.get(f"/kegiatan/{event}/pintu.pdf").data)
    assert visitor.get(door.upper().replace("/H/", "/h/")).status == 200


@pytest.mark.parametrize("code", ["zzzzzzzz", "x" * 300, "%00", "a-b", "%F0%9F%98%80"])
def test_there_is_no_other_door(visitor: Reader, code: str) -> None:
    assert visitor.get(f"/h/{code}").status == 404


def test_a_cancelled_event_has_a_closed_door(sari: Reader, visitor: Reader, hold: Hold) -> None:
    event = hold(hours=1)
    door = door_of(sari, event)
    sari.fill(f"/kegiatan/{event}/tunda", f"/kegiatan/{event}/batal", why="hujan")
    assert visitor.get(door).soup.find("input", id="code") is None


def test_only_who_runs_the_event_makes_a_door(
    budi: Reader, dewi: Reader, visitor: Reader, event: int
) -> None:
    assert budi.get(f"/kegiatan/{event}/pintu").status == 404
    assert dewi.get(f"/kegiatan/{event}/pintu").status == 403
    assert visitor.get(f"/kegiatan/{event}/pintu").status == 303


def _token(reader: Reader) -> str:
    return str(
        reader.get("/kegiatan/baru").soup.find("input", attrs={"name": "csrf_token"})["value"]
    )
