"""The file of an SQLite database as a whole: made, refused, rewritten, and what is still to be done
to it."""

import os
from collections.abc import Callable
from enum import IntFlag
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from association.config import give_name
from association.database import is_postgresql, lone_engine, migration_connection

SPARE_PAGES, PAGES_AT_ONCE = 500, 500  # of 4 KiB: what a file keeps free, and gives back at once
FIRST_BYTES = b"SQLite format 3\0"


class Unusable(Exception):
    """A database that this version of Guyub cannot work with; says why, in one line for whoever
    runs it."""


def refuse(url: sa.URL) -> None:
    """Refuse a file that SQLite would take for a new database, or could not write. Raises
    Unusable."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if not path.exists():
        if not os.access(path.parent, os.W_OK):
            raise Unusable(f"{path} cannot be made: the folder is not there, or not to be written.")
        return
    try:
        with path.open("rb") as file:
            begin = file.read(len(FIRST_BYTES))
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.") from None
    if not begin:
        raise Unusable(f"{path} is empty: restore a backup, or remove it to begin anew.")
    if begin != FIRST_BYTES:
        raise Unusable(f"{path} is no SQLite database: restore a backup.")
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise Unusable(f"{path} cannot be written: give its file and folder to the server's user.")


class Owed(IntFlag):
    """What is still to be done to an SQLite file. Kept in its header by the transaction that makes
    it necessary, so that no kill forgets it."""

    NOTHING = 0
    COMPACT = 1
    DEMO = 2


def owed(connection: Connection) -> Owed:
    """Read what is still to be done; nothing on PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return Owed.NOTHING
    return Owed(connection.exec_driver_sql("PRAGMA user_version").scalar_one() & 3)


def owe(connection: Connection, what: Owed) -> None:
    """Note in this transaction what is to be done after it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version={int(owed(connection) | what)}")


def settle(url: str, done: Owed) -> None:
    """Note that something is done."""
    with migration_connection(url) as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={int(owed(connection) & ~done)}")


def is_absent(url: str) -> bool:
    """Tell whether an SQLite file is not there yet."""
    path = sa.make_url(url).database or ""
    return url.startswith("sqlite") and path not in ("", ":memory:") and not Path(path).exists()


def make_file(url: str) -> None:
    """Make the file of a new SQLite database; no kill leaves an empty one, which a start refuses.

    Only its owner reads it.
    """
    if not is_absent(url):
        return
    path = sa.make_url(url).database
    part = Path(f"{path}.{os.getpid()}.new")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    settle(f"sqlite:///{part}", Owed.NOTHING)
    give_name(part, Path(str(path)))


def compact(url: str) -> None:
    """Rewrite an SQLite file without the free pages in which deleted and replaced values stay."""
    if url.startswith("sqlite"):
        with lone_engine(url).connect() as connection:
            connection.exec_driver_sql("PRAGMA auto_vacuum=INCREMENTAL")  # for `give_back`
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        settle(url, Owed.COMPACT)


def close_for_others(url: str) -> None:
    """Take an SQLite file out of WAL, so that all stands in it; raises Unusable while somebody has
    it open."""
    with lone_engine(url).connect() as connection:
        try:
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE").all()
        except OperationalError:
            raise Unusable("The database is in use: stop the server first.") from None


def hold_open(engine: Engine) -> Callable[[], None]:
    """Keep a connection to an SQLite file for as long as it is served; gives what closes it.

    Whoever opens a file that nobody has open needs room on the disk, which may be full by then.
    """
    sqlite = engine.dialect.name == "sqlite"
    return engine.raw_connection().close if sqlite else lambda: None


def give_back(session: Session) -> bool:
    """Give some free pages of an SQLite file back to the disk; tells whether many are left.

    PostgreSQL keeps its own house. Call inside write_tx.
    """
    if is_postgresql(session):
        return False
    cursor = session.connection().connection.cursor()
    (free,) = cursor.execute("PRAGMA freelist_count").fetchone()
    left = free
    if free > SPARE_PAGES:
        cursor.execute(f"PRAGMA incremental_vacuum({PAGES_AT_ONCE})").fetchall()
        (left,) = cursor.execute("PRAGMA freelist_count").fetchone()
    cursor.close()
    return bool(SPARE_PAGES < left < free)  # a file that was never compacted gives nothing back
