"""/pemantauan/unduh.csv: the figures to take away."""

import csv
import io

import pytest
from flask import Flask

from association.territory.models import Association, Market
from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.office.oversight.city import changing, no_person_in, tono_at_gede

CITY = [
    "Kota",
    "Kota Surakarta",
    "",
    "22 November 2026",
    *["7", "3", "0", "0", "1", "1", "2", "0", "42,9"],
]
REJOSARI = [
    "Paguyuban",
    "Paguyuban Pasar Rejosari",
    "",
    "22 November 2026",
    *["6", "2", "0", "0", "1", "1", "2", "0", "33,3"],
]


def rows(reader: Reader, query: str = "", day: str = "2026-11-22") -> list[list[str]]:
    answer = reader.client.get(f"/pemantauan/unduh.csv{query}")
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=kepesertaan-{day}.csv"
    assert answer.headers["Cache-Control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_numbers_with_date_and_denominator(dewi: Reader) -> None:
    found = rows(dewi)
    assert found[0][3:6] == ["Per tanggal", "Pedagang tercatat", "Aktif"]
    assert found[1] == CITY
    assert REJOSARI in found
    assert ["Pasar", "Pasar Rejosari", *REJOSARI[2:]] in found
    assert {len(row) for row in found} == {13}


def test_a_person_on_two_rosters_counts_once_in_the_city(dewi: Reader, budi: Reader) -> None:
    tono_at_gede(budi)
    found = rows(dewi)
    assert found[1] == CITY
    assert sum(int(row[4]) for row in found if row[0] == "Paguyuban") == 8


def test_a_narrowed_total_is_not_called_the_city(app: Flask, dewi: Reader, cast: Cast) -> None:
    with changing(app) as session:
        session.get_one(Market, cast.market["sari"]).district = "Jebres"
    found = rows(dewi, f"?bulan=2026-09&kecamatan=Jebres&pasar={cast.market['sari']}", "2026-09-30")
    assert found[1][:5] == [
        "Pilihan",
        "Pasar Rejosari, Kecamatan Jebres",
        "",
        "30 September 2026",
        "6",
    ]
    assert [row[1] for row in found[2:]] == ["Pasar Rejosari", "Paguyuban Pasar Rejosari"]


@pytest.mark.parametrize("query", ["bulan=2026-12", "bulan=abc", "pasar=abc", "kecamatan=Antah"])
def test_what_cannot_be_given_gets_a_sentence_and_no_file(dewi: Reader, query: str) -> None:
    refused = dewi.get(f"/pemantauan/unduh.csv?{query}")
    assert refused.status == 422
    assert refused.soup.select_one(".fail")
    assert "Content-Disposition" not in refused.response.headers


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_that_looks_like_a_formula_is_harmless(
    app: Flask, dewi: Reader, cast: Cast, start: str
) -> None:
    with changing(app) as session:
        session.get_one(Association, cast.association["sari"]).name = f"{start}cmd|'/C calc'!A0"
    assert f"'{start}cmd|'/C calc'!A0".encode() in dewi.client.get("/pemantauan/unduh.csv").data


def test_no_person_and_no_other_city(app: Flask, dewi: Reader) -> None:
    no_person_in(app, dewi, "/pemantauan/unduh.csv")


def test_leaders_admins_and_visitors_may_not(sari: Reader, admin: Reader, visitor: Reader) -> None:
    assert sari.get("/pemantauan/unduh.csv").status == 403
    assert admin.get("/pemantauan/unduh.csv").status == 403
    assert visitor.get("/pemantauan/unduh.csv").location.startswith("/masuk")
