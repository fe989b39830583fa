"""Count wrong guesses and answer how long to wait; who is right is never slowed (decision 25)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from ipaddress import IPv6Address, ip_address, ip_network

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from association.database import SAVED, db, is_postgresql, write_tx
from association.ledger.throttle.models import Bucket
from association.vault import vault

Clock = Callable[[], datetime]
FREE = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=24)


class TooManyTries(Exception):
    """Wait before the next try; `seconds` says how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Verdict(Enum):
    """What became of a guess: right, wrong, or at something that does not exist."""

    RIGHT = auto()
    WRONG = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class Limit:
    """A bucket: what it counts (`name`) and how many failures are free.

    After these the wait doubles with each failure; where `one_more` is given, one more is free each
    time that it has passed.
    """

    name: str
    free: int = FREE
    one_more: timedelta | None = None

    @property
    def key(self) -> bytes:
        """Give the blind name under which the bucket is kept."""
        return vault.index(self.name, "throttle")


@dataclass(frozen=True, slots=True)
class Guess:
    """The buckets of a guess: its `own`, emptied by who is right, and those shared with others.

    While a shared one waits, who is right waits, too; with `aside` they pass, until so many were
    wrong meanwhile.
    """

    own: Limit
    shared: tuple[Limit, ...] = ()
    aside: Limit | None = None


