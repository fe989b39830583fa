"""Select the accounts of a city: who they are, what they may, and whose link must be sent."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.people.accounts.models import Account, Device, Duty, Invitation, LinkKind, SignIn
from association.rules.house.permissions import Right, Role
from association.rules.people.sounds import name_words, sounds
from association.territory.models import Association, City


class AccountState(StrEnum):
    """Where an account stands."""

    WAITS = "waits"  # invited, nobody accepted
    OPEN = "open"
    FORMER = "former"  # a leader whose duties here are over
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A duty in a paguyuban of the city, as the office sees it."""

    duty_id: int
    place: str
    position: str
    rights: frozenset[Right]
    starts_on: date
    ends_on: date | None
    accepted_on: date | None
    invited_name: str
    is_over: bool
    waits: bool  # nobody accepted it, and it can still be accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account of the city. Of who was only invited here no more is shown than the invitation."""

    account_id: int
    name: str
    role: Role
    state: AccountState
    is_known: bool
    rights: frozenset[Right] = frozenset()
    city_id: int | None = None
    region: str | None = None
    accepted_at: datetime | None = None
    seen_at: datetime | None = None
    has_factor: bool = False
    posts: tuple[Post, ...] = ()

    @property
    def is_due(self) -> bool:
        """Tell whether the account itself waits for its first password, without a duty that does:
        officers, admins, and who got a duty from the command line."""
        return self.state is AccountState.WAITS and not any(one.waits for one in self.posts)

    @property
    def places(self) -> str:
        """Name the paguyuban, for a line and for the search."""
        return ", ".join(one.place for one in self.posts if not one.is_over)


def users(
    session: Session, city_id: int, *, today: date, with_offices: bool, only: int | None = None
) -> list[User]:
    """List the city's leaders and officers by name; `with_offices` also the admins and who works
    for many cities. `only` confines to one account."""
    posts = _posts(session, city_id, today, only)
    offices = [Account.city_id == city_id]
    if with_offices:
        offices.append(sa.and_(Account.role != Role.LEADER, Account.city_id.is_(None)))
    found = sa.select(Account).where(sa.or_(Account.id.in_(posts), *offices))
    if only is not None:
        found = found.where(Account.id == only)
    accounts = list(session.scalars(found))
    seen = _seen(session, [one.id for one in accounts])
    made = [_user(one, posts.get(one.id, []), seen.get(one.id)) for one in accounts]
    return sorted(made, key=lambda one: (one.name.casefold(), one.account_id))


def user(
    session: Session, account_id: int, city_id: int, *, today: date, with_offices: bool
) -> User:
    """Get one account of the city; NoResultFound for any other."""
    found = users(session, city_id, today=today, with_offices=with_offices, only=account_id)
    if not found:
        raise NoResultFound
    return found[0]


def user_of_duty(session: Session, duty_id: int, city_id: int, *, today: date) -> tuple[User, Post]:
    """Get who holds a duty in the city, or is invited to it, and the duty; NoResultFound for any
    other."""
    account_id = session.scalar(sa.select(Duty.account_id).where(Duty.id == duty_id))
    found = users(session, city_id, today=today, with_offices=False, only=account_id or 0)
    for one in found:
        for post in one.posts:
            if post.duty_id == duty_id:
                return one, post
    raise NoResultFound


def provinces(session: Session) -> dict[str, list[str]]:
    """Name the cities of each province that has some, by its two digits."""
    found: dict[str, list[str]] = {}
    for city in session.scalars(sa.select(City).order_by(City.code)):
        found.setdefault(city.code[:2], []).append(city.name)
    return found


def _posts(session: Session, city_id: int, today: date, only: int | None) -> dict[int, list[Post]]:
    """Gather the duties in the city's paguyuban by account, those that never began left out."""
    statement = (
        sa.select(Duty, Association.name)
        .join(Association, Association.id == Duty.association_id)
        .where(
            Association.city_id == city_id,
            sa.or_(Duty.ends_on.is_(None), Duty.ends_on >= Duty.starts_on),
        )
        .order_by(Association.name, Duty.id)
    )
    if only is not None:
        statement = statement.where(Duty.account_id == only)
    made: dict[int, list[Post]] = {}
    for duty, place in session.execute(statement):
        made.setdefault(duty.account_id, []).append(_post(duty, place, today))
    return made


