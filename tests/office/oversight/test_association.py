"""/pemantauan/paguyuban/<id>: one paguyuban."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.roster.members.models import Stall
from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.office.oversight.city import (
    REJOSARI,
    changing,
    figures,
    in_two_markets,
    no_person_in,
    tono_at_gede,
)


def path(cast: Cast, leader: str) -> str:
    return f"/pemantauan/paguyuban/{cast.association[leader]}"


def test_shows_figures_by_status_with_date_and_denominator(dewi: Reader, cast: Cast) -> None:
    seen = dewi.get(path(cast, "sari"))
    assert figures(seen) == REJOSARI
    assert "Per 22 November 2026" in seen.text
    assert "33% terlindungi: 2 dari 6 pedagang tercatat" in seen.text
    assert "Pasar Rejosari 2 aktif dari 6 33%" in seen.text


def test_a_person_on_two_rosters_counts_on_each(dewi: Reader, budi: Reader, cast: Cast) -> None:
    tono_at_gede(budi)
    assert figures(dewi.get(path(cast, "budi")))["members"] == 2
    assert figures(dewi.get(path(cast, "sari"))) == REJOSARI


def test_lists_every_market_where_it_has_people_and_who_has_none(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    in_two_markets(app, cast, "Tono Wibowo")
    with changing(app) as session:
        session.execute(
            sa.update(Stall).where(Stall.member_id == cast.member["Suparno"]).values(market_id=None)
        )
    seen = dewi.get(path(cast, "sari"))
    assert figures(seen) == REJOSARI
    assert "Pasar Gede 1 aktif dari 1 100% Pasar Rejosari 1 aktif dari 5 20%" in seen.text
    assert "Pasar belum diisi, atau sudah ditutup 1 aktif dari 1" in seen.text


def test_keeps_the_month_on_the_way_there_and_back(dewi: Reader, cast: Cast) -> None:
    seen = dewi.get(path(cast, "sari") + "?bulan=2026-09")
    assert "Per 30 September 2026" in seen.text
    assert {str(a["href"]) for a in seen.soup.select("main a:not([lang])")} == {
        "/pemantauan?bulan=2026-09",
        f"/pemantauan/pasar/{cast.market['sari']}?bulan=2026-09",
    }


@pytest.mark.parametrize("month", ["2026-12", "abc"])
def test_a_month_that_cannot_be_shown_gets_a_sentence(dewi: Reader, cast: Cast, month: str) -> None:
    refused = dewi.get(path(cast, "sari") + f"?bulan={month}")
    assert (refused.status, "Bulan itu tidak bisa ditampilkan" in refused.text) == (422, True)
    assert figures(refused) == REJOSARI


def test_no_person_can_be_told(app: Flask, dewi: Reader, cast: Cast) -> None:
    no_person_in(app, dewi, path(cast, "sari"))


def test_another_citys_paguyuban_is_not_there(dewi: Reader, cast: Cast) -> None:
    for missing in (path(cast, "rina"), "/pemantauan/paguyuban/999999"):
        assert dewi.get(missing).status == 404


def test_leaders_admins_and_visitors_may_not(
    sari: Reader, admin: Reader, visitor: Reader, cast: Cast
) -> None:
    assert sari.get(path(cast, "sari")).status == 403
    assert admin.get(path(cast, "sari")).status == 403
    assert visitor.get(path(cast, "sari")).location.startswith("/masuk")