def network_of(address: str) -> str:
    """Give the /24 (or IPv6 /48) that an address is in."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


def per_network(kind: str, address: str) -> Limit:
    """Make the wide bucket of one network: mobile carriers and markets share addresses."""
    name = f"{kind} network {network_of(address)}"
    return Limit(name, free=100, one_more=timedelta(seconds=20))


def at(kind: str, target: object, address: str, *, free: int, one_more: timedelta) -> Guess:
    """Make the buckets of guessing at one target: from one network, and wider from all of them, so
    that nobody can keep its owner from trying from elsewhere."""
    return Guess(
        Limit(f"{kind} {target} from {network_of(address)}"),
        (Limit(f"{kind} {target}", free=free, one_more=one_more),),
    )


def look(guess: Guess, *, clock: Clock) -> None:
    """Refuse who has to wait before anything costly is judged. Raises TooManyTries."""
    limits = (guess.own, *(() if guess.aside else guess.shared))
    wait = max(_waits(_seen(db.session(), limits), limits, clock()))
    if wait:
        raise _too_many(wait)


def settle(guess: Guess, verdict: Verdict, *, clock: Clock) -> None:
    """Count a guess that was judged, unless it was right; before its answer is told.

    Many at one moment take turns at their own bucket, and only whose turn it is reads the clock:
    they get no more tries than one after the other. Raises TooManyTries, which tells nothing of
    the verdict.
    """
    if verdict is not Verdict.RIGHT:
        _turn_away(guess, verdict, clock())
    with write_tx() as tx:
        if verdict is Verdict.RIGHT:
            _take_back(tx.session, guess, clock)
            wait = timedelta()
        else:
            wait = _put_down(tx.session, guess, verdict, clock)
    db.session().info.pop(SAVED, None)  # a count is nothing that somebody saved
    if wait:
        raise _too_many(wait)


def _turn_away(guess: Guess, verdict: Verdict, now: datetime) -> None:
    """Refuse a wrong guess that has to wait and counts nowhere: a flood of them writes nothing."""
    aside = [guess.aside] if guess.aside and verdict is Verdict.WRONG else []
    seen = _seen(db.session(), [guess.own, *guess.shared, *aside])
    own, *shared = _waits(seen, (guess.own, *guess.shared), now)
    if own or (any(shared) and all(_waits(seen, aside, now))):
        raise _too_many(max((own, *shared)))


def _put_down(session: Session, guess: Guess, verdict: Verdict, clock: Clock) -> timedelta:
    """Count a wrong guess where it may be told; gives how long its network makes it wait where it
    is only counted aside."""
    limits = (guess.own, *guess.shared)
    held = _held(session, limits, clock)
    now = clock()
    own, *shared = _waits(held, limits, now)
    if not any((own, *shared)):
        _count(held, limits, now)
        return timedelta()
    if own or guess.aside is None or verdict is Verdict.ABSENT:
        raise _too_many(max((own, *shared)))
    _count(_held(session, (guess.aside,), clock), (guess.aside,), now)
    return max(shared)


def _take_back(session: Session, guess: Guess, clock: Clock) -> None:
    """Empty the own bucket of who is right. The shared ones are only looked at, as everybody of a
    market would have to wait for each other there."""
    held = _held(session, (guess.own,), clock)
    now = clock()
    seen = held | _seen(session, (*guess.shared, *([guess.aside] if guess.aside else [])))
    own, *shared = _waits(seen, (guess.own, *guess.shared), now)
    passes = guess.aside is not None and not any(_waits(seen, (guess.aside,), now))
    if own or (any(shared) and not passes):
        raise _too_many(max((own, *shared)))
    session.execute(sa.delete(Bucket).where(Bucket.name == guess.own.key))


def _too_many(wait: timedelta) -> TooManyTries:
    return TooManyTries(int(wait.total_seconds()) + 1)


def _waits(
    buckets: Mapping[bytes, Bucket], limits: Iterable[Limit], now: datetime
) -> list[timedelta]:
    """Give how long each limit makes one wait."""
    found = [(limit, buckets.get(limit.key)) for limit in limits]
    return [
        max(bucket.free_at - now, timedelta())
        if bucket is not None and bucket.failures >= limit.free
        else timedelta()
        for limit, bucket in found
    ]


def _count(buckets: Mapping[bytes, Bucket], limits: Iterable[Limit], now: datetime) -> None:
    """Count a failure in each bucket, and say until when it makes one wait from now on."""
    for limit in limits:
        bucket = buckets[limit.key]
        _fade(limit, bucket, now)
        bucket.failures += 1
        over = bucket.failures - limit.free
        bucket.free_at = (
            bucket.last_failure + limit.one_more
            if limit.one_more
            else now + min(FIRST_WAIT * 2 ** min(max(over, 0), 10), LONGEST_WAIT)
        )


def _fade(limit: Limit, bucket: Bucket, now: datetime) -> None:
    """Take away what time has freed, and note from when on it is to be reckoned again."""
    passed = max(now - bucket.last_failure, timedelta())
    if limit.one_more is None:
        bucket.failures = 0 if passed > FORGET_AFTER else bucket.failures
        bucket.last_failure = now
        return
    freed = min(passed // limit.one_more, bucket.failures)
    bucket.failures -= freed
    bucket.last_failure = bucket.last_failure + freed * limit.one_more if bucket.failures else now


def _seen(session: Session, limits: Sequence[Limit]) -> dict[bytes, Bucket]:
    """Look at the buckets as they stand, holding none."""
    names = [limit.key for limit in limits]
    found = session.scalars(sa.select(Bucket).where(Bucket.name.in_(names)))
    return {bucket.name: bucket for bucket in found}


def _held(session: Session, limits: Sequence[Limit], clock: Clock) -> dict[bytes, Bucket]:
    """Hold the buckets until the commit, making those that are missing; always in one order, so
    nobody waits in a ring.

    One statement makes or holds: between two another could drop the bucket.
    """
    insert = postgresql.insert if is_postgresql(session) else sqlite.insert
    begun = clock()
    rows = [
        {"name": key, "failures": 0, "last_failure": begun, "free_at": begun}
        for key in sorted(limit.key for limit in limits)
    ]
    made = insert(Bucket).values(rows)
    holding = made.on_conflict_do_update(
        index_elements=[Bucket.name], set_={"failures": Bucket.failures}
    ).returning(Bucket)
    found = session.scalars(holding, execution_options={"populate_existing": True})
    return {bucket.name: bucket for bucket in found}
