"""Long lists 25 rows at a time: a page of rows, and the cursor behind which the next ones come."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

ROWS = 25
Row = TypeVar("Row")
Shown = TypeVar("Shown")
Statement = TypeVar("Statement", bound=sa.Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Up to 25 rows; `after` is the cursor behind which the next ones come, None when there are
    none."""

    rows: list[Row]
    after: int | None
    before: int | None = field(default=None, kw_only=True)  # the cursor of the page before

    def showing(self, rows: list[Shown]) -> "Page[Shown]":
        """Give the same page with what is shown of each row."""
        return Page(rows, self.after, before=self.before)


def one_more(statement: Statement) -> Statement:
    """Ask for a page and one row more, which tells whether there is another page."""
    return statement.limit(ROWS + 1)


def cut(found: Iterable[Row], cursor: Callable[[Row], int]) -> Page[Row]:
    """Make a page of what `one_more` found; `cursor` gives the place of the last row shown."""
    rows = list(islice(found, ROWS + 1))
    shown = rows[:ROWS]
    return Page(shown, cursor(shown[-1]) if len(rows) > ROWS else None)


def cut_from(found: Iterable[Row], start: int) -> Page[Row]:
    """Make a page of what `one_more` found from a place on, counted from 0; its cursor is a place
    too."""
    return cut(found, lambda _last: start + ROWS)


def cut_at(everything: Sequence[Row], start: int) -> Page[Row]:
    """Make the page of a whole list from a place on, as `cut_from` does."""
    return cut_from(everything[start : start + ROWS + 1], start)


def start_of(place: int) -> int:
    """Give where the page begins that shows a place, which is counted from 1."""
    return (place - 1) // ROWS * ROWS


def behind(
    session: Session,
    statement: Statement,
    *order: ColumnElement[Any] | InstrumentedAttribute[Any],
    after: int | None,
    backwards: bool = False,
) -> Statement:
    """Go on behind the row `after` in the order of these columns, of which the last is the id.

    A row that is gone, or out of reach, is no place: then the list begins anew.
    """
    if after is None:
        return statement
    cursor = session.execute(sa.select(*order).where(order[-1] == after)).first()
    if cursor is None:
        return statement
    place, reached = sa.tuple_(*order), sa.tuple_(*cursor)
    return statement.where(place < reached if backwards else place > reached)


def page_before(
    session: Session,
    statement: sa.Select[*tuple[Any, ...]],
    *order: ColumnElement[Any] | InstrumentedAttribute[Any],
    after: int | None,
) -> int | None:
    """Give the cursor of the 25 rows that end with the row `after`; None when they are the first
    ones, or it is no place."""
    if after is None:
        return None
    cursor = session.execute(sa.select(*order).where(order[-1] == after)).first()
    if cursor is None:
        return None
    upwards = statement.with_only_columns(order[-1]).order_by(None)
    upwards = upwards.where(sa.tuple_(*order) <= sa.tuple_(*cursor))
    last = upwards.order_by(*(column.desc() for column in order)).offset(ROWS).limit(1)
    return session.scalars(last).first()


def older(column: InstrumentedAttribute[int], before: int | None) -> ColumnElement[bool]:
    """Keep the rows before a cursor, where the newest come first and the cursor is an id or a
    number."""
    return sa.true() if before is None else column < before
