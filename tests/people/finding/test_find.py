"""/cari, and what a list is searched for: letters in the address, numbers on the server."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.people.finding.models import KeptQuery
from tests.infra.cast import Cast
from tests.infra.client import Reader

PHONE = "0812-2600-4285"  # Suparno's


def typed(someone: Reader, text: str, path: str = "/anggota") -> str:
    """Search without the script; give where one is sent."""
    return someone.fill(path, "/cari", q=text).location


def test_letters_go_into_the_address(sari: Reader) -> None:
    assert typed(sari, "tono wib") == "/anggota?q=tono+wib"
    assert typed(sari, "tono", "/anggota?status=aktif&q=su") == "/anggota?status=aktif&q=tono"
    assert typed(sari, "", "/anggota?q=su") == "/anggota"
    assert typed(sari, "su", "/iuran/catat") == "/iuran/catat?q=su"


def test_a_number_stays_on_the_server(app: Flask, sari: Reader) -> None:
    to = typed(sari, PHONE, "/anggota?status=aktif")
    assert to.startswith("/anggota?status=aktif&cari=")
    seen = sari.get(to)
    assert seen.names() == ["Suparno"]
    assert seen.soup.select_one("#q")["value"] == PHONE  # type: ignore[index]
    code = to.rpartition("=")[2]
    links = [str(link["href"]) for link in seen.soup.select("a[href]")]
    assert not [link for link in links if "4285" in link]
    for start in ("/anggota/pilih?", "/anggota/unduh?", "/anggota/lembar?"):
        link = next(link for link in links if link.startswith(start))
        assert f"cari={code}" in link
        assert "Suparno" in sari.get(link).text or "1 anggota" in sari.get(link).text
    with app.app_context():
        set_reach(db.session(), Everywhere())
        kept = db.session().scalars(sa.select(KeptQuery)).one()
        assert b"4285" not in kept.text_sealed
    assert typed(sari, PHONE, "/anggota?status=aktif") == to  # the same once more is the same


def test_the_page_s_script_sends_it_beside_the_address(sari: Reader) -> None:
    reply = sari.client.get(
        "/anggota?status=aktif",
        headers={"HX-Request": "true", "HX-Target": "member_table", "X-Cari": "0812%202600%204285"},
    )
    assert "Suparno" in reply.text
    assert "Tono" not in reply.text
    to = reply.headers["HX-Replace-Url"]
    assert to.startswith("/anggota?status=aktif&cari=")
    assert sari.get(to).names() == ["Suparno"]


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        ("/anggota?q=su&status=", "/anggota?q=su"),
        ("/anggota?q=&status=aktif", "/anggota?status=aktif"),
        ("/anggota?q=su&after=1", None),  # more rows of the same list
    ],
)
def test_the_address_tells_what_the_list_shows(sari: Reader, path: str, stands: str | None) -> None:
    part = "member_rows" if "after" in path else "member_table"
    assert sari.get(path, part=part).response.headers.get("HX-Replace-Url") == stands


def test_nobody_else_opens_it(app: Flask, sari: Reader, budi: Reader, visitor: Reader) -> None:
    to = typed(sari, PHONE)
    assert budi.get(to).soup.select_one("#q")["value"] == ""  # type: ignore[index]
    assert visitor.get(to).status == 303
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        kept = tx.session.scalars(sa.select(KeptQuery)).one()
        kept.asked_at -= timedelta(days=1, seconds=1)
    assert len(sari.get(to).names()) == 6  # its day is over: everybody


def test_a_visitor_s_number_is_looked_for_and_not_kept(app: Flask, visitor: Reader) -> None:
    headers = {"HX-Request": "true", "HX-Target": "directory", "X-Cari": "Rejosari%209"}
    reply = visitor.client.get("/cek", headers=headers)
    assert "Tidak ada paguyuban" in reply.text
    assert "HX-Replace-Url" not in reply.headers
    with app.app_context():
        set_reach(db.session(), Everywhere())
        assert db.session().scalars(sa.select(KeptQuery)).all() == []


def test_it_leads_nowhere_else(sari: Reader, cast: Cast) -> None:
    page = sari.get("/anggota")
    for to in ("//evil.example/x", "https://evil.example", "/\\evil.example", "evil"):
        assert sari.submit(page, "/cari", q="su", ke=to).location == "/?q=su"
    for code in ("x", "0" * 32, "%00", "g" * 32):
        assert sari.get(f"/anggota?cari={code}").status == 200
