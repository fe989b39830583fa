"""/e/<code>: saying that one comes, and what the leader then sees; it is never counted as having
come."""

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from association import paging
from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp import reads, saying
from association.meetings.rsvp.models import Rsvp
from association.roster.members import reads as members
from association.vault import vault
from tests.infra.cast import MERGED, NOW, Cast, acting
from tests.infra.client import Reader
from tests.meetings.events.conftest import Come, Hold
from tests.meetings.rsvp.conftest import Answer

SUPARNO, STRANGER = "0812 2600 4285", "0857 1111 2222"
WAGIYEM = "0812 2600 4406"


def guests(sari: Reader, event: int) -> list[str]:
    return [
        row.get_text(" ", strip=True)
        for row in sari.get(f"/kegiatan/{event}").soup.select("[data-guest]")
    ]


def test_a_yes_is_counted_in_place_and_never_as_having_come(
    sari: Reader, visitor: Reader, event: int, answer: Answer
) -> None:
    said = visitor.follow(answer(event, name="Suparno", phone=SUPARNO))
    assert "Terima kasih. Anda tercatat akan datang." in said.text
    assert said.figure("coming") == 1
    seen = sari.get(f"/kegiatan/{event}")
    assert (seen.figure("coming"), seen.figure("attendance"), seen.figure("came")) == (1, 0, 0)
    assert guests(sari, event) == [
        "Suparno Los B-2 Hapus"
    ]  # known by the phone, without being asked who


def test_who_said_so_and_came_is_told_apart(
    sari: Reader, event: int, answer: Answer, come: Come
) -> None:
    answer(event, name="Suparno", phone=SUPARNO)
    answer(event, name="Tamu", phone=STRANGER)
    come(event, "Suparno")
    assert (
        sari.get(f"/kegiatan/{event}").figure("came"),
        sari.get(f"/kegiatan/{event}").figure("coming"),
    ) == (1, 2)
    assert "Tamu Belum cocok dengan daftar anggota · 0857-1111-2222 Hapus" in guests(sari, event)


def test_who_came_on_a_merged_row_is_who_said_so(
    app: Flask, sari: Reader, event: int, answer: Answer, cast: Cast
) -> None:
    answer(event, name="Wagiyem", phone=WAGIYEM)
    own = {"association_id": cast.association["sari"], "event_id": event}
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.add(Attendance(**own, member_id=cast.member[MERGED], marked_at=NOW))
    seen = sari.get(f"/kegiatan/{event}")
    assert (seen.figure("came"), seen.figure("attendance"), seen.figure("coming")) == (1, 1, 1)


@pytest.mark.parametrize("second", [{"name": "Suparno", "phone": SUPARNO}, {"code": "DEMO-TONO"}])
def test_saying_so_twice_counts_once(
    visitor: Reader, event: int, answer: Answer, second: dict[str, str]
) -> None:
    for _ in range(2):
        said = visitor.follow(answer(event, **second))
    assert said.figure("coming") == 1


def test_a_card_is_enough_and_stands_for_the_same_person_as_their_phone(
    sari: Reader, event: int, answer: Answer
) -> None:
    answer(event, code="demo tono")
    answer(event, name="Pak Tono", phone="081226004171")
    assert guests(sari, event) == ["Tono Wibowo Los B-1 Hapus"]


def test_who_left_the_roster_comes_as_a_guest(
    sari: Reader, event: int, answer: Answer, cast: Cast
) -> None:
    sari.fill(f"/anggota/{cast.member['Suparno']}/keluar", left_reason="stopped")
    answer(event, name="Pak Parno", phone=SUPARNO)
    answer(event, code="demo tono")
    (guest, member) = sorted(guests(sari, event))
    assert (guest.startswith("Pak Parno"), member) == (True, "Tono Wibowo Los B-1 Hapus")


def test_it_can_be_taken_back_and_nobody_learns_whether_it_was_said(
    visitor: Reader, event: int, answer: Answer
) -> None:
    answer(event, name="Suparno", phone=SUPARNO)
    for phone, left in ((STRANGER, 1), (SUPARNO, 0)):
        said = visitor.follow(answer(event, phone=phone, coming="0"))
        assert "Tercatat: Anda tidak jadi datang." in said.text
        assert said.figure("coming") == left


