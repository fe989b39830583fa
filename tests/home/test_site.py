"""What browsers, phones and robots ask of every site, and addresses as people type them."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from werkzeug.exceptions import NotFound
from werkzeug.test import Client

from association.serve import compress
from association.web.addresses import meant
from association.web.codings import OneCoding, TaggedFiles, best
from tests.infra.client import Reader

LISTED = ("/", "/masuk", "/cek", "/iuran", "/iuran/aturan", "/program", "/gabung", "/privasi")


def test_the_manifest_makes_a_home_screen_icon(visitor: Reader) -> None:
    link = visitor.get("/cek").soup.find("link", rel="manifest")["href"]
    answer = visitor.client.get(link)
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.get_data())
    assert (told["start_url"], told["display"], told["lang"]) == ("/", "standalone", "id")
    assert told["theme_color"] == "#0b5d4b"
    for icon in told["icons"]:
        with visitor.client.get(icon["src"]) as drawn:
            width, height = Image.open(io.BytesIO(drawn.get_data())).size
        assert icon["sizes"] == f"{width}x{height}"


@pytest.mark.parametrize(
    ("path", "kind"), [("/favicon.ico", "ICO"), ("/apple-touch-icon.png", "PNG")]
)
def test_icons_that_no_page_names(visitor: Reader, path: str, kind: str) -> None:
    answer = visitor.client.get(path)
    assert Image.open(io.BytesIO(answer.get_data())).format == kind
    assert answer.headers["Cache-Control"] == "public, max-age=604800"


def test_robots_read_what_tells_them_not_to_show_it(visitor: Reader) -> None:
    assert visitor.client.get("/robots.txt").get_data(as_text=True).splitlines() == [
        "User-agent: *",
        "Disallow:",
    ]
    for path in LISTED:
        seen = visitor.get(path)
        assert "X-Robots-Tag" not in seen.response.headers, path
        told = seen.soup.find("meta", attrs={"name": "description"})["content"]
        assert 40 < len(told) < 160, path
    for path in ("/k/DEMO-TONO", "/e/TIDAKADA", "/masuk/hp/x", "/kuitansi/1"):
        assert visitor.get(path).response.headers["X-Robots-Tag"] == "noindex", path


def test_security_txt_names_whom_to_tell(app: Flask, visitor: Reader, monkeypatch) -> None:
    assert visitor.get("/.well-known/security.txt").status == 404
    settings = replace(app.extensions["guyub"], security_contact="mailto:aman@contoh.id")
    monkeypatch.setitem(app.extensions, "guyub", settings)
    told = visitor.client.get("/.well-known/security.txt").get_data(as_text=True)
    ends = (settings.now() + timedelta(days=180)).date()
    assert told.startswith(f"Contact: mailto:aman@contoh.id\nExpires: {ends}T00:00:00Z\n")


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("/cek/", "/cek"),
        ("/Cek", "/cek"),
        ("/cek.", "/cek"),
        ("/cek%20", "/cek"),
        ("/cek),", "/cek"),
        ("/K/DEMO-TONO/", "/k/DEMO-TONO"),
        ("/k/DEMO-TONO.", "/k/DEMO-TONO"),
        ("/k/DEMO-TONO*", "/k/DEMO-TONO"),
        ("/Iuran/Aturan/?penghasilan=1", "/iuran/aturan?penghasilan=1"),
        ("/MASUK", "/masuk"),
    ],
)
def test_an_address_as_people_type_it_arrives(visitor: Reader, typed: str, page: str) -> None:
    answer = visitor.client.get(typed)
    assert answer.status_code in (302, 308)
    assert answer.headers["Location"].removeprefix("http://localhost") == page
    assert visitor.client.get(page).status_code in (200, 401, 404)


@pytest.mark.parametrize("typed", ["/tidak-ada/", "/Tidak/Ada."])
def test_an_address_that_means_nothing_stays_unknown(visitor: Reader, typed: str) -> None:
    assert visitor.client.get(typed).status_code == 404


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "///masuk/", "//", "/"])
def test_no_typed_address_leads_to_another_site(path: str) -> None:
    assert all(way[0] == "/" and way[1:2] not in ("/", "\\") for way in meant(path))


def test_a_form_sent_to_a_typed_address_is_not_led_on(visitor: Reader) -> None:
    assert visitor.client.post("/cek/").status_code == 404


def test_a_wrong_method_names_the_right_ones(sari: Reader) -> None:
    assert set(sari.get("/keluar").response.allow) == {"POST", "OPTIONS"}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("gzip;q=0", ""),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, *", "br"),
        ("br;q=0.2, gzip;q=0.9", "gzip"),
        ("*;q=0", ""),
        ("", ""),
        ("identity", ""),
        ("gzip; q=0 , br; q=0", ""),
        ("rubbish;;q=x", ""),
    ],
)
def test_a_refused_coding_is_not_used(visitor: Reader, accepted: str, coding: str) -> None:
    assert best(accepted) == coding
    asked = {"Accept-Encoding": accepted}
    for path in ("/masuk", "/tidak-ada"):
        answer = visitor.client.get(path, headers=asked)
        assert answer.headers.get("Content-Encoding", "") == coding, path
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_each_coding_of_a_file_has_a_tag_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p{color:red}" * 99)
    compress(tmp_path)
    files = TaggedFiles(NotFound(), immutable_file_test=lambda _path, _url: True)
    files.add_files(str(tmp_path), prefix="static/")
    client, tags = Client(OneCoding(files)), set()
    for coding in ("", "gzip", "br"):
        asked = {"Accept-Encoding": coding}
        with client.get("/static/a.css", headers=asked) as first:
            tag = first.headers["ETag"]
            assert first.headers.get("Content-Encoding", "") == coding
        again = client.get("/static/a.css", headers=asked | {"If-None-Match": tag})
        assert (again.status_code, again.headers["ETag"]) == (304, tag)
        with client.get("/static/a.css", headers={"If-None-Match": tag}) as plain:
            assert plain.status_code == (200 if coding else 304)
        tags.add(tag)
    assert len(tags) == 3


def test_what_is_refused_is_small_too(sari: Reader) -> None:
    page = sari.get("/anggota/baru")
    form = {"csrf_token": page.soup.find("input", {"name": "csrf_token"})["value"], "name": ""}
    answer = sari.client.post("/anggota/baru", data=form, headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (422, "br")
    assert len(answer.get_data()) < 4_000
