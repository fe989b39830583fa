"""The language that one reads: chosen, remembered, and written right."""

from datetime import date

import pytest
from flask import Flask, render_template_string
from flask_babel import gettext, lazy_gettext
from markupsafe import Markup

from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.people.dates import format_date, format_day
from association.web.formats import number
from association.web.language import COOKIE, in_indonesian, shown
from association.web.words import in_words
from tests.infra.client import Reader, Seen

ENGLISH = {"Cookie": f"{COOKIE}=en"}
DAY = date(2026, 5, 22)


def lang(seen: Seen) -> str:
    return str(seen.soup.html["lang"])


def choose(reader: Reader, code: str, came_from: str = "/cek") -> Seen:
    """Choose a language on its page, as who came there by the link of another."""
    page = reader.get("/bahasa", environ_overrides={"HTTP_REFERER": f"http://localhost{came_from}"})
    return reader.submit(page, "/bahasa", language=code)


def test_a_visitor_chooses_on_the_page_and_goes_on_where_they_were(visitor: Reader) -> None:
    page = visitor.get("/cek?q=gede")
    assert lang(page) == "id"
    assert page.soup.find("a", href="/bahasa").get_text() == "English"
    answer = choose(visitor, "en", "/cek?q=gede")
    assert answer.location == "/cek?q=gede"
    cookie = answer.response.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=en;")
    assert all(one in cookie for one in ("SameSite=Lax", "HttpOnly", "Max-Age=31536000"))
    page = visitor.get("/cek")
    assert (lang(page), "Cookie" in page.response.vary) == ("en", True)
    assert "Check your protection" in page.text
    choose(visitor, "id")
    assert "Cek status perlindungan" in visitor.get("/cek").text


def test_a_browser_does_not_choose(visitor: Reader) -> None:
    prefers = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en"}
    assert lang(visitor.get("/", environ_overrides=prefers)) == "id"
    visitor.client.set_cookie(COOKIE, "tlh")
    assert lang(visitor.get("/")) == "id"


def test_an_account_reads_its_language_on_every_phone(app: Flask, sari: Reader, cast) -> None:
    choose(sari, "en", "/lainnya")
    other = Reader(app, cast.token["sari"])
    seen = other.get("/anggota")
    assert "Members" in seen.text
    assert f"{COOKIE}=en" in seen.response.headers["Set-Cookie"]
    assert "Set-Cookie" not in other.get("/anggota").response.headers
    assert lang(sari.get("/no-such-page")) == "en"
    choose(other, "id", "/lainnya")
    assert "Anggota" in other.get("/anggota").text
    assert "Anggota" in sari.get("/anggota").text


@pytest.mark.parametrize("who", ["sari", "dewi", "admin"])
def test_everybody_finds_the_other_language(someone, who: str) -> None:
    assert someone(who).get("/lainnya").soup.find("a", href="/bahasa")


@pytest.mark.parametrize(
    ("came_from", "to"),
    [
        ("//elsewhere.example/", "/"),
        ("/anggota/unggah-tidak-ada", "/"),
        ("/bahasa", "/"),
        ("/lainnya/paguyuban", "/"),  # the answer to a form: nothing to open
        ("/gabung", "/gabung"),
    ],
)
def test_one_goes_back_to_pages_only(visitor: Reader, came_from: str, to: str) -> None:
    assert choose(visitor, "en", came_from).location == to


def test_another_site_sends_nobody_back_to_itself(visitor: Reader) -> None:
    page = visitor.get(
        "/bahasa", environ_overrides={"HTTP_REFERER": "http://elsewhere.example/cek"}
    )
    assert visitor.submit(page, "/bahasa", language="en").location == "/"


def test_a_language_that_is_none_is_refused(visitor: Reader) -> None:
    assert choose(visitor, "jv").status == 400


@pytest.mark.parametrize(
    ("ours", "english"),
    [
        ("Jumat, 22 Mei 2026", "Friday, 22 May 2026"),
        ("Agustus 2026, 3 Des", "August 2026, 3 Dec"),
        ("13.00 WIB", "13:00 WIB"),
        ("12.345", "12,345"),
        ("-Rp1.250.000 dan Rp400", "-Rp1,250,000 dan Rp400"),
        ("Dompet digital", "E-wallet"),
        ("koordinator blok B, C", "block coordinator B, C"),
        ("Bu Mei", "Bu Mei"),
        ("Los B.12 no 1.5", "Los B.12 no 1.5"),
        ("Pasar Minggu", "Pasar Minggu"),
    ],
)
def test_what_is_written_for_indonesians_is_rewritten(app: Flask, ours: str, english: str) -> None:
    with app.test_request_context(headers=ENGLISH):
        assert shown(ours) == english
    with app.test_request_context():
        assert shown(ours) == ours


def test_sentences_have_dates_amounts_and_plurals_of_their_language(app: Flask) -> None:
    def said() -> list[str]:
        few, many = "%(n)s kuitansi sejak %(day)s", "Setor semua %(n)s kuitansi, %(amount)s"
        return [
            gettext(few, n=1, day=format_date(DAY)),
            gettext(many, n=number(2639), amount=rupiah(42_000_000)),
            in_words(RuleError("Sudah dibayar: %(months)s.", months=format_day(DAY))),
            str(lazy_gettext("%(n)s bulan", n="1")),
            render_template_string("{{ _('%(n)s hari', n=1) }} {{ d|tanggal }}", d=DAY),
        ]

    with app.test_request_context(headers=ENGLISH):
        english = said()
        with in_indonesian():
            with in_indonesian():
                pass
            theirs = said()
        assert said() == english
    with app.test_request_context():
        assert said() == theirs
    assert english[:5] == [
        "1 receipt since 22 May 2026",
        "Pay in all 2,639 receipts, Rp42,000,000",
        "Already paid: Friday, 22 May 2026.",
        "1 month",
        "1 day 22 May 2026",
    ]
    assert "2.639" in theirs[1]


def test_what_was_escaped_stays_so(app: Flask) -> None:
    with app.test_request_context(headers=ENGLISH):
        assert gettext("oleh %(name)s", name=Markup("<b>1 Mei</b>")) == "by <b>1 May</b>"
        page = render_template_string("{{ _('oleh %(name)s', name=n) }}", n="<b>")
        assert page == "by &lt;b&gt;"
