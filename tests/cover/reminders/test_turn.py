"""/pengingat/<cause>: one person at a time, "terkirim?" asked, taken up again, never twice."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from association.cover.reminders import reads
from association.cover.reminders.kinds import Cause
from association.cover.reminders.models import Reminder
from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.roster.history.kinds import ChangeKind
from association.roster.members.actions import put
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.cover.reminders.conftest import HABIS, begin, letter, say, token, whose
from tests.infra.cast import Cast, acting, stay_signed_in
from tests.infra.client import Reader, Seen

ARREARS, READY = "/pengingat/menunggak", "/pengingat/siap"
Lapsing = Callable[[int], None]


def changed(app: Flask, cast: Cast, name: str, **state: object) -> None:
    """Change a member behind everybody's back."""
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            put(
                tx.session,
                tx.session.get_one(Member, cast.member[name]),
                state,
                by,
                kind=ChangeKind.EDIT,
            )


@pytest.mark.parametrize(
    ("path", "name", "number", "said"),
    [
        (
            HABIS,
            "Suparno",
            "6281226004285",
            "sudah dibayar sampai 30 November 2026. Mohon bayar iuran Desember 2026",
        ),
        (
            ARREARS,
            "Ngatiyem",
            "6281226004393",
            "menunggak 2 bulan: terakhir dibayar sampai 30 September 2026.",
        ),
        (READY, "Budi Santoso", "6281226004518", "Mohon balas YA bila boleh kami daftarkan."),
    ],
)
def test_each_cause_has_its_person_and_text(
    sari: Reader, path: str, name: str, number: str, said: str
) -> None:
    seen = begin(sari, path)
    assert seen.soup.select_one("[data-member] h2").get_text() == name
    assert "Sudah terkirim" in seen.text
    to, text = letter(seen)
    assert to == number
    assert said in text
    assert text.startswith(("Bapak", "Ibu"))
    assert text.endswith(
        "Balas STOP bila tidak ingin diingatkan.\n\nTerima kasih.\nSari, Paguyuban Pasar Rejosari"
    )
    assert "33729" not in str(seen.soup)  # the birth of every NIK of the cast
    above = seen.text.split("Kirim lewat WhatsApp")[0]
    for line in text.split("\n"):
        assert line in above  # what is sent is read before


def test_worked_through_one_by_one(sari: Reader, lapsing: Lapsing, app: Flask, cast: Cast) -> None:
    lapsing(3)
    seen, met = begin(sari), []
    for outcome in ("sent", "failed", "skipped", "sent"):
        met.append(seen.soup.select_one("[data-member] h2").get_text())
        answer = say(sari, seen, outcome, part="turn")
        assert answer.status == 200
        assert answer.soup.find("html") is None
        seen = answer
    assert met == ["Suparno", "Warga 01", "Warga 02", "Warga 03"]
    assert "Selesai" in seen.text
    assert (seen.figure("sent"), seen.figure("left")) == (2, 0)
    assert "Dilewati atau belum terkirim: 2" in seen.text
    assert "Dilewati atau belum terkirim: 2" in sari.get("/pengingat").text
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(AuditEntry).filter_by(what="remind member").count() == 4


def test_without_javascript(sari: Reader, lapsing: Lapsing) -> None:
    lapsing(1)
    seen = sari.follow(say(sari, begin(sari), "sent"))
    assert "Warga 01" in seen.text
    assert "Selesai" in sari.follow(say(sari, seen, "skipped")).text


def test_taken_up_again_where_it_stopped(
    sari: Reader, someone: Callable[[str], Reader], lapsing: Lapsing
) -> None:
    lapsing(2)
    seen = say(sari, begin(sari), "sent", part="turn")
    assert "Warga 01" in seen.text
    again = someone("sari")  # another browser: the first one was killed before the answer
    for seen in (again.get(HABIS), begin(again), begin(again)):
        assert seen.soup.select_one("[data-member] h2").get_text() == "Warga 01"
        assert (seen.figure("sent"), seen.figure("left")) == (1, 2)
    assert "Warga 02" in say(again, seen, "sent", part="turn").text


