"""Holds the list that BPJS Ketenagakerjaan gives against the roster: what agrees, what differs.

Nothing here decides about money: months that the list calls paid are shown, and recorded by hand
from a receipt.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from association.rules.house.months import add_months, month_of, months_between
from association.rules.law.coverage import Status
from association.rules.law.enrolment import End
from association.rules.people.likeness import like_names
from association.rules.people.names import search_form

MOST_MONTHS_AT_ONCE = 12
MOST_OFFERS = 3
UNPAID = (Status.ARREARS, Status.INACTIVE)


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
    ADD = "add"  # put them on the roster
    REOPEN = "reopen"  # they left the roster: look at their page
    COMPLETE = "complete"  # fill in what registration needs
    SEND = "send"  # send the papers
    ASK = "ask"  # ask the branch


class Standing(StrEnum):
    """What the list says of somebody's membership."""

    ACTIVE = "active"
    LAPSED = "lapsed"
    PENDING = "pending"  # not registered yet, or refused
    DIED = "died"
    EMPLOYED = "employed"
    STOPPED = "stopped"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A row of the list; `row` counts from 0, `paid_until` is a month, None is what the list does
    not say."""

    row: int
    name: str
    nik: str | None = None
    kpj: str | None = None
    birth_date: date | None = None
    standing: Standing | None = None
    paid_until: date | None = None
    since: date | None = None
    unread: bool = False  # a number stood there that cannot be one


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A member as the roster knows them; `last_paid` is the latest paid month."""

    id: int
    name: str
    nik: str | None = None
    kpj: str | None = None
    birth_date: date | None = None
    registered_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    last_paid: date | None = None
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
    def missing(self) -> tuple[date, int] | None:
        """Give the first month and the number of months that the list has as paid and we have
        not."""
        if self.months is None or (self.months[0] is not None and self.months[0] >= self.months[1]):
            return None
        before, until = self.months
        count = months_between(before, until) if before is not None else 1
        return (add_months(until, 1 - count), count) if count <= MOST_MONTHS_AT_ONCE else (until, 1)


def sort(theirs: Sequence[Theirs], ours: Sequence[Ours], *, day: date, today: date) -> list[Line]:
    """Put every row and every member in one pile. `day` is the day of the list, `today` the day it
    is looked at.

    A member is found by the KPJ, then by the NIK. A like name never joins two rows: see `offers`.
    """
    by_kpj = {one.kpj: one for one in reversed(ours) if one.kpj}
    by_nik = {one.nik: one for one in reversed(ours) if one.nik}
    pairs: dict[int, Ours] = {}
    taken: set[int] = set()
    for numbers, column in ((by_kpj, "kpj"), (by_nik, "nik")):
        for row in theirs:
            member = numbers.get(getattr(row, column) or "")
            if member is not None and row.row not in pairs and member.id not in taken:
                pairs[row.row] = member
                taken.add(member.id)
    lines = []
    for row in theirs:
        member = pairs.get(row.row)
        if member is None:
            known = by_kpj.get(row.kpj or "") or by_nik.get(row.nik or "")
            lines.append(_theirs_only(row, known))
        else:
            other = by_nik.get(row.nik or "")
            clash = other is not None and other.id != member.id
            lines.append(_pair(row, member, clash=clash, day=day, today=today))
    lines += [_ours_only(one) for one in ours if one.id not in taken and _is_missed(one)]
    return lines


def offers(row: Theirs, ours: Iterable[Ours]) -> list[Ours]:
    """Name up to three members of a like name who may be this row: nothing of theirs contradicts
    it, and saying so helps."""
    found = (one for one in ours if _may_be(row, one) and like_names(row.name, one.name))
    return [one for one, _n in zip(found, range(MOST_OFFERS), strict=False)]


def joined(row: Theirs, member: Ours, *, day: date) -> dict[str, tuple[Any, Any]]:
    """Give what a member gets when a leader says that a row of the list is them."""
    return _fields(row, member, day=day)


def _may_be(row: Theirs, one: Ours) -> bool:
    if one.has_left or not (row.nik or (one.is_linked and row.kpj)):
        return False
    pairs = ((row.nik, one.nik), (row.kpj, one.kpj), (row.birth_date, one.birth_date))
    return all(said is None or known is None or said == known for said, known in pairs)


