"""/cek and /k/<code>: a member's own status."""

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.coverage.models import Contribution, Participant
from association.database import db, write_tx
from association.members.models import Member
from tests.conftest import Clock
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen

BORN = "17 Agustus 1975"
MISMATCH = "Kode kartu dan tanggal lahir ini tidak cocok"


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
    assert "sebelum 31 Des" in seen.text
    assert "Keluarga Anda akan menerima Rp42.000.000" in seen.text
    for secret in ("Tono", "Wibowo", "3372", "B-1", "081226"):
        assert secret not in seen.text, secret


def test_the_card_opens_the_form_with_the_code(visitor: Reader) -> None:
    page = visitor.get("/k/DEMO-TONO")
    assert page.soup.find("input", id="code")["value"] == "DEMO-TONO"
    assert "Anda terlindungi" in visitor.submit(page, "/cek", birth_date=BORN).text


def test_opening_a_card_does_not_tell_whether_it_exists(visitor: Reader) -> None:
    real, made_up = visitor.get("/k/DEMO-TONO"), visitor.get("/k/DEMO-TINI")
    assert real.status == made_up.status == 200
    assert real.text == made_up.text


@pytest.mark.parametrize(("code", "born"), [("DEMO-TONO", "18 Agustus 1975"), ("DEMO-TINI", BORN), ("X", BORN)])
def test_wrong_pairs_and_unknown_people_get_the_same_answer(visitor: Reader, code: str, born: str) -> None:
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
def test_a_wrong_field_gets_a_sentence(visitor: Reader, code: str, born: str, sentence: str) -> None:
    refused = check(visitor, code, born)
    assert refused.status == 422
    assert sentence.lower() in refused.text.lower()


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
    answers = [visitor.submit(page, "/cek", code=f"DEMO-{n:04}", birth_date=BORN).status for n in range(101)]
    assert answers[0] == 422
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("first", "last", "says", "never"),
    [
        ("2026-09-01", "2026-11-01", "Anda terlindungi sampai 30 November 2026", "habis"),
        ("2026-06-01", "2026-09-01", "Menunggak 2 bulan", "Anda terlindungi"),
        ("2025-01-01", "2025-03-01", "Nonaktif", "Anda terlindungi"),
        ("2026-11-01", "2027-01-01", "Keluarga Anda akan menerima Rp10.000.000", "Rp42.000.000"),
    ],
)
def test_every_state_says_what_is_true_and_what_to_do(
    app: Flask, visitor: Reader, cast: Cast, first: str, last: str, says: str, never: str
) -> None:
    from datetime import date

    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        person = tx.session.get_one(Member, cast.member["Tono Wibowo"]).participant_id
        paid = tx.session.query(Contribution).filter_by(participant_id=person).one()
        paid.first_month, paid.last_month = date.fromisoformat(first), date.fromisoformat(last)
    seen = check(visitor)
    assert says in seen.text
    assert never not in seen.text


def test_someone_who_left_or_is_not_registered(app: Flask, visitor: Reader, cast: Cast, clock: Clock) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        person = tx.session.get_one(Member, cast.member["Tono Wibowo"]).participant_id
        tx.session.get_one(Participant, person).ended_on = clock.moment.date()
    assert "Kepesertaan sudah berakhir" in check(visitor).text
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.get_one(Member, cast.member["Tono Wibowo"]).left_on = clock.moment.date()
    assert check(visitor).status == 422
    with app.app_context():
        db.session.remove()


def test_a_signed_in_leader_may_check_too(sari: Reader, budi: Reader) -> None:
    assert "Anda terlindungi" in check(sari).text
    assert "Anda terlindungi" in check(budi).text
    assert budi.get("/anggota").names() == ["Joko Santoso"]
