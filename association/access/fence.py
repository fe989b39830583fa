"""The fence: a guard on every session that confines each select, get, lazy load, update and flush
to the actor's reach, and to what has not come to its end."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import (
    FromStatement,
    InstrumentedAttribute,
    ORMExecuteState,
    Session,
    with_loader_criteria,
)
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import ColumnElement, TextClause
from sqlalchemy.sql.selectable import TextualSelect
from sqlalchemy.sql.visitors import ExternallyTraversible, anon_map

from association.access.privacy import READ_PEOPLE, OutOfReach, refuse_personal
from association.access.reach import Everywhere, Leading, Reach
from association.access.tables import OPEN, Fenced, fenced_classes
from association.database import FIRST, Base, app_now, is_postgresql
from association.rules.house.ends import ENDS, End

# Territory lies above; a turn only needs the row.
_association = sa.table("association", sa.column("id"))

__all__ = ["OutOfReach", "beyond", "reach_of", "set_reach"]


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


# The kinds of criteria by what SQL they make, whatever values are bound: a number each.
_KINDS: dict[tuple[Any, ...], int] = {}
_numbers = count()


class Confined(CriteriaOption):
    """The criteria of every fenced table as one option of a statement (decision 49). SQLAlchemy
    would else make the key of each of them anew for every statement."""

    __slots__ = ("_bound", "_key", "criteria")
    propagate_to_loaders = False

    def __init__(self, criteria: tuple[CriteriaOption, ...]) -> None:
        self.criteria = criteria
        self._bound: list[sa.BindParameter[Any]] = []
        names = anon_map()
        kind = tuple(one._gen_cache_key(names, self._bound) for one in criteria)
        self._key = (Confined, _KINDS.setdefault(kind, next(_numbers)))

    def _gen_cache_key(
        self, anon_map: anon_map, bindparams: list[sa.BindParameter[Any]]
    ) -> tuple[type, int]:
        """Give what tells this option from one of another kind of reach; the values of the reach
        are bound, so that all paguyuban share what was compiled."""
        bindparams.extend(self._bound)
        return self._key

    def process_compile_state(self, compile_state: Any) -> None:
        """Hang the criteria on the statement that is compiled."""
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(self, compile_state: Any, _entities: Any) -> None:
        """Do the same where an option replaced what is selected."""
        self.process_compile_state(compile_state)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        """Hang each table's criteria on it."""
        for one in self.criteria:
            one.get_global_criteria(attributes)


@lru_cache(maxsize=512)
def confined(reach: Reach) -> Confined:
    """Give the criteria of a reach, for every fenced table."""
    return Confined(
        tuple(
            cast(
                CriteriaOption,
                with_loader_criteria(
                    model, _still(model, reach), include_aliases=True, propagate_to_loaders=False
                ),
            )
            for model in fenced_classes()
        )
    )


def _still(model: type[Fenced], reach: Reach) -> ColumnElement[bool]:
    """Confine a table to a reach, and to the rows whose end has not come."""
    end = ENDS.get(model.__tablename__) if issubclass(model, Base) else None
    if not isinstance(end, End) or not end.at_once:
        return model.within(reach)
    since: InstrumentedAttribute[datetime] = getattr(model, end.since)
    first = sa.bindparam(None, callable_=lambda: app_now() - end.after, type_=since.type)
    return sa.and_(model.within(reach), since >= first)


@event.listens_for(Session, "do_orm_execute")
def _confine(state: ORMExecuteState) -> None:
    statement = state.statement
    if isinstance(statement, TextClause | TextualSelect | FromStatement):
        raise OutOfReach("raw SQL escapes the fence")
    reach = state.session.info.get("reach")
    if isinstance(reach, Everywhere):
        return
    if reach is None or state.is_insert:
        tables = _tables(statement)
        if not tables <= OPEN.keys():
            raise OutOfReach(
                f"a statement on {sorted(tables - OPEN.keys())} without a reach, or a bulk insert"
            )
        return
    if isinstance(statement, UpdateBase) and not isinstance(reach, READ_PEOPLE):
        _only_open(statement)
    refuse_personal(statement, reach)
    state.statement = statement.options(confined(reach))


def _only_open(change: UpdateBase) -> None:
    """Let officers and visitors change rows behind the fence one by one only, as `inside` says."""
    name = getattr(change.table, "name", "")
    if name not in OPEN:
        raise OutOfReach(f"a bulk change of {name}")


def _tables(statement: Any) -> set[str]:
    """Name the tables that a statement holds."""
    parts = visitors.iterate(cast(ExternallyTraversible, statement))
    return {part.name for part in parts if isinstance(part, sa.Table)}


@event.listens_for(Session, "before_flush")
def _keep_inside(session: Session, _context: object, _instances: object) -> None:
    reach = session.info.get("reach")
    if isinstance(reach, Everywhere):
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Fenced) and (reach is None or not row.inside(reach)):
            raise OutOfReach(f"a write to {type(row).__name__} beyond the reach")


def take_turn(session: Session, also: int | None) -> None:
    """Hold the paguyuban that the session reaches, and another one, by id, until the commit: who
    works for one takes turns.

    Rows that point to a paguyuban may still be added. SQLite lets one write at a time anyway.
    """
    reach = session.info.get("reach")
    own = reach.association_id if isinstance(reach, Leading) else None
    hold_associations(session, {one for one in (also, own) if one is not None})


def hold_associations(session: Session, ids: Collection[int]) -> None:
    """Hold these paguyuban, by id, until the commit: for who changes what several of them share."""
    if ids and is_postgresql(session):
        chosen = sa.select(_association.c.id).where(_association.c.id.in_(ids))
        session.execute(chosen.order_by(_association.c.id).with_for_update(key_share=True)).all()


FIRST.append(take_turn)


@event.listens_for(Session, "do_orm_execute")
def _let_others_point(state: ORMExecuteState) -> None:
    """Lock rows FOR NO KEY UPDATE on PostgreSQL: others may still add rows that point to them."""
    locks = getattr(state.statement, "_for_update_arg", None)
    if locks is not None and not (locks.key_share or locks.skip_locked):
        state.statement = cast(sa.Select[Any], state.statement).with_for_update(key_share=True)
