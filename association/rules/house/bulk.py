"""What can be done to many members at once, whom it cannot be done to, and for how long it can be
undone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

UNDO_FOR = timedelta(days=30)


class Action(StrEnum):
    """What a batch does to each member; `undo` takes another batch back."""

    SENT = "sent"  # the papers went to BPJS Ketenagakerjaan
    STALL = "stall"  # market or block of the stall
    LEAVE = "leave"
    RETURN = "return"
    UNDO = "undo"


class Hindrance(StrEnum):
    """Why one member is left out of what is done to the others."""

    NO_NIK = "no_nik"
    NO_BIRTH_DATE = "no_birth"
    NO_PHONE = "no_phone"
    PENDING = "pending"  # an officer decides first whose NIK it is
    TOO_OLD = "too_old"  # 65 or older: cannot join any more
    SENT_BEFORE = "sent"
    PARTICIPANT = "registered"
    NO_STALL = "no_stall"
    MANY_STALLS = "stalls"
    GONE = "gone"
    PRESENT = "present"
    CHANGED = "changed"  # since the batch that is undone
    REFUSED = "refused"  # the roster's rules forbid the values from before


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is asked about a member before something is done to them."""

    has_left: bool = False
    has_nik: bool = True
    has_birth_date: bool = True
    has_phone: bool = True
    is_pending: bool = False
    is_too_old: bool = False
    is_complete: bool = True
    was_sent: bool = False
    is_participant: bool = False
    stalls: int = 1


def hindrance(action: Action, facts: Facts, *, block: str = "") -> Hindrance | None:
    """Tell why an action cannot be done to a member; None when it can. `block` is the stall block
    to be set, if any."""
    if action is Action.RETURN:
        return None if facts.has_left else Hindrance.PRESENT
    if facts.has_left:
        return Hindrance.GONE
    if action is Action.SENT:
        return _not_sendable(facts)
    if action is Action.STALL and facts.stalls > 1:
        return Hindrance.MANY_STALLS
    if action is Action.STALL and facts.stalls == 0 and not block:
        return Hindrance.NO_STALL
    return None


def _not_sendable(facts: Facts) -> Hindrance | None:
    steps = (
        (not facts.has_nik, Hindrance.NO_NIK),
        (facts.is_pending, Hindrance.PENDING),
        (not facts.has_birth_date, Hindrance.NO_BIRTH_DATE),
        (not facts.has_phone, Hindrance.NO_PHONE),
        (facts.is_participant, Hindrance.PARTICIPANT),
        (facts.was_sent, Hindrance.SENT_BEFORE),
        (facts.is_too_old, Hindrance.TOO_OLD),
    )
    return next((why for stands, why in steps if stands), None)


def is_undoable(at: datetime, *, now: datetime) -> bool:
    """Tell whether a batch of that moment can still be undone."""
    return now - at < UNDO_FOR
