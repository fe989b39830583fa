"""What a leader types, or a list says, of a member: plain values for the actions."""

from dataclasses import dataclass, field
from datetime import date

from association.rules.people.stalls import StallKind


@dataclass(frozen=True, slots=True)
class StallValues:
    """A stall as typed or read; empty parts are unknown."""

    market_id: int | None = None
    kind: StallKind | None = None
    block: str = ""
    number: str = ""
    permit: str = ""  # number of the SHP or KTPP
    walk: int | None = None  # place on the round through the market, from 1

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing but perhaps the market was said."""
        return not (self.kind or self.block or self.number or self.permit)


@dataclass(frozen=True, slots=True)
class Consent:
    """That a member agreed to be on the list: the day, the account that was told, which wording,
    and how."""

    on: date
    by: int | None
    text: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberValues:
    """What a leader knows of a member. Only the name is required; `nik` and `phone` are already
    parsed."""

    name: str
    known_as: str = ""
    nik: str | None = None
    birth_date: date | None = None
    birth_place: str = ""
    sex: str = ""  # L or P; empty = as the NIK says
    mother_name: str = ""
    address: str = ""
    phone: str | None = None
    commodity: str = ""
    employs_helpers: bool = False
    income: int | None = None  # a month, whole rupiah, the lower bound of a band
    joined_on: date | None = None
    position: str = ""
    note: str = ""
    consent: Consent | None = None
    stalls: tuple[StallValues, ...] = field(default=())
