"""Where a trader's money is between their hand and BPJS Ketenagakerjaan; no state can be skipped,
and every one has its way back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Custody(StrEnum):
    """Where the money of a contribution is; one paid straight at a channel has no custody."""

    NONE = ""
    ENTRUSTED = "entrusted"  # dititipkan: the collector holds it
    DEPOSITED = "deposited"  # disetor: paid in at a channel, with its receipt number
    PROVEN = "proven"  # terbukti: the channel's proof was seen


@dataclass(frozen=True, slots=True)
class DepositValues:
    """What a channel's receipt says: `day`, channel and its number, and which contributions of the
    collector it holds: those `chosen` by id; None for all up to the one that was seen last."""

    collector_id: int
    day: date
    channel: str
    reference: str
    chosen: frozenset[int] | None = None
    seen: int | None = None
    number_confirmed: bool = False


FOLLOWS = {
    Custody.ENTRUSTED: (Custody.DEPOSITED,),
    Custody.DEPOSITED: (Custody.PROVEN, Custody.ENTRUSTED),
    Custody.PROVEN: (Custody.ENTRUSTED,),  # a proven deposit that was withdrawn all the same
}
ALARM = timedelta(days=3)
SLIP = timedelta(minutes=1)  # how long a tap may be taken back without a reason
LONGEST_REFERENCE = 40


def reference(text: str) -> str:
    """Write the number of a channel's receipt in one way, so that "trx 12" and "TRX12" are the
    same; "" for nothing.
    """
    return "".join(text.split()).upper()[:LONGEST_REFERENCE]


def may_become(now: Custody, then: Custody) -> bool:
    """Tell whether money in one state may be said to be in another: one step on, or a deposit taken
    back."""
    return then in FOLLOWS.get(now, ())


def is_fresh(recorded_at: datetime, now: datetime) -> bool:
    """Tell whether what was recorded may still be taken back without a reason."""
    return now - recorded_at <= SLIP


def is_late(taken_on: date, today: date) -> bool:
    """Tell whether entrusted money has lain with its collector for longer than three days."""
    return today - taken_on > ALARM
