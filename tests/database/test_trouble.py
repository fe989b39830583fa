"""What engines and drivers say when the database cannot serve, by its one name."""

from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from association.trouble import Trouble, forgive_rollbacks, let_go, trouble_of


def of_sqlite(code: int) -> DBAPIError:
    cause = Exception()
    cause.sqlite_errorcode = code  # type: ignore[attr-defined]
    return DBAPIError("", {}, cause)


def of_postgresql(state: str, *, lost: bool = False) -> DBAPIError:
    cause = psycopg.errors.lookup(state)()
    return DBAPIError("", {}, cause, connection_invalidated=lost)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        *(
            (of_postgresql(one), Trouble.BUSY)
            for one in ("57014", "55P03", "40P01", "40001", "53300")
        ),
        *(
            (of_postgresql(one), Trouble.AWAY)
            for one in ("57P01", "57P02", "57P03", "08006", "58030")
        ),
        (of_postgresql("53100"), Trouble.FULL),
        (of_postgresql("25006"), None),  # a read that writes is our mistake
        (of_postgresql("25006", lost=True), Trouble.AWAY),  # ... after a fail-over it is not
        (of_postgresql("42P01"), None),
        (OperationalError("", {}, psycopg.OperationalError("connection refused")), Trouble.AWAY),
        (InterfaceError("", {}, psycopg.InterfaceError("the connection is closed")), Trouble.AWAY),
        (NoConnectionFree("QueuePool limit of size 5 overflow 10 reached"), Trouble.BUSY),
        *((of_sqlite(one), Trouble.BUSY) for one in (5, 6, 261, 517)),
        *((of_sqlite(one), Trouble.AWAY) for one in (10, 11, 14, 26, 522, 1032)),
        *((of_sqlite(one), Trouble.FULL) for one in (13, 778, 4874)),
        *((of_sqlite(one), None) for one in (1, 8)),
        (OSError(28, "No space left on device"), Trouble.FULL),
        (TimeoutError(), None),
        (RuntimeError("database is locked"), None),
    ],
)
def test_each_error_has_its_name(error: Exception, trouble: Trouble | None) -> None:
    assert trouble_of(error) is trouble


@pytest.mark.parametrize("writing", [True, False])
def test_after_a_fail_over_no_connection_to_the_old_server_is_kept(writing: bool) -> None:
    error = of_postgresql("25006")
    context = SimpleNamespace(
        sqlalchemy_exception=error, original_exception=error.orig, is_disconnect=False
    )
    let_go(context, writing=writing)  # type: ignore[arg-type]
    assert context.is_disconnect is writing


def test_a_lost_connection_is_given_back_without_an_error() -> None:
    def lost(_connection: object) -> None:
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    dialect = SimpleNamespace(loaded_dbapi=psycopg, do_rollback=lost)
    forgive_rollbacks(dialect)
    dialect.do_rollback(SimpleNamespace(closed=True))
    with pytest.raises(psycopg.OperationalError):
        dialect.do_rollback(SimpleNamespace(closed=False))
