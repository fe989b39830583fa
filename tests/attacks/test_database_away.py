"""The database goes away in the middle of anything: every page and form answers in words, without
asking it again, and what was typed can be sent on."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.routing import Rule

from association import waiting
from association.database import db, engine_options
from association.rules.house.permissions import May
from association.waiting import CONNECT_SECONDS, LOCK_SECONDS
from association.web.beginning import BEGINNING
from tests.attacks.scene import csrf, rules
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader

driver: Any = engine_options("sqlite://")["module"]
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # the faults are made up
BUSY, LOST, FULL = 5, 10, 13  # result codes of SQLite
SAID = {
    BUSY: "Penyimpanan sedang sibuk",
    LOST: "Penyimpanan tidak terjangkau",
    FULL: "Penyimpanan penuh",
}
# What answers the same to everybody, and what a visitor reads without the database.
WHOEVER = {
    *("/healthz", "/luring", "/sw.js", "/robots.txt", "/manifest.webmanifest"),
    *("/favicon.ico", "/apple-touch-icon.png"),
}
OPEN = {"/", "/masuk", "/iuran", "/iuran/aturan", "/privasi", "/program"} | WHOEVER
SECRET = "rahasia-sekali"
TYPED = {"name": "Bu Wulan", "notes": "Los B", "password": SECRET, "key": "0123456789abcdef"}
EVENTS = ("do_execute", "do_execute_no_params", "do_executemany")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
LOADING = 4  # statements by which the gate knows who is signed in, with those that begin


def fault(code: int) -> Exception:
    error: Exception = driver.OperationalError("SELECT '3372991708750001'")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


class Faulty:
    """An engine that fails from some statement on; counts what it was asked from then on."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine, self.asked = engine, 0

    @contextmanager
    def with_code(self, code: int, *, spared: int = 0, only: str = "") -> Iterator[None]:
        """Fail after so many statements, or at those that begin so."""
        self.asked, seen = 0, 0

        def fail(_cursor: object, statement: str, *_more: object) -> None:
            nonlocal seen
            seen += 1
            if seen > spared and statement.startswith(only):
                self.asked += 1
                raise fault(code)

        for name in EVENTS:
            sa.event.listen(self.engine, name, fail)
        try:
            yield
        finally:
            for name in EVENTS:
                sa.event.remove(self.engine, name, fail)


@pytest.fixture
def faulty(app: Flask) -> Faulty:
    with app.app_context():
        app.extensions[BEGINNING].look()  # as a process that has served before
        return Faulty(db.engine)


def address(rule: Rule) -> str:
    """Fill a rule with ids; nobody gets as far as looking them up."""
    return re.sub("<[^>]+>", "1", rule.rule)


@ON_SQLITE
def test_every_page_says_that_the_database_is_away(
    app: Flask, faulty: Faulty, sari: Reader, dewi: Reader
) -> None:
    wrong, met = [], 0
    for rule in rules(app, "GET"):
        for reader, spared, code in ((sari, 0, LOST), (sari, LOADING, BUSY), (dewi, LOADING, LOST)):
            with faulty.with_code(code, spared=spared):
                answer = reader.client.get(address(rule))
                text = answer.get_data().decode(errors="replace")
            away = answer.status_code == 503
            if not (away or spared or rule.rule in WHOEVER | {"/.well-known/security.txt"}):
                wrong.append((rule.rule, "needs nobody", answer.status_code))
            said = SAID[code] in text or rule.rule == "/readyz"
            if faulty.asked and not (away and said and faulty.asked == 1):
                wrong.append((rule.rule, spared, answer.status_code, faulty.asked, text[-500:]))
            met += away
    assert wrong == []
    assert met > 200


@ON_SQLITE
def test_every_form_says_so_and_keeps_what_was_typed(
    app: Flask, faulty: Faulty, sari: Reader, visitor: Reader
) -> None:
    wrong, tokens = [], {sari: csrf(sari), visitor: csrf(visitor)}
    for rule in rules(app, "POST"):
        view: Any = app.view_functions[rule.endpoint]
        public = view.may is May.SEE_PUBLIC
        for reader, spared in ((sari, 0), (sari, LOADING), *([(visitor, 0)] if public else [])):
            sent = TYPED | {"csrf_token": tokens[reader]}
            with faulty.with_code(LOST, spared=spared):
                answer = reader.client.post(address(rule), data=sent)
            text = answer.get_data(as_text=True)
            if reader is sari and not spared and answer.status_code != 503:
                wrong.append((rule.rule, answer.status_code))
            elif faulty.asked and not (
                (answer.status_code, faulty.asked) == (503, 1) and said_and_kept(text, sent)
            ):
                wrong.append((rule.rule, spared, answer.status_code, faulty.asked, text[-900:]))
    assert wrong == []


def said_and_kept(text: str, sent: dict[str, str]) -> bool:
    kept = dict(HIDDEN.findall(text)) == {k: v for k, v in sent.items() if k != "password"}
    asked = 'type="password"' in text and SECRET not in text
    return SAID[LOST] in text and kept and asked and "data-owner" not in text


@ON_SQLITE
def test_scripts_and_htmx_get_the_sentence(app: Flask, faulty: Faulty, sari: Reader) -> None:
    token = csrf(sari)
    for rule in rules(app, "POST"):
        for headers in ({"HX-Request": "true"}, {"Accept": "application/json"}):
            with faulty.with_code(FULL):
                told = sari.client.post(address(rule), data={"csrf_token": token}, headers=headers)
            text = told.json["why"] if told.is_json else told.get_data(as_text=True)
            assert (told.status_code, faulty.asked) == (503, 1), rule.rule
            assert "Hubungi pengelola" in text, rule.rule
            assert "<" not in text


