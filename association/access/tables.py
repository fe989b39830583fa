"""What every table says of itself: whose its rows are and which columns strangers may read, or why
it is open."""

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, TypeVar

from sqlalchemy.sql.elements import ColumnElement

from association.access.reach import Reach
from association.database import Base
from association.once import SavedAnswer

Model = TypeVar("Model", bound=Base)


def columns(names: str) -> frozenset[str]:
    """Name columns of a table, with blanks between them."""
    return frozenset(names.split())


class Fenced:
    """A table behind the fence. A column that is not named `public` is refused to a session that is
    neither a paguyuban's nor a member's own; `personal` names the others, so that none is
    forgotten."""

    public: ClassVar[frozenset[str]] = frozenset()
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


def fenced_classes() -> list[type[Fenced]]:
    """List every model behind the fence."""
    return sorted(
        (m.class_ for m in Base.registry.mappers if issubclass(m.class_, Fenced)),
        key=lambda c: c.__name__,
    )


@lru_cache(maxsize=1)
def public_columns() -> dict[str, frozenset[str]]:
    """Give the columns of each table that any session may read: of an open table, all."""
    opened = {name: frozenset(Base.metadata.tables[name].columns.keys()) for name in OPEN}
    fenced = {m.__tablename__: m.public for m in fenced_classes() if issubclass(m, Base)}
    return opened | fenced
