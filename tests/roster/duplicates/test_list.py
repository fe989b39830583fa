"""/anggota/kembar: which rows may be one person."""

from datetime import date

import pytest
from flask import Flask

from association.roster.members import actions as members
from association.roster.members.values import MemberValues, StallValues
from association.rules.people.stalls import StallKind
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader

PHONE, OTHER_PHONE = "+6281226000811", "+6281226000812"
BORN, OTHER_DAY = date(1966, 2, 3), date(1971, 9, 9)
NIK, OTHER_NIK = "3372994302660021", "3372994302660022"


def put(app: Flask, cast: Cast, *rows: MemberValues) -> None:
    with app.app_context():
        by, city = acting(cast, "sari"), cast.city["Kota Surakarta"]
        for row in rows:
            members.enrol(row, by, city_id=city, once=None)


def stall(number: str) -> tuple[StallValues, ...]:
    return (StallValues(None, StallKind.LOS, "Z", number),)


def pairs(reader: Reader) -> list[tuple[str, str, str]]:
    """Give both names and the word of every line."""
    rows = reader.get("/anggota/kembar").soup.select("a.row[href^='/anggota/kembar/']")
    return [
        (*(b.get_text() for b in row.select("b")), row.select_one(".chip").get_text())
        for row in rows
    ]  # type: ignore[misc, union-attr]


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ({"phone": PHONE}, {"name": "Sumiyatie", "phone": PHONE}, "Hampir pasti"),
        ({"birth_date": BORN}, {"name": "Bu Sumiati", "birth_date": BORN}, "Hampir pasti"),
        ({"birth_date": BORN, "nik": NIK}, {"birth_date": BORN}, "Hampir pasti"),
        ({"stalls": stall("1")}, {"name": "Sumiati", "stalls": stall("1")}, "Mungkin"),
        ({"stalls": stall("1")}, {"name": "Sumiati", "stalls": stall("01")}, "Mungkin"),
        ({}, {}, "Mungkin"),
        ({"stalls": stall("1")}, {}, "Mungkin"),
        (
            {"birth_date": BORN, "nik": NIK, "phone": PHONE},
            {"birth_date": BORN, "nik": OTHER_NIK, "phone": PHONE},
            "Mungkin",
        ),
        ({"birth_date": BORN}, {"birth_date": OTHER_DAY}, ""),
        ({"stalls": stall("1")}, {"stalls": stall("2")}, ""),
        ({"nik": NIK, "birth_date": BORN}, {"nik": OTHER_NIK, "birth_date": BORN}, ""),
        ({"phone": PHONE}, {"name": "Kartini", "phone": PHONE}, ""),
        ({"stalls": stall("1")}, {"name": "Kartini", "stalls": stall("1")}, ""),
    ],
)
def test_who_may_be_one_person(
    app: Flask, sari: Reader, cast: Cast, one: dict, other: dict, word: str
) -> None:  # type: ignore[type-arg]
    put(app, cast, *(MemberValues(**({"name": "Sumiyati"} | values)) for values in (one, other)))
    assert [line[2] for line in pairs(sari)] == ([word] if word else [])


def test_the_certain_ones_come_first_and_told_apart_ones_never(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    put(app, cast, MemberValues(name="Aminah"), MemberValues(name="Aminah"))
    put(app, cast, *(MemberValues(name="Zubaidah", phone=PHONE) for _ in range(2)))
    assert [line[2] for line in pairs(sari)] == ["Hampir pasti", "Mungkin"]
    path = str(
        sari.get("/anggota/kembar").soup.select("a.row[href^='/anggota/kembar/']")[0]["href"]
    )
    sari.submit(sari.get(path), f"{path}/beda")
    assert [line[0] for line in pairs(sari)] == ["Aminah"]


def test_merged_rows_leave_the_list(sari: Reader, twins: tuple[int, int]) -> None:
    assert len(pairs(sari)) == 1
    path = f"/anggota/kembar/{twins[0]}/{twins[1]}"
    sari.submit(sari.get(path), path)
    assert pairs(sari) == []
    assert "Tidak ada yang tampak kembar" in sari.get("/anggota/kembar").text


def test_a_long_list_comes_25_at_a_time(app: Flask, sari: Reader, cast: Cast) -> None:
    words = [f"Sa{a}o{a}mi{b}e{b}" for a in "bcdlgr" for b in "klmnp"]
    put(
        app,
        cast,
        *(
            MemberValues(name=f"{word}{i * 'r'}", phone=f"+62812260{n:05}")
            for n, word in enumerate(words)
            for i in (0, 1)
        ),
    )
    assert sari.get("/anggota/kembar").figure("pairs") == 30
    assert len(pairs(sari)) == 25
    more = sari.get("/anggota/kembar?dari=25", part="pairs")
    assert len(more.soup.select("a.row")) == 5
    assert more.soup.find("html") is None
    assert sari.get("/anggota/kembar?dari=x").status == 200


def test_only_ones_own(budi: Reader, dewi: Reader, visitor: Reader, twins: tuple[int, int]) -> None:
    assert pairs(budi) == []
    assert (dewi.get("/anggota/kembar").status, visitor.get("/anggota/kembar").status) == (403, 303)