def _theirs_only(row: Theirs, known: Ours | None) -> Line:
    if known is not None:
        return Line(pile=Pile.THEIRS, step=Step.ASK, theirs=row, why=Why.TWICE)
    if row.nik is None:
        return Line(pile=Pile.THEIRS, step=Step.ASK, theirs=row, why=Why.NUMBERLESS)
    return Line(pile=Pile.THEIRS, step=Step.ADD, theirs=row)


def _is_missed(one: Ours) -> bool:
    return not one.has_left and one.status is not Status.ENDED


def _ours_only(one: Ours) -> Line:
    steps = {Status.CANDIDATE: Step.COMPLETE, Status.READY: Step.SEND}
    pile = Pile.PAID if one.status is Status.ACTIVE else Pile.OURS
    return Line(pile=pile, step=steps.get(one.status, Step.ASK), ours=one)


def _pair(row: Theirs, one: Ours, *, clash: bool, day: date, today: date) -> Line:
    fields = _fields(row, one, day=day)
    paid = _months(row, one)
    line = Line(
        pile=Pile.DIFFERENT, step=Step.ASK, ours=one, theirs=row, fields=fields, months=paid
    )
    if one.has_left:
        return _other(line, Pile.THEIRS, Step.REOPEN, Why.LEFT)
    if clash:
        return _other(line, Pile.DIFFERENT, Step.ASK, Why.CLASH)
    if (
        not like_names(row.name, one.name)
        and fields.keys() & {"nik", "birth_date"}
        and _contradicts(row, one)
    ):
        return _other(line, Pile.DIFFERENT, Step.ASK, Why.UNLIKE)
    if _paid_not_active(row, one, today=today):
        return _other(line, Pile.PAID, Step.ASK)
    if fields:
        if not one.is_linked:
            return _other(line, Pile.DIFFERENT, Step.ASK, Why.PENDING)
        return _other(line, Pile.DIFFERENT, Step.ACCEPT)
    if line.missing or (
        row.standing is Standing.ACTIVE and row.paid_until is None and one.status in UNPAID
    ):
        return _other(line, Pile.DIFFERENT, Step.RECORD)
    return line if paid else _other(line, Pile.MATCH, Step.NONE)


def _other(line: Line, pile: Pile, step: Step, why: Why | None = None) -> Line:
    return Line(
        pile=pile,
        step=step,
        ours=line.ours,
        theirs=line.theirs,
        fields=line.fields,
        months=line.months,
        why=why,
    )


def _contradicts(row: Theirs, one: Ours) -> bool:
    pairs = ((row.nik, one.nik), (row.birth_date, one.birth_date))
    return any(said is not None and known is not None and said != known for said, known in pairs)


def _paid_not_active(row: Theirs, one: Ours, *, today: date) -> bool:
    """Tell whether our book has this month as paid and the list does not have the member as
    active."""
    if one.status is not Status.ACTIVE or row.standing in ENDS:
        return False
    behind = row.paid_until is not None and row.paid_until < month_of(today)
    return behind or row.standing in (Standing.LAPSED, Standing.PENDING)


def _months(row: Theirs, one: Ours) -> tuple[date | None, date] | None:
    if row.paid_until is None or row.paid_until == one.last_paid:
        return None
    return one.last_paid, row.paid_until


def _fields(row: Theirs, one: Ours, *, day: date) -> dict[str, tuple[Any, Any]]:
    """Give what differs and can be written. What the list leaves open stays as it is."""
    wanted: dict[str, Any] = {}
    if search_form(row.name) != search_form(one.name):
        wanted["name"] = row.name
    wanted |= {
        name: said
        for name in ("nik", "birth_date", "kpj")
        if (said := getattr(row, name)) and said != getattr(one, name)
    }
    if row.standing is not Standing.PENDING:
        since = row.since if row.since is not None and row.since <= day else None
        if one.registered_on is None or (since is not None and since != one.registered_on):
            wanted["registered_on"] = since or day
    if row.standing in ENDS:
        if one.ended_on is None:
            wanted["ended_on"] = day
        if one.ended_reason != ENDS[row.standing]:
            wanted["ended_reason"] = ENDS[row.standing].value
    elif row.standing is Standing.ACTIVE and one.ended_on is not None:
        wanted |= {"ended_on": None, "ended_reason": ""}
    return {name: (_plain(getattr(one, name)), _plain(value)) for name, value in wanted.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
