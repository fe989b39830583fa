"""Watch every lock of every test: what one transaction locks comes in one order, so nobody waits in
a ring. SQLite locks no rows, but the statements say which they would lock."""

import warnings
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from association.access.fence import reach_of
from association.access.reach import Leading
from association.people.participants.reads import HeldLate
from association.waiting import seconds_left

# A line at a time, from the first to the last. Rows of one line are locked by one statement, or
# only one of them is locked, or who locks several holds the paguyuban whose they all are.
ORDER = (
    "city",
    "intake",
    "association",
    "throttle_bucket",
    "upload batch_work batch official_list selection transfer registration_line deposit handover",
    "regrouping",
    "member",
    "visit reminder",
    "participant",
    "claim",
    "contribution",
    "awareness_event",
    "duty",
    "account",
    "invitation",
    "sign_in",
    "market calendar_feed",
)
RANKS = {table: rank for rank, tables in enumerate(ORDER) for table in tables.split()}


def locks(statement: Any) -> str | None:
    """Name the table whose rows a statement waits for and locks."""
    how = getattr(statement, "_for_update_arg", None)
    if how is None or how.skip_locked:
        return None
    [table] = {one.name for one in statement.get_final_froms() if isinstance(one, sa.TableClause)}
    return str(table)


def _watch(state: ORMExecuteState) -> None:
    table = locks(state.statement)
    if table is None or seconds_left() is None:  # what tests and commands do, they do alone
        return
    if table == "association" and isinstance(reach_of(state.session), Leading):
        return  # their own, held from the beginning
    now = state.session.get_transaction() or state.session.begin()
    before, held = state.session.info.get("locked", (None, ORDER[0]))
    if before is now and RANKS[table] < RANKS[held]:
        warnings.warn(f"{table} is locked after {held}: see {__name__}.ORDER", HeldLate, 2)
    state.session.info["locked"] = (now, table)


@pytest.fixture(scope="session", autouse=True)
def _locks_watched() -> None:
    event.listen(Session, "do_orm_execute", _watch)