def _post(duty: Duty, place: str, today: date) -> Post:
    is_over = duty.ends_on is not None and duty.ends_on < today
    return Post(
        duty_id=duty.id,
        place=place,
        position=duty.position,
        rights=duty.rights,
        starts_on=duty.starts_on,
        ends_on=duty.ends_on,
        accepted_on=duty.accepted_on,
        invited_name=duty.invited_name,
        is_over=is_over,
        waits=duty.accepted_on is None and not is_over,
    )


def _seen(session: Session, ids: list[int]) -> dict[int, datetime]:
    """Give when accounts were last seen, as far as devices and sessions still tell."""
    found: dict[int, datetime] = {}
    for model in (Device, SignIn):
        latest = sa.select(model.account_id, sa.func.max(model.seen_at)).group_by(model.account_id)
        for account_id, at in session.execute(latest.where(model.account_id.in_(ids))):
            found[account_id] = max(at, found.get(account_id, at))
    return found


def _user(account: Account, posts: list[Post], seen_at: datetime | None) -> User:
    is_known = account.role is not Role.LEADER or any(one.accepted_on for one in posts)
    if not is_known:  # whoever has the number: its holder alone decides who learns it
        return User(
            account_id=account.id,
            name=posts[-1].invited_name,
            role=Role.LEADER,
            state=AccountState.WAITS if any(one.waits for one in posts) else AccountState.FORMER,
            is_known=False,
            posts=tuple(posts),
        )
    return User(
        account_id=account.id,
        name=account.name,
        role=account.role,
        state=_state(account, posts),
        is_known=True,
        rights=account.rights if account.role is Role.OFFICER else frozenset(),
        city_id=account.city_id,
        region=account.region,
        accepted_at=account.accepted_at,
        seen_at=seen_at,
        has_factor=account.totp_sealed is not None,
        posts=tuple(posts),
    )


def _state(account: Account, posts: list[Post]) -> AccountState:
    if account.closed_at is not None:
        return AccountState.CLOSED
    if account.role is Role.LEADER and all(one.is_over for one in posts):
        return AccountState.FORMER
    return AccountState.OPEN if account.accepted_at else AccountState.WAITS


@dataclass(frozen=True, slots=True)
class UserFilter:
    """What the list is narrowed to: words of name or paguyuban, and a group."""

    query: str = ""
    group: str = ""

    def keeps(self, one: User) -> bool:
        """Tell whether a user is shown."""
        if self.group in set(Role):
            fits = one.role == self.group and one.state in (AccountState.OPEN, AccountState.WAITS)
        elif self.group in set(AccountState):
            fits = one.state == self.group
        else:
            fits = one.state in (AccountState.OPEN, AccountState.WAITS)
        text = sounds(one.name, one.places)
        return fits and all(f" {word}" in text for word in name_words(self.query))


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody whose link must be sent: a duty's, or the account's own (None)."""

    user: User
    post: Post | None


def turns(session: Session, found: list[User], *, now: datetime) -> list[Turn]:
    """List whose invitation has no link that works now: none was made yet, or it is too old."""
    pairs = [
        (one, post)
        for one in found
        for post in (*(post for post in one.posts if post.waits), *([None] if one.is_due else ()))
    ]
    live = sa.select(Invitation.account_id, Invitation.duty_id).where(
        Invitation.account_id.in_({one.account_id for one, _post in pairs}),
        Invitation.kind == LinkKind.INVITATION.value,
        Invitation.expires_at > now,
    )
    has = {(account_id, duty_id) for account_id, duty_id in session.execute(live)}
    return [
        Turn(one, post)
        for one, post in pairs
        if (one.account_id, post.duty_id if post else None) not in has
    ]
