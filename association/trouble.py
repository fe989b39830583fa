"""Why the database cannot serve: one name for what the engines and their drivers say, and what
becomes of the connections."""

import errno
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from association import waiting


class Trouble(StrEnum):
    """Something that passes, or that the operator mends; everything else is our own mistake."""

    BUSY = "busy"  # others hold what is needed
    AWAY = "away"  # stopped, not to be reached, not to be read
    FULL = "full"  # no room to write; reading goes on
    UPDATED = "being updated"  # it fits another version of this code, or is not filled yet


class OtherVersion(Exception):
    """The database stands at other migrations than this code, or is still being filled."""


class CommitLost(Exception):
    """The connection was lost during a commit: nobody can say whether the change was kept."""


# SQLSTATE of PostgreSQL, by code and by class (the first two characters).
STATES = {
    "57014": Trouble.BUSY,  # statement_timeout
    "55P03": Trouble.BUSY,  # lock_timeout
    "40001": Trouble.BUSY,  # serialization failure
    "40P01": Trouble.BUSY,  # deadlock
    "25P04": Trouble.BUSY,  # transaction_timeout
    "25P03": Trouble.AWAY,  # ended by the server while idle
    "53100": Trouble.FULL,
    "3D000": Trouble.AWAY,  # the database is being put back
    "XX001": Trouble.AWAY,  # data corrupted
    "XX002": Trouble.AWAY,  # index corrupted
}
STATE_CLASSES = {
    "08": Trouble.AWAY,  # connection
    "28": Trouble.AWAY,  # authorization
    "53": Trouble.BUSY,  # too many connections, out of memory
    "57": Trouble.AWAY,  # shut down, starting up, dropped
    "58": Trouble.AWAY,  # input and output
}
READ_ONLY_STATE = "25006"
# Result codes of SQLite: extended ones, then primary ones (the low byte).
CODES = {
    778: Trouble.FULL,  # IOERR_WRITE: so a quota and a limit of file sizes are told
    4874: Trouble.FULL,  # IOERR_SHMSIZE: no room for the index of the log
    264: Trouble.AWAY,  # READONLY_RECOVERY
    520: Trouble.AWAY,  # READONLY_CANTLOCK
    776: Trouble.AWAY,  # READONLY_ROLLBACK
    1032: Trouble.AWAY,  # READONLY_DBMOVED
    1288: Trouble.AWAY,  # READONLY_CANTINIT
    1544: Trouble.AWAY,  # READONLY_DIRECTORY
}
PRIMARY_CODES = {
    3: Trouble.AWAY,  # PERM
    5: Trouble.BUSY,
    6: Trouble.BUSY,  # LOCKED
    10: Trouble.AWAY,  # IOERR
    11: Trouble.AWAY,  # CORRUPT
    13: Trouble.FULL,
    14: Trouble.AWAY,  # CANTOPEN
    15: Trouble.BUSY,  # PROTOCOL: a race for the locks
    26: Trouble.AWAY,  # NOTADB
}
READ_ONLY_CODE = 8
# For drivers that give no code.
PHRASES = {
    "is locked": Trouble.BUSY,
    "is full": Trouble.FULL,
    "No space left": Trouble.FULL,
    "too many": Trouble.BUSY,
    "reserved for": Trouble.BUSY,  # the last connections of PostgreSQL
}


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Name what keeps the database from serving; None for an error that is our own mistake."""
    match error:
        case CommitLost():
            return Trouble.AWAY
        case OtherVersion():
            return Trouble.UPDATED
        case NoConnectionFree():
            return Trouble.BUSY
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):  # also of an upload that is put aside
            return Trouble.FULL
        case DBAPIError():
            return _of_database(error)
    return None


def let_go(context: ExceptionContext, *, writing: bool) -> None:
    """Close the connections to what cannot be read, or not be written any more: after a fail-over
    new ones lead to another server."""
    trouble = trouble_of(context.sqlalchemy_exception)
    if trouble is Trouble.AWAY or (writing and _is_read_only(context.original_exception)):
        context.is_disconnect = True
    if trouble is Trouble.BUSY and waiting.seconds_left() is not None:
        waiting.was_in_vain()


def forgive_rollbacks(dialect: Any) -> None:
    """Let a lost connection be given back like any other: there is nothing to roll back, and a
    request that is over must not fail by it. The next who takes it finds out."""
    roll_back = dialect.do_rollback

    def do_rollback(connection: Any) -> None:
        try:
            roll_back(connection)
        except dialect.loaded_dbapi.Error:
            if not connection.closed:
                raise

    dialect.do_rollback = do_rollback


def _is_read_only(cause: BaseException) -> bool:
    code = getattr(cause, "sqlite_errorcode", None)
    return code == READ_ONLY_CODE or getattr(cause, "sqlstate", None) == READ_ONLY_STATE


def _of_database(error: DBAPIError) -> Trouble | None:
    state = getattr(error.orig, "sqlstate", None)
    code = getattr(error.orig, "sqlite_errorcode", None)
    if state is not None:
        found = STATES.get(state) or STATE_CLASSES.get(state[:2])
    elif code is not None:
        found = CODES.get(code) or PRIMARY_CODES.get(code & 0xFF)
    else:
        found = _without_code(error)
    return found or (Trouble.AWAY if error.connection_invalidated else None)


def _without_code(error: DBAPIError) -> Trouble | None:
    """Read the words; what says nothing we know, as when no connection is made, is away."""
    said = str(error.orig)
    known = (trouble for phrase, trouble in PHRASES.items() if phrase in said)
    away = Trouble.AWAY if isinstance(error, OperationalError | InterfaceError) else None
    return next(known, away)
