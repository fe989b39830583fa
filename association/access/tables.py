"""What every table says of itself: whose its rows are and which columns strangers may read, or why
it is open."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from association.access.reach import Reach
from association.database import Base
from association.drafts import Draft
from association.once import SavedAnswer

Model = TypeVar("Model", bound=Base)


def columns(names: str) -> frozenset[str]:
    """Name columns of a table, with blanks between them."""
    return frozenset(names.split())


class only_checked(FunctionElement[Any]):  # noqa: N801 - read like a function of SQL
    """A column that the fence holds against a value: never the way by which rows are found.

    SQLite would else begin at all rows of a paguyuban as soon as at the few that a query asks for.
    """

    inherit_cache = True


@compiles(only_checked)
def _plain(column: only_checked, compiler: SQLCompiler, **kwargs: Any) -> str:
    return compiler.process(column.clauses, **kwargs)


@compiles(only_checked, "sqlite")
def _by_no_index(column: only_checked, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"+{compiler.process(column.clauses, **kwargs)}"


class Fenced:
    """A table behind the fence. A column that is not named `public` is refused to a session that is
    neither a paguyuban's nor a member's own; `personal` names the others, so that none is
    forgotten. `office` names what its officers may read as well: what was told to the office
    itself."""

    public: ClassVar[frozenset[str]] = frozenset()
    office: ClassVar[frozenset[str]] = frozenset()
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
    Draft.__tablename__: "found by a keyed digest of its account and form; what it holds is sealed",
}


def open_table(reason: str) -> Callable[[type[Model]], type[Model]]:
    """Mark a model as open, with the reason why no reach need confine it."""

    def mark(model: type[Model]) -> type[Model]:
        OPEN[model.__tablename__] = reason
        return model

    return mark


def fenced_classes() -> list[type[Fenced]]:
    """List every model behind the fence."""
    return sorted(
        (m.class_ for m in Base.registry.mappers if issubclass(m.class_, Fenced)),
        key=lambda c: c.__name__,
    )


@lru_cache(maxsize=4)
def public_columns(*, office: bool = False) -> dict[str, frozenset[str]]:
    """Give the columns of each table that any session may read, or an officer's: of an open table,
    all."""
    opened = {name: frozenset(Base.metadata.tables[name].columns.keys()) for name in OPEN}
    fenced = {
        m.__tablename__: m.public | (m.office if office else frozenset())
        for m in fenced_classes()
        if issubclass(m, Base)
    }
    return opened | fenced
