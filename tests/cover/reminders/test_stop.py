"""Members who said STOP are left out, by every leader, until they were asked and agreed."""

import pytest
from flask import Flask

from association.cover.reminders.models import NoReminders
from association.database import db, write_tx
from association.roster.history.kinds import ChangeKind
from association.roster.members.actions import put
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.cover.reminders.conftest import HABIS, begin, say, token
from tests.infra.cast import Cast, acting, stay_signed_in
from tests.infra.client import Reader


@pytest.fixture
def path(cast: Cast) -> str:
    """Suparno's reminders."""
    return f"/anggota/{cast.member['Suparno']}/pengingat"


def test_said_on_the_screen_of_the_turn(sari: Reader, path: str) -> None:
    seen = say(sari, begin(sari), "stop", part="turn")
    assert "Selesai" in seen.text
    assert "Suparno tidak diingatkan lagi." in seen.text
    assert seen.figure("sent") == 0
    assert sari.get("/pengingat").figure("habis") == 0
    assert sari.get("/pengingat/berhenti").names() == ["Suparno"]
    assert (
        "Sari mencatat: minta berhenti diingatkan"
        in sari.get(path.replace("pengingat", "riwayat")).text
    )


@pytest.mark.parametrize("part", ["turn", ""])
def test_a_slip_is_taken_back_on_the_screen_of_the_turn(sari: Reader, *, part: str) -> None:
    stopped = say(sari, begin(sari), "stop", part=part)
    seen = say(sari, stopped if part else sari.follow(stopped), "go_on", part=part)
    seen = seen if part else sari.follow(seen)
    assert seen.soup.select_one("[data-member] h2").get_text() == "Suparno"
    assert sari.get("/pengingat/berhenti").names() == []


def test_said_in_an_answer_afterwards(sari: Reader, wati: Reader, cast: Cast, path: str) -> None:
    say(sari, begin(sari), "sent")
    seen = sari.get(path)
    assert "Sudah diingatkan 22 November 2026 oleh Sari." in seen.text
    assert sari.get(path.removesuffix("/pengingat")).soup.find("a", href=path) is not None
    seen = sari.follow(sari.submit(seen, f"{path}/berhenti"))
    assert "Tersimpan" in seen.text
    assert "Dicatat 22 November 2026 oleh Sari." in seen.text
    assert wati.get("/pengingat/berhenti").names() == ["Suparno"]


def test_no_leader_reaches_who_said_stop(sari: Reader, wati: Reader, cast: Cast, path: str) -> None:
    screen = begin(wati)  # open on Wati's phone when Suparno tells Sari
    sari.fill(path, f"{path}/berhenti")
    assert "Selesai" in wati.get(HABIS).text
    late = say(wati, screen, "sent", part="turn")
    assert late.status == 422
    assert "Suparno minta berhenti diingatkan." in late.text
    form = {"member": str(cast.member["Suparno"]), "key": "7" * 32, "csrf_token": token(wati)}
    refused = wati.post(f"{HABIS}/buka", form)
    assert refused.status == 422
    assert "Suparno minta berhenti diingatkan." in refused.text


def test_a_slip_is_taken_back_by_who_noted_it(sari: Reader, wati: Reader, path: str) -> None:
    sari.fill(path, f"{path}/berhenti")
    assert wati.get(path).soup.select_one("input[name=agreed]") is not None
    seen = sari.get(path)
    assert seen.soup.select_one("input[name=agreed]") is None
    assert sari.submit(seen, f"{path}/boleh").status == 303
    assert sari.get("/pengingat/berhenti").names() == []


def test_put_back_only_when_asked(app: Flask, sari: Reader, path: str, clock: Clock) -> None:
    sari.fill(path, f"{path}/berhenti")
    clock.tick(minutes=31)
    stay_signed_in(app, clock.moment)
    refused = sari.fill(path, f"{path}/boleh")
    assert refused.status == 422
    assert "Tanyakan dulu kepada anggota ini" in refused.text
    assert sari.get("/pengingat/berhenti").names() == ["Suparno"]
    assert "boleh diingatkan lagi" in sari.follow(sari.fill(path, f"{path}/boleh", agreed="y")).text
    assert sari.get("/pengingat/berhenti").names() == []
    assert sari.get("/pengingat").figure("habis") == 1
    assert (
        "Sari mencatat: boleh diingatkan lagi"
        in sari.get(path.replace("pengingat", "riwayat")).text
    )


def test_twice_is_once(app: Flask, sari: Reader, cast: Cast, path: str) -> None:
    seen = sari.get(path)
    for key in ("8" * 32, "8" * 32, "9" * 32):
        assert sari.submit(seen, f"{path}/berhenti", key=key).status == 303
    seen = sari.get(path)
    for key in ("a" * 32, "a" * 32, "b" * 32):
        assert sari.submit(seen, f"{path}/boleh", key=key, agreed="y").status == 303
    history = sari.get(path.replace("pengingat", "riwayat")).text
    assert (
        history.count("mencatat: minta berhenti")
        == history.count("mencatat: boleh diingatkan lagi")
        == 1
    )
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(NoReminders).count() == 0


def test_it_goes_along_when_two_rows_become_one(
    app: Flask, sari: Reader, cast: Cast, path: str
) -> None:
    """Sri Lestari said STOP; her row is merged into Suparno's."""
    other = f"/anggota/{cast.member['Sri Lestari']}/pengingat"
    sari.fill(other, f"{other}/berhenti")
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            row = tx.session.get_one(Member, cast.member["Sri Lestari"])
            gone = {
                "left_on": "2026-11-22",
                "left_reason": "merged",
                "merged_into_id": cast.member["Suparno"],
            }
            put(tx.session, row, gone, by, kind=ChangeKind.MERGE)
    seen = sari.get("/pengingat")
    assert [seen.figure(cause) for cause in ("habis", "menunggak", "siap")] == [0, 1, 1]
    assert sari.get("/pengingat/berhenti").names() == ["Suparno"]
    sari.fill(path, f"{path}/boleh", agreed="y")
    assert sari.get("/pengingat").figure("habis") == 1


def test_strangers(sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, path: str) -> None:
    assert budi.get(path).status == 404
    for change in ("berhenti", "boleh"):
        form = {"csrf_token": token(budi), "key": "c" * 32, "agreed": "y"}
        assert budi.post(f"{path}/{change}", form).status == 404
    assert (dewi.get(path).status, visitor.get(path).status) == (403, 303)
    sari.fill(path, f"{path}/berhenti")
    assert budi.get("/pengingat/berhenti").names() == []
