"""Count failures and answer how long to wait; only failures count, so nobody is slowed for doing right."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.throttle.models import Bucket
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
    """A bucket: what it counts (`name`), how many failures are free, and after how long it is empty again."""

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
    """Make the wide bucket of one network: 100 in 10 minutes, as mobile carriers share addresses."""
    return Limit(f"{kind} network {network_of(address)}", free=100, forget_after=timedelta(minutes=10))


def check(session: Session, *limits: Limit, now: datetime) -> None:
    """Raise TooManyTries when any of the buckets makes one wait."""
    free_at = session.scalar(
        sa.select(sa.func.max(Bucket.free_at)).where(Bucket.name.in_([limit.key for limit in limits]))
    )
    if free_at is not None and free_at > now:
        raise TooManyTries(int((free_at - now).total_seconds()) + 1)


def failed(session: Session, *limits: Limit, now: datetime) -> None:
    """Count one failure in each bucket; past the free ones the wait doubles from 30 seconds to 15 minutes."""
    for limit in limits:
        bucket = session.get(Bucket, limit.key, with_for_update=True)
        if bucket is None:
            bucket = Bucket(name=limit.key, failures=0, last_failure=now, free_at=now)
            session.add(bucket)
        if now - bucket.last_failure > limit.forget_after:
            bucket.failures = 0
        bucket.failures += 1
        bucket.last_failure = now
        over = bucket.failures - limit.free
        bucket.free_at = now if over < 0 else now + min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
        session.flush()


def cleared(session: Session, *limits: Limit) -> None:
    """Empty the buckets after a success."""
    session.execute(sa.delete(Bucket).where(Bucket.name.in_([limit.key for limit in limits])))


def forget_old(session: Session, *, now: datetime) -> None:
    """Drop buckets nobody filled for a day."""
    session.execute(sa.delete(Bucket).where(Bucket.free_at < now - FORGET_AFTER))
