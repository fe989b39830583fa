"""What a case is worth: every part of the benefit with its sum and source, or why nothing is
paid."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from association.rules.house.months import month_of, months_between
from association.rules.law.bands import BANDS
from association.rules.law.benefits import (
    BY_AIR,
    BY_LAND,
    BY_SEA,
    CARE_SOURCE,
    FUNERAL,
    HOME_CARE,
    JKK_SOURCE,
    PARTIAL_TIMES,
    PERIODIC,
    WAGE_SOURCE,
    benefits,
)
from association.rules.law.claims import ClaimKind
from association.rules.law.coverage import GRACE, Coverage, Enrolment, Run, Status, coverage
from association.rules.law.death_benefit import DEATH_BENEFITS, death_benefit_on
from association.rules.law.enrolment import has_turned
from association.rules.law.scholarship import Scholarship, Schooling, scholarship
from association.rules.people.heirs import Heir

JHT_SOURCE: Final = "jp_data"
JHT_AGE: Final = 56  # the whole balance, also of who goes on trading


class PartCode(StrEnum):
    """One part of a benefit. Those of the second half name a `figure` only."""

    DEATH_EARLY = "death_early"  # JKM in the first months of membership, told as one sum
    DEATH_SUM = "death_sum"  # JKM: santunan kematian
    WORK_DEATH_SUM = "work_death_sum"  # JKK: 48 times the basis, at least the sum of JKM
    PERIODIC = "periodic"  # 24 months, paid at once
    FUNERAL = "funeral"

    TREATMENT = "treatment"  # no limit of cost
    BY_LAND = "by_land"  # taken to the hospital
    BY_SEA = "by_sea"
    BY_AIR = "by_air"
    WAGE_YEAR = "wage_year"  # STMB: each month, for 12 months
    WAGE_AFTER = "wage_after"  # each month after that, until recovered
    DISABLED = "disabled"  # wholly and for good
    DISABLED_PARTLY = "disabled_partly"  # 80 times the basis, times the table's percentage
    HOME_CARE = "home_care"
    SCHOLARSHIP = "scholarship"
    SCHOLARSHIP_IF_DISABLED = "scholarship_if_disabled"
    JHT = "jht"  # contributions and what they earned: BPJS alone knows the sum
    JHT_IF_STOPPED = "jht_if_stopped"  # under 56: all of it when trading has stopped
    JHT_IF_DISABLED = "jht_if_disabled"


class Unpaid(StrEnum):
    """Why nothing is paid."""

    NOT_REGISTERED = "not_registered"
    NEVER_PAID = "never_paid"
    NOT_DEPOSITED = "not_deposited"  # cash was with a collector
    LAPSED = "lapsed"
    ENDED = "ended"
    OLDER_LAW = "older_law"  # before PP 82/2019, whose sums are not known here
    NO_JHT = "no_jht"


class Missing(StrEnum):
    """What has to be known before the sums are sure."""

    INCOME = "income"  # the lowest basis is taken
    BIRTH_DATE = "birth_date"
    CHILD_YEARS = "child_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a case says: its day, the cover of that day (see `cover_on`), the basis of the reported
    income in rupiah (None: unknown), whether JHT was ever paid, birth date and children."""

    kind: ClaimKind
    day: date
    from_work: bool = False
    cover: Coverage
    basis: int | None
    has_jht: bool = False
    birth_date: date | None = None
    children: tuple[Heir, ...] = ()

    @property
    def of_jkk(self) -> bool:
        """Tell whether JKK pays: an accident, or a death from work."""
        return self.kind is ClaimKind.ACCIDENT or (self.kind is ClaimKind.DEATH and self.from_work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the benefit: `amount` counts in the total; `figure` is a limit or a monthly sum
    that is only named. Both None: without limit, or known to BPJS alone."""

    code: PartCode
    source: str
    amount: int | None = None
    figure: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What follows from the facts.

    total        what the amounts of `parts` sum to; None when it depends on what doctors or BPJS
    say
    why          why nothing of JKK, JKM or JHT is paid; None otherwise
    is_disputed  not paid in time, but for no more than three months: sources differ on whether
    cover goes on, so it is worth asking
    full_from    first day of the full JKM, of who is in the waiting months
    """

    parts: tuple[Part, ...]
    total: int | None
    why: Unpaid | None = None
    is_disputed: bool = False
    full_from: date | None = None
    missing: tuple[Missing, ...] = ()
    scholarship: Scholarship | None = None

    def amount(self, code: PartCode) -> int:
        """Return what a part pays; 0 when it is not among them."""
        return next((part.amount or 0 for part in self.parts if part.code is code), 0)


def cover_on(
    day: date, runs: Iterable[Run], enrolment: Enrolment, *, held: Iterable[Run] = ()
) -> Coverage:
    """Tell the cover of the day of a case: money that BPJS received later does not count, and an
    end on that day or later is the case itself."""
    ended = enrolment.ended_on
    known = replace(enrolment, ended_on=None) if ended and ended >= day else enrolment
    received = (run for run in runs if run.received_on is None or run.received_on <= day)
    return coverage(received, known, held=held, today=day)


def months_unpaid(cover: Coverage, day: date) -> int | None:
    """Count the unpaid months up to the month of a day, since cover ended; None when it goes on or
    never was."""
    if cover.ended_protection is None:
        return None
    return months_between(month_of(cover.ended_protection), month_of(day))


def entitlement(facts: Facts) -> Entitlement:
    """Tell what a case is worth: JKM by the rule in force on the day of death, JKK from the first
    day of cover, JHT whenever it was paid."""
    found = {
        ClaimKind.DEATH: _death,
        ClaimKind.ACCIDENT: _accident,
        ClaimKind.OLD_AGE: _old_age,
    }[facts.kind](facts)
    return replace(found, missing=_missing(facts, found))


def without_heirs(entitled: Entitlement) -> tuple[int, int]:
    """Part the total of a death when nobody inherits and there is no will: what who arranged the
    funeral gets, and what goes to the Dana Jaminan Sosial [pp44_p40]."""
    total = entitled.total or 0
    funeral = min(total, FUNERAL)
    return funeral, total - funeral


def _death(facts: Facts) -> Entitlement:
    jht = _jht(facts, PartCode.JHT)
    if why := _unpaid(facts):
        return Entitlement(parts=jht, total=0, why=why, is_disputed=_disputed(facts))
    paid = _jkk_death(facts) if facts.from_work else _jkm(facts)
    school = _scholarship(facts)
    parts = (*paid, *_school(school, PartCode.SCHOLARSHIP), *jht)
    return Entitlement(
        parts=parts,
        total=sum(part.amount or 0 for part in parts),
        full_from=facts.cover.full_benefit_from if paid[0].code is PartCode.DEATH_EARLY else None,
        scholarship=school,
    )


def _jkm(facts: Facts) -> tuple[Part, ...]:
    row, sum_ = death_benefit_on(facts.day), facts.cover.death_benefit
    if row is None:
        raise ValueError(f"no law of {facts.day}")
    if sum_ < row.full:
        return (Part(code=PartCode.DEATH_EARLY, amount=sum_, source=row.source),)
    # The parts of the full sum are those of PP 82/2019, whichever row says when it is full.
    return _with_periodic(PartCode.DEATH_SUM, sum_, DEATH_BENEFITS[0].source)


def _jkk_death(facts: Facts) -> tuple[Part, ...]:
    return _with_periodic(PartCode.WORK_DEATH_SUM, benefits(_basis(facts)).jkk_death, JKK_SOURCE)


def _with_periodic(code: PartCode, total: int, source: str) -> tuple[Part, ...]:
    """Part a sum of JKM or JKK: 12 and 10 million, and the rest."""
    return (
        Part(code=code, amount=total - PERIODIC - FUNERAL, source=source),
        Part(code=PartCode.PERIODIC, amount=PERIODIC, source=source),
        Part(code=PartCode.FUNERAL, amount=FUNERAL, source=source),
    )


def _accident(facts: Facts) -> Entitlement:
    jht = _jht(facts, PartCode.JHT_IF_DISABLED)
    if why := _unpaid(facts):
        return Entitlement(parts=jht, total=0, why=why, is_disputed=_disputed(facts))
    basis, school = _basis(facts), _scholarship(facts)
    limits = (
        (PartCode.TREATMENT, None, CARE_SOURCE),
        (PartCode.BY_LAND, BY_LAND, CARE_SOURCE),
        (PartCode.BY_SEA, BY_SEA, CARE_SOURCE),
        (PartCode.BY_AIR, BY_AIR, CARE_SOURCE),
        (PartCode.WAGE_YEAR, basis, WAGE_SOURCE),
        (PartCode.WAGE_AFTER, basis // 2, WAGE_SOURCE),
        (PartCode.DISABLED, benefits(basis).jkk_disability, JKK_SOURCE),
        (PartCode.DISABLED_PARTLY, PARTIAL_TIMES * basis, JKK_SOURCE),
        (PartCode.HOME_CARE, HOME_CARE, CARE_SOURCE),
    )
    parts = tuple(Part(code=code, figure=one, source=source) for code, one, source in limits)
    return Entitlement(
        parts=(*parts, *_school(school, PartCode.SCHOLARSHIP_IF_DISABLED), *jht),
        total=None,
        scholarship=school,
    )


def _old_age(facts: Facts) -> Entitlement:
    if not facts.has_jht:
        return Entitlement(parts=(), total=0, why=Unpaid.NO_JHT)
    is_old = facts.birth_date is not None and has_turned(JHT_AGE, facts.birth_date, facts.day)
    return Entitlement(
        parts=_jht(facts, PartCode.JHT if is_old else PartCode.JHT_IF_STOPPED), total=None
    )


def _scholarship(facts: Facts) -> Scholarship | None:
    return scholarship(facts.children, facts.cover, day=facts.day, of_jkk=facts.of_jkk)


def _school(found: Scholarship | None, code: PartCode) -> tuple[Part, ...]:
    if found is None or not found.most:
        return ()
    return (Part(code=code, figure=found.most, source=found.source),)


def _jht(facts: Facts, code: PartCode) -> tuple[Part, ...]:
    return (Part(code=code, source=JHT_SOURCE),) if facts.has_jht else ()


def _basis(facts: Facts) -> int:
    return BANDS[0].basis if facts.basis is None else facts.basis


def _unpaid(facts: Facts) -> Unpaid | None:
    """Say why JKK and JKM pay nothing on the day; None when they do."""
    if facts.cover.protected:
        return Unpaid.OLDER_LAW if death_benefit_on(facts.day) is None else None
    return {
        Status.ENDED: Unpaid.ENDED,
        Status.ENTRUSTED: Unpaid.NOT_DEPOSITED,
        Status.REGISTERED: Unpaid.NEVER_PAID,
        Status.DUE: Unpaid.LAPSED,
        Status.ARREARS: Unpaid.LAPSED,
        Status.INACTIVE: Unpaid.LAPSED,
    }.get(facts.cover.status, Unpaid.NOT_REGISTERED)


def _disputed(facts: Facts) -> bool:
    unpaid = months_unpaid(facts.cover, facts.day)
    return facts.cover.status is not Status.ENDED and unpaid is not None and unpaid <= GRACE.months


def _missing(facts: Facts, found: Entitlement) -> tuple[Missing, ...]:
    lacks = {
        Missing.INCOME: facts.of_jkk and facts.cover.protected and facts.basis is None,
        Missing.BIRTH_DATE: facts.kind is ClaimKind.OLD_AGE
        and facts.has_jht
        and facts.birth_date is None,
        Missing.CHILD_YEARS: found.scholarship is not None
        and found.scholarship.is_open
        and any(one is Schooling.UNKNOWN for _, one in found.scholarship.children),
    }
    return tuple(one for one, lacking in lacks.items() if lacking)
