"""/cek for who has no card: the paguyuban's WhatsApp."""

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.territory.models import Association, Market
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen


def names(seen: Seen) -> list[str]:
    return [b.get_text() for b in seen.soup.select("#directory li b, li b")]


def test_lists_paguyuban_with_their_whatsapp(visitor: Reader) -> None:
    seen = visitor.get("/cek")
    assert names(seen) == [
        "Paguyuban Pasar Bunder",
        "Paguyuban Pasar Gede",
        "Paguyuban Pasar Rejosari",
    ]
    assert seen.soup.select_one("#directory a")["href"] == "https://wa.me/6281200000001"
    assert "Sari" not in seen.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rejo", ["Paguyuban Pasar Rejosari"]),
        ("PASAR GEDE", ["Paguyuban Pasar Gede"]),
        ("gemblegan", ["Paguyuban Pasar Gede"]),
        ("%", []),
    ],
)
def test_search_by_paguyuban_market_or_other_name(
    app: Flask, visitor: Reader, cast: Cast, query: str, found: list[str]
) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.get_one(Market, cast.market["budi"]).aliases = ["Pasar Gemblegan"]
    assert names(visitor.get("/cek", query_string={"q": query})) == found
    part = visitor.get("/cek", query_string={"q": query}, part="directory")
    assert part.soup.find("html") is None
    assert names(part) == found


def test_more_come_after_25(app: Flask, visitor: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        solo = cast.city["Kota Surakarta"]
        tx.session.add_all(
            Association(city_id=solo, name=f"Paguyuban {n:02}", contact_phone="") for n in range(40)
        )
    first = visitor.get("/cek")
    more = visitor.get(
        str(first.soup.select_one("#directory_rows a")["href"]), part="directory_rows"
    )
    assert len(names(first)) == 25
    assert len(set(names(first)) | set(names(more))) == 43


def test_everyone_sees_the_same_directory(sari: Reader, visitor: Reader) -> None:
    assert names(sari.get("/cek")) == names(visitor.get("/cek"))
