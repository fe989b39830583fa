"""What a session may read that is neither a paguyuban's nor a member's own (an officer's, a
visitor's): the columns named public, and nothing else."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any
from weakref import WeakSet

import sqlalchemy as sa
from sqlalchemy.sql import operators
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import ColumnClause, TextClause
from sqlalchemy.sql.functions import count
from sqlalchemy.sql.selectable import (
    HasHints,
    HasPrefixes,
    HasSuffixes,
    TableClause,
    TextualSelect,
)

from association.access.reach import OneAssociation, OneCity, OneMember, Reach, SomeBlocks
from association.access.tables import public_columns

READ_PEOPLE = (OneAssociation, SomeBlocks, OneMember)  # their own; any other reach may only count
Readable = Mapping[str, frozenset[str]]  # by table
KEPT = "MATERIALIZED"  # the one piece of SQL text that a statement may hold


# Statements made once need be looked at once: by an officer's session, and by any other.
_harmless: dict[bool, WeakSet[Any]] = {True: WeakSet(), False: WeakSet()}


class OutOfReach(RuntimeError):
    """A query without a reach, in raw SQL, for a column that is not public, or a write beyond the
    reach: a defect in the code, never the user's fault."""


def refuse_personal(statement: Any, reach: Reach) -> None:
    """Let the session count people, never read them: nothing that the statement selects or returns
    may give a personal column. Raises OutOfReach."""
    office = isinstance(reach, OneCity)
    if isinstance(reach, READ_PEOPLE) or statement in _harmless[office]:
        return
    readable = public_columns(office=office)
    parts = list(_parts(statement))
    changes, unread = isinstance(statement, UpdateBase), set[int]()
    for part in parts:
        if isinstance(part, sa.Exists):
            unread |= _asked_if_exists(part)
    for part in parts:
        if isinstance(part, TextClause | TextualSelect) or _adds_text(part):
            raise OutOfReach("text of SQL may hold anything")
        if isinstance(part, sa.Select) and id(part) not in unread:
            for column in part._raw_columns:
                _refuse_reading(column, readable)
        elif changes and isinstance(part, ColumnClause) and id(part) not in unread:
            _refuse_reading(part, readable)  # wherever it stands: set, returned or compared
    _harmless[office].add(statement)


def _parts(statement: Any) -> Iterator[Any]:
    """Give each element of a statement once; one subquery may stand in it many times."""
    found = {id(statement): statement}
    waiting = [statement]
    while waiting:
        part = waiting.pop()
        yield part
        new = {id(child): child for child in part.get_children() if id(child) not in found}
        found |= new
        waiting += new.values()


def _adds_text(part: Any) -> bool:
    """Tell whether words that SQLAlchemy does not read stand before, in or behind a part."""
    words = part._prefixes if isinstance(part, HasPrefixes) else ()
    words += part._suffixes if isinstance(part, HasSuffixes) else ()
    hinted = isinstance(part, HasHints) and (part._hints or part._statement_hints)
    return bool(hinted) or any(str(word) != KEPT for word, _dialect in words)


def _asked_if_exists(part: sa.Exists) -> set[int]:
    """Name (by `id`) the SELECT * or 1 of an EXISTS, and its *: only whether a row is there is
    told."""
    inner: Any = part.element
    while not isinstance(inner, sa.SelectBase):
        inner = inner.element
    selected: list[Any] = inner._raw_columns if isinstance(inner, sa.Select) else [None]
    return {id(inner), *map(id, selected)} if all(map(_is_any_row, selected)) else set()


def _is_any_row(element: Any) -> bool:
    """Tell whether an element is the * of COUNT(*) and EXISTS (SELECT *), or a 1."""
    return isinstance(element, ColumnClause) and element.is_literal and element.name in ("*", "1")


def _refuse_reading(element: Any, readable: Readable) -> None:
    """Walk what is selected; whether a personal column is empty may be asked. A SELECT inside is
    looked at by itself."""
    if isinstance(element, sa.SelectBase | sa.ScalarSelect | sa.Subquery | sa.CTE):
        return
    if isinstance(element, sa.Values):
        for value in chain.from_iterable(chain.from_iterable(element._data)):
            if hasattr(value, "__clause_element__"):
                _refuse_reading(value.__clause_element__(), readable)
        return
    if isinstance(element, count) and all(map(_is_any_row, element.clauses)):
        return
    if isinstance(element, sa.BinaryExpression) and _asks_if_empty(element):
        return
    if isinstance(element, TableClause):
        for column in element.columns:
            _refuse_column(column, readable)
    elif isinstance(element, ColumnClause):
        for origin in element.base_columns:
            _refuse_column(origin, readable)
    for child in element.get_children():
        _refuse_reading(child, readable)


def _asks_if_empty(element: sa.BinaryExpression[Any]) -> bool:
    return element.operator in (operators.is_, operators.is_not) and isinstance(
        element.right, sa.Null
    )


def _refuse_column(column: Any, readable: Readable) -> None:
    """Refuse a column that its table does not name public, and one that no known table holds."""
    table = getattr(column, "table", None)
    if isinstance(table, TableClause):
        if column.name not in readable.get(table.name, frozenset()):
            raise OutOfReach(f"only a paguyuban or the member may read {table.name}.{column.name}")
    elif isinstance(column, ColumnClause):
        if table is None:
            raise OutOfReach(f"{column} may stand for any column")
        _refuse_reading(table, readable)
