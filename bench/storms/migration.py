"""A migration of the oldest version killed at 20 random moments, on both engines: the next start
ends whole, with the same rows as without a kill; two starts at once; what 100,000 members cost."""

import dataclasses
import hashlib
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from alembic import command
from alembic.config import Config

from association import create_app, schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import from_environment
from association.database import db, lone_engine, write_tx
from association.roster.members.models import Member
from association.rules.house.permissions import Role
from association.territory.models import Association
from bench.stage import NOW, signed_in
from tests.infra.client import Reader, fields
from tests.infra.server import ROOT, LiveServer, free_port

OLDEST = "0001"
KILLS, KILLS_ON_POSTGRESQL = 20, 6
MEMBERS, MANY = 20_000, 100_000
MOST_SECONDS = 13.0  # a tenth of the 130 s that 100,000 members took before
COMMANDS = (("-m", "flask", "--app", "app", "migrate"), ("-m", "association.serve"))


@dataclass
class Place:
    """A database with the folder of its keys; `fresh` puts the old version back."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """Give the environment of its processes."""
        own = {"GUYUB_INSTANCE": str(self.folder), "GUYUB_DATABASE_URL": self.url}
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GUYUB_")}
        return clean | own | {"PORT": str(free_port())}

    def start(self, words: tuple[str, ...], **own: str) -> "subprocess.Popen[bytes]":
        """Start a process of Guyub."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=self.environment | own,
                stdout=log,
                stderr=log,
            )

    def log(self) -> str:
        """Give what its processes said."""
        return (self.folder / "log").read_text(errors="replace")

    def grow_old(self, members: int) -> "Place":
        """Make members as today, and take everything back that came after the oldest version."""
        for words in (("migrate",), ("generate", "--members", str(members))):
            process = self.start(("-m", "flask", "--app", "app", *words))
            assert process.wait() == 0, self.log()
        config = Config(attributes={"url": self.url})
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        command.downgrade(config, OLDEST)
        return self

    def content(self) -> dict[str, str]:
        """Give a digest of each table's rows, and the database's own word on its health."""
        engine = lone_engine(self.url)
        found = {}
        with engine.connect() as connection:
            names = sorted(sa.inspect(connection).get_table_names())
            for name in names:
                rows = connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall()
                plain = sorted(repr(tuple(map(_plain, row))) for row in rows)
                found[name] = hashlib.sha256("\n".join(plain).encode()).hexdigest()
            if engine.dialect.name == "sqlite":
                for pragma in ("integrity_check", "foreign_key_check", "user_version"):
                    found[pragma] = str(connection.exec_driver_sql(f"PRAGMA {pragma}").fetchall())
        found["missing"] = str(schema.standing(engine))
        return found


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@contextmanager
def _copies(old: Place) -> Iterator[Place]:
    """Give a copy of an SQLite place, to be spoilt."""
    with tempfile.TemporaryDirectory(prefix="guyub-migration-") as name:
        shutil.copytree(old.folder, name, dirs_exist_ok=True)
        yield Place(Path(name), f"sqlite:///{name}/guyub.db")


@contextmanager
def _on_server(server: str, old: Place) -> Iterator[Place]:
    """Give a copy of a place on PostgreSQL."""
    from tests.infra.postgres import fresh_database

    with tempfile.TemporaryDirectory(prefix="guyub-migration-") as name:
        for key in old.folder.glob("*.key"):
            shutil.copy(key, name)
        yield Place(Path(name), fresh_database(server, template=old.url))