def test_a_double_tap_counts_once(sari: Reader, lapsing: Lapsing) -> None:
    lapsing(2)
    first = begin(sari)
    for _ in range(2):
        assert "Warga 01" in say(sari, first, "sent", part="turn").text
    other_key = say(sari, first, "sent", part="turn", key="0" * 32)  # the same page in another tab
    assert "Warga 01" in other_key.text
    assert other_key.figure("sent") == 1


def test_that_it_was_sent_is_not_taken_back(
    app: Flask, sari: Reader, cast: Cast, lapsing: Lapsing
) -> None:
    lapsing(1)
    first = begin(sari)
    say(sari, first, "skipped")
    say(sari, first, "sent", key="1" * 32)
    say(sari, first, "failed", key="2" * 32)
    with app.app_context():
        acting(cast, "sari")
        outcomes = dict(db.session.query(Reminder.member_id, Reminder.outcome).all())
    assert outcomes == {cast.member["Suparno"]: "sent", cast.member["Warga 01"]: "opened"}


@pytest.mark.parametrize("part", ["turn", ""])
def test_belum_takes_back_that_it_was_sent(
    app: Flask, sari: Reader, wati: Reader, lapsing: Lapsing, clock: Clock, *, part: str
) -> None:
    lapsing(1)

    def said(someone: Reader, seen: Seen, what: str, **typed: str) -> Seen:
        answer = say(someone, seen, what, part=part, **typed)
        return answer if part or answer.status != 303 else someone.follow(answer)

    after = said(sari, begin(sari), "sent")
    assert "Suparno: terhitung terkirim." in after.text
    assert (whose(after), after.figure("sent")) == ("Warga 01", 1)
    refused = say(wati, after, "not_sent", key="3" * 32)  # not hers to take back
    assert refused.status == 422
    assert "sudah diingatkan oleh Sari bulan ini" in refused.wrong
    back = said(sari, after, "not_sent")
    assert (whose(back), back.figure("sent"), back.figure("left")) == ("Suparno", 0, 2)
    assert back.soup.select_one("button[value=not_sent]") is None
    assert whose(said(sari, after, "not_sent", key="4" * 32)) == "Suparno", "twice is once"
    after = said(sari, back, "sent")
    assert (whose(after), after.figure("sent")) == ("Warga 01", 1)
    clock.tick(minutes=31)
    stay_signed_in(app, clock.moment)
    assert sari.get(HABIS).soup.select_one("button[value=not_sent]") is None
    late = say(sari, after, "not_sent", key="5" * 32)
    assert late.status == 422
    assert "Sudah lebih dari setengah jam" in late.wrong
    assert sari.get(f"{HABIS}/daftar?lihat=sent").names() == ["Suparno"]


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
def test_who_was_not_reached_may_be_tried_again(sari: Reader, cast: Cast, outcome: str) -> None:
    say(sari, begin(sari), outcome)
    path = f"{HABIS}/daftar?lihat={outcome}"
    assert sari.get(path).names() == ["Suparno"]
    seen = sari.follow(sari.fill(path, f"{HABIS}/buka", member=str(cast.member["Suparno"])))
    say(sari, seen, "sent")
    assert sari.get(path).names() == []
    assert sari.get(f"{HABIS}/daftar?lihat=sent").names() == ["Suparno"]


def test_nobody_twice_in_a_month(app: Flask, sari: Reader, cast: Cast) -> None:
    ngatiyem = cast.member["Ngatiyem"]
    say(sari, begin(sari, ARREARS), "sent", ARREARS)
    form = {"member": str(ngatiyem), "key": "4" * 32, "csrf_token": token(sari)}
    again = sari.post(f"{ARREARS}/buka", form)
    assert again.status == 422
    assert "sudah diingatkan oleh Sari bulan ini" in again.text
    sari.fill(
        f"/anggota/{ngatiyem}/iuran", first_month="2026-10", months="2", channel="bank"
    )  # lapsing now: no second message
    seen = sari.get("/pengingat")
    assert seen.figure("habis") == 1  # Suparno
    assert seen.text.count("1 sudah diingatkan bulan ini") == 1  # of arrears, as she was told
    assert sari.get(f"{ARREARS}/daftar?lihat=sent").names() == ["Ngatiyem"]
    with app.app_context():
        acting(cast, "sari")
        later = reads.counts(
            db.session(), association_id=cast.association["sari"], today=date(2026, 12, 10)
        )
    assert (
        later[Cause.LAPSING]["waiting"] == 3
    )  # a new month: Suparno and Ngatiyem due, Tono lapsing


