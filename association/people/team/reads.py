"""Select the pengurus of a paguyuban: who holds which duty, since when, with which rights."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.people.accounts.models import Account, Duty
from association.people.accounts.reads import lasting, phone_of, stands
from association.rules.house.permissions import Position, Right
from association.rules.house.slots import Slot
from association.rules.people.recipients import Recipient, beside_roster

LATEST = 25


class Standing(StrEnum):
    """Where a duty stands on a day."""

    INVITED = "invited"
    COMING = "coming"
    NOW = "now"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A block of a market, or with "" the whole market, and how many members trade there."""

    market: str
    block: str
    market_id: int
    members: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """Give what a duty is confined to by it."""
        return self.market_id, self.block


PLACES: Slot[Callable[[Session, int, date], list[Place]]] = Slot(
    "in which blocks do a paguyuban's members trade?"
)


def places(session: Session, own: int, today: date, held: Iterable[Place] = ()) -> list[Place]:
    """List where a paguyuban's members trade, the whole market before its blocks; with those `held`
    where nobody trades by now."""
    found = PLACES.answer(session, own, today)
    known = {one.key for one in found}
    return sorted([*found, *(one for one in held if one.key not in known)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A duty as the ketua sees it. An invited person is shown as they were invited, whoever holds
    the number."""

    duty_id: int
    account_id: int
    name: str
    position: str
    rights: frozenset[Right]
    starts_on: date
    ends_on: date | None
    standing: Standing
    places: tuple[Place, ...] = ()  # what it is confined to

    @property
    def is_confined(self) -> bool:
        """Tell whether it reaches only the members of its places."""
        return self.position == Position.COORDINATOR


def team(session: Session, *, association_id: int, today: date) -> list[Line]:
    """List who works in a paguyuban or is invited to: the ketua first."""
    statement = _own(association_id).where(lasting(today))
    first = sa.case((Duty.position == Position.KETUA, 0), else_=1)
    return [
        _line(duty, name, today)
        for duty, name in session.execute(statement.order_by(first, Duty.id))
    ]


def former(session: Session, *, association_id: int, today: date) -> list[Line]:
    """List the last 25 whose duty ended or never began."""
    statement = _own(association_id).where(sa.not_(lasting(today)))
    found = session.execute(statement.order_by(Duty.ends_on.desc(), Duty.id.desc()).limit(LATEST))
    return [_line(duty, name, today) for duty, name in found]


def one(session: Session, duty_id: int, *, association_id: int, today: date) -> Line:
    """Get one duty of a paguyuban; NoResultFound for any other."""
    duty, name = session.execute(_own(association_id).where(Duty.id == duty_id)).one()
    return _line(duty, name, today)


def to(session: Session, duty_id: int, *, association_id: int) -> Recipient:
    """Give whom the link of an invited person goes to; NoResultFound when they accepted."""
    own = (Duty.id == duty_id, Duty.association_id == association_id, Duty.accepted_on.is_(None))
    account = session.scalars(
        sa.select(Account).join(Duty, Duty.account_id == Account.id).where(*own)
    ).one()
    return beside_roster(phone_of(account))


def _own(association_id: int) -> sa.Select[Duty, str]:
    return (
        sa.select(Duty, Account.name)
        .join(Account, Account.id == Duty.account_id)
        .where(Duty.association_id == association_id)
        .options(selectinload(Duty.places))
    )


def _line(duty: Duty, name: str, today: date) -> Line:
    return Line(
        duty_id=duty.id,
        account_id=duty.account_id,
        name=name if duty.accepted_on else duty.invited_name,
        position=duty.position,
        rights=duty.rights,
        starts_on=duty.starts_on,
        ends_on=duty.ends_on,
        standing=_standing(duty, today),
        places=tuple(Place(one.market.name, one.block, one.market_id) for one in duty.places),
    )


def _standing(duty: Duty, today: date) -> Standing:
    if duty.ends_on is not None and duty.ends_on < max(today, duty.starts_on):
        return Standing.ENDED
    if duty.accepted_on is None:
        return Standing.INVITED
    return Standing.COMING if duty.starts_on > today else Standing.NOW


def ketua_of(session: Session, ids: Collection[int], *, today: date) -> dict[int, list[str]]:
    """Name who leads each of these paguyuban today: the names on the accounts."""
    leading = (
        sa.select(Duty.association_id, Account.name)
        .join(Account, Account.id == Duty.account_id)
        .where(Duty.association_id.in_(ids), Duty.position == Position.KETUA, stands(today))
        .where(Account.closed_at.is_(None))
        .order_by(Account.name)
    )
    found: dict[int, list[str]] = {}
    for association_id, name in session.execute(leading):
        found.setdefault(association_id, []).append(name)
    return found


def accounts_of(session: Session, association_id: int, *, today: date) -> int:
    """Count the accounts with a duty that lasts, begun or not, accepted or not."""
    held = sa.select(sa.func.count(Duty.account_id.distinct())).where(
        Duty.association_id == association_id, lasting(today)
    )
    return session.scalar(held) or 0
