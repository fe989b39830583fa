"""A fresh database on SQLite, and commands run on it as from a shell."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from association import schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db
from tests.conftest import settings_for
from tests.infra.cast import NOW
from tests.infra.kept import app_with


@cache
def _migrated() -> bytes:
    """Migrate one database for all tests."""
    with tempfile.TemporaryDirectory() as folder:
        schema.upgrade(f"sqlite:///{folder}/guyub.db")
        return (Path(folder) / "guyub.db").read_bytes()


@contextmanager
def fresh_app(folder: Path, now: datetime = NOW, *, migrated: bool = True) -> Iterator[Flask]:
    """Give an app on a new database in a folder."""
    url = f"sqlite:///{folder / 'guyub.db'}"
    if migrated:
        (folder / "guyub.db").write_bytes(_migrated())
    with app_with(settings_for(url, folder, lambda: now)) as app:
        yield app


def run(app: Flask, *words: object) -> Result:
    """Run a command; whatever goes wrong must come as an exit code, not as a traceback."""
    done = app.test_cli_runner().invoke(args=[str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def refused(app: Flask, *words: object) -> str:
    """Run a command that must fail with exit code 1 and one line; gives the line."""
    done = run(app, *words)
    assert done.exit_code == 1, done.output
    said = done.stderr.splitlines()
    assert len(said) == 1, said
    assert said[0].startswith("Error: ")
    return said[0].removeprefix("Error: ")


@contextmanager
def whole_database(app: Flask) -> Iterator[Session]:
    """Read everything, as commands may."""
    with app.app_context():
        session = db.session()
        set_reach(session, Everywhere())
        yield session
        db.session.remove()