@ON_SQLITE
@pytest.mark.parametrize("spared", [0, LOADING])
def test_a_form_is_sent_on_when_the_database_is_back(
    faulty: Faulty, sari: Reader, spared: int
) -> None:
    form = sari.get("/anggota/baru")
    with faulty.with_code(LOST, spared=spared):
        refused = sari.submit(form, "/anggota/baru", name="Bu Wulan", commodity="Bumbu")
        refused = sari.submit(refused, "/anggota/baru")  # pressed too early
    assert refused.status == 503
    assert sari.submit(refused, "/anggota/baru").status == 303
    assert sari.get("/anggota?q=wulan").names() == ["Bu Wulan"]


@ON_SQLITE
def test_who_signs_in_writes_the_password_again(faulty: Faulty, visitor: Reader) -> None:
    form = visitor.get("/masuk?next=/anggota")
    with faulty.with_code(LOST):
        refused = visitor.submit(form, "/masuk", phone="081200000001", password=PASSWORD)
    assert PASSWORD not in str(refused.soup)
    assert visitor.submit(refused, "/masuk", password=PASSWORD).location == "/anggota"


@ON_SQLITE
def test_a_page_of_another_site_gets_no_token_of_ours(faulty: Faulty, sari: Reader) -> None:
    with faulty.with_code(LOST):
        for token in ("", "x"):
            seen = sari.post("/anggota/baru", {"name": "Bu Wulan", "csrf_token": token})
            assert (seen.status, seen.soup.select("form")) == (400, [])


@ON_SQLITE
def test_an_error_of_ours_keeps_what_was_typed_too(
    faulty: Faulty, sari: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = sari.get("/anggota/baru")
    with faulty.with_code(1):  # an SQL error: our own mistake, in the middle of loading
        refused = sari.submit(form, "/anggota/baru", name="Bu Wulan")
    assert (refused.status, "rusak di pihak kami" in refused.text) == (500, True)
    assert sari.submit(refused, "/anggota/baru").status == 303


@ON_SQLITE
def test_a_commit_that_was_lost_may_have_been_kept(
    app: Flask, sari: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = sari.get("/anggota/baru")
    with app.app_context(), monkeypatch.context() as patch:
        commit = db.engine.dialect.do_commit

        def lost(connection: Any) -> None:
            commit(connection)
            raise fault(LOST)

        patch.setattr(db.engine.dialect, "do_commit", lost)
        refused = sari.submit(form, "/anggota/baru", name="Bu Wulan")
    assert (refused.status, "BELUM" in refused.text) == (503, False)
    assert "Mungkin belum tersimpan" in refused.text
    assert sari.submit(refused, "/anggota/baru").status == 303
    assert sari.get("/anggota?q=wulan").names() == ["Bu Wulan"]


@ON_SQLITE
def test_what_was_saved_before_the_page_could_be_shown_is_not_denied(
    faulty: Faulty, sari: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = f"/anggota/{cast.member['Suparno']}/iuran"
    form = sari.get(where, part="cover")

    def fail(*_arguments: object, **_named: object) -> None:
        raise OperationalError("", {}, fault(LOST))

    monkeypatch.setattr("association.web.page.part_of", fail)
    told = sari.submit(form, where, part="cover").response.get_data(as_text=True)
    assert told.startswith("Mungkin belum tersimpan.")


@ON_SQLITE
@pytest.mark.parametrize("code", [FULL, BUSY])
def test_who_is_signed_in_reads_on_when_nothing_can_be_written(
    faulty: Faulty, sari: Reader, clock: Clock, code: int
) -> None:
    clock.tick(minutes=11)  # the sign-in is to be noted as in use
    with faulty.with_code(code, only="PRAGMA query_only=OFF"):  # as a change begins
        assert sari.get("/anggota").status == 200
        assert faulty.asked == 1


@ON_SQLITE
def test_what_needs_no_database_is_there(faulty: Faulty, sari: Reader, visitor: Reader) -> None:
    sari.client.application.extensions[BEGINNING].last = None  # nor one that has just begun
    with faulty.with_code(LOST):
        for path in OPEN:
            assert (path, visitor.get(path).status) == (path, 200)
        for path in WHOEVER:
            assert (path, sari.get(path).status) == (path, 200)
        for path, status in (("/tidak-ada", 404), ("/keluar", 405)):
            seen = sari.get(path)
            assert (seen.status, seen.soup.select("[data-owner]")) == (status, [])
        assert sari.post("/anggota/baru", {"name": "x" * (6 * 1024 * 1024)}).status == 413
        assert visitor.get("/readyz").response.get_data() == b"not ready: away\n"
        assert visitor.get("/readyz").status == 503


def test_whatever_waits_the_answer_comes_within_ten_seconds(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "_in_vain_at", float("-inf"))  # by another test, just before
    with app.test_request_context("/"), app.app_context():
        app.preprocess_request()
        assert db.engine.pool.timeout() == CONNECT_SECONDS  # type: ignore[attr-defined]
        with db.engine.connect() as connection:
            if db.engine.dialect.name == "sqlite":
                wait = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
                assert wait <= LOCK_SECONDS * 1000
                return
            told = [
                connection.exec_driver_sql(f"SHOW {name}_timeout").scalar()
                for name in ("lock", "statement")
            ]
            assert re.fullmatch("5s (7...ms|8s)", " ".join(map(str, told)))
    with app.app_context(), db.engine.connect() as command:
        assert command.exec_driver_sql("SHOW statement_timeout").scalar() == "0"
