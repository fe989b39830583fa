"""/klaim/<id>: what the day was, what follows from it, and the way until it is paid."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask

from association.cover.contributions.actions import record_contribution
from association.database import write_tx
from association.roster.members.models import Member
from association.rules.law.payments import COLLECTED, Payment
from association.rules.law.tariff import MINIMUM
from tests.conftest import Clock
from tests.cover.claims.conftest import days_later
from tests.infra.cast import TODAY, Cast, acting, stay_signed_in
from tests.infra.client import Reader, Seen

TONO, WAGIYEM, NGATIYEM = "Tono Wibowo", "Wagiyem", "Ngatiyem"


def doubts(seen: Seen) -> list[str]:
    return [str(one["data-doubt"]) for one in seen.soup.select("[data-doubt]")]


def covered(seen: Seen) -> str:
    return str(seen.soup.select("[data-covered]")[0]["data-covered"])


def step(reader: Reader, case: int, word: str, **typed: Any) -> Seen:
    return reader.fill(f"/klaim/{case}", f"/klaim/{case}/langkah/{word}", **typed)


def test_it_says_at_once_what_the_day_was_and_what_follows(
    sari: Reader, opened: Callable[..., int]
) -> None:
    seen = sari.get(f"/klaim/{opened(day='2026-11-20')}")
    assert covered(seen) == "yes"
    assert "BANK-sari-1" in seen.text  # the receipt of the months that count
    assert seen.figure("total") == 42_000_000  # covered since July
    assert "3372" not in seen.text
    assert doubts(seen) == ["no_kpj", "no_trade"]
    assert "Ahli waris belum dicatat" in seen.text


def test_a_sealed_roster_stands_against_the_doubt_of_who_is_on_it(
    sari: Reader, opened: Callable[..., int]
) -> None:
    told = "Daftar tempat usaha bersegel tanggal 22 November 2026."
    before = f"/klaim/{opened(NGATIYEM, day='2026-11-22')}"
    assert told not in sari.get(before).text
    sari.fill("/anggota/lembar-kios")  # who died stands on no list that is sealed later
    assert told not in sari.get(before).text
    assert told in sari.get(f"/klaim/{opened(day='2026-11-22')}").text


def test_who_lapsed_four_months_before_is_told_before_any_paper(
    sari: Reader, opened: Callable[..., int]
) -> None:
    seen = sari.get(f"/klaim/{opened(WAGIYEM, day='2026-06-20')}")  # paid until February
    assert covered(seen) == "no"
    told = seen.soup.select("[data-doubt=lapsed]")[0]
    assert "28 Februari 2026; sesudah itu 4 bulan kosong" in " ".join(told.text.split())
    assert seen.text.index("4 bulan kosong") < seen.text.index("Jalannya kasus")
    assert "Santunan: tidak ada" in seen.text


def test_cash_not_deposited_on_the_day_is_named(
    app: Flask, sari: Reader, cast: Cast, opened: Callable[..., int]
) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            person = tx.session.get_one(Member, cast.member[NGATIYEM]).participant
            assert person is not None
            payment = Payment(
                first_month=date(2026, 10, 1),
                months=2,
                programmes=MINIMUM,
                income=0,
                amount=None,
                paid_on=date(2026, 11, 19),
                channel=COLLECTED,
                receipt="",
            )
            own = {"association_id": cast.association["sari"], "participant_id": person.id}
            record_contribution(tx.session, by, payment=payment, today=TODAY, **own)
    seen = sari.get(f"/klaim/{opened(NGATIYEM)}")
    assert covered(seen) == "no"
    [held] = seen.soup.select("[data-held]")
    assert int(held["data-held"]) > 0
    assert "Okt 2026 – Nov 2026 dititipkan" in " ".join(held.text.split())
    assert doubts(seen)[0] == "not_deposited"


def test_death_in_the_first_months_and_at_work(sari: Reader, opened: Callable[..., int]) -> None:
    assert sari.get(f"/klaim/{opened('Suparno', day='2026-11-20')}").figure("total") == 10_000_000
    at_work = opened(TONO, day="2026-07-02", from_work="y")
    assert sari.get(f"/klaim/{at_work}").figure("total") == 70_000_000


def test_an_accident_has_a_clock_until_it_is_reported(
    app: Flask, sari: Reader, clock: Clock, opened: Callable[..., int]
) -> None:
    case = opened(TONO, "kecelakaan", day="2026-11-21", time="10.00")
    path = f"/klaim/{case}"
    assert "sebelum 23 November 2026, 10.00 WIB" in sari.get(path).text
    assert "Lapor sebelum 23 Nov, 10.00 WIB" in sari.get("/").text
    clock.tick(days=2)
    stay_signed_in(app, clock())
    assert "Sudah lewat 2 x 24 jam" in sari.get(path).text
    assert "sudah dilaporkan" in sari.follow(sari.fill(path, f"{path}/lapor")).text
    assert sari.get(path).soup.select("[data-clock]") == []


def test_from_submitted_over_asked_to_paid_and_back(
    app: Flask, sari: Reader, clock: Clock, opened: Callable[..., int], claim: Callable[[int], Any]
) -> None:
    case = opened()
    assert "Sudah diajukan" in sari.follow(step(sari, case, "ajukan")).text
    clock.tick(days=1)
    stay_signed_in(app, clock())
    asked = sari.follow(step(sari, case, "diminta", note="KK asli", day=days_later(1).isoformat()))
    assert "Diminta KK asli" in asked.text
    again = sari.follow(step(sari, case, "ajukan", day=days_later(1).isoformat()))  # Monday
    assert "3 hari kerja, paling lambat 26 November 2026" in again.text
    clock.tick(days=7)
    stay_signed_in(app, clock())
    assert "Lewat janji 2 hari kerja" in sari.get(f"/klaim/{case}").text  # Monday, 30 November
    paid = step(sari, case, "dibayar", amount="42.000.000", paid_to="Istri, Siti")
    seen = sari.follow(paid)
    assert seen.figure("paid") == 42_000_000
    assert "Kepada Istri, Siti" in seen.text
    assert seen.soup.select("[data-days='5']")
    assert sari.get("/").soup.select("[data-cases]") == []
    sari.follow(step(sari, case, "belum-dibayar"))
    kept = claim(case)
    assert (kept.state, kept.paid_amount, kept.decided_on) == ("submitted", None, None)
    assert kept.submitted_on == days_later(1)


def test_refused_says_why_and_what_can_be_done(sari: Reader, opened: Callable[..., int]) -> None:
    case = opened(WAGIYEM)
    step(sari, case, "ajukan")
    seen = sari.follow(step(sari, case, "ditolak", note="Iuran terputus"))
    assert "Alasan Iuran terputus" in seen.text
    assert "Yang masih bisa dilakukan" in seen.text
    assert "Berkas dikumpulkan" in sari.follow(step(sari, case, "berkas")).text


WRONG = (
    ("dibayar", {"amount": "0"}, "lebih dari nol"),
    ("dibayar", {"amount": "empat"}, "rupiah bulat"),
    ("dibayar", {"amount": "42000000", "day": "2026-11-19"}, "Tanggalnya harus di antara"),
    ("diminta", {"note": ""}, "Bagian ini harus diisi."),
    ("ditolak", {"note": "NIK 3372991708750001"}, "NIK tidak ditulis di sini"),
    ("dibayar", {"paid_to": "3372991708750001", "amount": "1"}, "NIK tidak ditulis di sini"),
)


def test_impossible_steps_are_said_and_what_was_typed_stays(
    sari: Reader, opened: Callable[..., int], claim: Callable[[int], Any]
) -> None:
    case = opened(day="2026-11-20")
    step(sari, case, "ajukan")
    for word, typed, said in WRONG:
        seen = step(sari, case, word, **typed)
        assert seen.status == 422
        assert said in seen.wrong
        form = seen.form(f"/klaim/{case}/langkah/{word}")
        fold = form.find_parent("details")
        assert fold is not None
        assert fold.has_attr("open")
        name, text = next(iter(typed.items()))
        [field] = form.select(f"[name={name}]")
        assert text in (field.get("value") or field.text)
    assert claim(case).state == "submitted"


def test_a_case_that_moved_meanwhile_answers_409_and_once_is_once(
    sari: Reader, opened: Callable[..., int], claim: Callable[[int], Any]
) -> None:
    case = opened()
    old, ajukan = sari.get(f"/klaim/{case}"), f"/klaim/{case}/langkah/ajukan"
    sari.submit(old, ajukan)
    sari.submit(old, ajukan)  # the same form twice
    assert claim(case).version == 2
    assert sari.submit(old, ajukan, key="another-key-of-16+").status == 409
    assert sari.submit(old, f"/klaim/{case}/batal").status == 409


def test_a_wait_ends_by_itself(
    app: Flask, sari: Reader, clock: Clock, opened: Callable[..., int]
) -> None:
    case = opened()
    path = f"/klaim/{case}"
    for day, good in ((TODAY, False), (days_later(121), False), (days_later(2), True)):
        seen = sari.fill(path, f"{path}/tunggu", until=day.isoformat(), what="Akta kematian")
        assert (seen.status == 303) is good
    assert "Menunggu sampai 24 November 2026" in sari.get(path).text
    assert sari.get("/").soup.select("[data-cases]") == []
    clock.tick(days=2)
    stay_signed_in(app, clock())
    assert sari.get("/").soup.select("[data-cases='1']")


def test_old_age_asks_for_jht(sari: Reader, opened: Callable[..., int]) -> None:
    seen = sari.get(f"/klaim/{opened(TONO, 'hari-tua')}")
    assert "Program JHT tidak pernah dibayar" in seen.text
    assert seen.soup.select("[data-covered]") == []
