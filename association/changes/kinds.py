"""What kinds of changes there are, and the one value they are kept as."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

# A field's value before and after, as JSON knows values (dates as 2026-11-22, stalls as lists).
Values = Mapping[str, tuple[Any, Any]]


class BatchKind(StrEnum):
    """What made many changes at once."""

    IMPORT = "import"
    BULK = "bulk"
    MERGE = "merge"
    MOVE = "move"
    UNDO = "undo"
    RECONCILE = "reconcile"


class ChangeKind(StrEnum):
    """What happened to a member."""

    ENROL = "enrol"
    EDIT = "edit"
    LEAVE = "leave"
    RETURN = "return"
    MERGE = "merge"
    RESTORE = "restore"
    UNDO = "undo"
    SENT = "sent"
    SEE_NIK = "see_nik"
