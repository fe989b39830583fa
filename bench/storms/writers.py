"""Sixteen writers, an import from two browsers and its undoing on one paguyuban for a minute, with
three processes on one database: no deadlock, nothing lost or doubled, nobody waits long."""

import base64
import http.client
import itertools
import re
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
import structlog

from association import create_app, schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import Settings
from association.cover.cash.models import Visit
from association.database import db
from association.ledger.audit.actions import first_broken
from association.meetings.attendance.models import Attendance
from association.people.participants.models import Contribution
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from bench.phone import Phone
from tests.infra.cast import PASSWORD, Cast, acting, gather
from tests.infra.postgres import fresh_database, served
from tests.infra.server import LiveServer

SECONDS, PROCESSES, LONGEST = 60, 3, 10.0
DATA_KEY, SECRET_KEY = b"only-for-storms-123456789abcdef!", "only-for-storms-" * 3
KNOWN = 160  # members of the roster, ten for each writer
NEW = 90  # people that a list brings beside them
VOWELS, CONSONANTS = "aiueo", "bdgjklmnprst"


def name_of(number: int) -> str:
    """Make names that sound different."""
    parts = []
    for _ in range(3):
        number, one = divmod(number, len(CONSONANTS) * len(VOWELS))
        parts.append(CONSONANTS[one // len(VOWELS)] + VOWELS[one % len(VOWELS)])
    return "".join(parts).title() + "nto"


def nik_of(number: int) -> str:
    """Make the NIK of somebody born on 1 July 1980."""
    return f"337299010780{number + 1:04}"


@dataclass
class Told:
    """What the writers were told was saved, how long each answer took, and what else was said."""

    saved: dict[str, dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    met: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: set[str] = field(default_factory=set)
    imports: list[list[str]] = field(default_factory=list)
    undone: int = 0


class Writer(Phone):
    """A leader's phone that notes what it is answered; `kind` names what it does."""

    def __init__(self, port: int, cookies: dict[str, str], told: Told, kind: str) -> None:
        super().__init__(port, dict(cookies), seconds=60)
        self.told, self.kind = told, kind

    def _ask(self, method: str, path: str, body: str | None, *more: Any) -> Any:
        began = time.monotonic()
        try:
            answer = super()._ask(method, path, body, *more)
        except (OSError, http.client.HTTPException) as error:
            self.told.wrong.add(f"{self.kind}: no answer to {method}: {error!r}")
            raise
        self._note(method, path, answer.status, answer.text, began)
        return answer

    def _note(self, method: str, path: str, status: int, text: str, began: float) -> None:
        took = time.monotonic() - began
        self.told.times[self.kind if method == "POST" else "page"].append(took)
        self.told.met[self.kind, status] += method == "POST"
        if status >= 500 or took > LONGEST:
            self.told.wrong.add(f"{self.kind}: {method} {status} after {took:.1f} s")

    def upload(self, path: str, form: dict[str, str], text: str) -> str:
        """Send a list as a file; gives where it is shown."""
        line = "----storm"
        fields = "".join(
            f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in form.items()
        )
        head = 'Content-Disposition: form-data; name="file"; filename="daftar.csv"'
        body = f"{fields}--{line}\r\n{head}\r\nContent-Type: text/csv\r\n\r\n{text}\r\n--{line}--"
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookies, "Content-Type": f"multipart/form-data; boundary={line}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        began = time.monotonic()
        connection.request("POST", path, body.encode(), sent)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        self._note("POST", path, answer.status, said, began)
        return answer.headers.get("Location", "")


Act = Callable[[Writer, int, int], None]  # the writer, one of its members, which turn it is


def edit(one: Writer, member: int, turn: int) -> None:
    """Give a member another note."""
    path = f"/anggota/{member}/ubah"
    form = one.get(path).form(path) | {"note": f"catatan {turn}"}
    if one.post(path, form).status == 303:
        one.told.saved["edit"][member] = form["note"]


def pay(one: Writer, member: int, turn: int) -> None:
    """Record a month at a bank."""
    path = f"/anggota/{member}/iuran"
    if one.post(path, one.get(path).form(path) | {"receipt": f"B{turn}-{member}"}).status == 303:
        paid = one.told.saved["pay"]
        paid[member] = paid.get(member, 0) + 1


def visit(one: Writer, member: int, turn: int) -> None:
    """Note on the round that nobody was there, or that they moved."""
    sent = _row_form(one.get(f"/iuran/catat?buka={member}").text)
    outcome = ("absent", "moved")[turn % 2]
    if one.post("/iuran/catat", sent | {"member": member, "outcome": outcome}).status == 303:
        one.told.saved["visit"][member] = outcome


def mark(one: Writer, member: int, turn: int) -> None:
    """Mark that a member came, or take it back."""
    [event] = one.told.saved["event"].values()
    sent = _row_form(one.get(f"{event}/hadir").text)
    present = str(turn % 2)
    if one.post(f"{event}/hadir", sent | {"member": member, "present": present}).status == 303:
        one.told.saved["mark"][member] = turn % 2 == 1


def _row_form(page: str) -> dict[str, str]:
    """Give token and key of the rows of a page."""
    found = {
        name: re.search(f'name="?{name}"? value="([^"]+)"', page) for name in ("csrf_token", "key")
    }
    return {name: one[1] for name, one in found.items() if one is not None}


def add(one: Writer, member: int, turn: int) -> None:
    """Add somebody, every second one with a NIK."""
    number = 2000 + (member * 37 + turn * 411) % 7000
    typed = {"name": f"Tambah {name_of(100_000 + member * 1000 + turn)}"}
    if turn % 2:
        typed |= {"nik": nik_of(number), "birth_date": "1 Juli 1980"}
    form = one.get("/anggota/baru").form("/anggota/baru") | typed
    if one.post("/anggota/baru", form).status == 303:
        one.told.saved["add"][form["name"]] = True


WRITERS: tuple[Act, ...] = (*[edit] * 5, *[pay] * 4, *[visit] * 2, *[mark] * 2, *[add] * 3)


def run() -> list[str]:
    """Storm SQLite, then PostgreSQL."""
    broken = []
    with tempfile.TemporaryDirectory(prefix="guyub-writers-") as name, ExitStack() as stack:
        for engine in ("SQLite", "PostgreSQL"):
            folder = Path(name) / engine
            folder.mkdir()
            url = f"sqlite:///{folder / 'guyub.db'}"
            if engine == "PostgreSQL":
                server = stack.enter_context(served(synchronous_commit="on", max_connections="100"))
                url = fresh_database(server.url)
            broken += [f"{engine}: {one}" for one in _storm(engine, url, folder)]
    return broken


def _storm(said: str, url: str, folder: Path) -> list[str]:
    schema.upgrade(url)
    app = create_app(_settings(url, folder))
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with app.app_context():
        cast, told = gather(), Told()
        ids = _stage(cast)
        db.session.remove()
        db.engine.dispose()
    with _servers(url, folder) as ports:
        _play(ports, ids, told)
    said_by = [path.read_text() for path in folder.glob("*/server.log")]
    told.wrong |= {
        line[:2000] for text in said_by for line in text.splitlines() if '"exception"' in line
    }
    with app.app_context():
        set_reach(db.session(), Everywhere())
        found = [*sorted(told.wrong)[:10], *_missing(told)]
        db.session.remove()
        db.engine.dispose()
    _print(said, told)
    if deadlocks := _deadlocks(url):
        found.append(f"{deadlocks} deadlocks")
    if not told.undone:
        found.append("no import was undone: the storm was too short")
    return found


def _settings(url: str, folder: Path) -> Settings:
    return Settings(
        database_url=url,
        secret_key=SECRET_KEY,
        data_key=DATA_KEY,
        instance=folder,
        base_url="http://localhost",
        clock=lambda: datetime.now(UTC),
    )


def _stage(cast: Cast) -> list[int]:
    """Put ten members for each writer on Sari's roster."""
    by, city = acting(cast, "sari"), cast.city["Kota Surakarta"]
    born = date(1980, 7, 1)
    return [
        members.enrol(
            MemberValues(name=name_of(n), nik=nik_of(n), birth_date=born),
            by,
            city_id=city,
            once=None,
        )
        for n in range(KNOWN)
    ]


@contextmanager
def _servers(url: str, folder: Path) -> Iterator[list[int]]:
    key = base64.urlsafe_b64encode(DATA_KEY).decode()
    environment = {
        "GUYUB_DATABASE_URL": url, "GUYUB_SECRET_KEY": SECRET_KEY, "GUYUB_DATA_KEY": key,
        "GUYUB_TODAY": "2026-11-22",
    }  # fmt: skip
    started = [LiveServer(folder / f"{n}", **environment) for n in range(PROCESSES)]
    try:
        for one in started:
            one.start()
        yield [one.port for one in started]
    finally:
        for one in started:
            one.kill()


def _play(ports: list[int], ids: list[int], told: Told) -> None:
    first = Writer(ports[0], {}, told, "event")
    first.sign_in("0812 0000 0001", PASSWORD)
    event = {"title": "Rapat", "starts_at": "24 November 2026 13.00", "place": "Balai"}
    told.saved["event"][0] = first.fill("/kegiatan/baru", **event).location
    end = time.monotonic() + SECONDS
    threads = [
        threading.Thread(
            target=_write,
            args=(act, Writer(ports[n % PROCESSES], first.cookies, told, act.__name__), end),
            kwargs={"own": ids[n * 10 : n * 10 + 10]},
        )
        for n, act in enumerate(WRITERS)
    ]
    browsers = [Writer(ports[n % PROCESSES], first.cookies, told, "import") for n in range(2)]
    threads.append(threading.Thread(target=_import, args=(browsers, told, end)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _write(act: Act, one: Writer, end: float, *, own: list[int]) -> None:
    for turn in itertools.count():
        if time.monotonic() > end:
            return
        try:
            act(one, own[turn % len(own)], turn)
        except (OSError, http.client.HTTPException):
            return  # noted
        except AssertionError as error:
            one.told.wrong.add(f"{one.kind}: {str(error)[:200]}")


def _import(browsers: list[Writer], told: Told, end: float) -> None:
    """Save one list from two browsers at once, then take it back, again and again."""
    for round_ in itertools.count():
        new = [name_of(30_000 + round_ * 500 + n) for n in range(NEW)]
        rows = [f"{name_of(n)};{nik_of(n)};Jamu {round_}" for n in range(KNOWN)]
        niks = ["" if n % 2 else nik_of(1000 + round_ % 10 * 95 + n) for n in range(NEW)]
        rows += [f"{name};{nik};Kain" for name, nik in zip(new, niks, strict=True)]
        text = "\n".join(["Nama;NIK;Dagangan", *rows])
        at_once = [threading.Thread(target=_save, args=(one, text)) for one in browsers]
        for thread in at_once:
            thread.start()
        for thread in at_once:
            thread.join()
        told.imports.append(new)
        if time.monotonic() > end:
            return  # the last one stays
        for path in _batches(browsers[0])[:2]:
            _undo(browsers[0], path)
        told.undone += 1


def _save(one: Writer, text: str) -> None:
    form = {"csrf_token": one.get("/anggota/impor").form("/anggota/impor")["csrf_token"]}
    path = one.upload("/anggota/impor", form, text)
    page = one.get(path)
    while f'action="{path}/periksa"' in page.text:
        one.post(f"{path}/periksa", page.form(f"{path}/periksa"))
        page = one.get(path)
    while f'action="{path}"' in page.text:
        one.post(path, page.form(path))
        page = one.get(path)
    if "Impor selesai" not in page.text and "siap disimpan" not in page.text:
        one.told.wrong.add(f"import: not done: {page.status}")


def _batches(one: Writer) -> list[str]:
    page = one.get("/anggota/perubahan").text
    found = {piece.partition('"')[0] for piece in page.split('href="/anggota/perubahan/')[1:]}
    numbers = sorted((int(one) for one in found if one.isdecimal()), reverse=True)
    return [f"/anggota/perubahan/{number}" for number in numbers]


def _undo(one: Writer, path: str) -> None:
    action = f"{path}/batalkan"
    page = one.get(path)
    if f'action="{action}"' not in page.text:
        return
    path = one.post(action, page.form(action)).location
    page = one.get(path)
    while f'action="{path}/lanjut"' in page.text:
        one.post(f"{path}/lanjut", page.form(f"{path}/lanjut"))
        page = one.get(path)


def _missing(told: Told) -> Iterator[str]:
    """Name what was answered as saved and is not there, or is there twice."""
    session = db.session()
    paid = sa.select(Member.id, sa.func.count(Contribution.id)).join(
        Contribution, Contribution.participant_id == Member.participant_id
    )
    there: dict[str, dict[Any, Any]] = {
        "edit": _pairs(sa.select(Member.id, Member.note)),
        "pay": _pairs(paid.group_by(Member.id)),
        "visit": _pairs(sa.select(Visit.member_id, Visit.outcome)),
        "mark": dict.fromkeys(session.scalars(sa.select(Attendance.member_id)), True),
    }
    for what, kept in there.items():
        lost = {
            key: (value, kept.get(key))
            for key, value in told.saved[what].items()
            if kept.get(key, False) != value
        }
        if lost:
            yield f"{what}: said and kept differ: {dict(list(lost.items())[:3])}"
    names = Counter(session.scalars(sa.select(Member.name)))
    added = [*told.saved["add"], *itertools.chain(*told.imports), *map(name_of, range(KNOWN))]
    wrong = {name: names[name] for name in added if names[name] != 1}
    if wrong:
        yield f"{len(wrong)} people are not there once: {dict(list(wrong.items())[:5])}"
    if entry := first_broken(session):
        yield f"entry {entry} of the audit log does not fit"


def _pairs(statement: sa.Select[Any]) -> dict[Any, Any]:
    return dict(db.session().execute(statement).tuples().all())


def _deadlocks(url: str) -> int:
    if not url.startswith("postgresql"):
        return 0
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        asked = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        found = connection.execute(asked).fetchone()
    return int(found[0]) if found else 0


def _print(said: str, told: Told) -> None:
    for kind, times in sorted(told.times.items()):
        times.sort()
        met = {status: many for (one, status), many in sorted(told.met.items()) if one == kind}
        middle, late = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(
            f"{said:10} {kind:7} {len(times):5} answers {met or ''}: "
            f"median {middle:.2f}, 99 of 100 {late:.2f}, longest {times[-1]:.2f} s",
            flush=True,
        )
    print(f"{said:10} {len(told.imports)} lists saved from two browsers, {told.undone} undone")
