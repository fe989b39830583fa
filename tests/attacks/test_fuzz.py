"""Every address with what nobody should send: never a 5xx, never a traceback, nothing of another
paguyuban, nothing in the log."""

import logging
from collections.abc import Iterator, Sequence
from typing import TypeVar
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask

from association.access.tables import columns
from tests.attacks.scene import ASKED, Scene, owned, rules
from tests.infra.cast import Cast
from tests.infra.client import Reader, fields

Value = TypeVar("Value")
DIGITS = "9" * 5000  # more than int() reads
NASTY = (
    "",
    " ",
    "x" * 10_000,
    "a\x00b",
    "😀" * 40,
    "\u202eabc\u200b",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%s %(x)s {0} {x.__class__} %n %",
    "9223372036854775808",
    "-1",
    "1e309",
    "NaN",
    DIGITS,
    "٣٣٧٢",
    "2026-13-45",
    "=HYPERLINK()",
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
)
# The same for one field while the others are right: what parses numbers and dates meets these.
SHARP = ("", "9223372036854775808", "a\x00😀", "0001-01-01", DIGITS)
BYTES = tuple(
    quote_from_bytes(raw)
    for raw in (b"\xff", b"\xed\xa0\x80", b"\x00", b"\xf0\x9f\x98\x80", b"%0d%0a")
)
FOREIGN = ("Joko Santoso", "Darmi", "3372990505850001", "3372994606900007")
SECRET = (
    *FOREIGN,
    "Tono Wibowo",
    "3372991708750001",
    "81226004171",
    "Sumarni",
    "3372994107600011",
    "81226009911",
)
# 20 ms of Argon2 each: see test_doors
PASSED_OVER = {"/masuk", "/anggota/unduh", "/undangan/<token>", "/keluar"}
NUMBERED = columns("version member present begin change asked kept_version other_version after")
ROLES = ("sari", "budi", "dewi", "admin", "visitor")
# What an engine refuses is asked as who has the most forms, and as the office.
ASKING = pytest.mark.parametrize(
    ("stage", "who"),
    [*(("sqlite", who) for who in ROLES), ("postgresql", "sari"), ("postgresql", "dewi")],
    indirect=["stage"],
)
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


