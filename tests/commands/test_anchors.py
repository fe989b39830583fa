"""The end of the audit log: what is cut off, replaced, or put back is told by its anchors outside
the database."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db, lone_engine, write_tx
from association.ledger.audit import anchors
from association.ledger.audit.actions import first_broken, record
from association.ledger.audit.anchors import Unfit, Why
from tests.commands.stage import fresh_app, refused, run
from tests.infra.cast import NOW

ENTRIES = 42


def log(app: Flask, entries: int) -> None:
    """Append entries to the log."""
    with app.app_context():
        with write_tx() as tx:
            for number in range(entries):
                by = By(account_id=None, association_id=None, at=NOW)
                record(tx.session, by, "test", f"n:{number}")
        db.session.remove()


@pytest.fixture
def anchored(tmp_path: Path) -> Iterator[Flask]:
    """Give an app whose log has 42 entries, anchored after each of the last three."""
    with fresh_app(tmp_path) as app:
        assert run(app, "audit", "anchor").stdout.startswith("2026-11-21 0 0 - new ")
        log(app, ENTRIES - 2)
        for _ in range(2):
            assert run(app, "audit", "anchor").exit_code == 0
            log(app, 1)
        assert run(app, "audit", "anchor").stdout.split()[1:3] == [f"{ENTRIES}", f"{ENTRIES}"]
        yield app


def in_hand(app: Flask, *statements: str) -> None:
    """Do what somebody with the file in hand can do."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    with lone_engine(url).connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def triggers(app: Flask, what: str) -> list[str]:
    with app.app_context():
        schema = sa.table("sqlite_master", sa.column("sql"), sa.column("type"), sa.column("name"))
        with db.engine.connect() as connection:
            found = connection.execute(sa.select(schema).where(schema.c.type == "trigger")).all()
    return [f"DROP TRIGGER {one.name}" if what == "drop" else one.sql for one in found]


def test_a_log_that_reaches_its_anchors_is_whole(anchored: Flask, tmp_path: Path) -> None:
    log(anchored, 3)
    done = run(anchored, "audit", "verify")
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1), done.output
    assert done.stdout.startswith("The audit log is whole: 45 entries, the last one ")
    assert (tmp_path / "audit.anchors").stat().st_mode & 0o777 == 0o600


def test_no_end_can_be_cut(anchored: Flask, tmp_path: Path) -> None:
    drop, make = triggers(anchored, "drop"), triggers(anchored, "make")
    kept, missed = anchors.anchors(tmp_path), []
    for cut in range(1, ENTRIES + 1):
        last = ENTRIES - cut
        in_hand(anchored, *drop, f"DELETE FROM audit_entry WHERE id > {last}", *make)
        with anchored.app_context():
            assert first_broken(db.session()) is None, "the chain alone sees nothing"
            try:
                anchors.check(db.session(), kept)
                missed.append(cut)
            except Unfit as unfit:
                assert f"was cut: it reaches entry {last}, but reached" in str(unfit)
            db.session.remove()
    assert missed == []
    assert "The end of the audit log was cut" in refused(anchored, "audit", "verify")


def test_an_end_that_is_written_anew_is_told(anchored: Flask) -> None:
    in_hand(anchored, *triggers(anchored, "drop"), "DELETE FROM audit_entry WHERE id > 30")
    log(anchored, 20)
    assert run(anchored, "audit", "anchor").exit_code == 0  # a new one does not heal the others
    assert refused(anchored, "audit", "verify").startswith(
        "Entry 40 of the audit log is not the one of 2026-11-21"
    )


def test_a_trigger_that_is_gone_is_told(anchored: Flask) -> None:
    in_hand(anchored, "DROP TRIGGER audit_entry_no_delete")
    said = refused(anchored, "audit", "verify")
    assert said == (
        "The audit log is whole, but open for changes: audit_entry_no_delete is missing."
    )


COPIED = "at, account_id, association_id, 'x', subject, details, mac, city_id"
SAME = f"SELECT id, {COPIED} FROM audit_entry"
BEFORE = SAME.replace("SELECT id", "SELECT -5")


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT OR REPLACE INTO audit_entry {SAME} WHERE id = 7",
        f"INSERT OR REPLACE INTO audit_entry {SAME} WHERE id = {ENTRIES}",
        f"REPLACE INTO audit_entry {SAME} WHERE id = 7",
        f"INSERT INTO audit_entry {SAME} WHERE id = 7 ON CONFLICT (id) DO UPDATE SET what = 'x'",
        f"INSERT INTO audit_entry {BEFORE} WHERE id = 7",
        "UPDATE OR REPLACE audit_entry SET id = 8 WHERE id = 7",
    ],
)
def test_an_entry_cannot_be_replaced(anchored: Flask, statement: str) -> None:
    with pytest.raises(sa.exc.DatabaseError, match="append-only"):
        in_hand(anchored, statement)