def test_a_leader_strikes_who_will_not_come(
    sari: Reader, budi: Reader, event: int, answer: Answer
) -> None:
    answer(event, name="Tamu", phone=STRANGER)
    seen = sari.get(f"/kegiatan/{event}")
    action = str(seen.soup.select_one("[data-guest] form")["action"])  # type: ignore[index]
    assert (
        budi.post(
            action, {"csrf_token": budi.get("/kegiatan/baru").form("/kegiatan/baru").input["value"]}
        ).status
        == 404
    )  # type: ignore[union-attr, index]
    sari.submit(seen, action)
    assert guests(sari, event) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Bagian ini harus diisi."),
        ({"name": "Tamu"}, "Bagian ini harus diisi."),
        ({"phone": STRANGER}, "Bagian ini harus diisi."),
        ({"name": "Tamu", "phone": "12"}, "Bukan nomor HP."),
        ({"code": "ZZZZ-ZZZZ"}, "kartu"),
    ],
)
def test_what_is_typed_wrongly_is_kept(
    visitor: Reader, event: int, answer: Answer, typed: dict[str, str], said: str
) -> None:
    refused = answer(event, **typed)
    assert (refused.status, said in refused.text) == (422, True)
    for name, value in typed.items():
        assert refused.soup.select_one(f"input[name={name}]")["value"] == value
    assert refused.figure("coming") == 0


def test_full_over_or_cancelled_takes_no_more(
    app: Flask,
    cast: Cast,
    visitor: Reader,
    event: int,
    hold: Hold,
    answer: Answer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(saying, "MOST", 0)  # an event without a limit has one: no account is asked
    assert answer(event, name="Tamu", phone=STRANGER).status == 422
    monkeypatch.undo()
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.get_one(AwarenessEvent, event).capacity = 1
    answer(event, name="Suparno", phone=SUPARNO)
    full = answer(event, name="Tamu", phone=STRANGER)
    assert (full.status, "Tempat sudah penuh (1 orang)." in full.text) == (422, True)
    assert (
        visitor.follow(answer(event, name="Suparno", phone=SUPARNO)).figure("coming") == 1
    )  # is in already


def test_the_phone_is_sealed_and_stands_nowhere_else(
    app: Flask, cast: Cast, event: int, answer: Answer
) -> None:
    answer(event, name="Tamu", phone=STRANGER)
    with app.app_context():
        acting(cast, "sari")
        kept = db.session.query(Rsvp).one()
        assert (kept.phone, kept.name) == ("+6285711112222", "Tamu")
        assert b"5711112222" not in (kept.phone_sealed or b"")
        assert "5711112222" not in str([entry.details for entry in db.session.query(AuditEntry)])


def test_htmx_gets_the_answer_alone(visitor: Reader, event: int, code_of) -> None:
    path = f"/e/{code_of(event)}"
    said = visitor.fill(path, part="rsvp", name="Suparno", phone=SUPARNO, coming="1")
    assert said.figure("coming") == 1
    assert said.soup.find("html") is None


def test_the_card_of_a_merged_row_is_that_of_the_row_that_stays(
    app: Flask, sari: Reader, event: int, answer: Answer, cast: Cast
) -> None:
    with app.app_context():
        acting(cast, "sari")
        code = members.card_code(db.session(), cast.member[MERGED])
    answer(event, code=code)
    assert [guest.split(" Los")[0] for guest in guests(sari, event)] == ["Wagiyem"]


def test_one_is_struck_only_at_the_event_they_are_coming_to(
    app: Flask, event: int, hold: Hold, answer: Answer, cast: Cast
) -> None:
    other = hold("Rapat")
    answer(event, name="Suparno", phone=SUPARNO)
    with app.app_context():
        by = acting(cast, "sari")
        (said,) = db.session.query(Rsvp.id).filter_by(event_id=event).one()
        with pytest.raises(NoResultFound):
            saying.strike(other, said, by)
        assert db.session.query(Rsvp).filter_by(event_id=event).count() == 1
        saying.strike(event, said, by)
        assert db.session.query(Rsvp).filter_by(event_id=event).count() == 0
        with pytest.raises(NoResultFound):
            saying.strike(event, said, by)


def test_who_comes_is_listed_page_by_page_each_once(
    app: Flask, event: int, answer: Answer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, phone in (("Suparno", SUPARNO), ("Tamu", STRANGER), ("Wagiyem", WAGIYEM)):
        answer(event, name=name, phone=phone)
    monkeypatch.setattr(paging, "ROWS", 1)
    with app.app_context():
        acting(cast, "sari")
        held, after, names = db.session.get_one(AwarenessEvent, event), None, []
        for _page in range(3):
            found = reads.guests(db.session(), held, after=after)
            names += [guest.name for guest in found.rows]
            after = found.after
        assert (names, after) == (["Suparno", "Tamu", "Wagiyem"], None)


def test_persons_are_kept_under_indexes_of_their_own_purpose(
    app: Flask, event: int, answer: Answer, cast: Cast
) -> None:
    """Rows of earlier versions are found by them, so the words may not change either."""
    answer(event, name="Suparno", phone=SUPARNO)
    answer(event, name="Tamu", phone=STRANGER)
    wanted = (f"member {cast.member['Suparno']}", "phone +6285711112222")
    with app.app_context():
        acting(cast, "sari")
        kept = {index for (index,) in db.session.query(Rsvp.person_index)}
        assert kept == {vault.index(text, "rsvp") for text in wanted}
