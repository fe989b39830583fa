"""Every button of the templates that has a name is part of its form: pressed after the session has
ended, or on a page from before a new sign-in, it does what it would have done at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import Tag

from tests.architecture.source import ROOT
from tests.attacks.steps import Step, file, step
from tests.attacks.stops import EVENT, IMPORT, STOPS, TURN
from tests.attacks.test_forms import ON_SQLITE, each_stop, walk
from tests.attacks.walk import Store, Walk, changed
from tests.cover.reconciliation.conftest import LIST as BPJS_LIST
from tests.infra.cast import PASSWORD
from tests.infra.client import Seen, fields

__all__ = ["walk"]

TEMPLATES = ROOT / "templates"
BUTTON = re.compile(r"<button\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*>")
JINJA = re.compile(r"\{\{.*?\}\}")
PHONES = {
    "sari": "081200000001",
    "budi": "081200000002",
    "dewi": "081200000003",
    "yanti": "081200000006",
    "wati": "081200000077",
}
FORGOTTEN = {"csrf_token", "password"}  # what no page repeats
# Pages with buttons that no stop of stops.py comes by.
PROMISED = step("/iuran/catat", outcome="promised")
OFFICIAL = step("/rekonsiliasi", file=file(BPJS_LIST, "bpjs.csv"), whole="ya")
ASIDE = step("/rekonsiliasi/<id:list_id>", "@", OFFICIAL, do="aside r0")
THIRTY = "\n".join(["Nama;Blok;Nomor", *(f"Pedagang {n};D;{n}" for n in range(30))])
MIXED = "Nama;Tanggal lahir\nSumi;31/12/1975\nSuti;12/31/1975\n"
ADDED = step(IMPORT, "@", step("/anggota/impor", file=file(THIRTY)))
# Stands there only with more receipts than fit a page: cash/test_choosing.py presses it.
MANY = "cover/cash/deposits.html: scope=all"
MORE = (
    step("/iuran/catat", "/iuran/catat?lihat=promised", PROMISED, outcome="forget"),
    step("/iuran/catat", "/iuran/catat?buka={suparno}", outcome="absent"),
    *(
        step("/iuran/catat", f"/iuran/catat?buka={{{one}}}", PROMISED, outcome="absent")
        for one in ("suparno", "ngatiyem", "wagiyem")
    ),
    *(
        step("/rekonsiliasi/<id:list_id>", f"@?tumpukan={pile}", OFFICIAL, do="aside r0")
        for pile in ("beda", "kita", "bpjs")
    ),
    step("/rekonsiliasi/<id:list_id>", "@?tumpukan=ditunda", ASIDE, do="back r0"),
    step("/pengingat/<cause>", "@", TURN, outcome="stop"),
    step(f"{EVENT}/hadir/baru", "/kegiatan/{event_id}/hadir", name="Suparno los B2"),
    step("/anggota/pilih", "/anggota/pilih", ADDED, member=["{suparno}"], more="1"),
    step("/pendaftaran"),  # asks first, as somebody's data have gaps
    step(f"{IMPORT}/tanggal", "@", step("/anggota/impor", file=file(MIXED)), order="day"),
)


def named_buttons() -> dict[str, re.Pattern[str]]:
    """Find every button with a name in the templates, as "name=value"; Jinja's is any value."""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        for tag in BUTTON.findall(path.read_text()):
            name, value = attribute(tag, "name"), attribute(tag, "value")
            if name:
                pattern = ".+".join(map(re.escape, JINJA.split(f"{name}={value}")))
                found[f"{path.relative_to(TEMPLATES)}: {name}={value}"] = re.compile(pattern)
    return found


def attribute(tag: str, name: str) -> str:
    hit = re.search(rf'\s{name}="((?:{JINJA.pattern}|[^"])*)"', tag)
    return hit[1] if hit else ""


@dataclass
class Press:
    """A button on a page: who presses it, where its form goes, and what is sent."""

    who: str
    name: str
    to: str
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.name}={self.body[self.name]}"


def pressable(walk: Walk, seen: Seen, stop: Step, own: Tag) -> Iterator[Press]:
    """Give every named button of a page; the stop's own form with what is typed there."""
    for form in seen.soup.find_all("form", method="post"):
        body = fields(form)
        if form.attrs == own.attrs and fields(own).keys() == body.keys():
            body = walk.body(stop, form)
        for button in form.select("button[name]"):
            name, to = str(button["name"]), str(button.get("formaction") or form["action"])
            yield Press(stop.who, name, to, body | {name: str(button.get("value", ""))})


