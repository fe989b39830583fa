"""A database that grows under a running app: copies of its rows, made by SQLite itself, and the
work that SQLite does for a page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from association.vault import Vault

STEP = 1_000_000  # between the ids of a row and those of its copies
YEAR = 11  # what happens once a month at most
LAND = {"city", "market"}
HOUSE = LAND | {
    "association", "association_market", "account", "duty", "duty_place", "sign_in", "device",
    "invitation", "throttle_bucket", "calendar_feed",
}  # fmt: skip
PEOPLE = {"participant", "member", "stall", "card", "two_people", "no_reminders"}
MONTHLY = {
    "contribution", "receipt", "visit", "reminder", "event_association", "transfer", "transfer_row",
    "handover",
}  # fmt: skip
NUMBERS = (
    "WITH RECURSIVE n(i, k) AS (SELECT 1, {step}"
    " UNION ALL SELECT i + 1, k + {step} FROM n WHERE i < {times})"
)


@contextmanager
def writing(app: Flask) -> Iterator[sa.Connection]:
    """Open the database of a test past the app's actions; rows may come before those they name."""
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield connection
        connection.commit()


def count_statistics(app: Flask) -> None:
    """Let SQLite count its tables as they stand, and open all connections anew, as their age
    does."""
    with writing(app) as connection:
        connection.exec_driver_sql("ANALYZE")
    with app.app_context():
        db.engine.dispose()


@dataclass(frozen=True, slots=True)
class Growth:
    """Copies all tables but those that `stay`: of one paguyuban or of all, each copy a month
    `earlier` than the one before or at the same time."""

    stay: set[str]
    step: int  # between the numbers of copies, another one for each growth
    of: int | None = None
    earlier: bool = False

    def happen(self, app: Flask, times: int) -> None:
        """Make so many copies of each row."""
        with writing(app) as connection:
            for table in db.metadata.sorted_tables:
                most = min(times, YEAR) if self.earlier and table.name in MONTHLY else times
                if table.name not in self.stay and (cells := self._cells(table)) is not None:
                    connection.exec_driver_sql(self._insert(table, cells, most))

    def _insert(self, table: sa.Table, cells: dict[str, str], times: int) -> str:
        names = ", ".join(f'"{name}"' for name in cells)
        values = ", ".join(cells.values())
        return (
            f'{NUMBERS.format(step=self.step, times=times)} INSERT INTO "{table.name}" ({names})'
            f' SELECT {values} FROM "{table.name}", n WHERE {self._own(table)}'
        )

    def _own(self, table: sa.Table) -> str:
        if self.of is None:
            return "true"
        owner = next((name for name in ("association_id", "from_id") if name in table.c), None)
        theirs = f"SELECT participant_id FROM member WHERE association_id = {self.of}"
        if table.name == "participant":
            return f"id IN ({theirs})"
        first = _plain(next(iter(table.c)))
        return f"{owner} = {self.of}" if owner else f"{first} < {STEP}"

    def _cells(self, table: sa.Table) -> dict[str, str] | None:
        """Give what stands in each column of a copy; None when a copy would be the same row."""
        cells = {column.name: self._cell(column) for column in table.c}
        if table.name == "audit_entry":
            del cells["id"]  # an append-only log takes the next number only
            return cells
        for key in _keys(table):
            if all(cells[column.name] == _plain(column) for column in key):
                free = [column for column in key if not column.foreign_keys]
                if not free:
                    return None
                cells[free[0].name] = _apart(free[0])
        return cells

    def _cell(self, column: sa.Column[Any]) -> str:
        own, ends = _plain(column), _ends(column)
        if ends & self.stay:
            return own
        if ends or (column.primary_key and isinstance(column.type, sa.Integer)):
            return f"{own} + k * {STEP}"
        if self.earlier and isinstance(column.type, sa.Date):
            return f"date({own}, '-' || i || ' months')"
        if self.earlier and column.type.python_type is datetime:
            return f"strftime('%Y-%m-%d %H:%M:%f000', {own}, '-' || i || ' months')"
        return own


def others() -> Growth:
    """Let other paguyuban, accounts and people come."""
    return Growth(LAND, 1)


def past(association_id: int) -> Growth:
    """Let months go by in a paguyuban."""
    return Growth(HOUSE | PEOPLE, 1_000, association_id, earlier=True)


def roster(association_id: int) -> Growth:
    """Let people come to a paguyuban, with all that hangs on them."""
    grown = {"member", "participant"}
    for table in db.metadata.sorted_tables:
        if {key.column.table.name for key in table.foreign_keys} & grown:
            grown.add(table.name)
    return Growth(set(db.metadata.tables) - grown, 1_000_000, association_id)


def _plain(column: sa.Column[Any]) -> str:
    return f'"{column.name}"'


def _ends(column: sa.Column[Any]) -> set[str]:
    """Name the table that a column refers to; the audit log refers without a key."""
    named = {"association_id": "association", "account_id": "account"}.get(column.name)
    return {named} if named else {key.column.table.name for key in column.foreign_keys}


def _keys(table: sa.Table) -> Iterator[list[sa.Column[Any]]]:
    unique = (one for one in table.constraints if isinstance(one, sa.UniqueConstraint))
    for one in (table.primary_key, *unique, *(i for i in table.indexes if i.unique)):
        yield list(one.columns)


def _apart(column: sa.Column[Any]) -> str:
    if isinstance(column.type, sa.Integer):
        return f"{_plain(column)} + k * {STEP}"
    kind = "BLOB" if isinstance(column.type, sa.LargeBinary) else "TEXT"
    return f"CAST({_plain(column)} || '-' || k AS {kind})"


def open_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the vault open what was copied with its row: it was sealed for the first one's place."""
    opened = Vault.open

    def first(vault: Vault, sealed: bytes, place: str) -> str:
        return opened(vault, sealed, re.sub(r"\d+$", lambda hit: str(int(hit[0]) % STEP), place))

    monkeypatch.setattr(Vault, "open", first)


class Work:
    """Counts what SQLite does, in steps of its virtual machine (each statement's rounded down)."""

    EVERY = 10

    def __init__(self) -> None:
        self.steps = 0

    def tick(self) -> int:
        """Count on; SQLite goes on at 0."""
        self.steps += self.EVERY
        return 0


@contextmanager
def counting(app: Flask) -> Iterator[Work]:
    """Count the work of every connection that is used inside."""
    work = Work()

    def watch(connection: Any, *_: object) -> None:
        connection.set_progress_handler(work.tick, work.EVERY)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "checkout", watch)
    try:
        yield work
    finally:
        sa.event.remove(engine, "checkout", watch)
        engine.dispose()  # the connections that count
