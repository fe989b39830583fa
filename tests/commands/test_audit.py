"""`flask audit verify` finds what was altered; the database itself refuses to alter the log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import write_tx
from association.ledger.audit.models import AuditEntry
from tests.commands.stage import fresh_app, refused, run, whole_database


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Flask]:
    """Give an app whose log has three entries."""
    with fresh_app(tmp_path) as app:
        for number in range(3):
            done = run(
                app, "account", "create", "--role", "admin", "--phone", f"0812000005{number:02}"
            )
            assert done.exit_code == 0
        yield app


def alter(app: Flask, *statements: str) -> None:
    """Do what somebody with the file in hand can do."""
    engine = sa.create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_whole_log_is_whole(logged: Flask) -> None:
    done = run(logged, "audit", "verify")
    assert done.exit_code == 0
    assert done.stdout.startswith("The audit log is whole: 3 entries, the last one ")


def test_an_empty_log_is_whole(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        assert (
            run(app, "audit", "verify").stdout
            == "The audit log is whole: 0 entries, the last one none.\n"
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET what = 'nothing'", "DELETE FROM audit_entry WHERE id = 2"]
)
def test_the_database_refuses_changes(logged: Flask, statement: str) -> None:
    with pytest.raises(sa.exc.DatabaseError, match="append-only"):
        alter(logged, statement)
    with (
        whole_database(logged) as session,
        pytest.raises(sa.exc.DatabaseError, match="append-only"),
        write_tx() as tx,
    ):
        tx.session.execute(sa.update(AuditEntry).values(what="nothing"))
        assert session is tx.session
    assert run(logged, "audit", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("statement", "entry"),
    [
        ("UPDATE audit_entry SET what = 'nothing' WHERE id = 2", 2),
        ("UPDATE audit_entry SET details = '{}' WHERE id = 1", 1),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00.000000' WHERE id = 3", 3),
        ("UPDATE audit_entry SET mac = zeroblob(16) WHERE id = 1", 1),
        ("DELETE FROM audit_entry WHERE id = 2", 3),
        ("UPDATE audit_entry SET id = 9 WHERE id = 1", 2),
    ],
)
def test_an_altered_entry_is_found(logged: Flask, statement: str, entry: int) -> None:
    drop = (f"DROP TRIGGER audit_entry_no_{what}" for what in ("update", "delete"))
    alter(logged, *drop, statement)
    assert refused(logged, "audit", "verify").startswith(
        f"Entry {entry} of the audit log does not fit"
    )


def test_a_database_without_tables_is_said_in_one_line(tmp_path: Path) -> None:
    with fresh_app(tmp_path, migrated=False) as app:
        assert refused(app, "audit", "verify") == "The database says: no such table: audit_entry"
