"""TRUST, Writes: every table says how long its rows stay, and why, in
association/rules/house/ends.py."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from association.database import Base
from association.rules.house.ends import ENDS, End, GoesWith, Stays
from tests.architecture.test_fence import load_all

RULE = "say in association/rules/house/ends.py when its rows go, or that they stay, and why"
DAY = timedelta(days=1)
Ends = dict[str, End | GoesWith | Stays]


def violations(metadata: sa.MetaData, ends: Ends) -> list[str]:
    """Name tables without an end, ends without a table, a column or a reason."""
    tables = metadata.tables
    found = [f"{name}: {RULE}" for name in tables if name not in ends]
    for name, end in ends.items():
        if name not in tables:
            found.append(f"{name} is no table any more")
        elif len(end.why.split()) < 3:
            found.append(f"{name}: its reason says nothing")
        elif isinstance(end, End) and end.since not in tables[end.of or name].columns:
            found.append(f"{name}: {end.of or name} has no column {end.since}")
        elif isinstance(end, End) and end.of and not _points(tables[name], end.of):
            found.append(f"{name} does not belong to {end.of}")
        elif isinstance(end, End) and not set(end.empties) <= set(tables[name].columns.keys()):
            found.append(f"{name} has no such columns to empty")
        elif isinstance(end, GoesWith) and not (
            _points(tables[name], end.table) and isinstance(ends.get(end.table), End)
        ):
            found.append(f"{name} goes with {end.table}, which never goes")
    return found


def _points(table: sa.Table, to: str) -> bool:
    return any(key.column.table.name == to for key in table.foreign_keys)


def test_every_table_has_its_end() -> None:
    load_all()
    assert violations(Base.metadata, ENDS) == []


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ({}, "note: say in"),
        ({"note": Stays("x")}, "note: its reason says nothing"),
        ({"note": Stays("for a reason"), "gone": Stays("for a reason")}, "gone is no table"),
        ({"note": End(DAY, "seen_at", "for a reason")}, "note: note has no column seen_at"),
        ({"note": End(DAY, "at", "for a reason", of="note")}, "note does not belong to note"),
        ({"note": End(DAY, "at", "for a reason", empties=("name",))}, "no such columns"),
        ({"note": GoesWith("city", "for a reason")}, "note goes with city, which never goes"),
    ],
)
def test_a_table_without_an_end_is_found(ends: Ends, said: str) -> None:
    metadata = sa.MetaData()
    sa.Table("note", metadata, sa.Column("at", sa.DateTime))
    assert said in "\n".join(violations(metadata, ends))
