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
    KPJ = "kpj"
    ATTEND = "attend"
    RECONCILE = "reconcile"
    SENT_AWAY = "away"  # to another paguyuban, by the city's officers, who alone put it back
    DEATH = "death"  # with its case
    TAKEN_IN = "taken"  # from another one


BY_OFFICE = (BatchKind.SENT_AWAY, BatchKind.TAKEN_IN)


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
    REJECTED = "rejected"
    ENROLMENT = "enrolment"
    SEE_NIK = "see_nik"
    NO_REMINDERS = "no_reminders"
    REMINDERS = "reminders"
    PAID_AWAY = "paid_away"  # a contribution recorded for them was another's
    PAID_HERE = "paid_here"
    NIK_LINKED = "nik_linked"  # an officer decided whose NIK it is
    NIK_TAKEN = "nik_taken"
    MONTHS = "months"  # paid months that a list told were recorded, or taken back


MOVED = (ChangeKind.PAID_AWAY, ChangeKind.PAID_HERE)  # hold months, amount, whose, why
WITHOUT_VALUES = (
    ChangeKind.SEE_NIK,
    ChangeKind.NO_REMINDERS,
    ChangeKind.REMINDERS,
    ChangeKind.PAID_AWAY,
    ChangeKind.PAID_HERE,
    ChangeKind.NIK_LINKED,
    ChangeKind.MONTHS,
)  # no field of the member changed
