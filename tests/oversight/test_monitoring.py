"""/pemantauan: the city's figures for the trade office."""

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import OneCity
from association.database import db
from association.oversight import reads
from association.oversight.reads import Scope
from tests.infra.cast import ROSTER, TODAY, Cast
from tests.infra.client import Reader, Seen

NAMES = ("members", "active", "due", "arrears", "inactive", "never")
ALL = {"members": 7, "active": 3, "due": 0, "arrears": 1, "inactive": 1, "never": 2}


def figures(seen: Seen) -> dict[str, int]:
    return {name: seen.figure(name) for name in NAMES}


def tono_at_gede(budi: Reader) -> None:
    assert budi.fill("/anggota/baru", name="Tono Wibowo", nik="3372991708750001", birth_date="17-8-1975").status == 303


def test_counts_the_city_with_date_and_denominator(dewi: Reader) -> None:
    seen = dewi.get("/pemantauan")
    assert figures(seen) == ALL
    assert "Per 22 November 2026" in seen.text
    assert "3 dari 7 pedagang tercatat" in seen.text
    assert "42%" in seen.text


def test_a_person_on_two_rosters_counts_once_in_the_city_and_in_each_market(
    app: Flask, dewi: Reader, budi: Reader, cast: Cast
) -> None:
    tono_at_gede(budi)
    seen = dewi.get("/pemantauan")
    assert figures(seen) == ALL
    assert figures(dewi.get(f"/pemantauan/paguyuban/{cast.association['budi']}"))["members"] == 2
    assert figures(dewi.get(f"/pemantauan/paguyuban/{cast.association['sari']}"))["members"] == 6
    with app.app_context():
        scope = Scope(city_id=cast.city["Kota Surakarta"], day=TODAY)
        set_reach(db.session(), OneCity(scope.city_id))
        assert sum(f.members for f in reads.count(db.session(), scope).per_association.values()) == 8


def test_the_figures_add_up_per_market(app: Flask, dewi: Reader, cast: Cast) -> None:
    seen = dewi.get("/pemantauan")
    cells = {
        row.find("td").get_text(" ", strip=True).split("  ")[0]: row.get_text(" ", strip=True)
        for row in seen.soup.select("tbody tr")
    }
    assert any("Pasar Rejosari" in name and "6 2 33%" in text for name, text in cells.items())
    assert any("Pasar Gede" in name and "1 1 100%" in text for name, text in cells.items())


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2026-11", ALL), ("2026-09", {"active": 3, "arrears": 0, "inactive": 1}), ("2026-02", {"active": 1, "never": 6})],
)
def test_another_month_gives_what_was_true_on_its_last_day(dewi: Reader, month: str, expected: dict[str, int]) -> None:
    found = figures(dewi.get(f"/pemantauan?bulan={month}"))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("month", ["2027-01", "abc", "2026-13", "0001-01", "9999-12", "2014-01"])
def test_a_month_that_cannot_be_shown_gets_a_sentence(dewi: Reader, month: str) -> None:
    refused = dewi.get(f"/pemantauan?bulan={month}")
    assert (refused.status, "Bulan itu tidak bisa ditampilkan" in refused.text) == (422, True)
    assert figures(refused) == ALL


def test_filters_by_market_and_district(app: Flask, dewi: Reader, cast: Cast) -> None:
    assert figures(dewi.get(f"/pemantauan?pasar={cast.market['budi']}"))["members"] == 1
    assert figures(dewi.get(f"/pemantauan?pasar={cast.market['rina']}"))["members"] == 0
    assert figures(dewi.get("/pemantauan?kecamatan=Antah"))["members"] == 0
    assert dewi.get("/pemantauan?pasar=abc&kecamatan=%00").status == 200


def test_htmx_gets_the_figures_alone(dewi: Reader) -> None:
    seen = dewi.get("/pemantauan?bulan=2026-10", part="figures")
    assert seen.soup.find("html") is None
    assert seen.soup.find(id="figures") is not None


def test_no_person_can_be_told_from_any_officer_page(dewi: Reader, cast: Cast) -> None:
    paths = [
        "/pemantauan",
        "/pemantauan/unduh.csv",
        f"/pemantauan/pasar/{cast.market['sari']}",
        f"/pemantauan/paguyuban/{cast.association['sari']}",
    ]
    for path in paths:
        body = dewi.client.get(path).get_data(as_text=True)
        for name, nik, *_ in ROSTER:
            assert name not in body, path
            assert nik is None or nik not in body, path
        assert "0812" not in body, path


@pytest.mark.parametrize("kind", ["pasar", "paguyuban"])
def test_one_place_and_another_citys(dewi: Reader, cast: Cast, kind: str) -> None:
    ids = cast.market if kind == "pasar" else cast.association
    seen = dewi.get(f"/pemantauan/{kind}/{ids['sari']}")
    assert figures(seen) == {"members": 6, "active": 2, "due": 0, "arrears": 1, "inactive": 1, "never": 2}
    assert dewi.get(f"/pemantauan/{kind}/{ids['rina']}").status == 404
    assert dewi.get(f"/pemantauan/{kind}/999999").status == 404


def test_leaders_admins_and_visitors_may_not(sari: Reader, admin: Reader, visitor: Reader, cast: Cast) -> None:
    for path in ("/pemantauan", "/pemantauan/unduh.csv", f"/pemantauan/paguyuban/{cast.association['sari']}"):
        assert sari.get(path).status == 403
        assert admin.get(path).status == 403
        assert visitor.get(path).status == 303


def test_an_officer_starts_here(dewi: Reader) -> None:
    assert dewi.get("/").location == "/pemantauan"
