"""Where a trader's money is between their hand and BPJS Ketenagakerjaan; no state can be
skipped."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Custody(StrEnum):
    """Where the money of a contribution is; one paid straight at a channel has no custody."""

    NONE = ""
    ENTRUSTED = "entrusted"  # dititipkan: the collector holds it
    DEPOSITED = "deposited"  # disetor: paid in at a channel, with its receipt number
    PROVEN = "proven"  # terbukti: the channel's proof was seen


@dataclass(frozen=True, slots=True)
class DepositValues:
    """What a channel's receipt says: `day`, channel and its number; the sum is that of the
    collector's open cash."""

    collector_id: int
    day: date
    channel: str
    reference: str


FOLLOWS = {Custody.ENTRUSTED: Custody.DEPOSITED, Custody.DEPOSITED: Custody.PROVEN}
ALARM = timedelta(days=3)
LONGEST_REFERENCE = 40


def reference(text: str) -> str:
    """Write the number of a channel's receipt in one way, so that "trx 12" and "TRX12" are the
    same; "" for nothing.
    """
    return "".join(text.split()).upper()[:LONGEST_REFERENCE]


def may_become(now: Custody, then: Custody) -> bool:
    """Tell whether money in one state may be said to be in another: one step on, or a deposit taken
    back."""
    return FOLLOWS.get(now) is then or (now, then) == (Custody.DEPOSITED, Custody.ENTRUSTED)


def is_late(taken_on: date, today: date) -> bool:
    """Tell whether entrusted money has lain with its collector for longer than three days."""
    return today - taken_on > ALARM
