"""How long families wait for what they are owed, as figures: nobody is named, no day is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from association.rules.law.claims import (
    GOING_ON,
    ClaimKind,
    ClaimState,
    Promise,
    promise_of,
    working_days,
)

FEW: Final = 3  # below it, days within one market or one month could tell of one family


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year, or one month of it."""

    year: int
    month: int | None = None

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies within it."""
        return day is not None and day.year == self.year and self.month in (None, day.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityCase:
    """What an office knows of a case; `amount` is what was paid, whole rupiah."""

    kind: ClaimKind
    from_work: bool
    state: ClaimState
    market_id: int | None
    market: str  # "" where none is known
    day: date
    submitted_on: date | None
    decided_on: date | None
    amount: int


@dataclass(frozen=True, slots=True)
class Times:
    """Of so many cases, how many days half of them took at most, and the longest."""

    cases: int
    median: float
    longest: int

    @property
    def middle(self) -> str:
        """Write the median: whole, or with its half, as in 12,5."""
        whole, half = divmod(round(self.median * 2), 2)
        return f"{whole},5" if half else str(whole)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a promise: how many were paid within its working days."""

    promise: Promise
    times: Times
    within: int


def times(days: Sequence[int]) -> Times | None:
    """Sum up how long some cases took; None of none."""
    return Times(len(days), median(days), max(days)) if days else None


def paid_in(cases: Iterable[CityCase], period: Period) -> list[CityCase]:
    """Give what was paid within a period."""
    paid = (one for one in cases if one.state is ClaimState.PAID)
    return [one for one in paid if period.holds(one.decided_on)]


def total(paid: Iterable[CityCase]) -> int:
    """Sum up what was paid, in whole rupiah."""
    return sum(one.amount for one in paid)


def from_death(paid: Iterable[CityCase]) -> list[int]:
    """Give the calendar days from each death to the day on which it was paid."""
    deaths = (one for one in paid if one.kind is ClaimKind.DEATH)
    return [(one.decided_on - one.day).days for one in deaths if one.decided_on]


def kept(paid: Iterable[CityCase]) -> list[Kept]:
    """Hold the working days from submitted to paid against each promise; what nothing is promised
    for (JHT) is left out."""
    took: dict[Promise, list[int]] = {}
    for one in paid:
        promise = promise_of(one.kind, from_work=one.from_work)
        if promise and one.submitted_on and one.decided_on:
            days = working_days(one.submitted_on, one.decided_on)
            took.setdefault(promise, []).append(days)
    return [
        Kept(promise, found, sum(n <= promise.working_days for n in days))
        for promise, days in sorted(took.items(), key=lambda pair: pair[0].working_days)
        if (found := times(days))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases of one kind or one market: `states` counts those that happened within the period,
    `going_on` of these those not decided; `paid` counts what was paid within it, `amount` is its
    sum in whole rupiah, `times` how long its deaths took where that tells of nobody."""

    name: str
    states: dict[ClaimState, int]
    paid: int
    amount: int
    times: Times | None

    @property
    def cases(self) -> int:
        """Count those that happened within the period."""
        return sum(self.states.values())

    @property
    def going_on(self) -> int:
        """Count those of them that are not decided."""
        return sum(self.states[state] for state in GOING_ON)


def group(name: str, cases: Sequence[CityCase], period: Period) -> Group:
    """Sum up some cases; UNDONE ones are no cases."""
    happened = [one.state for one in cases if period.holds(one.day)]
    paid = paid_in(cases, period)
    days = from_death(paid)
    return Group(
        name=name,
        states={one: happened.count(one) for one in ClaimState if one is not ClaimState.UNDONE},
        paid=len(paid),
        amount=total(paid),
        times=times(days) if len(days) >= FEW else None,
    )
