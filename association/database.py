"""The only place that makes engines and sessions: per-engine tuning, and the one way to write."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from association import waiting
from association.config import BadSetting
from association.trouble import CommitLost, Trouble, forgive_rollbacks, let_go, trouble_of

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OLDEST_SECONDS = 5 * 60  # of a pooled connection: then it is opened anew, which takes 1 ms
SAFE_WAL = (3, 51, 3)  # SQLite 3.7.0 to 3.51.2 can lose commits of several writers in WAL mode

SAVED = "saved"  # in a session's info: the request has changed something already
TRIES = 3
Answer = TypeVar("Answer")

_writing: ContextVar[bool] = ContextVar("guyub_writing", default=False)
FIRST: list[Callable[[Session, int | None], None]] = []  # what holds something before all else
LAST: list[Callable[[Session, list[Any]], None]] = []  # what writes the entries left for the end
FOR_LAST = "for last"  # in a session's info, while it writes


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: kept in UTC on every engine, always aware in Python."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment, keep the others as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back as UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Every table of Guyub."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class BrokenKeys(RuntimeError):
    """A migration left rows that point to rows which are not there; it is undone."""


class WriteOutsideTransaction(RuntimeError):
    """Something tried to change the database without write_tx."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A transaction under way."""

    session: Session


@contextmanager
def write_tx(*, also: int | None = None) -> Iterator[Writing]:
    """Open the one kind of transaction that may write, and commit it at the end; `also` is the id
    of another paguyuban whose roster it changes.

    SQLite sends BEGIN IMMEDIATE, PostgreSQL holds the paguyuban of the reach: what is read in here
    cannot grow stale before the write. Keep it short: no parsing, hashing or rendering inside; what
    is long is made ready before and sealed as a Parcel. What a form's key makes happen once is
    `@write_once`. Raises CommitLost when nobody can say whether it was kept.
    """
    if _writing.get():
        raise WriteOutsideTransaction("write_tx does not nest")
    session = db.session()
    session.rollback()  # what this request read before is read again inside
    token = _writing.set(True)
    session.info[FOR_LAST] = []
    try:
        with waiting.in_line(by_row=is_postgresql(session)):
            for hold in FIRST:
                hold(session, also)
            yield Writing(session)
            session.flush()
            for write in LAST:
                write(session, session.info[FOR_LAST])
            _commit(session)
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[FOR_LAST]
        _writing.reset(token)


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as error:
        if trouble_of(error) is Trouble.AWAY:
            raise CommitLost("the connection was lost during the commit") from error
        raise
    session.info[SAVED] = True


def prepared(work: Callable[[], Answer]) -> Answer:
    """Do what is made ready before its transaction opens, and raises StaleDataError inside where
    that no longer fits: then it is done anew, but not for ever."""
    for _ in range(TRIES - 1):
        with suppress(StaleDataError):
            return work()
    return work()


def connected() -> Connection:
    """Take a connection of the pool, beside the session's; close it."""
    return db.engine.connect()


def is_writing() -> bool:
    """Tell whether the transaction under way may write."""
    return _writing.get()


def app_now() -> datetime:
    """Give the moment by the app's clock."""
    now: datetime = current_app.extensions["guyub"].now()
    return now


def is_postgresql(session: Session) -> bool:
    """Tell which of the two engines serves this session."""
    return session.get_bind().dialect.name == "postgresql"


def engine_options(url: str) -> dict[str, Any]:
    """Give create_engine's options for a database URL; SQLite gets the bundled, current driver."""
    if not url.startswith("sqlite"):
        return {
            "pool_pre_ping": True,
            "pool_recycle": OLDEST_SECONDS,
            "pool_timeout": waiting.CONNECT_SECONDS,
            "connect_args": {"options": "-c plan_cache_mode=force_custom_plan", **waiting.NOTICING},
        }
    try:
        import pysqlite3.dbapi2 as driver
    except ImportError:  # not Linux: the system's SQLite, without WAL where that is not safe
        import sqlite3 as driver
    return {
        "module": driver,
        "pool_size": 12,
        "pool_recycle": OLDEST_SECONDS,
        "pool_timeout": waiting.CONNECT_SECONDS,
        "connect_args": {"timeout": waiting.LOCK_SECONDS, "isolation_level": None},
    }


