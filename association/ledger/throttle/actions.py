"""Count failures and answer how long to wait; only failures count, so nobody is slowed for doing
right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from association.database import is_postgresql
from association.ledger.throttle.models import Bucket
from association.vault import vault

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=24)


class TooManyTries(Exception):
    """Wait before the next try; `seconds` says how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limit:
    """A bucket: what it counts (`name`), how many failures are free, and after how long it is empty
    again."""

    name: str
    free: int
    forget_after: timedelta = FORGET_AFTER

    @property
    def key(self) -> bytes:
        """Give the blind name under which the bucket is kept."""
        return vault.index(self.name, "throttle")


def network_of(address: str) -> str:
    """Give the /24 (or IPv6 /48) that an address is in."""
    separator = ":" if ":" in address else "."
    return separator.join(address.split(separator)[:3])


def per_network(kind: str, address: str) -> Limit:
    """Make the wide bucket of one network: 100 in 10 minutes, as mobile carriers share
    addresses."""
    return Limit(
        f"{kind} network {network_of(address)}", free=100, forget_after=timedelta(minutes=10)
    )


def count(session: Session, *limits: Limit, now: datetime) -> None:
    """Count a try as a failure before it is judged, so that many at one moment are not more than
    five in a row.

    Raises TooManyTries, and counts nothing, when any of the buckets makes one wait. Past the free
    failures the wait doubles from 30 seconds to 15 minutes. Commit before judging; who did right
    then gets it back by `succeeded`.
    """
    buckets = _locked(session, limits, now)
    free_at = max(bucket.free_at for bucket in buckets.values())
    if free_at > now:
        raise TooManyTries(int((free_at - now).total_seconds()) + 1)
    for limit in limits:
        bucket = buckets[limit.key]
        if now - bucket.last_failure > limit.forget_after:
            bucket.failures = 0
        bucket.failures += 1
        bucket.last_failure = now
        over = bucket.failures - limit.free
        bucket.free_at = (
            now if over < 0 else now + min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
        )
    session.flush()


def succeeded(session: Session, own: Limit, *shared: Limit, now: datetime) -> None:
    """Take back the try that `count` counted at the same `now`: one's own bucket is emptied, the
    shared ones lose one."""
    buckets = _locked(session, (own, *shared), now)
    session.delete(buckets.pop(own.key))
    for bucket in buckets.values():
        bucket.failures = max(bucket.failures - 1, 0)
        bucket.free_at = now
    session.flush()


def _locked(session: Session, limits: Sequence[Limit], now: datetime) -> dict[bytes, Bucket]:
    """Hold the buckets until the commit, making those that are missing; always in one order, so
    nobody waits in a ring."""
    insert = postgresql.insert if is_postgresql(session) else sqlite.insert
    rows = [
        {"name": key, "failures": 0, "last_failure": now, "free_at": now} for key in _keys(limits)
    ]
    session.execute(insert(Bucket).values(rows).on_conflict_do_nothing())
    held = (
        sa.select(Bucket)
        .where(Bucket.name.in_(_keys(limits)))
        .order_by(Bucket.name)
        .with_for_update()
    )
    return {bucket.name: bucket for bucket in session.scalars(held)}


def _keys(limits: Sequence[Limit]) -> list[bytes]:
    return sorted(limit.key for limit in limits)
