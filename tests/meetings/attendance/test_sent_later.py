"""POST /kegiatan/<id>/hadir as a phone's queue sends it: JSON, a key, the moment of the tap, in any
order."""

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.meetings.attendance.models import Attendance, TakenBack
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.infra.cast import MERGED, NOW, TODAY, Cast, acting
from tests.infra.client import Reader
from tests.meetings.events.conftest import Hold

JSON = {"Accept": "application/json"}
Send = Callable[..., TestResponse]


def moment(seconds: float) -> str:
    return (NOW + timedelta(seconds=seconds)).isoformat()


def sender(reader: Reader, path: str) -> Send:
    """Make the queue of a phone: `send(member=..., present=1, key="a", made_at=...)`."""
    token = reader.get("/lainnya").soup.find("input", attrs={"name": "csrf_token"})["value"]

    def send(where: str = path, **sent: Any) -> TestResponse:
        body = {"csrf_token": token} | {name: str(value) for name, value in sent.items()}
        return reader.client.post(
            where, data=body | {"key": str(sent.get("key", "k")).rjust(32, "0")}, headers=JSON
        )

    return send


@pytest.fixture
def send(sari: Reader, path: str) -> Send:
    return sender(sari, path)


def test_a_mark_is_answered_in_json_and_done_once(
    app: Flask, sari: Reader, send: Send, path: str, cast: Cast
) -> None:
    who = {"member": cast.member["Suparno"], "present": 1, "key": "a", "made_at": moment(-60)}
    for _ in "abc":
        answer = send(**who)
        assert (answer.status_code, answer.json) == (200, {"present": True, "count": 1})
    with app.app_context():
        assert db.session.query(AuditEntry).filter_by(what="mark attendance").count() == 1
    back = send(**who | {"present": 0, "key": "b", "made_at": moment(-30)})
    assert back.json == {"present": False, "count": 0}
    assert send(**who).json == back.json  # the first one again: what stands now
    changed = send(**who | {"present": 0})  # the same key with another body
    assert changed.status_code == 422
    assert "sudah pernah dikirim" in changed.json["why"]
    assert not sari.get(path).figure("attendance")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_any_order_what_was_said_last_stands(
    send: Send, cast: Cast, order: tuple[int, ...]
) -> None:
    member = cast.member["Suparno"]
    said = [(1, moment(-50)), (0, moment(-40)), (1, moment(-30))]
    for place in order:
        present, made_at = said[place]
        assert send(member=member, present=present, made_at=made_at, key=place).status_code == 200
    assert send(member=member, present=0, made_at=moment(-35), key="x").json == {
        "present": True,
        "count": 1,
    }
    assert send(member=member, present=0, made_at=moment(-20), key="y").json == {
        "present": False,
        "count": 0,
    }
    assert send(member=member, present=1, made_at=moment(-25), key="z").json == {
        "present": False,
        "count": 0,
    }
    assert send(member=member, present=1, made_at=moment(-20), key="w").json == {
        "present": True,
        "count": 1,
    }


@pytest.mark.parametrize("said", ["present", "absent"])
def test_what_was_said_of_a_merged_row_counts_for_the_one_that_stays(
    app: Flask, sari: Reader, send: Send, path: str, event: int, cast: Cast, said: str
) -> None:
    own = {"association_id": cast.association["sari"], "event_id": event}
    row, at = own | {"member_id": cast.member[MERGED]}, NOW + timedelta(seconds=-60)
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.add(
            Attendance(**row, marked_at=at) if said == "present" else TakenBack(**row, made_at=at)
        )
    came = said == "present"
    shown = sari.get(path)
    assert shown.figure("attendance") == came
    button = shown.soup.select_one(f"#m{cast.member['Wagiyem']} button.row[aria-pressed]")
    assert button["aria-pressed"] == str(came).lower()
    who, other = {"member": cast.member["Wagiyem"], "present": int(not came)}, not came
    late = send(**who, key="a", made_at=moment(-90))  # said before, arrives later
    assert late.json == {"present": came, "count": int(came)}
    assert send(**who, key="b", made_at=moment(-30)).json == {"present": other, "count": int(other)}


def test_a_tap_without_a_moment_is_made_on_arrival(send: Send, cast: Cast, clock: Clock) -> None:
    member = cast.member["Suparno"]
    assert send(member=member, present=1, made_at=moment(3600), key="fast clock").json["present"]
    assert not send(member=member, present=0, key="tap").json[
        "present"
    ]  # the same second, and later all the same
    clock.tick(minutes=1)
    assert not send(member=member, present=1, made_at=moment(-5), key="old").json["present"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"member": "x"}, "Muat ulang halaman ini"),
        ({"present": "2"}, "Muat ulang halaman ini"),
        ({"made_at": "2026-11-22T10:00:00"}, "Periksa tanggal dan jam HP"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    send: Send, cast: Cast, wrong: dict[str, str], why: str
) -> None:
    answer = send(**{"member": cast.member["Suparno"], "present": 1} | wrong)
    assert answer.status_code == 422
    assert why in answer.json["why"]


def test_who_is_not_there_is_404_in_a_sentence(
    app: Flask, send: Send, budi: Reader, path: str, cast: Cast, hold: Hold
) -> None:
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            tx.session.get_one(Member, cast.member["Wagiyem"]).left_on = TODAY
    gone = [
        send(member=cast.member[name], present=1, key=name) for name in ("Wagiyem", "Joko Santoso")
    ]
    gede = hold("Rapat Gede", leader="budi")
    gone += [send(f"/kegiatan/{gede}/hadir", member=cast.member["Suparno"], present=1, key="c")]
    gone += [
        sender(budi, path)(member=cast.member[name], present=1)
        for name in ("Suparno", "Joko Santoso")
    ]
    gone += [sender(budi, path)(f"{path}/baru", name="Bu Siti")]
    for answer in gone:
        assert answer.status_code == 404
        assert answer.json["why"].endswith(".")


def test_signed_out_or_with_an_old_token_it_says_so(sari: Reader, send: Send, cast: Cast) -> None:
    who = {"member": cast.member["Suparno"], "present": 1}
    old = send(**who | {"csrf_token": "x"})
    assert (old.status_code, "BELUM tersimpan" in old.json["why"]) == (400, True)
    sari.client.delete_cookie("guyub")
    out = send(**who)
    assert out.status_code in (400, 401)
    assert out.json["why"]