def lone_engine(url: str) -> Engine:
    """Make an engine without a pool, for one piece of work."""
    options = {k: v for k, v in engine_options(url).items() if not k.startswith("pool_")}
    return sa.create_engine(url, poolclass=sa.NullPool, **options)


def set_up(app: Flask) -> None:
    """Bind the database to the app and tune its engine."""
    try:
        db.init_app(app)
    except ModuleNotFoundError as error:
        raise BadSetting(
            f"GUYUB_DATABASE_URL needs {error.name}: install requirements-scale.txt"
        ) from None
    with app.app_context():
        tune(db.engine)


@contextmanager
def migration_connection(url: str) -> Iterator[Connection]:
    """Open the one connection that may change tables.

    On SQLite foreign keys are off while tables are rebuilt (with them on, batch mode empties child
    tables without a word) and checked before the commit.
    """
    engine = lone_engine(url)
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:
        event.listen(
            engine,
            "connect",
            lambda connection, _record: connection.execute("PRAGMA foreign_keys=OFF"),
        )
        event.listen(
            engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE")
        )
    with engine.begin() as connection:
        yield connection
        if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
            raise BrokenKeys(
                f"a migration broke foreign keys in {sorted({row[0] for row in broken})}"
            )


def tune(engine: Engine) -> None:
    """Attach the pragmas and the kind of BEGIN of TRUST (durable writes, refused writes on read
    paths)."""
    if engine.dialect.name == "sqlite":
        safe_wal = tuple(getattr(engine.dialect.dbapi, "sqlite_version_info", ())) >= SAFE_WAL
        if not safe_wal:
            warnings.warn(
                "this SQLite has the WAL-reset bug: using journal_mode=DELETE",
                RuntimeWarning,
                stacklevel=2,
            )
        event.listen(
            engine, "connect", lambda connection, _record: _set_pragmas(connection, wal=safe_wal)
        )
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "before_cursor_execute", waiting.hurry)
        forgive_rollbacks(engine.dialect)
    event.listen(engine, "handle_error", lambda context: let_go(context, writing=_writing.get()))


def _set_pragmas(connection: Any, *, wal: bool) -> None:
    cursor = connection.cursor()
    _forget_statistics(cursor)
    for pragma in (
        f"journal_mode={'WAL' if wal else 'DELETE'}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "secure_delete=ON",  # what is deleted is overwritten, not only given free
        "cell_size_check=ON",
        "cache_size=-8000",
        "temp_store=MEMORY",  # a full disk must not keep anyone from a sorted list
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _forget_statistics(cursor: Any) -> None:
    """Drop what an ANALYZE has left, for every connection at once: the indexes alone say how rows
    are found, on the first day and after years alike (decision 26)."""
    cursor.execute("PRAGMA busy_timeout=0")  # whoever opens the next connection may do it as well
    left = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'sqlite_stat%'"
    with suppress(cursor.connection.OperationalError):
        for (name,) in cursor.execute(left).fetchall():
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            cursor.execute("PRAGMA writable_schema=RESET")  # and forget what was read of it
    cursor.execute(f"PRAGMA busy_timeout={round(waiting.LOCK_SECONDS * 1000)}")


def _begin_sqlite(connection: Connection) -> None:
    writing, patience = _writing.get(), round(waiting.seconds_for_lock() * 1000)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    if not writing:
        connection.exec_driver_sql("BEGIN")
    elif not waiting.begun(connection.connection.driver_connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")


def _begin_postgresql(connection: Connection) -> None:
    said = [] if _writing.get() else ["SET TRANSACTION READ ONLY"]
    if said := said + waiting.limits(connection):
        connection.exec_driver_sql("; ".join(said))


@event.listens_for(Session, "before_flush")
def _only_in_write_tx(session: Session, _context: object, _instances: object) -> None:
    if not _writing.get() and (session.new or session.dirty or session.deleted):
        raise WriteOutsideTransaction("changes are written in write_tx only")