@pytest.mark.parametrize("line", [0, 1, 2])
@pytest.mark.parametrize("alter", [lambda _line: "", lambda line: line.replace("2026", "2025")])
def test_the_anchors_cannot_be_altered(
    anchored: Flask, tmp_path: Path, line: int, alter: type[str]
) -> None:
    lines = (tmp_path / "audit.anchors").read_text().splitlines(keepends=True)
    lines[line] = alter(lines[line])
    (tmp_path / "audit.anchors").write_text("".join(lines))
    assert "was altered, or one before it is missing" in refused(anchored, "audit", "verify")
    assert "was altered" in refused(anchored, "audit", "anchor")


def test_a_torn_line_is_dropped(anchored: Flask, tmp_path: Path) -> None:
    with (tmp_path / "audit.anchors").open("a") as file:
        file.write("2026-11-21 42 4")
    assert run(anchored, "audit", "verify").exit_code == 0
    log(anchored, 1)
    assert run(anchored, "audit", "anchor").exit_code == 0
    assert run(anchored, "audit", "verify").exit_code == 0


def test_missing_anchors_are_said_until_the_log_is_accepted(
    anchored: Flask, tmp_path: Path
) -> None:
    (tmp_path / "audit.anchors").unlink()
    said = refused(anchored, "audit", "verify")
    assert said == (
        "The anchors of the audit log are missing: nothing shows how far it reached before. When "
        "you know that it is whole: flask --app app audit anchor --accept"
    )
    assert run(anchored, "audit", "anchor").stdout.split()[4] == "first"
    assert "begin on 2026-11-21 at entry 42" in refused(anchored, "audit", "verify")
    assert run(anchored, "audit", "anchor", "--accept").exit_code == 0
    done = run(anchored, "audit", "verify")
    assert done.stdout.splitlines()[1:] == ["On 2026-11-21 it was accepted at entry 42."]


def test_an_empty_log_beside_accounts_is_not_new(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        run(app, "account", "create", "--role", "admin", "--phone", "081200000501")
        in_hand(app, *triggers(app, "drop"), "DELETE FROM audit_entry")
        (tmp_path / "audit.anchors").unlink()
        assert "are missing" in refused(app, "audit", "verify")


def test_a_backup_that_came_back_is_told(anchored: Flask, tmp_path: Path) -> None:
    assert run(anchored, "backup", tmp_path / "copy.db").exit_code == 0
    log(anchored, 5)
    assert run(anchored, "audit", "anchor").exit_code == 0
    done = run(anchored, "restore", tmp_path / "copy.db")
    assert done.stdout.endswith(
        " Its audit log ends at entry 42; entries up to 47 are lost with it.\n"
    )
    done = run(anchored, "audit", "verify")
    assert done.stdout.splitlines()[1:] == ["On 2026-11-21 it was restored at entry 42."]
    log(anchored, 5)
    run(anchored, "audit", "anchor")
    in_hand(anchored, *triggers(anchored, "drop"), "DELETE FROM audit_entry WHERE id > 41")
    assert "reached entry 42" in refused(anchored, "audit", "verify")


def test_a_file_put_in_the_place_of_the_database_is_told(anchored: Flask, tmp_path: Path) -> None:
    run(anchored, "backup", tmp_path / "copy.db")
    log(anchored, 1)
    run(anchored, "audit", "anchor")
    with anchored.app_context():
        db.engine.dispose()
    for beside in tmp_path.glob("guyub.db-*"):
        beside.unlink()
    shutil.copy(tmp_path / "copy.db", tmp_path / "guyub.db")
    assert "it reaches entry 42, but reached entry 43" in refused(anchored, "audit", "verify")


def test_a_log_that_has_not_moved_gets_no_line(anchored: Flask, tmp_path: Path) -> None:
    with anchored.app_context():
        for why in (Why.HOURLY, Why.START, Why.STOP):
            later = NOW + timedelta(days=1)
            assert anchors.anchor(db.session(), tmp_path, why, now=later) == ""
        assert isinstance(db.session(), Session)
        db.session.remove()
