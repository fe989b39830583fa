"""/anggota/<id>/klaim: from "meninggal" to an open case in two taps, and all of it undone, by
whichever door."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from association.database import db, write_tx
from association.roster.members.models import Absence, Member
from tests.conftest import Clock
from tests.cover.claims.conftest import OPENED
from tests.infra.cast import TODAY, Cast, acting, stay_signed_in
from tests.infra.client import Reader
from tests.roster.bulk.test_undo import undone

TONO = "Tono Wibowo"
LEFT = {"left_on": OPENED.isoformat(), "left_reason": "died"}
DEAD = LEFT | {"ended_on": OPENED.isoformat(), "ended_reason": "died"}


def carry(app: Flask, cast: Cast, member: str, neighbour: str) -> None:
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            row = tx.session.get_one(Member, cast.member[member])
            row.messenger_id = cast.member[neighbour]


def test_two_taps_from_the_page_to_an_open_case(
    sari: Reader, cast: Cast, state: Callable[[int], Any]
) -> None:
    page = f"/anggota/{cast.member[TONO]}"
    row = sari.get(page).soup.find("a", href=f"{page}/klaim")
    assert row is not None
    assert row.find_parent("details") is None  # found at once
    asked = sari.get(f"{page}/klaim")
    seen = sari.follow(sari.submit(asked, f"{page}/klaim/meninggal"))  # with today, as it stands
    assert "Meninggal, 22 November 2026" in seen.text
    assert "Ya, pada hari itu terlindungi." in seen.text
    told = state(cast.member[TONO])
    assert told["left_on"] == told["ended_on"] == TODAY.isoformat()
    member = sari.get(page)
    assert "Bayar" not in member.soup.find("main").text  # type: ignore[union-attr]
    assert "Berhenti: meninggal 22 November 2026" in member.text
    assert member.soup.select("[href*='/pengingat'], [href$='/iuran']") == []
    case = member.soup.find("a", href=seen.response.request.path)
    assert case is not None


def test_it_is_opened_once(sari: Reader, cast: Cast, opened: Callable[..., int]) -> None:
    page = f"/anggota/{cast.member[TONO]}/klaim"
    asked, first = sari.get(page), opened()
    again = sari.submit(asked, f"{page}/meninggal", day="2026-11-18")
    assert again.location == f"/klaim/{first}"
    assert sari.get(page).soup.find("a", href=f"/klaim/{first}") is not None


WRONG = (
    ("meninggal", {"day": "2026-11-23"}, "belum terjadi"),
    ("meninggal", {"day": "1926-11-20"}, "Tanggalnya harus di antara 1 Januari 2014"),
    ("meninggal", {"day": ""}, "Bagian ini harus diisi."),
    ("meninggal", {"day": "2026-02-30"}, "Februari"),
    ("kecelakaan", {"time": "00.31"}, "Jamnya belum tiba."),
    ("kecelakaan", {"time": "siang"}, "Tulis jam seperti 13.00."),
)


def test_impossible_days_are_said(sari: Reader, cast: Cast) -> None:
    page = f"/anggota/{cast.member[TONO]}/klaim"
    for what, typed, said in WRONG:
        seen = sari.fill(page, f"{page}/{what}", **typed)
        assert seen.status == 422
        assert said in seen.wrong
    assert sari.get(f"/anggota/{cast.member[TONO]}").soup.select("[data-claim]") == []


def test_who_is_recorded_dead_has_the_day_that_is_recorded(
    sari: Reader, cast: Cast, state: Callable[[int], Any]
) -> None:
    page = f"/anggota/{cast.member[TONO]}"
    sari.fill(f"{page}/keluar", left_reason="died", left_on="19 November 2026")
    assert sari.get("/").figure("without_case") == 2  # and Wagiyem, who paid until February
    seen = sari.fill(f"{page}/klaim", f"{page}/klaim/meninggal", day="2026-11-01")
    assert "Meninggal, 19 November 2026" in sari.follow(seen).text
    assert state(cast.member[TONO])["left_on"] == "2026-11-19"
    assert sari.get("/").figure("without_case") == 1


def leave_door(sari: Reader, member: str, _claim: int) -> None:
    sari.follow(sari.fill(member, f"{member}/kembali"))


def own_door(sari: Reader, _member: str, claim: int) -> None:
    sari.follow(sari.fill(f"/klaim/{claim}", f"/klaim/{claim}/batal"))


def enrolment_door(sari: Reader, member: str, _claim: int) -> None:
    form = sari.get(f"{member}/pendaftaran").soup.select_one("form:has(input[value=ended])")
    assert form is not None
    sent = {item["name"]: item["value"] for item in form.select("input")}
    sari.follow(sari.post(f"{member}/pendaftaran/tarik", sent))


def batch_door(sari: Reader, _member: str, _claim: int) -> None:
    seen = sari.get("/anggota/perubahan")
    assert "Kasus meninggal dibuka" in seen.text
    undone(sari, int(seen.soup.select_one("[data-batch]")["data-batch"]))  # type: ignore[index]


def test_a_mistake_is_undone_whole_by_every_door_after_a_day(
    app: Flask,
    sari: Reader,
    cast: Cast,
    clock: Clock,
    opened: Callable[..., int],
    state: Callable[[int], Any],
    claim: Callable[[int], Any],
) -> None:
    carry(app, cast, "Sri Lestari", TONO)
    before = {name: state(cast.member[name]) for name in (TONO, "Sri Lestari")}
    figures, cases = sari.get("/").text, []
    for door in (own_door, leave_door, enrolment_door, batch_door):
        cases.append(opened())
        assert DEAD.items() <= state(cast.member[TONO]).items()
        assert state(cast.member["Sri Lestari"])["messenger_id"] is None
        clock.tick(days=1)
        stay_signed_in(app, clock())
        door(sari, f"/anggota/{cast.member[TONO]}", cases[-1])
        assert {name: state(cast.member[name]) for name in before} == before, door
        assert claim(cases[-1]).state == "undone"
        clock.tick(days=-1)
        assert sari.get("/").text == figures, door
    assert len(set(cases)) == 4  # each was opened anew
    with app.app_context():
        acting(cast, "sari")
        assert db.session().query(Absence).count() == 0


def test_a_death_moved_to_another_day_is_one_act_too(
    sari: Reader, cast: Cast, opened: Callable[..., int], state: Callable[[int], Any]
) -> None:
    path = f"/klaim/{opened()}"
    assert sari.fill(path, f"{path}/hari", day="2026-06-30").status == 422  # before registration
    seen = sari.follow(sari.fill(path, f"{path}/hari", day="2026-11-18"))
    assert "Meninggal, 18 November 2026" in seen.text
    told = state(cast.member[TONO])
    assert told["left_on"] == told["ended_on"] == "2026-11-18"
    sari.follow(sari.fill(path, f"{path}/batal"))
    assert state(cast.member[TONO])["left_on"] is None


def test_a_paid_case_is_not_undone_by_the_way(
    sari: Reader, cast: Cast, opened: Callable[..., int], claim: Callable[[int], Any]
) -> None:
    case, member = opened(), f"/anggota/{cast.member[TONO]}"
    step = f"/klaim/{case}/langkah"
    sari.fill(f"/klaim/{case}", f"{step}/ajukan")
    sari.fill(f"/klaim/{case}", f"{step}/dibayar", amount="42.000.000")
    assert "tercatat sudah dibayar" in sari.follow(sari.fill(member, f"{member}/kembali")).text
    assert claim(case).state == "paid"


def test_neighbours_and_visitors_are_absent(
    budi: Reader, dewi: Reader, visitor: Reader, cast: Cast, opened: Callable[..., int]
) -> None:
    case, ask = f"/klaim/{opened()}", f"/anggota/{cast.member[TONO]}/klaim"
    for path in (case, ask):
        assert budi.get(path).status == 404
        assert dewi.get(path).status in (403, 404)
        assert visitor.get(path).status == 303
