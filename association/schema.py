"""Which migrations exist and which of them a database has had, without loading Alembic (100 ms and
7 MB)."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from association import embedded
from association.config import ROOT
from association.database import lone_engine
from association.embedded import Unusable
from association.trouble import trouble_of

MIGRATIONS = ROOT / "migrations"
# What is made after the migrations, row by row: its name, and the SQL that finds a row which lacks
# it. A partial index answers it at once (tests/database/test_healing.py); who makes it stands in
# association/updating.py.
MADE_LATER = {"search indexes of members": "SELECT 1 FROM member WHERE name_sound = ''"}
LACKS_SOME = " OR ".join(f"EXISTS ({one})" for one in MADE_LATER.values())
VERSION = "SELECT version_num, false FROM alembic_version"
STANDS = f"SELECT version_num, {LACKS_SOME} FROM alembic_version"  # noqa: S608 - our own words
HURRY = "SET LOCAL lock_timeout = 500; SET LOCAL statement_timeout = 2000"
MISSING_STATES = {"42P01", "42703"}  # of PostgreSQL: no such table, no such column
LOCKED_STATE = "55P03"
TURN = 7283  # the number of the lock that `turn` takes on PostgreSQL
UNDER_WAY = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
_NAMED = re.compile(r"^(down_revision|revision)\b[^=\n]*=\s*(.+)$", re.MULTILINE)
_QUOTED = re.compile(r"""["']([^"']+)["']""")


class Standing(StrEnum):
    """How a database stands to this code, in a word for /readyz."""

    NEW = "empty"
    BEHIND = "outdated"  # migrations are missing
    AHEAD = "newer"  # it has had migrations that this code does not know
    UNFILLED = "unfinished"  # what is made after the migrations is missing in some rows
    CURRENT = "ready"


@cache  # also: what this process was started with, whatever lies on the disk by now
def _revisions(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Read the names of all migrations, and of those that another one follows."""
    revisions: set[str] = set()
    followed: set[str] = set()
    for path in (folder / "versions").glob("*.py"):
        for name, value in _NAMED.findall(path.read_text()):
            (revisions if name == "revision" else followed).update(_QUOTED.findall(value))
    return frozenset(revisions), frozenset(followed)


def heads(folder: Path = MIGRATIONS) -> frozenset[str]:
    """Name the newest migrations: those that no other one follows."""
    revisions, followed = _revisions(folder)
    return revisions - followed


def unknown(had: frozenset[str]) -> list[str]:
    """Name the migrations that this code does not know, of those a database has had."""
    return sorted(had - _revisions(MIGRATIONS)[0])


