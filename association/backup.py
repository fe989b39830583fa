"""Backups of the embedded database: a consistent copy while others write, and the checks a file
must pass to come back.

Connections are opened by the caller (association.cli): only it and association.database may.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from association.config import BESIDE
from association.schema import unknown

PAGES = 4_000  # copied between two steps of the progress bar
Step = Callable[[int, int, int], object]  # status, pages left, pages in all


class Refused(Exception):
    """A file that cannot be written here, or that is no backup to restore from; says why."""


def copy(source: Any, target: Any, step: Step) -> None:
    """Copy one open SQLite database into another as it stands now, and check the copy. Raises
    Refused."""
    source.execute(
        "BEGIN"
    )  # in WAL mode the open snapshot keeps writers from starting the copy anew
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    try:
        source.backup(target, pages=PAGES, progress=step, sleep=0.005)
    finally:
        source.execute("ROLLBACK")
    target.execute("PRAGMA journal_mode=DELETE").fetchone()  # one file, without a -wal beside it
    if problem := fault(target):
        raise Refused(problem)


def keep(part: Path, file: Path) -> None:
    """Give a whole copy its name, readable by its owner only, and on the disk."""
    part.chmod(0o600)
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    part.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def fault(opened: Any) -> str | None:
    """Say what is wrong with an open SQLite database as a backup of Guyub, if anything is."""
    if (found := opened.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
        return f"it is damaged ({found})"
    if broken := opened.execute("PRAGMA foreign_key_check").fetchone():
        return f"a row of {broken[0]} points to a row that is not there"
    if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return "it is no database of Guyub"
    had = {version for (version,) in opened.execute("SELECT version_num FROM alembic_version")}
    if not had:
        return "it is no database of Guyub"
    if not_ours := unknown(frozenset(had)):
        return f"it has had migration {not_ours[0]}, which this version of Guyub does not know"
    return None


def put_aside(current: Path, aside: Path) -> None:
    """Move the database away with what lies beside it; only its owner reads it there."""
    for suffix in ("", *BESIDE):
        beside = current.with_name(current.name + suffix)
        if beside.exists():
            beside.chmod(0o600)
            beside.rename(aside.with_name(aside.name + suffix))