@pytest.fixture
def open_door(app: Flask) -> Iterator[None]:
    """Let the forms in without a token, so that what is behind the token is reached."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


class Judge:
    """Looks at every answer, and collects what must not be."""

    def __init__(self, reader: Reader, foreign: tuple[str, ...]) -> None:
        self.reader, self.foreign, self.wrong, self.count = reader, foreign, [], 0

    def send(self, method: str, path: str, about: str, **kwargs: object) -> None:
        self.count += 1
        with self.reader.client.open(path, method=method, **kwargs) as answer:
            body = answer.get_data(as_text=answer.mimetype.startswith("text/"))
            text = body if isinstance(body, str) else ""
            if (
                answer.status_code >= 500
                or "Traceback" in text
                or any(one in text for one in self.foreign)
            ):
                self.wrong.append(f"{answer.status_code} {method} {path[:80]} {about[:60]!r}")
            if "<script>alert" in text:
                self.wrong.append(f"script {method} {path[:80]} {about[:60]!r}")


def turns(app: Flask, who: str) -> int:
    """Tell how often to ask one address: as Sari until each name met a sixth of the values, on
    SQLite; the others and PostgreSQL get a look at it."""
    return 3 if is_sqlite(app) and who == "sari" else 1


def is_sqlite(app: Flask) -> bool:
    return app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")


def dealt(values: Sequence[Value], number: int, place: int) -> list[Value]:
    """Deal so many values, spread over all; the next address (`place`) gets the next ones."""
    step = max(1, len(values) // number)
    return [values[(place + turn * step) % len(values)] for turn in range(number)]


def judge(who: str, someone, visitor: Reader) -> Judge:
    reader = visitor if who == "visitor" else someone(who)
    return Judge(reader, () if who == "budi" else FOREIGN)


@ASKING
def test_odd_addresses(app: Flask, scene: Scene, someone, visitor: Reader, who: str) -> None:
    judged, number = judge(who, someone, visitor), turns(app, who)
    odd = (
        "0",
        "-1",
        "x",
        "9" * 40,
        "9223372036854775807",
        "%00",
        "%ff",
        "%ed%a0%80",
        "..%2f",
        "<b>",
        "1 OR 1=1",
    )
    parts = ("member_table", "cover", "'\"><b>", "x" * 9000)
    for place, rule in enumerate(rules(app, "GET")):
        plain = scene.address(rule)
        for value in dealt(NASTY, number, place):
            judged.send("GET", plain, value, query_string=dict.fromkeys(ASKED, value))
        for raw in dealt(BYTES, 1, place):
            judged.send("GET", f"{plain}?{'&'.join(f'{name}={raw}' for name in ASKED)}", raw)
        for name in rule.arguments - {"filename"}:
            for value in dealt(odd, min(number, 3), place):
                judged.send("GET", scene.address(rule, **{name: value}), name)
        for part in dealt(parts, 1, place):
            judged.send("GET", plain, part, headers={"HX-Request": "true", "HX-Target": part})
    assert judged.wrong == []
    assert judged.count > 300


def known_forms(app: Flask, scene: Scene, reader: Reader) -> dict[str, dict[str, object]]:
    """Collect, from every page, what a browser would send to each address."""
    found: dict[str, dict[str, object]] = {}
    for rule in rules(app, "GET"):
        for form in reader.get(scene.address(rule)).soup.find_all("form", method="post"):
            found.setdefault(str(form["action"]).partition("?")[0], {}).update(fields(form))
    return found


@ASKING
@pytest.mark.usefixtures("open_door")
def test_odd_forms(
    app: Flask,
    scene: Scene,
    someone,
    sari: Reader,
    visitor: Reader,
    who: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    judged, forms = judge(who, someone, visitor), known_forms(app, scene, sari)
    capsys.readouterr()
    number = turns(app, who)
    for turn, rule in enumerate(rules(app, "POST")):
        if rule.rule in PASSED_OVER:
            continue
        path = scene.address(rule)
        typed = forms.get(path, {}) | dict.fromkeys(NUMBERED, "1")
        for value in dealt(NASTY, number, turn):
            judged.send("POST", path, value, data=dict.fromkeys(typed, value))
        for value in dealt(NASTY, 1, turn + 7):
            judged.send("POST", path, value, data={name: [value, value, "1"] for name in typed})
        every = 1 if is_sqlite(app) else 3
        for place, name in enumerate(list(typed)[turn % every :: every] if who == "sari" else ()):
            (value,) = dealt(SHARP, 1, turn + place)
            judged.send("POST", path, f"{name}={value[:30]}", data=typed | {name: value})
    assert judged.wrong == []
    logged = capsys.readouterr()
    assert [one for one in SECRET if one in logged.out + logged.err] == []


BODIES = (
    ("application/json", b'{"name": ["x"]}'),
    ("application/xml", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"),
    ("text/plain", b"name=x"),
    ("multipart/form-data", b"no boundary"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nhalf',
    ),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--\r\n",
    ),
    ("multipart/form-data; boundary=x", b"--y\r\n\r\n--x--" * 50),
    ("multipart/form-data; boundary=" + "b" * 4000, b"--" + b"b" * 4000 + b"\r\n\r\n"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"n\x00a\x00m\x00e\x00=\x00x\x00"),
    ("application/x-www-form-urlencoded", b"name=%ff%fe%ed%a0%80&nik=%00&=&&&a=b=c"),
    ("application/x-www-form-urlencoded", b"member=1&" * 20_000),
    ("", b"\xff" * 100),
)


@pytest.mark.parametrize("door", ["closed", "open"])
@ON_SQLITE
def test_odd_bodies(
    app: Flask, scene: Scene, sari: Reader, door: str, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["WTF_CSRF_ENABLED"] = door == "closed"
    caplog.set_level(logging.DEBUG)
    judged, many = Judge(sari, FOREIGN), {f"f{number}": "x" for number in range(2000)}
    ways = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND")
    number = 4 if door == "open" else 1  # behind the closed one every address is the same
    for turn, rule in enumerate(rules(app, "POST")):
        if rule.rule in PASSED_OVER:
            continue
        for content_type, body in dealt(BODIES, number, turn):
            if door == "open" and b"nameless" in body:
                continue  # the token's check stops it
            judged.send(
                "POST", scene.address(rule), content_type, data=body, content_type=content_type
            )
        if turn % 10 == 0:  # refused before any database is asked
            judged.send(
                "POST", scene.address(rule), "parts", data=many, content_type="multipart/form-data"
            )
        for method in dealt(ways, 1, turn):
            judged.send(method, scene.address(rule), method)
    assert judged.wrong == []
    assert [one for one in SECRET if one in caplog.text] == []


COOKIES = (
    "",
    "x",
    "\xff\xfe",
    "a" * 9000,
    '"\\303\\251"',
    "\x00",
    "é",
    "%00",
    "guyub=guyub",
    "=;=;",
)
HEADERS = (
    "Referer",
    "Accept-Language",
    "X-CSRFToken",
    "HX-Current-URL",
    "If-None-Match",
    "Range",
    "Origin",
)
HEADER_VALUES = (
    "\xff",
    "x" * 9000,
    "id;q=99999999999999999999, *;q=-1",
    "bytes=-1,0-,9-1",
    "http://[::1",
)


def test_odd_cookies_and_headers(app: Flask, scene: Scene, visitor: Reader) -> None:
    judged = Judge(visitor, FOREIGN)
    for value in COOKIES:
        for name in ("guyub", "guyub_form", "guyub_device"):
            cookie = {"Cookie": f"{name}={value}"} if "\x00" not in value else {}
            judged.send("GET", "/masuk", value, headers=cookie)
            judged.send("GET", "/anggota", value, headers=cookie)
            judged.send(
                "POST", "/masuk", value, headers=cookie, data={"phone": "x", "password": "y"}
            )
    for header in HEADERS:
        for value in HEADER_VALUES:
            judged.send("GET", "/anggota", value, headers={header: value})
            judged.send("GET", "/cek", value, headers={header: value})
            judged.send(
                "POST",
                "/cek",
                value,
                headers={header: value},
                data={"code": value, "birth_date": value},
            )
    assert judged.wrong == []
