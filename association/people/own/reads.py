"""Where an account is signed in, whether its link was used, and who asks for another number."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.access.reach import OneAssociation, OneCity
from association.people.accounts.models import Account, Duty, Invitation, LinkKind, SignIn
from association.people.accounts.reads import Actor, lifetime, stands, token_hash
from association.rules.house.permissions import May, Role, allows, lacking
from association.territory.models import Association
from association.vault import vault

JUST_NOW = timedelta(minutes=10)
NAME_BYTES = 8


@dataclass(frozen=True, slots=True)
class SignedInOn:
    """A phone or computer on which an account is signed in; `name` tells it from the others."""

    name: str
    agent: str
    since: datetime
    seen: datetime
    own_phone: bool
    by_link: bool
    here: bool


def devices(session: Session, who: Actor, token: str, *, now: datetime) -> list[SignedInOn]:
    """List where somebody is signed in now: first this device, by its session token, then by last
    use."""
    own = sa.select(SignIn).where(
        SignIn.account_id == who.account_id, SignIn.waits_for_code.is_(False)
    )
    found = [
        _device(row, token)
        for row in session.scalars(own.order_by(SignIn.seen_at.desc(), SignIn.token_hash))
        if _lasts(row, who.role, now)
    ]
    return sorted(found, key=lambda one: not one.here)


def _lasts(row: SignIn, role: Role, now: datetime) -> bool:
    lasts = lifetime(role, own_phone=row.own_phone)
    return now - row.seen_at <= lasts.idle and now - row.created_at <= lasts.whole


def _device(row: SignIn, token: str) -> SignedInOn:
    return SignedInOn(
        name=name_of(row),
        agent=row.agent,
        since=row.created_at,
        seen=row.seen_at,
        own_phone=row.own_phone,
        by_link=row.by_link,
        here=row.token_hash == token_hash(token),
    )


def name_of(row: SignIn) -> str:
    """Give by which name a form means a sign-in: the beginning of the hash of a random token."""
    return row.token_hash[:NAME_BYTES].hex()


@dataclass(frozen=True, slots=True)
class LinkState:
    """What became of the link to another phone: `until` when it can be used, or how it was."""

    until: datetime | None = None
    used_on: SignedInOn | None = None


def link_state(session: Session, who: Actor, token: str, *, now: datetime) -> LinkState:
    """Tell whether an account's link to another phone still waits, or which phone has used one in
    the last ten minutes."""
    waits = sa.select(Invitation.expires_at).where(
        Invitation.account_id == who.account_id,
        Invitation.kind == LinkKind.DEVICE,
        Invitation.expires_at > now,
    )
    until = session.scalar(waits)
    if until is not None:
        return LinkState(until=until)
    new = [
        one
        for one in devices(session, who, token, now=now)
        if one.by_link and not one.here and now - one.since < JUST_NOW
    ]
    return LinkState(used_on=max(new, key=lambda one: one.since, default=None))


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """Somebody who wants to sign in by another number, and who has to be sent a link there."""

    account_id: int
    name: str
    phone: str
    asked_at: datetime | None
    sent: bool


def own_request(session: Session, account_id: int, *, now: datetime) -> NumberRequest | None:
    """Give the number that an account has asked for; None where it has not."""
    mine = _asked(now).where(Account.id == account_id)
    found = session.execute(mine).first()
    return _request(found[0], found[1]) if found else None


def requests(session: Session, who: Actor, *, today: date, now: datetime) -> list[NumberRequest]:
    """List whose new number somebody may send a link to."""
    mine = _helped_by(who, today)
    if mine is None:
        return []
    found = session.execute(_asked(now).where(mine).order_by(Invitation.made_at).limit(100))
    return [_request(account, link) for account, link in found]


def request_of(
    session: Session, who: Actor, account_id: int, *, today: date, now: datetime
) -> Invitation | None:
    """Find what an account asked for, where `who` may help it; None for everybody else's."""
    mine = _helped_by(who, today)
    if mine is None:
        return None
    found = session.execute(_asked(now).where(mine, Account.id == account_id)).first()
    return found[1] if found else None


def phone_asked(link: Invitation) -> str:
    """Open the number that an account has asked for, as +62812..."""
    assert link.phone_sealed is not None
    return vault.open(link.phone_sealed, phone_place(link.account_id))


def phone_place(account_id: int) -> str:
    """Name where the number is sealed that an account has asked for."""
    return f"invitation|phone|{account_id}"


def _asked(now: datetime) -> sa.Select[Account, Invitation]:
    return (
        sa.select(Account, Invitation)
        .join(Invitation, Invitation.account_id == Account.id)
        .where(
            Invitation.kind == LinkKind.PHONE,
            Invitation.expires_at > now,
            Account.closed_at.is_(None),
        )
    )


def _request(account: Account, link: Invitation) -> NumberRequest:
    return NumberRequest(
        account.id, account.name, phone_asked(link), link.made_at, link.made_by is not None
    )


def _helped_by(who: Actor, today: date) -> ColumnElement[bool] | None:
    """Match the accounts that somebody vouches for: a ketua's pengurus, the leaders of an officer's
    city, for an admin everybody; never one's own. None for who vouches for nobody."""
    other = Account.id != who.account_id
    if who.role is Role.ADMIN:
        return other
    if not _leads(who):
        return None
    # few ask for another number: their duties are looked at, not everybody's
    held = sa.exists().where(Duty.account_id == Account.id, stands(today))
    if isinstance(who.reach, OneAssociation):
        held = held.where(Duty.association_id == who.reach.association_id)
    elif isinstance(who.reach, OneCity):
        own = (Association.id == Duty.association_id, Association.city_id == who.reach.city_id)
        held = held.where(*own)
    else:
        return None
    return sa.and_(other, Account.role == Role.LEADER, held)


def _leads(who: Actor) -> bool:
    wanted = May.MANAGE_TEAM if who.role is Role.LEADER else May.ADMINISTER
    return allows(who.role, wanted) and lacking(who.role, wanted, who.rights) is None
