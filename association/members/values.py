"""What a leader types, or a list says, of a member: plain values for the actions."""

from dataclasses import dataclass, field
from datetime import date

from association.rules.stalls import StallKind


@dataclass(frozen=True, slots=True)
class StallValues:
    """A stall as typed or read; empty parts are unknown."""

    market_id: int | None = None
    kind: StallKind | None = None
    block: str = ""
    number: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing but perhaps the market was said."""
        return not (self.kind or self.block or self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberValues:
    """What a leader knows of a member. Only the name is required; `nik` and `phone` are already parsed."""

    name: str
    nik: str | None = None
    birth_date: date | None = None
    birth_place: str = ""
    phone: str | None = None
    commodity: str = ""
    employs_helpers: bool = False
    note: str = ""
    stalls: tuple[StallValues, ...] = field(default=())
