"""/pemantauan/unduh.csv: the figures to take away."""

import csv
import io

from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.access.territory import Association
from association.database import write_tx
from tests.infra.cast import Cast
from tests.infra.client import Reader


def rows(reader: Reader, query: str = "") -> list[list[str]]:
    answer = reader.client.get(f"/pemantauan/unduh.csv{query}")
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=kepesertaan-2026-11-22.csv"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_numbers_with_date_and_denominator(dewi: Reader) -> None:
    found = rows(dewi)
    assert found[0][3:6] == ["Per tanggal", "Pedagang tercatat", "Aktif"]
    assert found[1] == ["Kota", "Kota Surakarta", "", "22 November 2026", "7", "3", "0", "1", "1", "2", "42%"]
    assert [
        "Paguyuban",
        "Paguyuban Pasar Rejosari",
        "",
        "22 November 2026",
        "6",
        "2",
        "0",
        "1",
        "1",
        "2",
        "33%",
    ] in found
    assert not any("Bunder" in cell for row in found for cell in row)


def test_a_name_that_looks_like_a_formula_is_harmless(app: Flask, dewi: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.get_one(Association, cast.association["sari"]).name = "=cmd|'/C calc'!A0"
    assert any(row[1] == "'=cmd|'/C calc'!A0" for row in rows(dewi))
