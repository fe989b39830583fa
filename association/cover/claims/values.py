"""What is asked when a case is opened, moves on, or waits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from association.rules.law.claims import ClaimKind, ClaimState

EARLIEST: Final = date(2014, 1, 1)  # BPJS Ketenagakerjaan began to work
LONGEST_NOTE: Final = 300
MOST_RUPIAH: Final = 10**10


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What happened, and on which day; a death perhaps at work or on the way, an accident at a
    moment, from which its clock runs."""

    kind: ClaimKind
    day: date
    from_work: bool = False
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """To which state a case goes, on which day; what is asked for or why it was refused (`note`);
    how much was paid, in whole rupiah, and to whom."""

    to: ClaimState
    day: date
    note: str = ""
    amount: int | None = None
    paid_to: str = ""
