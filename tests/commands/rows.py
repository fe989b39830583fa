"""A row of any table, made from its columns: what the test does not care for is made up."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.database import Base, UtcDateTime
from tests.infra.cast import NOW

_numbers = count(7_000_000)


def make(session: Session, name: str, **given: Any) -> dict[str, Any]:
    """Insert a row; gives its columns. A foreign key points to whatever row there is, or to a new
    one."""
    table, number = Base.metadata.tables[name], next(_numbers)
    row = dict(given)
    for column in table.columns:
        if column.name in row or (column.nullable and column.name not in row):
            continue
        keys = list(column.foreign_keys)
        if keys and column.unique:
            key = keys[0].column
            row[column.name] = make(session, key.table.name)[key.name]
        else:
            row[column.name] = (
                _some(session, keys[0].column, number) if keys else _made_up(column, number)
            )
    session.execute(sa.insert(table).values(row))
    return row


def _some(session: Session, key: sa.Column[Any], number: int) -> Any:
    there = session.scalars(sa.select(key).order_by(key)).all()
    return there[number % len(there)] if there else make(session, key.table.name)[key.name]


def _made_up(column: sa.Column[Any], number: int) -> Any:
    if isinstance(column.type, UtcDateTime):
        return NOW
    match column.type.python_type:
        case kind if kind is str:
            return f"{number}"[-(getattr(column.type, "length", None) or 8) :]
        case kind if kind is bytes:
            return number.to_bytes(16)
        case kind if kind is date:
            return date(2020, 1, 1) + timedelta(days=number % 1000)
        case kind if kind is bool:
            return False
        case kind if kind is int:
            return number
        case _:
            return []
