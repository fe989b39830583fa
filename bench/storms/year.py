"""A year of a paguyuban of 2,600, played day by day while one server runs: every page stays within
twice its first day, and what is kept of the year under 50 MB."""

import re
import secrets
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from flask import Flask

from association import create_app, schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import Settings
from association.database import db, write_tx
from association.people.accounts.actions import create_account, give_duty
from association.people.accounts.passwords import hashed
from association.roster.members.models import Member
from association.rules.house.permissions import Role
from association.territory.models import Association
from bench.paguyuban import PASSWORD, PHONE, Day, Paguyuban, lists_of, tomorrow
from tests.infra.client import Reader
from tests.infra.growth import counting

MEMBERS, OTHERS, DAYS = 2_600, 1_500, 365
FIRST = datetime(2026, 1, 1, 2, tzinfo=UTC)  # 09.00 in Surakarta
OFFICE = "081200000902"
TURNS, MOST, LEAST, LARGEST = 3, 2.0, 5.0, 50.0  # times, factor, milliseconds, MB
BARE = "/program"
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
# A report on every event that was held grows with them; /kegiatan lists them a page at a time.
REPORTS = {"/kegiatan/hasil", "dinas /pemantauan/kegiatan/hasil"}
NEWEST = "SELECT max(id) FROM {} WHERE association_id = {{own}}"
OF_SCENE = {
    "member_id": "SELECT min(m.id) FROM member m JOIN contribution c USING (participant_id)"
    " WHERE m.association_id = {own}",
    "contribution_id": "SELECT max(c.id) FROM contribution c"
    " JOIN member m USING (participant_id) WHERE m.id = {member_id}",
    "change_id": "SELECT max(id) FROM change WHERE member_id = {member_id}",
    "event_id": NEWEST.format("awareness_event"),
    "code": "SELECT code FROM awareness_event WHERE id = {event_id}",
    "batch_id": NEWEST.format("batch"),
    "upload_id": NEWEST.format("upload"),
    "list_id": NEWEST.format("official_list"),
    "deposit_id": NEWEST.format("deposit"),
    "number": "SELECT max(number) FROM receipt WHERE association_id = {own}",
    "duty_id": NEWEST.format("duty"),
    "market_id": "SELECT min(id) FROM market",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs: CPU milliseconds, how many bare pages that is, steps of SQLite."""

    ms: float
    bare: float
    steps: int


def run() -> list[str]:
    """Play the year; say which pages grew slow, and whether too much is kept."""
    with tempfile.TemporaryDirectory(prefix="guyub-year-") as folder:
        file, clock = Path(folder) / "year.db", Day(FIRST)
        app = _app(file, Path(folder), clock)
        structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # made, not printed
        own = _filled(app, clock)
        before = _sizes(file)
        for day in (3, 6, 10, 12, 16, 20):  # once of everything, before anything is measured
            clock.moment = FIRST.replace(day=day)
            own.day()
        own.meet(clock.moment.date())
        own.edit(clock.moment.date())
        first = _costs(app, own)
        began = time.process_time()
        # To the same day of the month: how many are still to be asked goes with it.
        same_day = clock.moment + timedelta(DAYS)
        while clock.moment < same_day:
            clock.moment = tomorrow(clock.moment)
            own.day()
        print(f"the year took {time.process_time() - began:.0f} s of CPU", flush=True)
        broken = _compared(first, _costs(app, own)) + _kept(before, _sizes(file), file)
        with app.app_context():
            db.engine.dispose()
    return broken


def _app(file: Path, folder: Path, clock: Day) -> Flask:
    url = f"sqlite:///{file}"
    schema.upgrade(url)
    return create_app(
        Settings(
            database_url=url,
            secret_key=secrets.token_hex(32),
            data_key=secrets.token_bytes(32),
            base_url="http://localhost",
            instance=folder,
            clock=clock,
        )
    )


def _filled(app: Flask, clock: Day) -> Paguyuban:
    """Make the paguyuban, six others in the city, a treasurer and an officer."""
    for members, homes, more in ((MEMBERS, 1, []), (OTHERS, 6, ["--force"])):
        size = ["--members", str(members), "--associations", str(homes)]
        done = app.test_cli_runner().invoke(args=["generate", *size, *more])
        if done.exit_code:
            raise SystemExit(f"generate failed: {done.output}{done.exception or ''}")
    kind: dict[str, Any] = {"now": FIRST, "password_hash": hashed(PASSWORD)}
    with app.app_context():
        with write_tx() as tx:
            session = tx.session
            set_reach(session, Everywhere())
            home = session.scalars(sa.select(Association).order_by(Association.id)).first()
            assert home is not None
            leader = create_account(session, name="Ketua", phone=PHONE, role=Role.LEADER, **kind)
            create_account(
                session, name="Dinas", phone=OFFICE, role=Role.OFFICER, city_id=home.city_id, **kind
            )
            duty = {"account_id": leader.id, "association_id": home.id, "position": "ketua"}
            give_duty(session, **duty, starts_on=FIRST.date())
            roster = sa.select(Member.id).where(Member.association_id == home.id)
            ids, lists = list(session.scalars(roster)), lists_of(session, home.id)
            made = home.id, home.city_id, leader.id
        db.session.remove()
    return Paguyuban(app, clock, *made, ids, lists, Reader(app))


def _costs(app: Flask, own: Paguyuban) -> dict[str, Cost]:
    """Measure every page as its people see it; addresses with something in them that the year does
    not make are left out."""
    office, known = Reader(app), _scene(app, own)
    own.leader.fill("/masuk", phone=PHONE, password=PASSWORD)
    office.fill("/masuk", phone=OFFICE, password=PASSWORD)
    pages, steps = {}, {}
    with counting(app) as work:
        for who, reader in (("", own.leader), ("dinas ", office)):
            for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
                if "GET" in (rule.methods or ()) and rule.arguments <= known.keys():
                    path = HOLE.sub(lambda hit: str(known[hit[1]]), rule.rule)
                    work.steps = 0
                    answer = reader.client.get(path)
                    answer.get_data()
                    if answer.status_code == 200:
                        pages[who + rule.rule], steps[who + rule.rule] = (reader, path), work.steps
    return {name: _cost(*pages[name], steps[name]) for name in pages}


def _scene(app: Flask, own: Paguyuban) -> dict[str, Any]:
    known: dict[str, Any] = {"own": own.association_id, "association_id": own.association_id,
                             "cause": "menunggak"}  # fmt: skip
    with app.app_context(), db.engine.connect() as connection:
        for name, query in OF_SCENE.items():
            value = connection.exec_driver_sql(query.format(**known)).scalar()
            known[name] = value if value is not None else 987_654
    return known


def _cost(reader: Reader, path: str, steps: int) -> Cost:
    """Ask for a page and for a bare one, turn by turn."""
    pages: list[float] = []
    bare: list[float] = []
    for _ in range(TURNS):
        for times, address in ((pages, path), (bare, BARE)):
            began = time.process_time()
            reader.client.get(address).get_data()
            times.append((time.process_time() - began) * 1000)
    ms = statistics.median(pages)
    return Cost(ms, ms / statistics.median(bare), steps)


def _compared(first: dict[str, Cost], last: dict[str, Cost]) -> list[str]:
    broken = []
    print(f"{'page':<52}{'first ms':>9}{'last ms':>9}{'times':>7}{'steps':>10}{'last':>10}")
    for page, before in first.items():
        after = last.get(page)
        if after is None:
            broken.append(f"{page} does not answer any more")
            continue
        times = after.bare / before.bare
        print(f"{page:<52}{before.ms:>9.1f}{after.ms:>9.1f}{times:>7.2f}"
              f"{before.steps:>10}{after.steps:>10}")  # fmt: skip
        if times > MOST and after.ms - before.ms > LEAST and page not in REPORTS:
            broken.append(f"{page} takes {times:.1f} times what it took on the first day")
    return broken


def _sizes(file: Path) -> dict[str, float]:
    """Give the MB of each table with its indexes, by the system's SQLite where it can tell."""
    with sqlite3.connect(file) as connection:
        try:
            rows = connection.execute(
                "SELECT s.tbl_name, sum(d.pgsize) / 1e6 FROM dbstat d JOIN sqlite_schema s"
                " ON s.name = d.name GROUP BY s.tbl_name"
            ).fetchall()
        except sqlite3.OperationalError:
            rows = []
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    return dict(rows) | {"in all": pages * size / 1e6}


def _kept(before: dict[str, float], after: dict[str, float], file: Path) -> list[str]:
    print(f"{'MB of the file':<52}{'first':>9}{'last':>9}")
    for table, size in sorted(after.items(), key=lambda one: -one[1]):
        if size > 0.1:
            print(f"{table:<52}{before.get(table, 0):>9.1f}{size:>9.1f}")
    if after["in all"] > LARGEST:
        return [f"{file.name} has {after['in all']:.0f} MB after a year, more than {LARGEST:.0f}"]
    return []
