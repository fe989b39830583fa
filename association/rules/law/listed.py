"""What a list of BPJS Ketenagakerjaan says of a person, what the roster says, and the line that
both make."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from association.rules.law.coverage import Status
from association.rules.law.enrolment import End


class Pile(StrEnum):
    """Where a row lies."""

    DIFFERENT = "beda"
    PAID = "bayar"  # paid for this month by our book, not active by theirs
    OURS = "kita"
    THEIRS = "bpjs"
    MATCH = "cocok"
    ASIDE = "ditunda"  # set aside by a leader: asked the branch, or left


class Step(StrEnum):
    """The one thing to do next with a row."""

    NONE = "none"
    ACCEPT = "accept"  # take what the list says
    RECORD = "record"  # record the months from a receipt, on the member's page
    DEPOSIT = "deposit"  # note that the cash for them was paid in
    ADD = "add"  # put them on the roster
    REOPEN = "reopen"  # they left the roster: look at their page
    COMPLETE = "complete"  # fill in what registration needs
    SEND = "send"  # send the papers
    ASK = "ask"  # ask the branch


class Standing(StrEnum):
    """What the list says of somebody's membership."""

    ACTIVE = "active"
    LAPSED = "lapsed"
    REGISTERED = "registered"
    PENDING = "pending"  # not registered yet, or refused
    DIED = "died"
    EMPLOYED = "employed"
    STOPPED = "stopped"
    UNKNOWN = "unknown"  # words that are not known, or contrary to each other


ENDS = {Standing.DIED: End.DIED, Standing.EMPLOYED: End.EMPLOYED, Standing.STOPPED: End.STOPPED}


class Why(StrEnum):
    """Why a row needs more than a tap."""

    TWICE = "twice"  # its number belongs to a member whom another row of the list has already
    CLASH = "clash"  # its KPJ is one member's, its NIK another's
    UNLIKE = "unlike"  # the number agrees, but name and NIK or birth date do not
    PENDING = "pending"  # the member's NIK is still compared by an officer
    NUMBERLESS = "numberless"  # without a NIK that can be read nobody can be added
    REFUSED = "refused"  # tried, and the rules of the roster forbid it
    LEFT = "left"  # the member is no longer on the roster
    HELD = "held"  # by our book a collector holds the cash for months that the list has as paid
    NO_MONTH = "no_month"  # active by the list, which names no month
    UNTAKEN = "untaken"  # months that the list has as paid and that are not taken from it
    UNCLEAR = "unclear"  # something stands there that cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A person of the list; `row` counts from 0, `paid_until` is a month, None is what the list
    does not say."""

    row: int
    name: str
    nik: str | None = None
    kpj: str | None = None
    birth_date: date | None = None
    standing: Standing | None = None
    paid_until: date | None = None
    since: date | None = None
    unread: tuple[str, ...] = ()  # the fields in which something stood that cannot be one
    words: str = ""  # the standing as it is written
    months: str = ""  # the paid months as they are written, when they cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A member as the roster knows them; `last_paid` is the latest month that BPJS Ketenagakerjaan
    has received, `held_until` the latest whose cash a collector holds."""

    id: int
    name: str
    nik: str | None = None
    kpj: str | None = None
    birth_date: date | None = None
    registered_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    last_paid: date | None = None
    held_until: date | None = None
    status: Status = Status.CANDIDATE
    is_linked: bool = False  # a participant stands behind the NIK
    has_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a pile: who, what differs (field: ours, theirs; values as members.state writes
    them), what to do next."""

    pile: Pile
    step: Step
    ours: Ours | None = None
    theirs: Theirs | None = None
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    months: tuple[date | None, date] | None = None  # paid until: ours, theirs
    run: tuple[date, int] | None = None  # what is recorded when it is taken: first month, how many
    why: Why | None = None

    @property
    def key(self) -> str:
        """Name the row within its list."""
        if self.theirs is not None:
            return f"r{self.theirs.row}"
        assert self.ours is not None
        return f"m{self.ours.id}"

    @property
    def name(self) -> str:
        """Give the name to show, the roster's if there is one."""
        known = self.ours or self.theirs
        assert known is not None
        return known.name

    @property
    def is_alone(self) -> bool:
        """Tell whether it ends a membership or takes an end back: that is never done with others at
        once."""
        return bool(self.fields.keys() & {"ended_on", "ended_reason"})