def _played(copies: Any, kills: int, engine: str) -> list[str]:
    """Kill so many migrations, each with what comes next; gives what did not hold."""
    luck, broken = random.Random(14), list[str]()
    with copies() as unkilled:
        began = time.monotonic()
        assert unkilled.start(COMMANDS[0]).wait() == 0, unkilled.log()
        lasts, whole = time.monotonic() - began, unkilled.content()
    met: dict[str, int] = {}
    for number in range(kills):
        with copies() as place:
            for _ in range(1 + number % 3 // 2):  # every third twice
                process = place.start(COMMANDS[number % 2])
                if number % 4 > 1:  # every second one while rows are filled, or the file rewritten
                    _wait_for_migrations(place, process)
                    _kill(process, luck.uniform(0, lasts / 4))
                else:
                    _kill(process, luck.uniform(0.2, lasts))
            found = _standing(place)
            met[found] = met.get(found, 0) + 1
            broken += _ends_whole(place, number, whole)
            if number == kills - 1:
                broken += _doubles(place)
    print(f"{engine}: {kills} kills in {lasts:.1f} s of work left it {met}; all whole after that")
    return [f"{engine}: {one}" for one in broken]


def _kill(process: "subprocess.Popen[bytes]", after: float) -> None:
    time.sleep(after)
    process.kill()
    process.wait()


def _wait_for_migrations(place: Place, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None and _standing(place) == schema.Standing.BEHIND:
        time.sleep(0.02)


def _standing(place: Place) -> str:
    return str(schema.standing(lone_engine(place.url)))


def _ends_whole(place: Place, number: int, whole: dict[str, str]) -> list[str]:
    """Start what comes next, alternately the command and the server, and compare."""
    if number % 8 < 4:
        if place.start(COMMANDS[0]).wait():
            return [f"kill {number}: migrate failed: {place.log()[-500:]}"]
    else:
        server = LiveServer(place.folder, GUYUB_DATABASE_URL=place.url)
        server.start()
        server.stop()
    found = place.content()
    wrong = sorted(name for name in whole if found.get(name) != whole[name])
    return [f"kill {number}: not as without a kill: {', '.join(wrong)}"] if wrong else []


def _doubles(place: Place) -> list[str]:
    """Import a list of people who are known; gives what would be doubled."""
    environment = {key: place.environment[key] for key in ("GUYUB_INSTANCE", "GUYUB_DATABASE_URL")}
    app = create_app(dataclasses.replace(from_environment(environment), clock=lambda: NOW))
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # made, not printed
    with app.app_context():
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            home = tx.session.scalars(sa.select(Association).order_by(Association.id)).first()
            assert home is not None
            token = signed_in(tx.session, Role.LEADER, home)
            people = tx.session.scalars(sa.select(Member).filter_by(association_id=home.id)).all()
            lines = [
                f"{one.name};{place.block};{place.number};{place.kind}"
                for one in people
                for place in one.stalls
            ]
        db.session.remove()
    reader = Reader(app, token)
    form = fields(reader.get("/anggota/impor").form("/anggota/impor"))
    file = (io.BytesIO("\n".join(["Nama;Blok;Nomor;Jenis", *lines]).encode()), "daftar.csv")
    seen = reader.follow(reader.post("/anggota/impor", form | {"file": file}))
    new, same = seen.figure("good"), seen.figure("same")
    print(f"a known list of {len(lines)} after a kill: {same} known, {new} new")
    with app.app_context():
        db.engine.dispose()
    return [f"{new} of {len(lines)} known people would be doubled"] if new else []


def _at_once(copies: Any, engine: str) -> list[str]:
    """Start two servers and the command on one old database: all come up, without a traceback."""
    with copies() as place:
        ports = [free_port() for _ in range(2)]
        servers = [place.start(COMMANDS[1], PORT=str(port)) for port in ports]
        done = place.start(COMMANDS[0]).wait()
        ready = [_is_ready(port) for port in ports]
        for server in servers:
            server.terminate()
        ended, said = [server.wait() for server in servers], place.log()
        waited = said.count("waiting")
        print(f"{engine}: two servers and a command at once: {waited} waited, {ready}, {ended}")
        held = (done, ready, ended) == (0, [True, True], [0, 0]) and "Traceback" not in said
        return [] if held else [f"{engine}: at once: {done} {ready} {ended} {said[-800:]}"]


def _is_ready(port: int) -> bool:
    """Wait until a server serves, two minutes at most."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.2)
    return False


def _seconds_of(place: Place) -> tuple[float, float]:
    """Migrate; gives the seconds of CPU and of the clock."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    assert place.start(COMMANDS[0]).wait() == 0, place.log()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.monotonic() - began


def _costs(old: Place, engine: str) -> list[str]:
    cpu, clock = _seconds_of(old)
    print(f"{engine}: {MANY:,} members of the oldest version: {cpu:.1f} s of CPU, {clock:.1f} s")
    return [f"{engine}: {cpu:.1f} s of CPU for {MANY} members"] if cpu > MOST_SECONDS else []


def run() -> list[str]:
    """Play it on SQLite, then on PostgreSQL."""
    from tests.infra import postgres

    broken = list[str]()
    with ExitStack() as stack:
        folders = [
            Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guyub-old-")))
            for _ in range(4)
        ]
        old = Place(folders[0], f"sqlite:///{folders[0]}/guyub.db").grow_old(MEMBERS)
        broken += _played(lambda: _copies(old), KILLS, "SQLite")
        broken += _at_once(lambda: _copies(old), "SQLite")
        broken += _costs(
            Place(folders[1], f"sqlite:///{folders[1]}/guyub.db").grow_old(MANY), "SQLite"
        )
        fixture: Any = postgres.postgres_url  # a fixture around the function that we want
        server = stack.enter_context(contextmanager(fixture.__wrapped__)())
        there = Place(folders[2], postgres.fresh_database(server)).grow_old(MEMBERS)
        broken += _played(lambda: _on_server(server, there), KILLS_ON_POSTGRESQL, "PostgreSQL")
        broken += _at_once(lambda: _on_server(server, there), "PostgreSQL")
        broken += _costs(
            Place(folders[3], postgres.fresh_database(server)).grow_old(MANY), "PostgreSQL"
        )
    return broken
