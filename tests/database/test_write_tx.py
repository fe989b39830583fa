"""write_tx: nothing lost between processes, "Tersimpan" survives kill -9."""

import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import WriteOutsideTransaction, db, write_tx
from association.ledger.audit.actions import first_broken, record, savepoint
from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account
from association.rules.house.errors import RuleError
from tests.infra.cast import NOW, Cast

COUNTER = textwrap.dedent("""
    import sys
    from association import create_app
    from association.access.fence import set_reach
    from association.access.reach import Everywhere
    from association.territory.models import Market
    from association.database import db, write_tx
    app = create_app()
    with app.app_context():
        for _ in range(int(sys.argv[1])):
            with write_tx() as tx:
                set_reach(tx.session, Everywhere())
                market = tx.session.get_one(Market, 1, with_for_update=True)
                market.district = str(int(market.district or 0) + 1)
""")


def test_it_does_not_nest(app: Flask) -> None:
    with app.app_context(), pytest.raises(WriteOutsideTransaction), write_tx(), write_tx():
        pass


def test_entries_of_the_log_go_with_what_they_tell_of(app: Flask) -> None:
    """In order at the end; none of a savepoint that did not happen, none outside a transaction."""
    by = By(account_id=None, association_id=None, at=NOW)
    with app.app_context():
        session = db.session()
        set_reach(session, Everywhere())
        with write_tx():
            record(session, by, "first", "test")
            for fails in (True, False):
                with suppress(RuleError), savepoint(session):
                    record(session, by, f"fails: {fails}", "test")
                    if fails:
                        raise RuleError("no")
            with savepoint(session) as step:
                record(session, by, "taken back", "test")
                step.rollback()
            record(session, by, "last", "test")
        with pytest.raises(RuleError), write_tx():
            record(session, by, "rolled back", "test")
            raise RuleError("no")
        with pytest.raises(WriteOutsideTransaction):
            record(session, by, "outside", "test")
        with write_tx():
            pass
        ours = sa.select(AuditEntry.what).where(AuditEntry.subject == "test")
        assert session.scalars(ours.order_by(AuditEntry.id)).all() == [
            "first",
            "fails: False",
            "last",
        ]
        assert first_broken(session) is None


@pytest.mark.slow
def test_processes_writing_at_once_lose_nothing(
    app: Flask, stage: tuple[str, Cast], tmp_path
) -> None:
    import base64
    import os

    from association.territory.models import Market

    env = os.environ | {
        "GUYUB_DATABASE_URL": stage[0],
        "GUYUB_INSTANCE": str(tmp_path),
        "GUYUB_SECRET_KEY": "only-for-tests-" * 3,
        "GUYUB_DATA_KEY": base64.urlsafe_b64encode(b"only-for-tests-0123456789abcdef!").decode(),
    }
    writers = [subprocess.Popen([sys.executable, "-c", COUNTER, "60"], env=env) for _ in range(2)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with app.app_context():
        set_reach(db.session(), Everywhere())
        assert db.session.get_one(Market, 1).district == "120"


def test_sqlite_is_tuned_for_durability(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            with db.engine.connect() as connection:
                assert connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on"
            return
        with db.engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in (
                    "journal_mode",
                    "synchronous",
                    "foreign_keys",
                    "trusted_schema",
                    "query_only",
                )
            }
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "query_only": 1,
        }
        assert db.engine.dialect.dbapi.sqlite_version_info >= (3, 51, 3)


def test_rows_with_a_version_refuse_a_stale_write(app: Flask, cast: Cast) -> None:
    from association.territory.models import Association

    with app.app_context():
        set_reach(db.session(), Everywhere())
        with pytest.raises(sa.orm.exc.StaleDataError), write_tx() as tx:
            association = tx.session.get_one(Association, cast.association["sari"])
            tx.session.connection().execute(sa.update(Association.__table__).values(version=99))
            association.contact_name = "X"
        assert db.session.get_one(Association, cast.association["sari"]).contact_name == "Sari"


def test_an_account_cannot_be_read_from_the_database_file(
    app: Flask, stage: tuple[str, Cast]
) -> None:
    if not stage[0].startswith("sqlite"):
        with app.app_context():
            stored = repr(db.session.execute(sa.select(Account.__table__)).all())
        assert "81200000001" not in stored
        return
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    from pathlib import Path

    raw = b"".join(
        path.read_bytes()
        for path in Path(stage[0].removeprefix("sqlite:///")).parent.glob("guyub.db*")
    )
    for secret in (b"3372991708750001", b"3372990101600002", b"81226004171", b"DEM0T0N0"):
        assert secret not in raw
