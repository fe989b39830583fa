"""`flask backup` while others write, and `flask restore` of what passes its checks."""

import dataclasses
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
import sqlalchemy as sa
from flask import Flask

from association import create_app
from association.access.by import By
from association.database import db, write_tx
from association.ledger.audit.actions import first_broken, record
from association.ledger.audit.models import AuditEntry
from association.roster.members.models import Member
from tests.commands.stage import fresh_app, refused, run, whole_database
from tests.conftest import settings_for
from tests.infra.cast import NOW


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Flask]:
    """Give an app with some members."""
    with fresh_app(tmp_path) as app:
        run(app, "generate", "--members", 300)
        yield app


@pytest.fixture
def copy(filled: Flask, tmp_path: Path) -> Path:
    """Give a good backup."""
    done = run(filled, "backup", tmp_path / "copy.db")
    assert (done.exit_code, done.stdout) == (0, f"Wrote {tmp_path / 'copy.db'}.\n")
    return tmp_path / "copy.db"


def altered(path: Path, *statements: str) -> Path:
    connection = sqlite.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def names(path: Path) -> list[str]:
    connection = sqlite.connect(str(path))
    found = [name for (name,) in connection.execute("SELECT name FROM member ORDER BY id")]
    connection.close()
    return found


def let_go(app: Flask) -> None:
    """Close the connections of this process, as stopping the server does."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_backup_is_one_file_for_its_owner_only(filled: Flask, copy: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert names(copy) == names(tmp_path / "guyub.db")
    assert len(names(copy)) == 300


def test_a_backup_under_load_is_consistent(filled: Flask, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with filled.app_context():
            while not stop.is_set():
                with write_tx() as tx:
                    for number in range(2):
                        record(
                            tx.session,
                            By(account_id=None, association_id=None, at=NOW),
                            "test",
                            f"n:{number}",
                        )
            db.session.remove()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            assert run(filled, "backup", tmp_path / f"{number}.db").exit_code == 0
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        other = create_app(settings_for(f"sqlite:///{tmp_path / f'{number}.db'}", tmp_path))
        with whole_database(other) as session:
            assert first_broken(session) is None
            entries = session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) or 0
            assert entries % 2 == 1  # the one of generate, and pairs
        let_go(other)


def test_what_was_backed_up_comes_back(filled: Flask, copy: Path, tmp_path: Path) -> None:
    before = names(copy)
    with whole_database(filled) as session:
        assert session is db.session()
        with write_tx() as tx:
            tx.session.execute(sa.update(Member).values(name="Hilang"))
    done = run(filled, "restore", copy)
    assert done.exit_code == 0, done.output
    aside = tmp_path / "guyub.db.before-20261121T173000Z"
    assert done.stdout == f"Restored {copy}. The database before it is kept in {aside}.\n"
    assert names(tmp_path / "guyub.db") == before
    assert set(names(aside)) == {"Hilang"}
    assert not (aside.stat().st_mode | (tmp_path / "guyub.db").stat().st_mode) & 0o077
    assert run(filled, "audit", "verify").exit_code == 0
    assert copy.exists()


def test_it_comes_back_where_nothing_is(copy: Path, filled: Flask, tmp_path: Path) -> None:
    let_go(filled)
    for path in tmp_path.glob("guyub.db*"):
        path.unlink()
    assert run(filled, "restore", copy).stdout == f"Restored {copy}.\n"
    assert len(names(tmp_path / "guyub.db")) == 300


def test_it_comes_back_over_a_damaged_database(copy: Path, filled: Flask, tmp_path: Path) -> None:
    let_go(filled)
    (tmp_path / "guyub.db").write_bytes(os.urandom(8192))
    assert run(filled, "restore", copy).exit_code == 0
    assert len(names(tmp_path / "guyub.db")) == 300


DROP = "DROP TRIGGER audit_entry_no_update"


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ("PRAGMA foreign_keys=OFF", "UPDATE member SET association_id = 99"),
            "points to a row that is not there",
        ),
        (("UPDATE alembic_version SET version_num = '9999'",), "has had migration 9999"),
        (("DROP TABLE alembic_version",), "it is no database of Guyub"),
        (("DELETE FROM alembic_version",), "it is no database of Guyub"),
        ((DROP, "UPDATE audit_entry SET what = 'x'"), "entry 1 of its audit log does not fit"),
    ],
)
def test_a_file_that_fails_its_checks_is_refused(
    filled: Flask, copy: Path, tmp_path: Path, statements: tuple[str, ...], said: str
) -> None:
    before = names(tmp_path / "guyub.db")
    assert said in refused(filled, "restore", altered(copy, *statements))
    assert names(tmp_path / "guyub.db") == before
    assert not list(tmp_path.glob("*before*")) + list(tmp_path.glob("*.restoring*"))


@pytest.mark.parametrize("where", [0, 30_000, -1])
def test_a_damaged_file_is_refused(filled: Flask, copy: Path, where: int) -> None:
    body = bytearray(copy.read_bytes())
    if where < 0:
        del body[len(body) // 2 :]
    else:
        body[where : where + 20_000] = os.urandom(20_000)
    copy.write_bytes(body)
    assert "was not restored" in refused(filled, "restore", copy)


def test_a_backup_made_with_another_key_is_refused(
    filled: Flask, copy: Path, tmp_path: Path
) -> None:
    settings = settings_for(f"sqlite:///{tmp_path / 'guyub.db'}", tmp_path, lambda: NOW)
    try:
        other = create_app(
            dataclasses.replace(settings, data_key=b"another-key-0123456789abcdefghij")
        )
        assert "made with another data key" in refused(other, "restore", copy)
        let_go(other)
    finally:
        create_app(settings)  # the vault is one for the process


def test_a_database_in_use_is_not_replaced(filled: Flask, copy: Path, tmp_path: Path) -> None:
    server = sqlite.connect(str(tmp_path / "guyub.db"))
    server.execute("SELECT count(*) FROM member").fetchone()
    assert "stop the server first" in refused(filled, "restore", copy)
    server.close()
    assert run(filled, "restore", copy).exit_code == 0


def test_a_file_that_is_there_is_not_overwritten(filled: Flask, copy: Path) -> None:
    assert refused(filled, "backup", copy) == f"{copy} is there already."


def test_a_folder_that_is_not_there_is_said(filled: Flask, tmp_path: Path) -> None:
    assert "No backup was made" in refused(filled, "backup", tmp_path / "nowhere" / "copy.db")


def test_postgresql_has_its_own_tools(tmp_path: Path) -> None:
    app = create_app(settings_for("postgresql+psycopg://nobody@127.0.0.1:1/none", tmp_path))
    (tmp_path / "file").touch()
    assert "pg_dump" in refused(app, "backup", tmp_path / "copy.db")
    assert "pg_restore" in refused(app, "restore", tmp_path / "file")
