"""What is not known of a member yet, and what each gap costs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Gap(StrEnum):
    """Something a leader may still fill in, the costliest first."""

    NIK = "nik"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    REACH = "reach"  # neither a phone nor a neighbour who carries messages
    MOTHER = "mother_name"
    BIRTH_PLACE = "birth_place"
    ADDRESS = "address"
    CONSENT = "consent"
    INCOME = "income"


class Cost(StrEnum):
    """What cannot be done as long as a gap is open."""

    REGISTRATION = "registration"  # cannot be registered
    DELAY = "delay"  # registration waits until it is asked for
    REMINDER = "reminder"  # cannot be reminded
    PROOF = "proof"  # no proof that the data may be kept (UU 27/2022 art. 24)
    ESTIMATE = "estimate"  # contributions are estimated for the lowest band of income


COSTS: dict[Gap, Cost] = {
    Gap.NIK: Cost.REGISTRATION,
    Gap.BIRTH_DATE: Cost.REGISTRATION,
    Gap.PHONE: Cost.REGISTRATION,
    Gap.REACH: Cost.REMINDER,
    Gap.MOTHER: Cost.DELAY,
    Gap.BIRTH_PLACE: Cost.DELAY,
    Gap.ADDRESS: Cost.DELAY,
    Gap.CONSENT: Cost.PROOF,
    Gap.INCOME: Cost.ESTIMATE,
}

# The two levels of a candidate (DOMAIN 12, "ready"). Who lacks none of the first can be sent ("bisa
# dikirim"; a name everybody has); who lacks none of the second either is complete ("lengkap").
TO_SEND: Final = (Gap.NIK, Gap.BIRTH_DATE, Gap.PHONE)
TO_COMPLETE: Final = (Gap.MOTHER, Gap.BIRTH_PLACE, Gap.ADDRESS, Gap.INCOME)  # and the occupation


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Which data of a member are there; `messenger` is a neighbour with a phone, `registered` (or
    never to be) ends what blocks that."""

    nik: bool
    birth_date: bool
    birth_place: bool
    mother_name: bool
    address: bool
    phone: bool
    messenger: bool
    income: bool
    consent: bool
    registered: bool = False


def is_reachable(*, phone: bool, messenger: bool) -> bool:
    """Tell whether a message gets to the member: by their own phone or through a neighbour."""
    return phone or messenger


def gaps(known: Known) -> tuple[Gap, ...]:
    """List what is missing and still costs something, the costliest first."""
    there = {
        Gap.NIK: known.nik,
        Gap.BIRTH_DATE: known.birth_date,
        Gap.PHONE: known.phone,
        Gap.REACH: is_reachable(phone=known.phone, messenger=known.messenger),
        Gap.MOTHER: known.mother_name,
        Gap.BIRTH_PLACE: known.birth_place,
        Gap.ADDRESS: known.address,
        Gap.CONSENT: known.consent,
        Gap.INCOME: known.income,
    }
    over = {Cost.REGISTRATION, Cost.DELAY} if known.registered else set()
    return tuple(gap for gap in Gap if not there[gap] and COSTS[gap] not in over)
