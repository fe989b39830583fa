"""Brings a database up to date before anything else runs: migrations, what is made after them, the
file rewritten. Whatever a kill leaves undone, the next start finds."""

import os
import sys
import time
from collections.abc import Callable
from functools import partial

from flask import Flask
from sqlalchemy.exc import DBAPIError

from association import schema
from association.config import Settings
from association.database import BrokenKeys, db, migration_connection
from association.embedded import Owed, Unusable, compact, make_file, owe, owed
from association.people.accounts.beginning import holds
from association.roster.members import indexing
from association.schema import Standing

FILLERS: dict[str, Callable[[Callable[[int, int], object]], int]] = {
    "search indexes of members": indexing.fill
}
REFUSED = (
    "This is the demonstration, whose passwords everybody knows: it is served at http:// to this "
    "machine only. script/server --new starts a real Guyub; GUYUB_SHOW_DEMO=yes shows this one to "
    "others."
)
EVERY = 2  # seconds between two lines of progress


class Told:
    """Says on stderr how far the work is, every few seconds, also where nobody watches."""

    def __init__(self) -> None:
        self._next = time.monotonic() + EVERY

    def __call__(self, line: str) -> None:
        if time.monotonic() >= self._next:
            say(line)
            self._next = time.monotonic() + EVERY


def say(line: str) -> None:
    """Write one line for the operator."""
    print(line, file=sys.stderr, flush=True)


def bring_up_to_date(url: str, *, then: Owed = Owed.NOTHING) -> bool:
    """Apply migrations, make what is made after them, rewrite the file: whatever is missing.
    Returns whether anything was; takes the turn of this work from the caller (schema.turn).

    `then` is noted in a new database as still to be done. Raises Unusable.
    """
    try:
        make_file(url)
        found = schema.usable(db.engine, url)
        if found is Standing.NEW and then:
            with migration_connection(url) as connection:
                owe(connection, then)
        if found is Standing.BEHIND:
            say("Bringing the database up to date")
        if found in (Standing.NEW, Standing.BEHIND):
            db.engine.dispose()
            told: Callable[[str], object] = Told() if found is Standing.BEHIND else str
            schema.migrate(url, lambda name: told(f"Migration {name}"))
        filled = _fill()
        return _compact(url) or filled or found is not Standing.CURRENT
    except DBAPIError as error:
        raise Unusable(schema.said(error, url)) from None
    except BrokenKeys as error:
        raise Unusable(f"The database is as it was: {error}") from None


def _fill() -> bool:
    """Make what is made after the migrations, where it is missing."""
    total = 0
    for name, fill in FILLERS.items():
        if filled := fill(partial(_tell, Told(), name)):
            say(f"{name}: {filled} made")
        total += filled
    return total > 0


def _tell(told: Told, name: str, done: int, of: int) -> None:
    told(f"{name}: {done} of {of}")


def _compact(url: str) -> bool:
    """Rewrite the file when migrations removed something from it; when that cannot be now, the
    next start does it."""
    if Owed.COMPACT not in still_owed():
        return False
    try:
        compact(url)
    except DBAPIError as error:
        say(f"The file was not rewritten ({error.orig}): the next start tries again")
    return True


def still_owed() -> Owed:
    """Read what is noted in the database as still to be done."""
    with db.engine.connect() as connection:
        return owed(connection)


def stop_if_unusable(app: Flask) -> None:
    """End a process that cannot serve, with one line; one whose database is only not up to date
    may start, and serves once it is. `flask` commands look for themselves."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        return
    with app.app_context():
        try:
            found = schema.usable(db.engine, app.extensions["guyub"].database_url)
            if found is Standing.CURRENT and holds(db.session()).demo:
                allow_demo(app.extensions["guyub"], local=True)
        except Unusable as error:
            raise SystemExit(str(error)) from None
        finally:
            db.session.remove()
            db.engine.dispose()  # nothing is shared with processes that are forked later
    if found is not Standing.CURRENT:
        say(
            f"The database is {found}: until `flask --app app migrate` has run, every page answers "
            f"503"
        )


def allow_demo(settings: Settings, *, local: bool) -> None:
    """Raise Unusable where others would take the demonstration for a real Guyub, unless the
    operator says so."""
    if not (settings.show_demo or (local and not settings.https)):
        raise Unusable(REFUSED)
