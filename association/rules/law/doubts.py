"""What could make BPJS Ketenagakerjaan refuse a case or pay less, said before anyone collects a
paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from association.rules.house.months import last_day, month_of
from association.rules.law.claim_benefits import Facts, months_unpaid
from association.rules.law.claims import ClaimKind, right_ends
from association.rules.law.coverage import GRACE, Run, Status, merge
from association.rules.law.death_benefit import death_benefit_on
from association.rules.law.enrolment import too_old_to_join
from association.rules.law.workdays import last_day_in_time


class Doubt(StrEnum):
    """What may go wrong, most serious first."""

    NOT_REGISTERED = "not_registered"  # never, or only after the day
    ENDED = "ended"
    RIGHT_LAPSED = "right_lapsed"  # JKK, five years
    NOT_DEPOSITED = "not_deposited"  # cash was with a collector on the day
    PAID_LATER = "paid_later"  # BPJS received the month only after the day
    NEVER_PAID = "never_paid"
    LAPSED = "lapsed"
    TOO_OLD = "too_old"  # 65 when registered
    PAID_THAT_DAY = "paid_that_day"  # the hour of the payment may be asked for
    PAID_AGAIN = "paid_again"  # after a lapse: the wait for the full sum began anew
    WAITING = "waiting"  # in the first months: less is paid
    NO_NIK = "no_nik"
    UNLIKE = "unlike"  # our data and their papers differ
    NO_KPJ = "no_kpj"
    NO_TRADE = "no_trade"  # press: no sign of work when they were registered


class Unlike(StrEnum):
    """What is written differently on the KTP, the KK or the list of BPJS Ketenagakerjaan."""

    NAME = "name"
    NIK = "nik"
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What Guyub itself can show of somebody's trading: the day of the latest sealed list of stalls
    with them, how many meetings they came to, how many receipts they have."""

    sealed_on: date | None = None
    attended: int = 0
    receipts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What else is known of the member, today.

    runs         all paid months, each with the day BPJS received them
    held_amount  rupiah a collector held on the day of the case, for `held_months`
    """

    today: date
    runs: tuple[Run, ...] = ()
    registered_on: date | None = None
    has_nik: bool = True
    has_kpj: bool = True
    unlike: tuple[Unlike, ...] = ()
    held_amount: int = 0
    held_months: tuple[date, ...] = ()
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A doubt with the values of its sentence and where it was read; `is_press`: only a newspaper
    tells of it, no rule."""

    doubt: Doubt
    source: str
    values: Mapping[str, object]
    is_press: bool = False


SOURCE_OF: Final[Mapping[Doubt, str]] = {
    Doubt.NOT_REGISTERED: "flip154",
    Doubt.ENDED: "probis59",
    Doubt.RIGHT_LAPSED: "pp82_hj",
    Doubt.NOT_DEPOSITED: "flip154",
    Doubt.PAID_LATER: "flip154",
    Doubt.NEVER_PAID: "flip154",
    Doubt.LAPSED: "probis59",
    Doubt.TOO_OLD: "grid_age",
    Doubt.PAID_THAT_DAY: "flip154",
    Doubt.PAID_AGAIN: "bantennews",
    Doubt.WAITING: "alkhairaat",
    Doubt.NO_NIK: "kompas_jkm",
    Doubt.UNLIKE: "kompas_jkm",
    Doubt.NO_KPJ: "kompas_jkm",
    Doubt.NO_TRADE: "bantenraya",
}
PRESS: Final = (Doubt.NO_TRADE,)
Found = Iterator[tuple[Doubt, dict[str, object]]]


def doubts(facts: Facts, known: Known) -> tuple[Doubted, ...]:
    """Tell all that may go wrong with a case, most serious first."""
    found = [*_of_registration(facts, known), *_of_papers(facts, known)]
    if facts.kind is not ClaimKind.OLD_AGE:  # JHT is the member's own, covered or not
        found += [*_of_age(facts, known), *_of_cover(facts, known), *_of_right(facts, known)]
    if facts.kind is ClaimKind.DEATH:
        found += [*_of_wait(facts, known), *_of_trade(facts, known)]
    order = list(Doubt)
    return tuple(
        Doubted(doubt=doubt, source=SOURCE_OF[doubt], values=values, is_press=doubt in PRESS)
        for doubt, values in sorted(found, key=lambda one: order.index(one[0]))
    )


