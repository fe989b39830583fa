"""Invite who works in a city, send their links, end their duties: what the office does."""

from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, as_part, write_once
from association.people.accounts import actions as accounts
from association.people.accounts.models import Account, Duty
from association.people.resets.reads import holding
from association.people.team import actions as team
from association.people.team import founding
from association.rules.house.charge import may_close
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Right, Role
from association.territory.models import Association


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """An officer or an admin to invite; `phone` as +62812..., `region` of who works for many
    cities."""

    name: str
    phone: str
    role: Role
    rights: frozenset[Right] = frozenset()
    region: str | None = None


@write_once
def invite_ketua(
    session: Session, name: str, phone: str, association_id: int, by: By, *, once: Once | None
) -> tuple[int, int]:
    """Offer the position of ketua in a paguyuban of the city; gives account and duty. The link is
    made when it is sent. Raises NoResultFound for another city's paguyuban, RuleError for a number
    that works there already, and for a paguyuban that is closed."""
    place = session.get_one(Association, association_id, with_for_update=True)
    if place.closed_on is not None and place.closed_on <= by.day:
        raise RuleError("%(place)s sudah ditutup.", place=place.name)
    there = replace(by, association_id=association_id)
    ketua = founding.Ketua(name=name, phone=phone)
    duty = founding.invite_ketua(session, association_id, ketua, there)
    return duty.account_id, duty.id


@write_once
def invite_office(session: Session, new: NewOffice, by: By, *, once: Once | None) -> int:
    """Make the account of an officer of the city, of one of many cities, or of an admin; gives its
    id. The link is made when it is sent. Raises RuleError for a number that has an account, and for
    who may not: only admins make admins and those of many cities."""
    maker = session.get_one(Account, by.account_id)
    if maker.role is not Role.ADMIN and (new.role is Role.ADMIN or new.region is not None):
        raise RuleError("Hanya admin yang mengundang admin dan petugas provinsi.")
    of_city = new.role is Role.OFFICER and new.region is None
    made = accounts.create_account(
        session,
        name=new.name,
        phone=new.phone,
        role=new.role,
        now=by.at,
        city_id=by.city_id if of_city else None,
        rights=new.rights,
    )
    made.region = new.region
    rights = sorted(right.value for right in new.rights)
    record(session, by, "invite office", f"account:{made.id}", role=new.role.value, rights=rights)
    return made.id


def send_to_account(account_id: int, by: By, *, once: Once | None) -> str:
    """Make the link with which an account gets its first password; the earlier one is void. A
    repeat gets "". RuleError for who has one, and for who may not."""
    tokens: list[str] = []
    _send_to_account(account_id, by, tokens, once=once)
    return "".join(tokens)


@write_once
def _send_to_account(
    session: Session, account_id: int, by: By, tokens: list[str], *, once: Once | None
) -> None:
    of, maker = (holding(session, one, today=by.day) for one in (account_id, by.account_id or 0))
    if not may_close(maker, of):
        raise RuleError("Akun ini di luar wewenang Anda. Minta admin.")
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.password_hash:
        raise RuleError("Undangan ini sudah diterima, jadi tidak perlu tautan lagi.")
    if account.closed_at is not None:
        raise RuleError("Akun ini ditutup. Buka kembali dulu.")
    tokens.append(accounts.invite(session, account_id, now=by.at))
    record(session, by, "renew invitation", f"account:{account_id}")


def send_to_duty(duty_id: int, by: By, *, once: Once | None) -> str:
    """Make the link to a duty in a paguyuban of the city; the earlier one is void. A repeat gets
    "". Raises RuleError once it is accepted, NoResultFound for another city's."""
    tokens: list[str] = []
    _send_to_duty(duty_id, by, tokens, once=once)
    return "".join(tokens)


@write_once
def _send_to_duty(
    session: Session, duty_id: int, by: By, tokens: list[str], *, once: Once | None
) -> None:
    there = _at(session, duty_id, by)
    as_part(team.renew)(session, duty_id, there, tokens, once=None)


@write_once
def void_duty(session: Session, duty_id: int, by: By, *, once: Once | None) -> None:
    """Take an invitation to a duty back. Raises as `send_to_duty`."""
    as_part(team.void)(session, duty_id, _at(session, duty_id, by), once=None)


@write_once
def end_duty(session: Session, duty_id: int, by: By, *, once: Once | None) -> None:
    """End a duty in a paguyuban of the city at once. Raises RuleError for the last ketua,
    NoResultFound for another city's."""
    as_part(team.end_now)(session, duty_id, _at(session, duty_id, by), once=None)


def _at(session: Session, duty_id: int, by: By) -> By:
    """Hold the paguyuban of a duty, and act there; NoResultFound outside the city."""
    association_id = session.scalar(sa.select(Duty.association_id).where(Duty.id == duty_id))
    if association_id is None:
        raise NoResultFound
    session.get_one(Association, association_id, with_for_update=True)
    return replace(by, association_id=association_id)
