"""The HTTP kit: headers on every answer, errors in words, parts and whole pages."""

import logging

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError

from association.web.page import moved
from tests.infra.cast import Cast
from tests.infra.client import Reader, fields


@pytest.mark.parametrize("path", ["/", "/masuk", "/anggota", "/no-such-page", "/healthz"])
def test_every_answer_is_private_and_confined(sari: Reader, path: str) -> None:
    headers = sari.get(path).response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_static_files_are_kept_for_ever_under_their_version(visitor: Reader) -> None:
    sheet = visitor.get("/anggota/x").soup.find("link", rel="stylesheet")["href"]
    with visitor.client.get(sheet) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert visitor.client.get("/static/0000000000/app.css").status_code == 404


def test_history_and_boosted_requests_get_the_whole_page(sari: Reader) -> None:
    for header in ({"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}):
        answer = sari.client.get(
            "/anggota", headers={"HX-Request": "true", "HX-Target": "member_table"} | header
        )
        assert answer.get_data(as_text=True).lstrip().startswith("<!doctype html>")


def test_an_unknown_page_says_so_in_words(sari: Reader, visitor: Reader) -> None:
    assert "Halaman tidak ditemukan" in sari.get("/tidak-ada").text
    assert "Halaman tidak ditemukan" in visitor.get("/tidak-ada").text
    assert sari.get("/keluar").status == 405


def break_database(app: Flask, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OperationalError(
            "UPDATE member SET name='Tono 3372991708750001'",
            {},
            Exception("database or disk is full"),
        )

    monkeypatch.setattr(where, fail)


def test_when_it_cannot_save_it_says_so_and_keeps_what_was_typed(
    app: Flask, sari: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = sari.get("/anggota/baru")
    with monkeypatch.context() as patch:
        break_database(app, patch, "association.once.write_tx")
        refused = sari.submit(page, "/anggota/baru", name="Sutini", commodity="Bumbu")
    assert refused.status == 503
    assert refused.response.headers["Retry-After"] == "5"
    assert "Data BELUM tersimpan" in refused.text
    assert "3372991708750001" not in capsys.readouterr().out
    assert sari.submit(refused, "/anggota/baru").status == 303
    assert sari.get("/anggota?q=sutini").names() == ["Sutini"]


def test_htmx_gets_the_same_news_as_one_sentence(
    app: Flask, sari: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = f"/anggota/{cast.member['Suparno']}/iuran"
    form = sari.get(where, part="cover")
    break_database(app, monkeypatch, "association.once.write_tx")
    refused = sari.submit(form, where, part="cover")
    assert refused.status == 503
    assert refused.response.mimetype == "text/plain"
    assert "BELUM tersimpan" in refused.response.get_data(as_text=True)


def test_an_unforeseen_error_is_a_page_and_a_log_line_without_values(
    app: Flask, sari: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("3372991708750001")

    monkeypatch.setattr("association.roster.members.roster_pages.search", fail)
    seen = sari.get("/anggota")
    assert (seen.status, "Ada yang rusak di pihak kami" in seen.text) == (500, True)
    logged = capsys.readouterr().out
    assert "unforeseen error" in logged
    assert "3372991708750001" not in logged


def test_logs_hold_no_query_strings(
    sari: Reader, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sari.get("/anggota?q=3372991708750001")
    assert "3372991708750001" not in capsys.readouterr().out + caplog.text


def test_a_body_over_five_megabytes_is_refused(sari: Reader) -> None:
    answer = sari.post("/anggota/baru", {"name": "x" * (6 * 1024 * 1024)})
    assert answer.status == 413
    assert "Paling besar 5 MB" in answer.text


def test_health_and_readiness(visitor: Reader) -> None:
    assert visitor.get("/healthz").status == 200
    assert visitor.get("/readyz").status == 200


def test_two_saving_one_thing_at_one_moment_gets_a_second_chance(
    sari: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sari.get("/anggota/baru")

    def twin(*_args: object, **_kwargs: object) -> None:
        raise IntegrityError("INSERT INTO participant", {}, Exception("UNIQUE constraint failed"))

    with monkeypatch.context() as patch:
        patch.setattr("association.once.write_tx", twin)
        refused = sari.submit(page, "/anggota/baru", name="Sutini")
    assert refused.status == 409
    assert "BELUM tersimpan" in refused.text
    assert sari.submit(refused, "/anggota/baru").status == 303


@pytest.mark.parametrize(
    "path", ["/anggota?q=%FF", "/anggota?status=%FF", "/cek?q=%C3%28", "/masuk?next=%FF"]
)
def test_an_address_that_is_not_utf8_is_no_crash(app: Flask, sari: Reader, path: str) -> None:
    assert sari.get(path).status in (200, 400)
    raw = path.replace("%FF", "\xff")
    assert sari.client.get(
        "/anggota", environ_overrides={"QUERY_STRING": raw.partition("?")[2]}
    ).status_code in (
        200,
        400,
    )


def test_a_form_without_a_part_gets_the_content_with_title_and_bar(sari: Reader) -> None:
    path, typed = "/anggota/baru", fields(sari.get("/anggota/baru").form("/anggota/baru"))
    seen = sari.post(path, typed, part="main")
    assert (seen.status, seen.soup.html) == (422, None)
    assert seen.soup.title is not None
    assert seen.soup.title.text == "Anggota baru · Guyub"
    assert seen.soup.select_one("header[hx-swap-oob='innerHTML:.bar'] .back") is not None
    assert fields(seen.form(path))["stall_market"]
    own = {
        "HX-Request": "true",
        "HX-Target": "main",
        "HX-Current-URL": f"http://localhost{path}?a=1",
    }
    again = sari.client.post(path, data=typed, headers=own).get_data(as_text=True)
    assert "<header" not in again  # its own page has them already
    assert "<h1>" in again


@pytest.mark.parametrize(
    ("shown", "to", "refreshes"),
    [
        ("/a?b=1", "/a?b=1#r3", True),
        ("/a?b=1", "/a#r3", False),
        ("/a", "/b#r3", False),
        ("/a", "/a", False),
    ],
)
def test_a_place_on_the_page_that_is_shown_is_asked_for_anew(
    app: Flask, shown: str, to: str, refreshes: bool
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{shown}"}
    with app.test_request_context("/", method="POST", headers=headers):
        answer = moved(to)
    assert answer.headers["HX-Redirect"] == to
    assert ("HX-Refresh" in answer.headers) is refreshes
