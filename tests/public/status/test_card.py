"""/k/<code>: the form that a card's QR opens."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from tests.infra.cast import Cast
from tests.infra.client import Reader

BORN = "17 Agustus 1975"


def test_only_the_birth_date_is_asked(visitor: Reader) -> None:
    page = visitor.get("/k/DEMO-TONO")
    asked = [
        one["name"] for one in page.form("/cek").find_all("input") if one.get("type") != "hidden"
    ]
    assert asked == ["birth_date"]
    assert page.soup.find("input", attrs={"name": "code"})["value"] == "DEMO-TONO"
    assert (
        "Anda terlindungi sampai 31 Desember 2026"
        in visitor.submit(page, "/cek", birth_date=BORN).text
    )


def test_after_a_wrong_date_both_can_be_corrected(visitor: Reader) -> None:
    refused = visitor.submit(visitor.get("/k/DEMO-TONO"), "/cek", birth_date="1 Januari 1970")
    asked = {
        one["name"]: one["value"]
        for one in refused.form("/cek").find_all("input")
        if one.get("type") != "hidden"
    }
    assert (refused.status, asked) == (422, {"code": "DEMO-TONO", "birth_date": "1 Januari 1970"})


def test_opening_a_card_does_not_tell_whether_it_exists(visitor: Reader) -> None:
    real, made_up = visitor.get("/k/DEMO-TONO"), visitor.get("/k/DEMO-TINI")
    assert real.status == made_up.status == 200
    assert real.text.replace("DEMO-TONO", "") == made_up.text.replace("DEMO-TINI", "")
    for secret in ("Tono", "Wibowo", "T… W…", "terlindungi sampai"):
        assert secret not in real.text


def test_opening_a_card_writes_nothing_and_looks_nothing_up(app: Flask, visitor: Reader) -> None:
    ran: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        ran.append(statement.lower())

    sa.event.listen(engine, "before_cursor_execute", note)
    for _ in range(20):
        assert visitor.get("/k/DEMO-TONO").status == 200
    sa.event.remove(engine, "before_cursor_execute", note)
    assert ran
    assert not [one for one in ran if one.startswith(("insert", "update", "delete"))]
    assert not [one for one in ran if "from card" in one or "from member" in one]


@pytest.mark.parametrize(
    "code", ["3372991708750001", "x" * 80, "%3Cb%3E1", "%00", "%F0%9F%98%80", "DEMO-TONO%22x"]
)
def test_any_code_opens_the_form(visitor: Reader, code: str) -> None:
    page = visitor.get(f"/k/{code}")
    assert page.status == 200
    refused = visitor.submit(page, "/cek", birth_date=BORN)
    assert refused.status == 422
    assert refused.soup.select(".err, .fail")


def test_a_leader_may_open_a_card_too(sari: Reader, rina: Reader, cast: Cast) -> None:
    for reader in (sari, rina):
        assert "Anda terlindungi" in reader.fill("/k/DEMO-TONO", "/cek", birth_date=BORN).text
        assert reader.get("/anggota").status == 200


def test_what_is_not_a_card_is_not_there(visitor: Reader) -> None:
    assert visitor.get("/k/").status == 404
    assert visitor.get("/k/a/b").status == 404
