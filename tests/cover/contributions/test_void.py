"""A contribution recorded by mistake is declared void, with the reason; nothing is deleted."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from association.database import db
from association.people.participants.models import Contribution
from association.rules.house.months import add_months
from association.rules.law.coverage import Enrolment, Run, coverage
from association.rules.law.years import Paid, year_of
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader


def contribution_of(app: Flask, cast: Cast, name: str, leader: str = "sari") -> int:
    with app.app_context():
        acting(cast, leader)
        from association.roster.members.models import Member

        participant = db.session.get_one(Member, cast.member[name]).participant_id
        return int(db.session.query(Contribution).filter_by(participant_id=participant).one().id)


def test_voiding_takes_the_months_back_and_keeps_the_row(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    member = f"/anggota/{cast.member['Tono Wibowo']}"
    path = f"{member}/iuran/{contribution_of(app, cast, 'Tono Wibowo')}/batal"
    assert sari.get(member).soup.select_one(f"a[href='{path}']") is not None
    seen = sari.follow(sari.fill(path, reason="Salah orang"))
    assert "Dibatalkan" in seen.text
    assert "terlindungi sampai" not in seen.text.lower()
    assert "Salah orang" in seen.text
    plain = sari.get(member)
    assert plain.soup.select_one("[data-protected-until]")["data-protected-until"] == ""
    with app.app_context():
        acting(cast, "sari")
        row = db.session.query(Contribution).filter(Contribution.voided_at.is_not(None)).one()
        assert (row.void_reason, row.voided_by) == ("Salah orang", cast.account["sari"])


def test_a_reason_is_asked_and_a_second_tap_changes_nothing(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    member = f"/anggota/{cast.member['Tono Wibowo']}"
    path = f"{member}/iuran/{contribution_of(app, cast, 'Tono Wibowo')}/batal"
    page = sari.get(path)
    for empty in ("", "   "):
        refused = sari.submit(page, path, reason=empty)
        assert refused.status == 422
        assert "Tulis alasannya" in refused.text
    assert sari.submit(page, path, reason="Dobel").status == 303
    assert sari.submit(page, path, reason="Dobel").status == 303
    with app.app_context():
        acting(cast, "sari")
        assert (
            db.session.query(Contribution).filter(Contribution.voided_at.is_not(None)).count() == 1
        )


def test_only_who_recorded_it(
    app: Flask, sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    tono, joko = cast.member["Tono Wibowo"], cast.member["Joko Santoso"]
    mine = contribution_of(app, cast, "Tono Wibowo")
    theirs = contribution_of(app, cast, "Joko Santoso", "budi")

    def token(reader: Reader, path: str) -> dict[str, str]:
        return {
            "csrf_token": str(reader.get(path).soup.select_one("input[name=csrf_token]")["value"]),
            "reason": "x",
        }  # type: ignore[index]

    assert budi.post(f"/anggota/{tono}/iuran/{mine}/batal", token(budi, "/lainnya")).status == 404
    assert sari.post(f"/anggota/{tono}/iuran/{theirs}/batal", token(sari, "/lainnya")).status == 404
    assert sari.post(f"/anggota/{joko}/iuran/{theirs}/batal", token(sari, "/lainnya")).status == 404
    other = cast.member["Suparno"]
    assert sari.post(f"/anggota/{other}/iuran/{mine}/batal", token(sari, "/lainnya")).status == 404
    assert budi.get(f"/anggota/{tono}/iuran/{mine}/batal").status == 404
    assert dewi.post(f"/anggota/{tono}/iuran/{mine}/batal", token(dewi, "/lainnya")).status == 403
    assert (
        visitor.post(f"/anggota/{tono}/iuran/{mine}/batal", token(visitor, "/masuk")).status == 401
    )


def test_the_year_shows_which_months_are_paid(sari: Reader, cast: Cast) -> None:
    seen = sari.get(f"/anggota/{cast.member['Tono Wibowo']}")
    cells = [cell.get_text(" ", strip=True) for cell in seen.soup.select(".year li")]
    assert cells == [f"{m} –" for m in ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun")] + [
        f"{m} bayar" for m in ("Jul", "Agu", "Sep", "Okt", "Nov", "Des")
    ]


@pytest.mark.parametrize(
    ("name", "year", "months"),
    [
        ("Suparno", "", "never never never never never never never never paid paid paid ahead"),
        ("Ngatiyem", "", "never never never never never paid paid paid paid arrears arrears ahead"),
        ("Wagiyem", "", "paid paid never never never never never never never never due ahead"),
        (
            "Wagiyem",
            "2025",
            "never never never never never never never never never never never paid",
        ),
        ("Wagiyem", "1066", "paid paid never never never never never never never never due ahead"),
    ],
)
def test_each_month_of_a_chosen_year_says_what_it_is(
    sari: Reader, cast: Cast, name: str, year: str, months: str
) -> None:
    seen = sari.get(f"/anggota/{cast.member[name]}?tahun={year}")
    words = {"bayar": "paid", "tagih": "due", "nunggak": "arrears", "–": "never", "": "ahead"}
    assert [words[cell.get_text()[3:]] for cell in seen.soup.select(".year li")] == months.split()
    offered = [link.get_text() for link in seen.soup.select("nav.pick a")]
    assert offered == (["2026", "2025"] if name == "Wagiyem" else [])


def test_the_last_contribution_stands_there_and_a_year_shows_all_of_its_own(
    sari: Reader, cast: Cast
) -> None:
    page = f"/anggota/{cast.member['Suparno']}"

    def listed(query: str = "") -> tuple[list[str], list[str]]:
        seen = sari.get(page + query).soup
        runs = [
            row.get_text()
            for row in seen.select(f"a[href^='{page}/iuran/']")
            for row in row.parent.select("b")
        ]  # type: ignore[union-attr]
        return runs, [link.get_text() for link in seen.select(f"a.link[href^='{page}?tahun=']")]

    assert listed() == (["Sep 2026 – Nov 2026"], [])
    sari.fill(f"{page}/iuran", months="3")
    assert listed() == (["Des 2026 – Feb 2027"], ["Semua iuran 2026"])
    assert listed("?tahun=2026") == (["Des 2026 – Feb 2027", "Sep 2026 – Nov 2026"], [])
    assert listed("?tahun=2027") == (["Des 2026 – Feb 2027"], [])
    sari.fill(f"{page}/iuran", months="1")
    assert listed() == (["Mar 2027"], ["Semua iuran 2026"])
    assert listed("?tahun=2027") == (["Mar 2027", "Des 2026 – Feb 2027"], [])


def test_what_the_receipt_says_stands_beside_the_estimate(sari: Reader, cast: Cast) -> None:
    member = cast.member["Suparno"]
    path = f"/anggota/{member}/iuran"
    sari.submit(sari.get(path), path, months="1", amount="9.400")
    assert "Perkiraan Rp8.400, selisih Rp1.000" in sari.get(f"/anggota/{member}").text


MONTHS = st.integers(0, 30).map(lambda n: add_months(date(2025, 1, 1), n))
RUNS = st.lists(
    st.builds(lambda first, n: Run(first, add_months(first, n)), MONTHS, st.integers(0, 6)),
    max_size=6,
)


@given(runs=RUNS, data=st.data())
def test_the_order_of_recording_does_not_matter_and_voiding_restores(
    runs: list[Run], data: st.DataObject
) -> None:
    day = data.draw(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
    before = coverage(runs, Enrolment(), today=day)
    assert coverage(data.draw(st.permutations(runs)), Enrolment(), today=day) == before
    extra = data.draw(RUNS)
    with_extra = [*runs, *extra]
    assert (
        coverage(
            [run for run in with_extra if run not in extra or run in runs], Enrolment(), today=day
        )
        == before
    )
    paid = [paid is Paid.PAID for _month, paid in year_of(runs, before, year=day.year, today=day)]
    assert sum(paid) == sum(
        any(r.first_month <= date(day.year, m, 1) <= r.last_month for r in runs)
        for m in range(1, 13)
    )
