"""Sweep away the rows whose end has come (rules/house/ends.py): few in a transaction, so that
nobody who saves waits for it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import Base, write_tx
from association.embedded import give_back
from association.rules.house.ends import ENDS, End, GoesWith

AT_ONCE, FAMILIES = 500, 10  # in one transaction; families: rows with parts, which weigh more


def ended_tables() -> Iterator[tuple[sa.Table, End]]:
    """Give each table whose rows have an end of their own."""
    for name, end in ENDS.items():
        if isinstance(end, End):
            yield Base.metadata.tables[name], end


def parts_of(table: sa.Table) -> list[sa.Table]:
    """Give the tables whose rows go with rows of this one."""
    return [
        Base.metadata.tables[name]
        for name, end in ENDS.items()
        if isinstance(end, GoesWith) and end.table == table.name
    ]


def over(table: sa.Table, end: End, *, now: datetime) -> sa.Select[Any]:
    """Ask for the keys of the rows whose end has come, the oldest first; rows that others point to
    are not among them."""
    keys = sa.select(*table.primary_key)
    owner = Base.metadata.tables[end.of or table.name]
    if owner is not table:
        keys = keys.join_from(owner, table)
    since = owner.c[end.since]
    wanted = [sa.or_(*_filled(table, end))] if end.empties else _unreferenced(table)
    return keys.where(since < now - end.after, *wanted).order_by(since)


def _filled(table: sa.Table, end: End) -> Iterator[sa.ColumnElement[bool]]:
    for name, empty in _empty(table, end).items():
        yield table.c[name].is_not(None) if empty is None else table.c[name] != empty


def _empty(table: sa.Table, end: End) -> dict[str, str | None]:
    """Give what stands in the columns that an end empties."""
    return {name: None if table.c[name].nullable else "" for name in end.empties}


def _unreferenced(table: sa.Table) -> Iterator[sa.ColumnElement[bool]]:
    parts = parts_of(table)
    for other in Base.metadata.tables.values():
        for key in other.foreign_keys:
            if key.column.table is table and other not in parts:
                pointing = other.alias()
                yield ~sa.exists().where(pointing.c[key.parent.name] == key.column)


def count_over(session: Session, *, now: datetime) -> dict[str, int]:
    """Count per table the rows that a sweep would delete, or empty."""
    found = {}
    for table, end in ended_tables():
        keys = over(table, end, now=now).order_by(None)
        found[table.name] = _count(session, keys)
        for part in parts_of(table):
            theirs = sa.select(sa.literal(1)).where(_own_key(part, table).in_(keys))
            found[part.name] = _count(session, theirs.select_from(part))
    return found


def _count(session: Session, rows: sa.Select[Any]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0


def _own_key(part: sa.Table, table: sa.Table) -> sa.Column[Any]:
    """Give the column by which a part names the row that it goes with."""
    return next(key.parent for key in part.foreign_keys if key.column.table is table)


def sweep(*, now: datetime, step: Callable[[int], bool]) -> dict[str, int]:
    """Delete, or empty, every row whose end has come; tells how many of each table. After each
    transaction `step` gets its rows, lets others have their turn, and ends the sweep by False."""
    gone: dict[str, int] = {}
    for table, end in ended_tables():
        deleted = -1
        while deleted:
            some = _sweep_some(table, end, now=now)
            gone |= {name: gone.get(name, 0) + count for name, count in some.items()}
            deleted = sum(some.values())
            if not step(deleted):
                return gone
    while _give_back_some():
        if not step(0):
            break
    return gone


def _sweep_some(table: sa.Table, end: End, *, now: datetime) -> dict[str, int]:
    """Delete the next rows of a table with their parts; what another holds waits for the next
    turn."""
    parts = parts_of(table)
    most = over(table, end, now=now).limit(FAMILIES if parts else AT_ONCE)
    held = most.with_for_update(of=table, skip_locked=True)
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        keys = [tuple(row) for row in tx.session.execute(held)]
        if not keys:
            return {}
        gone = {}
        for part in parts:
            theirs = _own_key(part, table).in_([key[0] for key in keys])
            gone[part.name] = _rows(tx.session, sa.delete(part).where(theirs))
        own = sa.tuple_(*table.primary_key).in_(keys)
        emptied = sa.update(table).values(_empty(table, end)) if end.empties else sa.delete(table)
        gone[table.name] = _rows(tx.session, emptied.where(own))
        return gone


def _rows(session: Session, change: sa.Update | sa.Delete) -> int:
    found: Any = session.execute(change)
    return int(found.rowcount)


def _give_back_some() -> bool:
    with write_tx() as tx:
        return give_back(tx.session)
