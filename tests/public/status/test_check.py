"""/cek: a member's own status."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.ledger.throttle.models import Bucket
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.infra.cast import TODAY, Cast
from tests.infra.client import Reader, Seen

BORN = "17 Agustus 1975"
MISMATCH = "Kode kartu dan tanggal lahir ini tidak cocok"


@contextmanager
def changing(app: Flask) -> Iterator[Session]:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        yield tx.session


def check(reader: Reader, code: str = "DEMO-TONO", born: str = BORN) -> Seen:
    return reader.fill("/cek", code=code, birth_date=born)


@pytest.mark.parametrize("code", ["DEMO-TONO", "demo tono", "DEM0T0N0", " d e m o-t o n o "])
@pytest.mark.parametrize("born", [BORN, "17/8/1975", "1975-08-17"])
def test_one_sentence_says_whether_and_until_when(visitor: Reader, code: str, born: str) -> None:
    seen = check(visitor, code, born)
    assert seen.status == 200
    assert "Anda terlindungi sampai 31 Desember 2026" in seen.text
    (verdict,) = seen.soup.select("[data-status]")
    assert (verdict["data-status"], verdict["data-protected-until"]) == ("active", "2026-12-31")
    assert "T… W… · Paguyuban Pasar Rejosari" in seen.text
    assert "Rp16.800" in seen.text
    assert "sebelum 31 Des 2026" in seen.text
    assert "Keluarga Anda akan menerima Rp42.000.000" in seen.text
    assert "Sisa perlindungan 39 hari" in seen.text
    assert "Beasiswa anak mulai 1 Juli 2029" in seen.text
    for secret in ("Tono", "Wibowo", "3372", "B-1", "081226"):
        assert secret not in seen.text, secret


@pytest.mark.parametrize(
    ("code", "born"), [("DEMO-TONO", "18 Agustus 1975"), ("DEMO-TINI", BORN), ("X", BORN)]
)
def test_wrong_pairs_and_unknown_people_get_the_same_answer(
    visitor: Reader, code: str, born: str
) -> None:
    refused = check(visitor, code, born)
    assert (refused.status, MISMATCH in refused.text) == (422, True)
    assert refused.soup.find("input", id="code")["value"] == code
    assert refused.soup.select("[data-protected-until]") == []


def test_a_nik_is_never_accepted(visitor: Reader) -> None:
    refused = check(visitor, "3372 9917 0875 0001")
    assert (refused.status, "NIK tidak dipakai di sini" in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("code", "born", "sentence"),
    [
        ("", BORN, "harus diisi"),
        ("DEMO-TONO", "", "harus diisi"),
        ("DEMO-TONO", "kemarin", "tanggal"),
        ("x" * 60, BORN, "kode"),
    ],
)
def test_a_wrong_field_gets_a_sentence(
    visitor: Reader, code: str, born: str, sentence: str
) -> None:
    refused = check(visitor, code, born)
    assert refused.status == 422
    assert sentence.lower() in refused.wrong.lower()


def test_tries_are_limited_and_free_again_later(visitor: Reader, clock: Clock) -> None:
    for _ in range(5):
        assert check(visitor, born="1 Januari 1970").status == 422
    waiting = check(visitor)
    assert (waiting.status, "Terlalu banyak percobaan" in waiting.text) == (429, True)
    assert int(waiting.response.headers["Retry-After"]) > 0
    assert waiting.soup.find("input", id="code")["value"] == "DEMO-TONO"
    clock.tick(seconds=32)
    assert check(visitor).status == 200


def test_a_network_that_guesses_codes_waits_as_well(visitor: Reader) -> None:
    page = visitor.get("/cek")
    answers = [
        visitor.submit(page, "/cek", code=f"DEMO-{n:04}", birth_date=BORN).status
        for n in range(101)
    ]
    assert answers[0] == 422
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("first", "last", "says", "never"),
    [
        ("2026-09-01", "2026-11-01", "Anda terlindungi sampai 30 November 2026", "habis"),
        ("2026-06-01", "2026-09-01", "Menunggak 2 bulan", "Anda terlindungi"),
        ("2025-01-01", "2025-03-01", "Nonaktif", "Anda terlindungi"),
        ("2026-11-01", "2027-01-01", "akan menerima Rp10.000.000", "akan menerima Rp42"),
    ],
)
def test_every_state_says_what_is_true_and_what_to_do(
    app: Flask, visitor: Reader, cast: Cast, first: str, last: str, says: str, never: str
) -> None:
    with changing(app) as session:
        person = session.get_one(Member, cast.member["Tono Wibowo"]).participant_id
        paid = session.query(Contribution).filter_by(participant_id=person).one()
        paid.first_month, paid.last_month = date.fromisoformat(first), date.fromisoformat(last)
        session.get_one(Participant, person).registered_on = paid.first_month
    seen = check(visitor)
    assert says in seen.text
    assert never not in seen.text


def test_the_last_weeks_before_a_lapse_are_told(app: Flask, visitor: Reader, cast: Cast) -> None:
    with changing(app) as session:
        person = session.get_one(Member, cast.member["Tono Wibowo"]).participant_id
        paid = session.query(Contribution).filter_by(participant_id=person).one()
        paid.first_month = paid.last_month = date(2026, 11, 1)
    seen = check(visitor)
    assert "Sisa perlindungan 8 hari" in seen.text
    assert seen.figure("waiting_days") == 71
    assert (
        "Rp42.000.000 mulai 1 Februari 2027, bila tidak terputus. Masih 71 hari lagi." in seen.text
    )
    assert "Bila terputus, Rp10.000.000 itu hilang" in seen.text


def test_someone_who_left_or_is_not_registered(
    app: Flask, visitor: Reader, cast: Cast, clock: Clock
) -> None:
    with changing(app) as session:
        person = session.get_one(Member, cast.member["Tono Wibowo"]).participant_id
        session.get_one(Participant, person).ended_on = TODAY
    assert "Kepesertaan Anda sudah berhenti" in check(visitor).text
    with changing(app) as session:
        session.get_one(Member, cast.member["Tono Wibowo"]).left_on = TODAY
    gone = check(visitor)
    assert gone.status == 422
    assert "sudah tidak ada di daftar" in gone.text
    assert gone.soup.select_one("[data-status]") is None
    assert "Tono" not in gone.text
    wrong = check(visitor, born="18/8/1975")
    assert "tidak cocok" in wrong.text, "who does not know the birth date learns nothing"
    assert "sudah tidak ada" not in wrong.text
    with changing(app) as session:
        session.get_one(Member, cast.member["Tono Wibowo"]).left_on = TODAY + timedelta(days=1)
    assert check(visitor).status == 200


def test_a_signed_in_leader_may_check_too(sari: Reader, budi: Reader) -> None:
    assert "Anda terlindungi" in check(sari).text
    assert "Anda terlindungi" in check(budi).text
    assert budi.get("/anggota").names() == ["Joko Santoso"]


def test_the_answer_is_for_this_moment_only(visitor: Reader) -> None:
    seen = check(visitor)
    assert seen.response.headers["Cache-Control"] == "no-store"
    assert visitor.get("/anggota").status == 303
    assert "Anda terlindungi" not in visitor.get("/cek").text


def test_the_buttons_write_to_the_paguyuban_without_a_nik(visitor: Reader) -> None:
    links = {
        a.get_text(): str(a["href"])
        for a in check(visitor).soup.select("a[href^='https://wa.me/']")
    }
    assert set(links) == {"Data salah?", "Hubungi ketua"}
    assert all(link.startswith("https://wa.me/6281200000001?text=") for link in links.values())
    assert not any("3372" in link or "Tono" in link for link in links.values())


def test_htmx_or_not_the_same_page_answers(visitor: Reader) -> None:
    seen = visitor.fill("/cek", part="main", code="DEMO-TONO", birth_date=BORN)
    assert "Anda terlindungi sampai 31 Desember 2026" in seen.text


def test_who_never_paid_is_not_told_of_savings_or_a_benefit(
    app: Flask, visitor: Reader, cast: Cast
) -> None:
    with changing(app) as session:
        member = session.get_one(Member, cast.member["Tono Wibowo"])
        member.employs_helpers = True
        session.query(Contribution).filter_by(participant_id=member.participant_id).delete()
    seen = check(visitor)
    assert "Hari tua (JHT) Belum ikut" in seen.text
    assert "Kematian (JKM) Tidak" in seen.text
    assert "Keluarga Anda" not in seen.text
    (verdict,) = seen.soup.select("[data-status]")
    assert (verdict["data-status"], verdict["data-protected-until"]) == ("registered", "")


def test_without_a_birth_date_on_the_roster_nobody_gets_in(
    app: Flask, visitor: Reader, cast: Cast
) -> None:
    with changing(app) as session:
        session.get_one(Member, cast.member["Tono Wibowo"]).birth_date = None
    assert (check(visitor).status, MISMATCH in check(visitor).text) == (422, True)


def test_the_date_typed_is_kept_after_a_refusal(visitor: Reader) -> None:
    refused = check(visitor, born="18 Agustus 1975")
    assert refused.soup.find("input", id="birth_date")["value"] == "18 Agustus 1975"


def test_a_typo_is_told_whether_or_not_the_card_exists(visitor: Reader, app: Flask) -> None:
    """Eleven symbols whose check letter is wrong; said before anything is looked up, so it counts
    as nothing."""
    for _ in range(7):
        refused = check(visitor, code="ABCD-EFGH-JKM")
        assert (refused.status, "huruf yang tertukar" in refused.text) == (422, True)
    assert buckets(app) == 0


def test_a_nik_counts_as_nothing(visitor: Reader, app: Flask) -> None:
    for typed in ("3372991708750001", "3372-9917-0875-0001"):
        assert "NIK tidak dipakai di sini" in check(visitor, typed).text
    assert buckets(app) == 0
    assert check(visitor, born="1 Januari 1970").status == 422
    assert buckets(app) == 3  # the card from here, the card, the network


def test_the_wait_doubles_and_a_success_ends_it(visitor: Reader, clock: Clock) -> None:
    def wait() -> int:
        return int(check(visitor).response.headers["Retry-After"])

    for _ in range(5):
        check(visitor, born="1 Januari 1970")
    first = wait()
    clock.tick(seconds=first)
    check(visitor, born="1 Januari 1970")
    assert wait() >= 2 * first - 2
    clock.tick(seconds=2 * first)
    assert check(visitor).status == 200
    assert [check(visitor, born="1 Januari 1970").status for _ in range(6)] == [422] * 5 + [429]


def test_one_card_waits_and_another_does_not(visitor: Reader) -> None:
    for _ in range(6):
        check(visitor, code="DEMO-TINI")
    assert check(visitor, code="DEMO-TINI").status == 429
    assert check(visitor).status == 200


def test_a_known_and_an_unknown_code_cost_the_same(app: Flask, visitor: Reader) -> None:
    """Comparable time: the same statements run, whether or not the card exists."""
    assert statements(app, visitor, "DEMO-TONO") == statements(app, visitor, "DEMO-TINI")


def buckets(app: Flask) -> int:
    with app.app_context():
        set_reach(db.session(), Everywhere())
        return db.session.scalar(sa.select(sa.func.count()).select_from(Bucket)) or 0


def statements(app: Flask, visitor: Reader, code: str) -> list[str]:
    page, ran = visitor.get("/cek"), []
    with app.app_context():
        engine = db.engine

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        ran.append(re.sub(r"timeout=\d+", "", statement))  # what is left of the request's time

    sa.event.listen(engine, "before_cursor_execute", note)
    assert visitor.submit(page, "/cek", code=code, birth_date="1 Januari 1970").status == 422
    sa.event.remove(engine, "before_cursor_execute", note)
    assert ran
    return [one for one in ran if "throttle" not in one and "bucket" not in one.lower()]
