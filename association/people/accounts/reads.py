"""Who is signed in, and what they reach."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import reach_of, set_reach
from association.access.reach import Leading, OneAssociation, OneCity, Reach, SomeBlocks, Visitor
from association.people.accounts.models import Account, Duty, SignIn
from association.rules.house.permissions import Position, Right, Role
from association.territory.models import Association, City
from association.vault import vault


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a sign-in lasts: idle, and in all (TRUST, People)."""

    idle: timedelta
    whole: timedelta


SHARED_PHONE = Lifetime(timedelta(hours=12), timedelta(hours=24))
OWN_PHONE = Lifetime(timedelta(days=30), timedelta(days=90))
OFFICE = Lifetime(timedelta(minutes=30), timedelta(hours=12))
PHONE_PURPOSE = "account phone"
FEW = 3  # blocks that fit beside a name
SEEN_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever sends this request: plain values, made once per request by the gate."""

    role: Role
    reach: Reach
    account_id: int | None = None
    name: str = ""
    place: str = ""  # the paguyuban or city they work in
    position: str = ""
    rights: frozenset[Right] = frozenset()
    own_phone: bool = False  # the sign-in lasts over days
    has_code: bool = False  # signs in with a second factor
    language: str = ""  # that they chose; "": none
    stale: bool = False  # `seen_at` is to be written again
    is_known: bool = True  # False: nobody could be asked who this is

    @property
    def association_id(self) -> int:
        """Give the paguyuban the leader works in; raises for everyone else."""
        return self.leading.association_id

    @property
    def leading(self) -> OneAssociation | SomeBlocks:
        """Give a leader's reach; raises for everyone else."""
        if not isinstance(self.reach, Leading):
            raise LookupError("only a leader works in a paguyuban")
        return self.reach

    @property
    def city_id(self) -> int:
        """Give the city an officer oversees; raises for everyone else."""
        if not isinstance(self.reach, OneCity):
            raise LookupError("only an officer of a city oversees one")
        return self.reach.city_id

    @property
    def is_leader(self) -> bool:
        """Tell whether they work in a paguyuban now, in all of it or in some blocks."""
        return isinstance(self.reach, Leading)

    @property
    def is_authenticated(self) -> bool:
        """Tell Flask-Login whether this is somebody."""
        return self.account_id is not None


VISITOR = Actor(role=Role.VISITOR, reach=Visitor())
UNKNOWN = Actor(role=Role.VISITOR, reach=Visitor(), is_known=False)


def token_hash(token: str) -> bytes:
    """Hash a 256-bit token for keeping and finding."""
    return hashlib.sha256(token.encode()).digest()


def lifetime(role: Role, *, own_phone: bool) -> Lifetime:
    """Give the lifetime of a sign-in."""
    if role is not Role.LEADER:
        return OFFICE
    return OWN_PHONE if own_phone else SHARED_PHONE


def signed_in(session: Session, token: str, *, now: datetime, today: date) -> Actor | None:
    """Find who holds a session token, if it still lasts and their duty or office still stands."""
    found = session.execute(_held_by(), {"token": token_hash(token), "today": today}).first()
    if found is None:
        return None
    sign_in, account, duty, association_name, city_of_association, city_name = found
    if account.closed_at is not None or sign_in.waits_for_code:
        return None
    lasts = lifetime(account.role, own_phone=sign_in.own_phone)
    if now - sign_in.seen_at > lasts.idle or now - sign_in.created_at > lasts.whole:
        return None
    reach = _reach(account, sign_in, duty, city_of_association)
    if reach is None:
        return None
    return Actor(
        role=Role.COORDINATOR if isinstance(reach, SomeBlocks) else account.role,
        reach=reach,
        account_id=account.id,
        name=account.name,
        place=association_name or city_name or "",
        position=_position(duty) if duty else "",
        rights=duty.rights if duty else account.rights,
        own_phone=sign_in.own_phone,
        has_code=account.totp_sealed is not None,
        language=account.language,
        stale=now - sign_in.seen_at > SEEN_EVERY,
    )


@lru_cache(maxsize=1)
def _held_by() -> sa.Select[SignIn, Account, Duty, str, int, str]:
    """Make, once, the statement that every request begins with; `token` and `today` are bound."""
    day: sa.BindParameter[date] = sa.bindparam("today", type_=sa.Date())
    return (
        sa.select(SignIn, Account, Duty, Association.name, Association.city_id, City.name)
        .join(Account, Account.id == SignIn.account_id)
        .outerjoin(Duty, (Duty.account_id == Account.id) & stands(day))
        .outerjoin(Association, Association.id == Duty.association_id)
        .outerjoin(City, City.id == sa.func.coalesce(Account.city_id, SignIn.city_id))
        .where(SignIn.token_hash == sa.bindparam("token", type_=sa.LargeBinary()))
        .order_by(*_chosen_first())
        .limit(1)
    )


def stands(today: date | sa.BindParameter[date]) -> ColumnElement[bool]:
    """Match the duties that give reach on a day: accepted, begun, not ended."""
    return sa.and_(
        Duty.accepted_on.is_not(None),
        Duty.starts_on <= today,
        sa.or_(Duty.ends_on.is_(None), Duty.ends_on >= today),
    )


