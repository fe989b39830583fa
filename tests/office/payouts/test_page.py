"""The office's page of cases: numbers, amounts and days of the whole city, and nobody's name."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.privacy import OutOfReach
from association.access.reach import Everywhere, OneCity
from association.cover.claims.models import Claim
from association.database import db, write_tx
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.law.payouts import from_death, times
from tests.infra.cast import ROSTER, Cast
from tests.infra.client import Reader, Seen

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
PAGE = "/pemantauan/klaim"
DEATH, PAID = ClaimKind.DEATH.value, ClaimState.PAID.value
NONE = dict.fromkeys(("going_on", "cases", "paid_cases", "paid_month", "paid_year"), 0)


@pytest.fixture
def case(app: Flask, cast: Cast) -> Callable[..., None]:
    """Put a case of Sari's into the database: by default a death of 2 November, submitted on
    Thursday the 5th and paid on Tuesday the 10th, Rp42 million."""

    def put(leader: str = "sari", **told: Any) -> None:
        of_city = "Kabupaten Sragen" if leader == "rina" else "Kota Surakarta"
        row = {
            "association_id": cast.association[leader],
            "city_id": cast.city[of_city],
            "member_id": cast.member["Darmi" if leader == "rina" else "Suparno"],
            "market_id": cast.market[leader],
            "kind": DEATH,
            "state": PAID,
            "day": date(2026, 11, 2),
            "opened_at": datetime(2026, 11, 3, tzinfo=UTC),
            "moved_on": date(2026, 11, 10),
            "submitted_on": date(2026, 11, 5),
            "decided_on": date(2026, 11, 10),
            "paid_amount": 42_000_000,
        }
        with app.app_context(), write_tx() as tx:
            set_reach(tx.session, Everywhere())
            tx.session.add(Claim(**(row | told)))

    return put


def figures(seen: Seen) -> dict[str, int]:
    return {name: seen.figure(name) for name in NONE}


def line(seen: Seen, name: str) -> list[str]:
    row = seen.soup.select_one(f'tr[data-line="{name}"]')
    return [cell.get_text(" ", strip=True) for cell in row.select("td")] if row else []


@ON_SQLITE
def test_nothing_yet(dewi: Reader) -> None:
    seen = dewi.get(PAGE)
    assert figures(seen) == NONE
    assert "Belum ada yang dibayar" in seen.text
    assert dewi.get("/pemantauan").soup.select_one(f"a[href='{PAGE}']") is not None


def test_cases_are_counted_by_kind_state_and_market(
    dewi: Reader, case: Callable[..., None]
) -> None:
    case()
    case(day=date(2026, 10, 1), decided_on=date(2026, 10, 21), submitted_on=date(2026, 10, 5))
    case("budi", kind=ClaimKind.ACCIDENT.value, state=ClaimState.ASKED.value, decided_on=None,
         paid_amount=None)  # fmt: skip
    case("budi", state=ClaimState.REFUSED.value, paid_amount=None)
    case(state=ClaimState.UNDONE.value)  # by mistake: nowhere
    case("rina")  # in another city: nowhere
    case(market_id=None, state=ClaimState.OPENED.value, day=date(2025, 12, 30), submitted_on=None,
         decided_on=None, paid_amount=None)  # fmt: skip
    seen = dewi.get(PAGE)
    assert figures(seen) == {
        "going_on": 2, "cases": 4, "paid_cases": 2, "paid_month": 42_000_000,
        "paid_year": 84_000_000,
    }  # fmt: skip
    deaths = ["Meninggal", "3", "0", "0", "0", "2", "1", "Rp84.000.000 2 kasus"]
    assert line(seen, "Meninggal") == deaths
    assert line(seen, "Kecelakaan kerja")[1:7] == ["1", "0", "0", "1", "0", "0"]
    assert line(seen, "Semua")[1] == "4"
    assert line(seen, "Pasar Rejosari")[-2:] == ["Rp84.000.000 2 kasus", "–"]
    assert line(seen, "Pasar Gede")[1:7] == ["2", "0", "0", "1", "0", "1"]
    # 8 and 20 days after the death; 3 and 12 working days after it was submitted
    assert line(seen, "deaths")[1:] == ["2", "14", "20"]
    assert line(seen, "promise-3")[1:] == ["2", "7,5", "12"]
    assert "1 dari 2 tepat waktu" in seen.text
    before = dewi.get(f"{PAGE}?tahun=2025")
    assert (before.figure("cases"), before.figure("going_on"), before.figure("paid_year")) == (
        1, 2, 0,
    )  # fmt: skip


@ON_SQLITE
def test_a_death_from_work_has_the_promise_of_seven_days(
    dewi: Reader, case: Callable[..., None]
) -> None:
    case(from_work=True)
    assert line(dewi.get(PAGE), "promise-7")[1:] == ["1", "3", "3"]
    assert line(dewi.get(PAGE), "promise-3") == []


@ON_SQLITE
def test_the_address_narrows_to_a_month_and_a_market(
    dewi: Reader, cast: Cast, case: Callable[..., None]
) -> None:
    case()
    case("budi", day=date(2026, 9, 1), decided_on=date(2026, 9, 20), paid_amount=10_000_000)
    seen = dewi.get(f"{PAGE}?tahun=2026&bulan=9")
    assert (seen.figure("cases"), seen.figure("paid_month")) == (1, 10_000_000)
    assert seen.figure("paid_year") == 52_000_000
    seen = dewi.get(f"{PAGE}?pasar={cast.market['sari']}")
    assert (seen.figure("cases"), seen.figure("paid_year")) == (1, 42_000_000)
    assert line(seen, "Pasar Gede") == []


@ON_SQLITE
@pytest.mark.parametrize("narrow", ["?bulan=11", "?pasar={market}"])
def test_of_few_in_one_place_no_days_are_told(
    dewi: Reader, cast: Cast, case: Callable[..., None], narrow: str
) -> None:
    case()
    address = PAGE + narrow.format(market=cast.market["sari"])
    seen = dewi.get(address)
    assert seen.figure("paid_month") == 42_000_000  # the number and the amount are
    assert line(seen, "deaths") == line(seen, "promise-3") == []
    assert "kurang dari 3 kasus tidak ditampilkan" in seen.text
    assert line(dewi.get(PAGE), "deaths")[1:] == ["1", "8", "8"]  # of the whole city's year
    for _more in range(2):
        case()
    assert line(dewi.get(address), "deaths")[1:] == ["3", "8", "8"]
    assert line(dewi.get(address), "Pasar Rejosari")[-1] == "8"


@ON_SQLITE
@pytest.mark.parametrize("asked", ["tahun=2027", "bulan=x", "pasar=99"])
def test_what_cannot_be_shown_is_said(dewi: Reader, asked: str) -> None:
    seen = dewi.get(f"{PAGE}?{asked}")
    assert seen.status == 422
    assert seen.soup.select_one(".fail") is not None


@ON_SQLITE
def test_an_officer_sees_no_name_no_day_and_nobody_who_noted_it(
    app: Flask, dewi: Reader, cast: Cast, case: Callable[..., None]
) -> None:
    case()
    seen = dewi.get(PAGE)
    for name in (*(name for name, *_ in ROSTER), "Joko", "Sari", "Budi", "Paguyuban"):
        assert name not in seen.soup.select_one("main").get_text()
    for day in (" 2 November", "5 November", "10 November", "2026-11-02", "02/11"):
        assert day not in seen.response.text
    with app.app_context():  # the fence gives an office no other column
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        for column in (Claim.member_id, Claim.opened_by, Claim.told_sealed, Claim.moved_on):
            with pytest.raises(OutOfReach):
                db.session().execute(sa.select(column))


@ON_SQLITE
def test_only_the_office_reads_it(sari: Reader, visitor: Reader) -> None:
    assert sari.get(PAGE).status == 403
    assert visitor.get(PAGE).location.startswith("/masuk")


def test_half_of_them_took_so_long_at_most() -> None:
    assert times([]) is None
    found = times([3, 4, 9, 10])
    assert found is not None
    assert (found.cases, found.middle, found.longest) == (4, "6,5", 10)
    assert from_death([]) == []