def applied(engine: Engine) -> frozenset[str]:
    """Name the migrations that the database stands at; nothing when it is new."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return frozenset()
        version = sa.column("version_num", sa.String)
        return frozenset(
            connection.scalars(sa.select(version).select_from(sa.table("alembic_version")))
        )


def standing(engine: Engine) -> Standing:
    """Tell how the database stands to this code; raises the errors of the database."""
    had = applied(engine)
    if not had:
        return Standing.NEW
    if unknown(had):
        return Standing.AHEAD
    if had != heads():
        return Standing.BEHIND
    with engine.connect() as connection:
        lacks = connection.exec_driver_sql(f"SELECT {LACKS_SOME}").scalar_one()
    return Standing.UNFILLED if lacks else Standing.CURRENT


def fits(connection: Connection, *, in_write: bool = False) -> bool:
    """Tell whether a database stands where this code expects it, and lacks nothing.

    Asked in the midst of requests: one short statement past the engine's events, which waits for
    nobody. An error of another kind is left to whoever comes next. `in_write`: the version alone.
    """
    cursor = connection.connection.cursor()
    try:
        if connection.dialect.name == "postgresql" and not in_write:
            cursor.execute(HURRY)
        cursor.execute(VERSION if in_write else STANDS)
        rows = cursor.fetchall()
    except Exception as error:
        state = getattr(error, "sqlstate", None)
        if state == LOCKED_STATE:  # by a migration that is under way, or by anything else
            connection.connection.rollback()
            cursor.execute(UNDER_WAY, (TURN,))
            return cursor.fetchone() == (0,)
        return state not in MISSING_STATES and "no such " not in str(error)
    finally:
        cursor.close()
    return {version for version, _lacks in rows} == heads() and not any(row[1] for row in rows)


def is_current(engine: Engine) -> bool:
    """Tell whether the database answers, has had every migration and lacks nothing after them."""
    return not wrong_with(engine)


def wrong_with(engine: Engine) -> str:
    """Say in a word what keeps a database from serving: how it stands, or busy, away, full; nothing
    where nothing does."""
    try:
        found = standing(engine)
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        return str(trouble)
    return "" if found is Standing.CURRENT else str(found)


def usable(engine: Engine, url: str) -> Standing:
    """Tell how the database of the engine, at the URL, stands to this code. Raises Unusable for
    one that no migration helps."""
    try:
        embedded.refuse(sa.make_url(url))
        if embedded.is_absent(url):  # only who brings it up to date makes it
            return Standing.NEW
        found = standing(engine)
        if found is Standing.AHEAD:
            raise Unusable(
                f"The database has had migration {unknown(applied(engine))[0]}, which this version "
                f"of Guyub does not know: start the version that knows it, or restore a backup."
            )
        if found is Standing.NEW:
            _refuse_strange(engine, url)
    except DBAPIError as error:
        raise Unusable(said(error, url)) from None
    return found


def _refuse_strange(engine: Engine, url: str) -> None:
    """Refuse tables that no migration of ours has made."""
    if engine.dialect.name == "sqlite":
        names = sorted({*sa.inspect(engine).get_table_names()} - {"alembic_version"})
        if names:
            path = sa.make_url(url).database
            raise Unusable(f"{path} is no database of Guyub: it holds a table {names[0]}.")


def said(error: DBAPIError, url: str) -> str:
    """Word an error of opening or asking a database, in one line."""
    words, made = " ".join(str(error.orig).split()), sa.make_url(url)
    if "malformed" in words or "not a database" in words:
        return f"{made.database} is damaged ({words}): restore a backup."
    return f"The database {made.database} says: {words}"


def upgrade(url: str) -> None:
    """Apply every pending migration to a database; nothing of what they removed stays in an SQLite
    file."""
    migrate(url)
    embedded.compact(url)


def migrate(url: str, hears: Callable[[str], object] = lambda _name: None) -> None:
    """Apply every pending migration in one transaction; `hears` is told the name of each one.

    Raises Unusable. Until `compact`, what they removed stays in an SQLite file.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config(attributes={"url": url, "hears": hears})
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise Unusable(f"The database cannot be brought up to date: {error}") from None


@contextmanager
def turn(url: str) -> Iterator[None]:
    """Let one process at a time change how a database is made; another one waits, and says so.

    A process that is killed gives its turn up.
    """
    made = sa.make_url(url)
    if made.get_backend_name() != "sqlite":
        with _server(url) as connection:
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({TURN})").scalar_one():
                _say_waiting()
                connection.exec_driver_sql(f"SELECT pg_advisory_lock({TURN})")
            yield
        return
    embedded.refuse(made)
    folder = os.open(Path(made.database or ".").resolve().parent, os.O_RDONLY)
    try:
        _hold(folder)
        yield
    finally:
        os.close(folder)


def _server(url: str) -> Connection:
    try:
        return lone_engine(url).connect()
    except DBAPIError as error:
        raise Unusable(said(error, url)) from None


def _hold(folder: int) -> None:
    """Lock a folder, for there the lock leaves nothing behind."""
    import fcntl

    with suppress(OSError):  # a file system without locks: BEGIN IMMEDIATE still serves
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say_waiting()
            fcntl.flock(folder, fcntl.LOCK_EX)


def _say_waiting() -> None:
    print("Another process brings the database up to date: waiting", file=sys.stderr, flush=True)


def write_migration(message: str) -> None:
    """Write the next migration from the models, against a throw-away database that has all the
    others."""
    import tempfile

    from alembic import command
    from alembic.config import Config

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/migrated.db"
        upgrade(url)
        config = Config(attributes={"url": url})
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        latest = max(int(file.name[:4]) for file in (MIGRATIONS / "versions").glob("0*.py"))
        command.revision(config, message, autogenerate=True, rev_id=f"{latest + 1:04}")


if __name__ == "__main__":
    import sys

    write_migration(sys.argv[1])