def each_page(walk: Walk, store: Store) -> Iterator[Press]:
    """Give the buttons of every page that a form stands on, and of those that answer it."""
    for stop in each_stop(walk, store, stops=STOPS + MORE):
        seen, own = walk.open(stop)
        yield from pressable(walk, seen, stop, own)
        seen = walk.post(stop, own, walk.body(stop, own))
        if seen.status == 303:
            seen = walk.reader(stop.who).get(seen.location)
        yield from pressable(walk, seen, stop, own)


def repeated(body: dict[str, Any]) -> dict[str, Any]:
    """Give what is to be sent again, one way to write a single value."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in body.items()
        if name not in FORGOTTEN
    }


@dataclass
class Tried:
    """What a press did: the answer, where it led, the tables that it changed."""

    status: int
    location: str
    tables: list[str]


class Presser:
    """Presses one button in several ways, each on the database as it stood."""

    def __init__(self, walk: Walk, store: Store, press: Press) -> None:
        self.walk, self.store, self.press = walk, store, press
        self.kept, self.before = store.copy(), store.rows()
        self.reader = walk.reader(press.who)
        self.cookies = {
            name: cookie.value
            for name in ("guyub", "guyub_form")
            if (cookie := self.reader.client.get_cookie(name))
        }

    def put_back(self) -> None:
        """Make database and cookies as they were."""
        with self.walk.app.app_context():
            self.store.put_back(self.kept)
        for name, value in self.cookies.items():
            self.reader.client.set_cookie(name, value)

    def sent(self, body: dict[str, Any]) -> Seen:
        seen = self.reader.post(self.press.to, body)
        seen.response.get_data()
        return seen

    def tried(self, seen: Seen) -> Tried:
        did = changed(self.before, self.store.rows())
        ours = {"audit_entry", "audit_value"}  # a sign-in is in the log, too
        return Tried(seen.status, seen.location, [one for one in did if one not in ours])

    def resumed(self, seen: Seen) -> tuple[dict[str, Any], Tried]:
        """Send on what an answer kept; gives what that was, and what it did."""
        body = fields(seen.form(self.press.to))
        return repeated(body), self.tried(self.sent(body))

    def after_sign_in(self) -> Seen:
        """Press when the session has ended, and sign in."""
        self.reader.client.delete_cookie("guyub")
        asked = self.sent(self.press.body)
        assert asked.status == 401, (self.press, asked.status)
        given = {"phone": PHONES[self.press.who], "password": PASSWORD}
        return self.reader.submit(asked, "/masuk", **given)

    def with_an_old_token(self) -> Seen:
        """Press on a page from before the phone signed in again."""
        self.reader.client.delete_cookie("guyub_form")
        left = self.sent(self.press.body)
        assert (left.status, "BELUM tersimpan" in left.text) == (400, True), (self.press, left.text)
        return left


def problems(presser: Presser) -> Iterator[tuple[object, ...]]:
    """Press one button in each way; give what differs."""
    press = presser.press
    at_once = presser.tried(presser.sent(press.body))
    ways = [presser.with_an_old_token]
    if press.who != "visitor":
        ways.append(presser.after_sign_in)
    for way in ways:
        presser.put_back()
        body, did = presser.resumed(way())
        if body != repeated(press.body):
            yield str(press), press.to, way.__name__, "sends", body, press.body
        if "password" not in press.body and did != at_once:
            yield str(press), press.to, way.__name__, did, at_once
    presser.put_back()


@ON_SQLITE
def test_a_pressed_button_is_part_of_a_form_that_waits(walk: Walk, store: Store) -> None:
    with store.opened() as connection:
        known = "(SELECT password_hash FROM account WHERE phone_index IS NOT NULL AND id = ?)"
        first = connection.execute("SELECT min(id) FROM account").fetchone()
        connection.execute(f"UPDATE account SET password_hash = {known}", first)
    left, wrong = named_buttons(), []
    assert left.pop(MANY)
    for press in each_page(walk, store):
        found = [name for name, pattern in left.items() if pattern.fullmatch(str(press))]
        if found:
            wrong += problems(Presser(walk, store, press))
        for name in found:
            del left[name]
    assert not wrong, "\n".join(map(str, wrong))
    assert not left, f"give each a page in MORE: {sorted(left)}"