def test_the_longest_unpaid_comes_first(app: Flask, cast: Cast) -> None:
    with app.app_context():
        acting(cast, "sari")
        own, day = (
            cast.association["sari"],
            date(2026, 12, 22),
        )  # Ngatiyem has paid September, Suparno November
        first = reads.next_one(db.session(), association_id=own, cause=Cause.ARREARS, today=day)
    assert first == cast.member["Ngatiyem"]


def test_who_paid_meanwhile_is_not_reminded(sari: Reader, cast: Cast) -> None:
    begin(sari)
    sari.fill(f"/anggota/{cast.member['Suparno']}/iuran", first_month="2026-12", months="1")
    seen = sari.get(HABIS)
    assert "Tidak perlu diingatkan lagi" in seen.text
    assert seen.soup.select_one("a[href^='https://wa.me/']") is None
    assert "Selesai" in sari.follow(say(sari, seen, "skipped")).text


def test_who_left_is_not_reminded(app: Flask, sari: Reader, cast: Cast) -> None:
    begin(sari)
    changed(app, cast, "Suparno", left_on="2026-11-22")
    assert "Tidak perlu diingatkan lagi" in sari.get(HABIS).text
    assert sari.get("/pengingat").figure("habis") == 0


def test_without_a_phone_it_goes_to_the_neighbour(app: Flask, sari: Reader, cast: Cast) -> None:
    changed(app, cast, "Suparno", phone=None)
    seen = sari.get(f"{HABIS}/daftar")
    assert seen.names() == ["Suparno"]
    assert seen.soup.find("a", href=f"/anggota/{cast.member['Suparno']}/perantara") is not None
    assert sari.get("/pengingat").figure("habis") == 0
    changed(app, cast, "Suparno", messenger_id=cast.member["Ngatiyem"])
    seen = begin(sari)
    number, text = letter(seen)
    assert number == "6281226004393"
    assert text.startswith(
        "Ibu Ngatiyem,\n\nMohon sampaikan kepada Bapak Suparno (Los B-2) untuk membayar iuran"
    )
    assert "Dikirim ke Ngatiyem, yang membawakan pesan." in seen.text
    changed(app, cast, "Ngatiyem", left_on="2026-11-22")
    assert "Nomor HP-nya sudah dihapus" in sari.get(HABIS).text


def test_who_is_too_old_to_join_is_not_invited(app: Flask, sari: Reader, cast: Cast) -> None:
    changed(app, cast, "Budi Santoso", birth_date="1961-11-22")  # 65 today
    assert sari.get("/pengingat").figure("siap") == 0
    changed(app, cast, "Budi Santoso", birth_date="1961-11-23")
    assert sari.get("/pengingat").figure("siap") == 1


@pytest.mark.parametrize(
    "wrong", [{"outcome": "x"}, {"member": "x"}, {"member": ""}, {"month": "November"}]
)
def test_nonsense_is_refused(sari: Reader, wrong: dict[str, str]) -> None:
    seen = begin(sari)
    assert say(sari, seen, "sent", **wrong).status == 400
    assert sari.get(HABIS).figure("sent") == 0


def test_strangers(
    budi: Reader, dewi: Reader, rina: Reader, visitor: Reader, sari: Reader, cast: Cast
) -> None:
    mine, theirs = begin(sari), begin(budi)
    assert "Joko Santoso" in theirs.text
    assert "Suparno" not in theirs.text
    form = {
        "csrf_token": token(budi),
        "member": str(cast.member["Suparno"]),
        "month": "2026-11",
        "outcome": "sent",
    }
    assert budi.post(HABIS, form | {"key": "5" * 32}).status == 404
    assert budi.post(f"{HABIS}/buka", form | {"key": "6" * 32}).status == 404
    assert rina.get(HABIS).soup.select("[data-member]") == []
    assert sari.get(HABIS).figure("sent") == 0
    for path in ("/pengingat", HABIS, f"{HABIS}/daftar", "/pengingat/berhenti", "/pengingat/rekap"):
        assert (dewi.get(path).status, visitor.get(path).status) == (403, 303)
    assert sari.get("/pengingat/lain").status == 404
    assert "Suparno" in mine.text