def lasting(today: date) -> ColumnElement[bool]:
    """Match the duties that have not ended on a day: also those to come, and not accepted ones."""
    return sa.or_(
        Duty.ends_on.is_(None), sa.and_(Duty.ends_on >= today, Duty.ends_on >= Duty.starts_on)
    )


def _chosen_first() -> tuple[Any, ...]:
    """Put the duty that counts first: in the paguyuban chosen, else the first one; as ketua, where
    one holds two positions, and last as a coordinator of blocks."""
    chosen = sa.case((Duty.association_id == SignIn.association_id, 0), else_=1)
    return (
        chosen,
        Duty.association_id,
        sa.case({Position.KETUA: 0, Position.COORDINATOR: 2}, value=Duty.position, else_=1),
        Duty.id,
    )


def places(session: Session, account_id: int, *, today: date) -> list[tuple[int, str]]:
    """List id and name of every paguyuban that an account has a duty in today; one's names,
    whatever the reach."""
    before = reach_of(session)
    set_reach(session, Visitor())
    try:
        found = session.execute(
            sa.select(Association.id, Association.name)
            .where(
                Association.id.in_(
                    sa.select(Duty.association_id).where(
                        Duty.account_id == account_id, stands(today)
                    )
                )
            )
            .order_by(Association.name)
        )
        return [(number, name) for number, name in found]
    finally:
        set_reach(session, before)


def ketua_names(session: Session, association_id: int, *, today: date) -> list[str]:
    """Name who leads a paguyuban today: whom its other pengurus ask for a right."""
    return list(
        session.scalars(
            sa.select(Account.name)
            .join(Duty, Duty.account_id == Account.id)
            .where(
                Duty.association_id == association_id,
                Duty.position == Position.KETUA,
                Account.closed_at.is_(None),
                stands(today),
            )
            .order_by(Account.name)
        )
    )


def money_holders(session: Session, association_id: int, *, today: date) -> list[tuple[int, str]]:
    """List id and name of who may record money for the whole of a paguyuban today."""
    duties = (
        sa.select(Duty, Account.name)
        .join(Account, Account.id == Duty.account_id)
        .where(Duty.association_id == association_id, Account.closed_at.is_(None), stands(today))
        .order_by(Account.name)
    )
    found = {
        duty.account_id: name
        for duty, name in session.execute(duties)
        if Right.MONEY in duty.rights and not duty.is_confined
    }
    return list(found.items())


def _reach(
    account: Account, sign_in: SignIn, duty: Duty | None, city_of_association: int
) -> Reach | None:
    """Give what an account reaches: for many cities, the one chosen now. None for a leader without
    a duty today, or an officer without city or region."""
    if account.role is Role.LEADER:
        return _led(duty, city_of_association) if duty else None
    if account.role is Role.OFFICER and account.city_id is None and account.region is None:
        return None
    city_id = account.city_id or sign_in.city_id
    return OneCity(city_id) if city_id else Visitor()


def cities_of(session: Session, account_id: int) -> list[City]:
    """List by name the cities that an account may work in, one at a time."""
    account = session.get_one(Account, account_id)
    wanted = sa.select(City).order_by(City.name)
    if account.role is not Role.ADMIN:
        region, own = account.region, City.id == account.city_id
        there = City.code.startswith(region, autoescape=True) if region is not None else own
        wanted = wanted.where(there)
    return list(session.scalars(wanted))


def _position(duty: Duty) -> str:
    """Name what somebody is, and of which blocks."""
    labels = [one.label for one in duty.places] if duty.is_confined else []
    few = ", ".join(labels[:FEW]) + (" …" if len(labels) > FEW else "")
    return f"{duty.position} {few}".rstrip()


def _led(duty: Duty, city_id: int) -> OneAssociation | SomeBlocks:
    """Give what a duty reaches: the paguyuban, or the blocks of it that it is confined to."""
    if not duty.is_confined:
        return OneAssociation(duty.association_id, city_id)
    places = tuple((one.market_id, one.block) for one in duty.places)
    return SomeBlocks(duty.association_id, city_id, duty.account_id, places)


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Give the names of accounts by id, for what they are shown to have done."""
    found = session.execute(sa.select(Account.id, Account.name).where(Account.id.in_(set(ids))))
    return {row.id: row.name for row in found}


def phone_of(account: Account) -> str:
    """Open an account's phone number, as +62812...; empty where it has none."""
    sealed = account.phone_sealed
    return vault.open(sealed, f"account|phone|{account.id}") if sealed else ""


def own_words(session: Session, account: Account) -> list[str]:
    """Give what people know of an account's holder, which makes no password: name, phone, and the
    names of their paguyuban."""
    held = sa.select(Association.name).where(
        Association.id.in_(sa.select(Duty.association_id).where(Duty.account_id == account.id))
    )
    before = reach_of(session)
    set_reach(session, Visitor())
    try:
        return [account.name, phone_of(account), *session.scalars(held)]
    finally:
        set_reach(session, before)


def account_by_phone(session: Session, phone_index: bytes) -> Account | None:
    """Find an account by the blind index of its phone number."""
    return session.scalar(sa.select(Account).where(Account.phone_index == phone_index))
