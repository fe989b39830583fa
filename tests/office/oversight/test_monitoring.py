"""/pemantauan: the city's figures for the trade office."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from association.office.oversight import pages
from association.roster.members.models import Member, Stall
from association.territory.models import Market
from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.office.oversight.city import (
    ALL,
    changing,
    figures,
    in_two_markets,
    no_person_in,
    tono_at_gede,
)

MONTH_PROBLEM = "Bulan itu tidak bisa ditampilkan"


def lines(reader: Reader, query: str = "") -> dict[str, tuple[str, ...]]:
    """Give the table per market: traders, active, coverage."""
    rows = reader.get(f"/pemantauan{query}").soup.select("tbody tr")
    cells = [[cell.get_text(" ", strip=True) for cell in row.find_all("td")] for row in rows]
    return {first.split("  ")[0]: tuple(rest) for first, *rest in cells}


def test_counts_the_city_with_date_and_denominator(dewi: Reader) -> None:
    seen = dewi.get("/pemantauan")
    assert figures(seen) == ALL
    assert "Per 22 November 2026" in seen.text
    assert "43% 3 dari 7 pedagang tercatat" in seen.text
    assert "29% dari 7 pedagang tercatat" in seen.text
    assert seen.response.headers["Cache-Control"] == "no-store"


def test_a_person_on_two_rosters_counts_once_in_the_city_and_on_each_roster(
    dewi: Reader, budi: Reader, cast: Cast
) -> None:
    tono_at_gede(budi)
    seen = dewi.get("/pemantauan")
    assert figures(seen) == ALL
    assert "Paguyuban Pasar Gede 2 aktif dari 2" in seen.text
    assert "Paguyuban Pasar Rejosari 2 aktif dari 6" in seen.text


def test_a_person_in_two_markets_counts_in_each_and_once_in_the_city(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    in_two_markets(app, cast, "Tono Wibowo")
    assert figures(dewi.get("/pemantauan")) == ALL
    assert list(lines(dewi).values()) == [("6", "2", "33%"), ("2", "2", "100%")]


def test_two_stalls_in_one_market_count_once(app: Flask, dewi: Reader, cast: Cast) -> None:
    with changing(app) as session:
        rejosari, place = cast.association["sari"], cast.market["sari"]
        session.add(
            Stall(member_id=cast.member["Tono Wibowo"], association_id=rejosari, market_id=place)
        )
    assert [row[0] for row in lines(dewi).values()] == ["6", "1"]


def test_the_table_names_market_kecamatan_and_paguyuban(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    with changing(app) as session:
        session.get_one(Market, cast.market["sari"]).district = "Jebres"
    found = lines(dewi)
    assert found == {
        "Pasar Rejosari Jebres · 1 paguyuban": ("6", "2", "33%"),
        "Pasar Gede 1 paguyuban": ("1", "1", "100%"),
    }


def test_who_has_no_market_stands_in_a_line_of_their_own(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    with changing(app) as session:
        session.execute(
            sa.update(Stall)
            .where(Stall.member_id == cast.member["Tono Wibowo"])
            .values(market_id=None)
        )
    assert lines(dewi)["Pasar belum diisi, atau sudah ditutup"] == ("1", "1", "100%")


def test_markets_without_anyone_are_counted_in_a_sentence(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    with changing(app) as session:
        session.add(Market(city_id=cast.city["Kota Surakarta"], name="Pasar Kosong", aliases=[]))
    assert "1 pasar lain belum punya pedagang yang tercatat" in dewi.get("/pemantauan").text


def test_who_left_is_not_counted_after_that_day(app: Flask, dewi: Reader, cast: Cast) -> None:
    with changing(app) as session:
        session.get_one(Member, cast.member["Sri Lestari"]).left_on = date(2026, 11, 1)
    assert figures(dewi.get("/pemantauan")) == ALL | {"members": 6, "never": 1}
    assert figures(dewi.get("/pemantauan?bulan=2026-10"))["members"] == 7


@pytest.mark.parametrize(
    ("month", "says", "expected"),
    [
        ("2026-11", "Per 22 November 2026", ALL),
        (
            "2026-10",
            "Per 31 Oktober 2026",
            {"active": 2, "due": 0, "arrears": 1, "inactive": 1, "never": 3},
        ),
        (
            "2026-09",
            "Per 30 September 2026",
            {"active": 3, "arrears": 0, "inactive": 1, "never": 3},
        ),
        ("2026-02", "Per 28 Februari 2026", {"active": 1, "inactive": 0, "never": 6}),
        ("2025-01", "Per 31 Januari 2025", {"active": 0, "never": 7}),
    ],
)
def test_another_month_gives_what_was_true_on_its_last_day(
    dewi: Reader, month: str, says: str, expected: dict[str, int]
) -> None:
    seen = dewi.get(f"/pemantauan?bulan={month}")
    found = figures(seen)
    assert {name: found[name] for name in expected} == expected
    assert says in seen.text
    assert "menurut data yang tercatat sekarang" in seen.text
    assert seen.soup.select_one("#bulan option[selected]")["value"] == month  # type: ignore[index]


@pytest.mark.parametrize(
    "month",
    ["2027-01", "2026-12", "abc", "2026-13", "0001-01", "9999-12", "2014-01", "%00", "٢٠٢٦-١١"],
)
def test_a_month_that_cannot_be_shown_gets_a_sentence(dewi: Reader, month: str) -> None:
    refused = dewi.get(f"/pemantauan?bulan={month}")
    assert (refused.status, MONTH_PROBLEM in refused.text) == (422, True)
    assert figures(refused) == ALL


def test_filters_by_market_and_district(app: Flask, dewi: Reader, cast: Cast) -> None:
    with changing(app) as session:
        session.get_one(Market, cast.market["sari"]).district = "Jebres"
        session.get_one(Market, cast.market["budi"]).district = "Pasar Kliwon"
    in_two_markets(app, cast, "Tono Wibowo")
    assert figures(dewi.get(f"/pemantauan?pasar={cast.market['budi']}"))["members"] == 2
    assert figures(dewi.get("/pemantauan?kecamatan=Jebres"))["members"] == 6
    assert list(lines(dewi, "?kecamatan=Jebres").values()) == [("6", "2", "33%")]
    both = dewi.get(f"/pemantauan?kecamatan=Jebres&pasar={cast.market['budi']}")
    assert (both.status, figures(both)["members"]) == (200, 0)
    assert "Belum ada pedagang yang tercatat di pilihan ini" in both.text
    kept = [option.get_text() for option in both.soup.select("option[selected]")]
    assert kept == ["November 2026", "Jebres", "Pasar Gede"]


def test_a_place_the_city_does_not_have_gets_a_sentence(dewi: Reader, cast: Cast) -> None:
    for query, says in (
        (f"pasar={cast.market['rina']}", "Pasar itu tidak ada"),
        ("pasar=9223372036854775808", "Pasar itu tidak ada"),
        ("pasar=abc", "Pasar itu tidak ada"),
        ("kecamatan=Antah", "Kecamatan itu tidak ada"),
    ):
        refused = dewi.get(f"/pemantauan?{query}")
        assert (refused.status, says in refused.text) == (422, True), query
        assert figures(refused) == ALL
        assert "Bunder" not in refused.text
    assert dewi.get("/pemantauan?pasar=&kecamatan=%00&bulan=").status == 200


def test_htmx_gets_the_figures_alone_with_a_link_to_the_same_numbers(
    dewi: Reader, cast: Cast
) -> None:
    query = f"bulan=2026-10&pasar={cast.market['sari']}"
    seen = dewi.get(f"/pemantauan?{query}", part="figures")
    assert seen.soup.find("html") is None
    assert seen.soup.find(id="figures") is not None
    assert (
        seen.soup.select_one("a[href^='/pemantauan/unduh']")["href"]
        == f"/pemantauan/unduh.csv?{query}"
    )  # type: ignore[index]
    assert seen.soup.select_one("tbody a")["href"].endswith(f"/{cast.market['sari']}?bulan=2026-10")
    refused = dewi.get("/pemantauan?bulan=abc", part="figures")
    assert (refused.status, MONTH_PROBLEM in refused.text, refused.soup.find("html")) == (
        422,
        True,
        None,
    )


def test_without_javascript_the_form_asks_the_same(dewi: Reader) -> None:
    form = dewi.get("/pemantauan").form("/pemantauan")
    assert (form["method"], [one["name"] for one in form.find_all("select")]) == (
        "get",
        ["bulan", "kecamatan", "pasar"],
    )
    assert form.find("button")


def test_the_weakest_paguyuban_come_first(dewi: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Tidak ada paguyuban (10 orang atau lebih)" in dewi.get("/pemantauan").text
    monkeypatch.setattr(pages, "FEWEST", 1)
    seen = dewi.get("/pemantauan").text
    assert (
        "Perlu didampingi Paguyuban Pasar Rejosari 1 menunggak, 2 belum pernah terlindungi, dari "
        "6 33% Per pasar"
    ) in seen


def test_no_person_and_no_other_city(app: Flask, dewi: Reader) -> None:
    for query in ("", "?bulan=2026-09", "?bulan=abc"):
        no_person_in(app, dewi, f"/pemantauan{query}")


def test_the_number_of_statements_does_not_grow_with_the_city(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    dewi.get("/pemantauan")  # the first request of a process asks whether Guyub is set up
    with counting(app) as before:
        dewi.get("/pemantauan")
    with changing(app) as session:
        session.add_all(
            Market(city_id=cast.city["Kota Surakarta"], name=f"Pasar {n}", aliases=[])
            for n in range(30)
        )
    with counting(app) as after:
        dewi.get("/pemantauan")
    assert len(before) == len(after) <= 11


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    ran: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        ran.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield ran
    sa.event.remove(engine, "before_cursor_execute", note)


def test_leaders_admins_and_visitors_may_not(sari: Reader, admin: Reader, visitor: Reader) -> None:
    assert sari.get("/pemantauan").status == 403
    assert admin.get("/pemantauan").status == 403
    assert visitor.get("/pemantauan").location.startswith("/masuk")


def test_an_officer_starts_here_and_can_sign_out(dewi: Reader) -> None:
    assert dewi.get("/").location == "/pemantauan"
    assert dewi.submit(dewi.get("/lainnya"), "/keluar").status == 303
    assert dewi.get("/pemantauan").location.startswith("/masuk")
