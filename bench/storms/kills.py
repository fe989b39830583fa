"""200 times kill -9 under writers: what was answered as saved is there once, the audit chain holds,
and the server comes back by itself."""

import http.client
import random
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import structlog

from association import create_app
from association.config import from_environment
from association.database import db
from association.ledger.audit.actions import first_broken
from bench.phone import Phone
from tests.infra.server import LiveServer

KILLS, WRITERS = 200, 4
SARI, PASSWORD = "0812 0000 0001", "guyub-demo"
GONE = (ConnectionError, http.client.HTTPException, TimeoutError, AssertionError)


class Writers:
    """Phones that add members until they are told to stop; `told` is what they were told."""

    def __init__(self, port: int) -> None:
        self.told, self.sent, self.stop = set[str](), Counter[int](), threading.Event()
        self.threads = [
            threading.Thread(target=self._write, args=(number, _signed_in(port)))
            for number in range(WRITERS)
        ]

    def _write(self, number: int, phone: Phone) -> None:
        while not self.stop.is_set():
            name = f"Pedagang {number} ke {self.sent[number]}"
            self.sent[number] += 1
            try:
                form = phone.get("/anggota/baru").form("/anggota/baru") | {"name": name}
            except GONE:
                time.sleep(0.02)
                continue
            while not self.stop.is_set() and not self._sent(phone, form):
                time.sleep(0.02)  # the same form again, under the same key, as a phone does

    def _sent(self, phone: Phone, form: dict[str, str]) -> bool:
        try:
            done = phone.post("/anggota/baru", form).status == 303
        except GONE:
            return False
        if done:
            self.told.add(form["name"])
        return done


def _signed_in(port: int) -> Phone:
    phone = Phone(port)
    phone.sign_in(SARI, PASSWORD)
    return phone


def run() -> list[str]:
    """Kill, start, look; 200 times."""
    with tempfile.TemporaryDirectory(prefix="guyub-kills-") as name:
        folder, luck, broken = Path(name), random.Random(14), list[str]()
        server = LiveServer(folder, GUYUB_TODAY="2026-11-22")
        server.start()
        writers, starts = Writers(server.port), list[float]()
        for thread in writers.threads:
            thread.start()
        for _ in range(KILLS):
            time.sleep(luck.uniform(0.05, 1.0))
            server.kill()
            began = time.monotonic()
            server.start()
            starts.append(time.monotonic() - began)
        writers.stop.set()
        for thread in writers.threads:
            thread.join()
        server.stop()
        there = _names(folder / "guyub.db")
        lost = writers.told - there.keys()
        doubled = [one for one, times in there.items() if times > 1]
        print(
            f"{KILLS} kills, {len(writers.told)} answers: "
            f"{len(lost)} lost, {len(doubled)} doubled; "
            f"back after {sorted(starts)[KILLS // 2]:.1f} s, at most {max(starts):.1f} s"
        )
        if len(writers.told) < KILLS:
            broken.append(f"only {len(writers.told)} answers: the kills met no writers")
        if lost or doubled:
            broken.append(f"lost: {sorted(lost)[:5]}, doubled: {doubled[:5]}")
        return broken + _not_whole(folder)


def _names(path: Path) -> Counter[str]:
    with closing(sqlite3.connect(path)) as opened:
        found = opened.execute("SELECT name FROM member WHERE name LIKE 'Pedagang % ke %'")
        return Counter(name for (name,) in found)


def _not_whole(folder: Path) -> list[str]:
    """Look at the file and the audit chain."""
    with closing(sqlite3.connect(folder / "guyub.db")) as opened:
        whole = opened.execute("PRAGMA integrity_check").fetchone()[0]
        strays = opened.execute("PRAGMA foreign_key_check").fetchall()
    app = create_app(from_environment({"GUYUB_INSTANCE": str(folder)}))
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with app.app_context():
        entry = first_broken(db.session())
        db.session.remove()
        db.engine.dispose()
    found = []
    if whole != "ok" or strays:
        found.append(f"the file is not whole: {whole}, {len(strays)} stray rows")
    if entry is not None:
        found.append(f"entry {entry} of the audit log does not fit")
    return found
