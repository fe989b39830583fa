"""Set up a new Guyub, step by step. Every step holds the first start, and looks at what exists
then: two at once, or the same one again, make nothing twice."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db, is_postgresql, write_tx
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.once import Once, write_once
from association.people.accounts.actions import create_account, invite
from association.people.accounts.models import Account, FirstStart, SignIn
from association.people.accounts.reads import token_hash
from association.people.setup import reads
from association.people.setup.pasted import MarketLine
from association.people.setup.reads import ROW, Step
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Right, Role
from association.territory import actions as territory
from association.territory.models import City
from association.territory.regions import Region

CODE_LASTS = timedelta(days=1)
LOCK = 0x6D756C  # PostgreSQL advisory lock; SQLite has one writer anyway
NOT_GUESSED = timedelta(minutes=1)


class Closed(Exception):
    """The address makes no account: it is not the one printed last, or there is an account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who gets an account; `phone` as +62812..."""

    name: str
    phone: str


def new_code(*, now: datetime) -> str:
    """Make the code of the one-time address, which voids the one before; "" when there is an
    account, however old or unused, or a city."""
    code = secrets.token_urlsafe(32)
    with write_tx() as tx:
        hold(tx.session)
        if reads.step(tx.session) is not Step.ADMIN:
            return ""
        begin(tx.session, code_hash=token_hash(code), expires_at=now + CODE_LASTS)
    return code


def void_code() -> None:
    """Make the one-time address worthless, as after a restore: whoever starts the server gets
    another one."""
    with write_tx() as tx:
        hold(tx.session)
        tx.session.execute(sa.update(FirstStart).values(code_hash=b""))


def hold(session: Session) -> None:
    """Let one transaction at a time take a step: the first lock of all that do."""
    if is_postgresql(session):
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))


def begin(session: Session, *, code_hash: bytes, expires_at: datetime) -> None:
    """Note that a first start is under way, with the hash of its code or an empty one."""
    session.merge(FirstStart(id=ROW, code_hash=code_hash, expires_at=expires_at))


def look(code: str, *, network: str, clock: throttle.Clock) -> None:
    """Raise Closed for a code that makes no account, and count it; opening the right one writes
    nothing. Raises TooManyTries."""
    guess = throttle.Guess(
        throttle.Limit(f"first start from {throttle.network_of(network)}"),
        (throttle.Limit("first start", free=300, one_more=NOT_GUESSED),),
    )
    if reads.step(db.session()) is not Step.ADMIN:
        raise Closed
    if not reads.code_fits(db.session(), code, now=clock()):
        throttle.settle(guess, throttle.Verdict.WRONG, clock=clock)
        raise Closed


@write_once
def make_admin(
    session: Session,
    code: str,
    person: Person,
    password_hash: str,
    *,
    now: datetime,
    once: Once | None,
) -> int:
    """Make the first account, an admin, and spend the code. Raises Closed, also for who comes a
    moment later; RuleError for a phone number that is none."""
    hold(session)
    if reads.step(session) is not Step.ADMIN or not reads.code_fits(session, code, now=now):
        raise Closed
    account = create_account(
        session,
        name=person.name,
        phone=person.phone,
        role=Role.ADMIN,
        now=now,
        password_hash=password_hash,
    )
    begin(session, code_hash=b"", expires_at=now)
    by = By(account_id=account.id, association_id=None, at=now)
    record(session, by, "make first admin", f"account:{account.id}")
    return account.id


@write_once
def choose_city(session: Session, chosen: Region, by: By, *, once: Once | None) -> int:
    """Make the city, or make it another one while it has no markets; gives its id. RuleError where
    that is too late."""
    hold(session)
    city, step = reads.first_city(session), reads.step(session)
    if city is not None and city.code == chosen.code:
        return city.id
    if step not in (Step.CITY, Step.MARKETS):
        raise RuleError("Kotanya sudah dipilih, dan sudah punya pasar.")
    begin(session, code_hash=b"", expires_at=by.at)
    return add_city(session, chosen, by, instead_of=city)


def add_city(session: Session, chosen: Region, by: By, *, instead_of: City | None = None) -> int:
    """Add a city, or give another one its name and code, in the caller's transaction; every admin
    who works nowhere works there."""
    if instead_of is None:
        city = territory.add_city(session, code=chosen.code, name=chosen.name)
    else:
        city = instead_of
        city.code, city.name = chosen.code, chosen.name
    record(session, by, "choose city", f"city:{city.id}", code=chosen.code)
    admins = sa.select(Account.id).where(Account.role == Role.ADMIN)
    nowhere = sa.update(SignIn).where(SignIn.city_id.is_(None), SignIn.account_id.in_(admins))
    session.execute(nowhere.values(city_id=city.id))
    return city.id


@write_once
def name_markets(session: Session, markets: list[MarketLine], by: By, *, once: Once | None) -> int:
    """Add the city's markets, but those that it has already; tells how many. RuleError when the
    city has none afterwards, or is set up."""
    hold(session)
    city, step = reads.first_city(session), reads.step(session)
    if city is None or step not in (Step.MARKETS, Step.OFFICER):
        raise RuleError("Pilih kotanya dulu.")
    added = add_markets(session, city.id, markets, by)
    if not reads.markets_of(session, city.id):
        raise RuleError("Pilih atau tulis paling sedikit satu pasar.")
    return added


def add_markets(session: Session, city_id: int, markets: Iterable[MarketLine], by: By) -> int:
    """Add markets to a city in the caller's transaction, but those that it has already; tells how
    many."""
    there = {name.lower() for name in reads.markets_of(session, city_id)}
    new = [
        territory.MarketValues(name=one.name, aliases=one.aliases, district=one.district)
        for one in markets
        if one.name.lower() not in there
    ]
    made = territory.add_markets(session, city_id, new)
    if made:
        record(session, by, "add markets", f"city:{city_id}", markets=len(made))
    return len(made)


def invite_officer(person: Person, by: By, *, once: Once | None) -> str:
    """Make the first officer, who may do all in the city, and end the first start; gives the token
    of the invitation, "" when this form came before. Raises RuleError."""
    tokens: list[str] = []
    _invite_officer(person, by, tokens, once=once)
    return "".join(tokens)


@write_once
def _invite_officer(
    session: Session, person: Person, by: By, tokens: list[str], *, once: Once | None
) -> None:
    """Save the officer; the token goes into `tokens`, beside the answer, because answers are
    kept."""
    _last_step(session)
    city = reads.first_city(session)
    assert city is not None
    tokens.append(add_officer(session, person, city.id, by))
    end(session)


def add_officer(session: Session, person: Person, city_id: int, by: By) -> str:
    """Add an officer who may do all in the city, in the caller's transaction; gives the token of
    the invitation."""
    rights = frozenset({Right.EVENTS, Right.ADMINISTER})
    account = create_account(
        session,
        name=person.name,
        phone=person.phone,
        role=Role.OFFICER,
        now=by.at,
        city_id=city_id,
        rights=rights,
    )
    record(session, by, "create account", f"account:{account.id}", role=str(Role.OFFICER))
    return invite(session, account.id, now=by.at)


@write_once
def finish(session: Session, by: By, *, once: Once | None) -> None:
    """End the first start without an officer; RuleError before the city has a market."""
    _last_step(session)
    record(session, by, "end first start", f"account:{by.account_id}")
    end(session)


def end(session: Session) -> None:
    """Note that no first start is under way any more."""
    session.execute(sa.delete(FirstStart))


def _last_step(session: Session) -> None:
    hold(session)
    if reads.step(session) is not Step.OFFICER:
        raise RuleError("Langkah ini sudah selesai, atau belum waktunya.")
