"""Promises of TRUST that no page's own test looks at whole: P6 (a busy disk), P9 (the file), P12
(midnight)."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from association import backup
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, engine_options
from association.roster.members import reads
from association.roster.members.statuses import coverage_of
from association.waiting import LOCK_SECONDS
from tests.attacks.scene import owned
from tests.conftest import settings_for
from tests.infra.cast import Cast
from tests.infra.client import Reader

driver = engine_options("sqlite://")[
    "module"
]  # the one the app uses: two in a process do not see each other's locks
SECRET = (
    "3372991708750001",
    "3372990101600002",
    "3372994107600011",
    "81226004171",
    "81226009911",
    "guyub-demo",
)


EMBEDDED = pytest.mark.parametrize(
    "stage", ["sqlite"], indirect=True
)  # about the embedded database's file


@EMBEDDED
def test_p9_neither_the_file_nor_its_backup_can_be_read(
    app: Flask, sari: Reader, cast: Cast, tmp_path: Path
) -> None:
    owned(
        sari, cast
    )  # members, an import saved and one waiting, changes, a sealed roster, an offer
    sari.client.post(f"/anggota/{cast.member['Suparno']}/nik")
    with app.app_context():
        source, target = db.engine.raw_connection(), driver.connect(str(tmp_path / "copy.db"))
        backup.copy(source.driver_connection, target, lambda *_done: None)
        target.close()
        source.close()
    for path in (tmp_path / "guyub.db", tmp_path / "guyub.db-wal", tmp_path / "copy.db"):
        kept = path.read_bytes() if path.exists() else b""
        assert [one for one in SECRET if one.encode() in kept] == []
    assert (tmp_path / "copy.db").stat().st_size > 100_000


@EMBEDDED
def test_p6_a_busy_disk_is_said_within_ten_seconds_and_keeps_what_was_typed(
    app: Flask, sari: Reader, tmp_path: Path
) -> None:
    form = sari.get("/anggota/baru")
    holding = driver.connect(str(tmp_path / "guyub.db"), isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    began = time.process_time()
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        refused = sari.submit(form, "/anggota/baru", name="Sutini")
        event.remove(db.engine, "before_cursor_execute", note)
    worked = time.process_time() - began  # the rest is waiting for the lock
    assert sari.get("/anggota").status == 200  # reading goes on
    holding.execute("ROLLBACK")
    holding.close()
    assert refused.status == 503
    assert LOCK_SECONDS * asked.count("BEGIN IMMEDIATE") + worked < 10
    assert "BEGIN IMMEDIATE" in asked
    assert "BELUM tersimpan" in refused.text
    assert sari.submit(refused, "/anggota/baru").status == 303
    assert sari.get("/anggota?q=sutini").names() == ["Sutini"]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 17, 0, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 2, 28, 17, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_p12_the_day_changes_at_midnight_wib(tmp_path: Path, moment: datetime, day: date) -> None:
    assert settings_for("sqlite://", tmp_path, lambda: moment).today() == day


def test_p12_cover_ends_at_midnight_of_the_month_end(
    app: Flask, sari: Reader, cast: Cast, clock
) -> None:
    paid_until_november = cast.member["Suparno"]
    states = []
    for moment in (
        datetime(2026, 11, 30, 16, 59, tzinfo=UTC),
        datetime(2026, 11, 30, 17, 1, tzinfo=UTC),
    ):
        clock.moment = moment
        app.extensions["guyub"] = replace(app.extensions["guyub"], clock=clock)
        tono = Reader(app).fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975")
        assert tono.soup.select_one("[data-status]")["data-status"] == "active"
        with app.app_context():
            set_reach(db.session(), Everywhere())
            member = reads.one(db.session(), paid_until_november)
            today = app.extensions["guyub"].today()
            states.append(coverage_of(db.session(), member, today=today).status.value)
    assert states == ["active", "due"]