def _is_registered(facts: Facts, known: Known) -> bool:
    return known.registered_on is not None and known.registered_on <= facts.day


def _of_registration(facts: Facts, known: Known) -> Found:
    if not _is_registered(facts, known):
        yield Doubt.NOT_REGISTERED, {"day": facts.day, "registered_on": known.registered_on}


def _of_age(facts: Facts, known: Known) -> Found:
    registered = known.registered_on
    if registered and facts.birth_date and too_old_to_join(facts.birth_date, registered):
        yield Doubt.TOO_OLD, {"registered_on": registered}


def _of_cover(facts: Facts, known: Known) -> Found:
    cover, month = facts.cover, month_of(facts.day)
    received = _received(known, month)
    if cover.protected:
        if received == facts.day:
            yield Doubt.PAID_THAT_DAY, {"month": month}
        return
    if known.held_amount:
        yield Doubt.NOT_DEPOSITED, {"amount": known.held_amount, "months": known.held_months}
    if not _is_registered(facts, known):
        return
    if cover.status is Status.ENDED:
        yield Doubt.ENDED, {"until": cover.ended_protection}
    elif (unpaid := months_unpaid(cover, facts.day)) is not None:
        yield (
            Doubt.LAPSED,
            {"until": cover.ended_protection, "months": unpaid, "is_long": unpaid > GRACE.months},
        )
    elif not known.held_amount:
        yield Doubt.NEVER_PAID, {}
    if received and received > facts.day:
        in_time = received <= last_day_in_time(month)
        yield Doubt.PAID_LATER, {"month": month, "received_on": received, "is_in_time": in_time}


def _received(known: Known, month: date) -> date | None:
    """Return the first day on which a month was received; None when it never was, or nobody knows
    the day."""
    of_month = [run for run in known.runs if run.first_month <= month <= run.last_month]
    days = [run.received_on for run in of_month]
    return min((day for day in days if day), default=None) if all(days) else None


def _of_right(facts: Facts, known: Known) -> Found:
    ends = right_ends(facts.day, of_jkk=facts.of_jkk)
    if ends and ends < known.today:
        yield Doubt.RIGHT_LAPSED, {"until": ends}


def _of_wait(facts: Facts, known: Known) -> Found:
    cover, row = facts.cover, death_benefit_on(facts.day)
    if facts.from_work or not cover.protected or row is None or cover.death_benefit >= row.full:
        return
    told: dict[str, object] = {"amount": cover.death_benefit, "full": row.full}
    told |= {"from": cover.full_benefit_from, "waiting_months": row.waiting_months}
    if before := _paid_before(facts, known):
        told |= {"until": last_day(before), "since": cover.member_since}
        yield Doubt.PAID_AGAIN, told
    else:
        yield Doubt.WAITING, told


def _of_trade(facts: Facts, known: Known) -> Found:
    if not _is_registered(facts, known):
        return
    again = facts.cover.member_since if _paid_before(facts, known) else None
    one = known.evidence
    yield (
        Doubt.NO_TRADE,
        {
            "since": again or known.registered_on,
            "sealed_on": one.sealed_on,
            "attended": one.attended,
            "receipts": one.receipts,
        },
    )


def _of_papers(facts: Facts, known: Known) -> Found:
    if not known.has_nik:
        yield Doubt.NO_NIK, {}
    if known.unlike:
        yield Doubt.UNLIKE, {"fields": known.unlike}
    if not known.has_kpj and _is_registered(facts, known):
        yield Doubt.NO_KPJ, {}


def _paid_before(facts: Facts, known: Known) -> date | None:
    """Return the last paid month before the unbroken ones that lead up to the day; None when there
    is no gap."""
    since = facts.cover.member_since
    if since is None:
        return None
    received = [run for run in known.runs if not run.received_on or run.received_on <= facts.day]
    ends = [run.last_month for run in merge(received) if run.last_month < since]
    return max(ends, default=None)
