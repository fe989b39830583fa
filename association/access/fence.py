"""The fence: a guard on every session that confines each select, get, lazy load, update and flush
to the actor's reach."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, ClassVar, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.elements import ColumnElement, TextClause
from sqlalchemy.sql.visitors import ExternallyTraversible

from association.access.reach import Everywhere, OneCity, Reach
from association.database import Base
from association.once import SavedAnswer

Model = TypeVar("Model", bound=Base)


class OutOfReach(RuntimeError):
    """A query without a reach, in raw SQL, or a write beyond the reach: a defect in the code, never
    the user's fault."""


class Fenced:
    """A table behind the fence. `personal` names columns that may be counted under OneCity but
    never read."""

    personal: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Give the WHERE that confines this table to a reach (Everywhere never asks)."""
        raise NotImplementedError(cls.__name__)

    def inside(self, reach: Reach) -> bool:
        """Tell whether this row, as it is about to be written, lies within the reach."""
        raise NotImplementedError(type(self).__name__)


# Tables that no reach confines, each with its reason; tests/architecture/test_fence.py wants every
# other table fenced.
OPEN: dict[str, str] = {
    SavedAnswer.__tablename__: "keyed by its owner; holds row ids, no personal data",
}


def open_table(reason: str) -> Callable[[type[Model]], type[Model]]:
    """Mark a model as open, with the reason why no reach need confine it."""

    def mark(model: type[Model]) -> type[Model]:
        OPEN[model.__tablename__] = reason
        return model

    return mark


def set_reach(session: Session, reach: Reach) -> None:
    """Give the session its reach; rows loaded under another one are forgotten."""
    if session.info.get("reach") not in (None, reach):
        session.expunge_all()
    session.info["reach"] = reach


def reach_of(session: Session) -> Reach:
    """Give the session's reach; raises OutOfReach when none was set."""
    reach: Reach | None = session.info.get("reach")
    if reach is None:
        raise OutOfReach("no reach is set for this session")
    return reach


@contextmanager
def beyond(session: Session) -> Iterator[None]:
    """Step over the fence for a few rows; who may, and why, stands in
    tests/architecture/test_fence.py."""
    session.flush()
    before, session.info["reach"] = reach_of(session), Everywhere()
    try:
        yield
        session.flush()
    finally:
        session.info["reach"] = before


def fenced_classes() -> list[type[Fenced]]:
    """List every model behind the fence."""
    return sorted(
        (m.class_ for m in Base.registry.mappers if issubclass(m.class_, Fenced)),
        key=lambda c: c.__name__,
    )


@lru_cache(maxsize=512)
def _criteria(reach: Reach) -> tuple[ExecutableOption, ...]:
    return tuple(
        with_loader_criteria(
            model, model.within(reach), include_aliases=True, propagate_to_loaders=False
        )
        for model in fenced_classes()
    )


@event.listens_for(Session, "do_orm_execute")
def _confine(state: ORMExecuteState) -> None:
    statement = state.statement
    if isinstance(statement, TextClause):
        raise OutOfReach("raw SQL escapes the fence")
    reach = state.session.info.get("reach")
    if isinstance(reach, Everywhere):
        return
    if reach is None or state.is_insert:
        tables = {t.name for t in visitors.iterate(_visible(statement)) if isinstance(t, sa.Table)}
        if not tables <= OPEN.keys():
            raise OutOfReach(
                f"a statement on {sorted(tables - OPEN.keys())} without a reach, or a bulk insert"
            )
        return
    if isinstance(reach, OneCity):
        _refuse_personal(state)
    state.statement = statement.options(*_criteria(reach))


def _visible(statement: Any) -> ExternallyTraversible:
    """Name the type by which a statement's elements can be walked."""
    return cast(ExternallyTraversible, statement)


def _refuse_personal(state: ORMExecuteState) -> None:
    """Let an officer's session count people, never read them: no SELECT in the statement may give a
    personal column."""
    for part in visitors.iterate(_visible(state.statement)):
        if isinstance(part, sa.Select):
            for column in part._raw_columns:
                _refuse_reading(column)


def _refuse_reading(element: Any) -> None:
    """Walk what is selected; whether a personal column is empty may be asked. A SELECT inside is
    looked at by itself."""
    if isinstance(element, sa.SelectBase | sa.ScalarSelect):
        return
    if isinstance(element, sa.BinaryExpression) and element.operator in (
        operators.is_,
        operators.is_not,
    ):
        return
    table = element if isinstance(element, sa.Table) else getattr(element, "table", None)
    hidden = _personal_columns().get(getattr(table, "name", ""), frozenset())
    if hidden and (
        isinstance(element, sa.Table)
        or (isinstance(element, sa.ColumnClause) and element.key in hidden)
    ):
        raise OutOfReach(f"an officer's session may not read {element}")
    for child in element.get_children():
        _refuse_reading(child)


@lru_cache(maxsize=1)
def _personal_columns() -> dict[str, frozenset[str]]:
    return {
        model.__tablename__: model.personal
        for model in fenced_classes()
        if issubclass(model, Base) and model.personal
    }


@event.listens_for(Session, "before_flush")
def _keep_inside(session: Session, _context: object, _instances: object) -> None:
    reach = session.info.get("reach")
    if isinstance(reach, Everywhere):
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Fenced) and (reach is None or not row.inside(reach)):
            raise OutOfReach(f"a write to {type(row).__name__} beyond the reach")
