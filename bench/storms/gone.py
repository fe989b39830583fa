"""The database goes away under load and comes back: PostgreSQL stopped and locked, an SQLite file
locked, a disk that is full. Only worded 503s, all typing kept, nothing lost, right again in 1 s."""

import base64
import itertools
import resource
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

from association import create_app, schema
from association.config import Settings
from association.database import db
from bench.phone import HTML, Answer, Phone
from tests.infra.cast import PASSWORD, gather
from tests.infra.postgres import fresh_database, served
from tests.infra.server import LiveServer

READERS, WRITERS = 4, 8  # each second writer is htmx
SECRET_KEY, DATA_KEY = "only-for-storms-" * 3, b"only-for-storms-0123456789abcdef"
PAGES = ("/", "/anggota", "/iuran/catat", "/lainnya", "/kegiatan", "/anggota?status=arrears")
FORM = "/anggota/baru"
SAID = ("Penyimpanan sedang sibuk", "Penyimpanan tidak terjangkau", "Penyimpanan penuh")
WAITS, BACK = 10.0, 1.0  # seconds
ROUNDS, DOWN, LOCKED = 6, 2.0, 15.0


@dataclass
class Crowd:
    """Readers and writers on some servers, until they are told to stop."""

    servers: list[LiveServer]
    told: set[str] = field(default_factory=set)
    met: Counter[str] = field(default_factory=Counter)
    wrong: set[str] = field(default_factory=set)
    slowest: float = 0
    # when what was sent that went well, and when it was answered
    good: list[tuple[float, float, str]] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)  # when what was sent that was not
    stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        phones = [
            Phone(one.port)
            for one, _ in zip(itertools.cycle(self.servers), range(12), strict=False)
        ]
        for phone in phones:
            phone.sign_in("0812 0000 0001", PASSWORD)
        work = [self._read] * READERS + [self._write] * WRITERS
        threads = [
            threading.Thread(target=act, args=(number, phone))
            for number, (act, phone) in enumerate(zip(work, phones, strict=True))
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()

    def _read(self, _number: int, phone: Phone) -> None:
        for path in itertools.cycle(PAGES):
            if self.stop.is_set():
                return
            self._took(partial(phone.get, path), "read", typed="")

    def _write(self, number: int, phone: Phone) -> None:
        part = "member_form" if number % 2 else ""
        for turn in itertools.count():
            name = f"Pedagang {number} ke {turn}"
            if not (form := self._opened(phone, name)):
                return
            while not self.stop.is_set():
                send = partial(phone.post, FORM, form, part=part)
                done = self._took(send, "written", typed=name)
                if done.status in (204, 303):
                    self.told.add(name)
                    break
                if done.status == 503 and not part:  # sent on from the page that says so
                    form = done.form(FORM)

    def _opened(self, phone: Phone, name: str) -> dict[str, Any]:
        """Open the form until it comes, and type a name."""
        while not self.stop.is_set():
            opened = self._took(partial(phone.get, FORM), "read", typed="")
            if opened.status == 200:
                return opened.form(FORM) | {"name": name}
        return {}

    def _took(self, ask: Callable[[], Answer], what: str, *, typed: str) -> Answer:
        """Ask, and look at how it was answered and after how long."""
        began = time.monotonic()
        answer = ask()
        took = time.monotonic() - began
        self.slowest = max(self.slowest, took)
        if took > WAITS:
            self.wrong.add(f"an answer after {took:.1f} s")
        if answer.status in (200, 204, 303):
            self.met[what] += 1
            self.good.append((began, began + took, what))
            return answer
        self.met[f"{what}: {answer.status}"] += 1
        self.refused.append(began)
        if answer.status != 503 or not any(one in answer.text for one in SAID):
            self.wrong.add(f"{what}: {answer.status} {answer.text[-300:]!r}")
        elif typed and answer.kind == HTML and answer.form(FORM)["name"] != typed:
            self.wrong.add("a form came back without what was typed")
        if answer.status == 503:
            time.sleep(0.1)  # nobody taps faster
        return answer

    def back_after(self, moment: float) -> float:
        """Give how many seconds later a page and a form were sent that went well again, and the
        last one that did not: how fast the machine answers is not the question."""
        firsts = [
            min((sent for sent, done, which in self.good if done > moment and which == what),
                default=float("inf"))
            for what in ("read", "written")
        ]  # fmt: skip
        return max(0.0, *(one - moment for one in (*firsts, *self.refused)))

    def broken(self, said: str, there: Counter[str]) -> list[str]:
        """Compare what was told with what is there; prints what was met."""
        lost = self.told - there.keys()
        doubled = [one for one, times in there.items() if times > 1]
        print(
            f"  {said}: {dict(sorted(self.met.items()))}, slowest {self.slowest:.1f} s, "
            f"{len(self.told)} saved, {len(lost)} lost, {len(doubled)} doubled",
            flush=True,
        )
        found = [f"{said}: {one}" for one in sorted(self.wrong)[:5]]
        if lost or doubled:
            found.append(f"{said}: lost {sorted(lost)[:3]}, doubled {doubled[:3]}")
        return found


Make = Callable[[LiveServer, Path, Crowd], tuple[str, float]]  # gives its name, and when it ended


def run() -> list[str]:
    """Play all of them."""
    with tempfile.TemporaryDirectory(prefix="guyub-gone-") as name:
        folder = Path(name)
        return [
            *_postgresql_stopped(folder / "one", processes=1),
            *_postgresql_stopped(folder / "two", processes=2),
            *_postgresql_locked(folder / "locked"),
            *_sqlite(folder / "busy", _locked_file),
            *_sqlite(folder / "full", _full_disk),
        ]


def _staged(url: str, folder: Path) -> None:
    """Migrate and fill a database with a few people."""
    folder.mkdir(parents=True)
    schema.upgrade(url)
    settings = Settings(
        database_url=url, secret_key=SECRET_KEY, data_key=DATA_KEY, instance=folder,
        base_url="http://localhost", clock=lambda: datetime.now(UTC),
    )  # fmt: skip
    app = create_app(settings)
    with app.app_context():
        gather()
        db.engine.dispose()


@contextmanager
def _servers(url: str, folder: Path, many: int) -> Iterator[list[LiveServer]]:
    environment = {
        "GUYUB_DATABASE_URL": url,
        "GUYUB_SECRET_KEY": SECRET_KEY,
        "GUYUB_DATA_KEY": base64.urlsafe_b64encode(DATA_KEY).decode(),
        "GUYUB_TODAY": "2026-11-22",
    }
    started: list[LiveServer] = []
    try:
        for number in range(many):
            started.append(LiveServer(folder / str(number), **environment))
            started[-1].start()
        yield started
    finally:
        for one in started:
            one.kill()


def _postgresql_stopped(folder: Path, *, processes: int) -> list[str]:
    said = f"PostgreSQL stopped, {processes} process(es)"
    # what is answered as saved must outlive an immediate stop
    with served(synchronous_commit="on") as server:
        url, late = fresh_database(server.url), list[float]()
        _staged(url, folder)
        with _servers(url, folder, processes) as servers:
            crowd = Crowd(servers)
            with crowd.at_work():
                for number in range(ROUNDS):
                    time.sleep(2)
                    server.stop("fast" if number % 2 else "immediate")
                    time.sleep(DOWN)
                    server.start()
                    moment = time.monotonic()
                    time.sleep(2)
                    late.append(crowd.back_after(moment))
            found = crowd.broken(said, _names(url))
    return found + _too_late(said, late)


def _postgresql_locked(folder: Path) -> list[str]:
    said = "PostgreSQL with the table of members locked"
    with served() as server:
        url = fresh_database(server.url)
        _staged(url, folder)
        with _servers(url, folder, 1) as servers:
            crowd = Crowd(servers)
            with crowd.at_work():
                time.sleep(1)
                with psycopg.connect(url.replace("+psycopg", "")) as holding:
                    holding.execute("LOCK TABLE member IN ACCESS EXCLUSIVE MODE")
                    time.sleep(LOCKED)
                    holding.rollback()
                    moment = time.monotonic()
                time.sleep(3)
            late = [crowd.back_after(moment)]
            found = crowd.broken(said, _names(url))
    return found + _too_late(said, late)


def _sqlite(
    folder: Path, trouble: Callable[[LiveServer, Path, Crowd], tuple[str, float]]
) -> list[str]:
    path = folder / "guyub.db"
    _staged(f"sqlite:///{path}", folder)
    with _servers(f"sqlite:///{path}", folder, 1) as [server]:
        crowd = Crowd([server])
        with crowd.at_work():
            time.sleep(1)
            said, moment = trouble(server, path, crowd)
            time.sleep(3)
        late = [crowd.back_after(moment)]
        refused = [key for key in crowd.met if key.startswith("read:")]
        found = crowd.broken(said, _names(f"sqlite:///{path}"))
    if refused:
        found.append(f"{said}: who is signed in could not read on: {refused}")
    return found + _too_late(said, late)


def _locked_file(_server: LiveServer, path: Path, _crowd: Crowd) -> tuple[str, float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as holding:
        holding.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED)
        holding.execute("ROLLBACK")
    return "SQLite locked by another process", time.monotonic()


def _full_disk(server: LiveServer, _path: Path, crowd: Crowd) -> tuple[str, float]:
    """Let no file of the server grow or be written beyond its first 8 KB, as a quota does."""
    assert server.process is not None
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (8192, -1))
    time.sleep(1)
    written = len(crowd.told)
    time.sleep(6)
    if len(crowd.told) > written:
        crowd.wrong.add("the disk was not full")
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)
    return "a full disk", time.monotonic()


def _names(url: str) -> Counter[str]:
    engine = sa.create_engine(url)
    name = sa.column("name", sa.String)
    try:
        with engine.connect() as connection:
            asked = sa.select(name).select_from(sa.table("member")).where(name.like("Pedagang %"))
            return Counter(connection.scalars(asked))
    finally:
        engine.dispose()


def _too_late(said: str, late: list[float]) -> list[str]:
    print(f"  right again after {max(late):.2f} s at most")
    return [f"{said}: right again after {one:.1f} s" for one in late if one > BACK]
