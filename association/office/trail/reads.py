"""Select entries of the audit log: a paguyuban's for its ketua, a city's for its office.

The office reads who works in a paguyuban and what they took out, never on whom.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import reach_of
from association.access.reach import OneAssociation, OneCity, Reach
from association.access.tables import only_checked
from association.config import WIB
from association.ledger.audit.models import AuditEntry
from association.office.trail.values import TOLD_OFFICE
from association.paging import Page, cut, one_more
from association.people.accounts.models import Account, Duty
from association.people.accounts.reads import names_of
from association.roster.members.models import Member
from association.territory.models import Association

MOST_NAMES = 50


@dataclass(frozen=True, slots=True)
class Search:
    """What a word finds: kinds of entries, members and accounts."""

    whats: Collection[str]
    members: Collection[int]
    accounts: Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are asked for; None and empty do not narrow."""

    account_id: int | None = None
    first: date | None = None
    last: date | None = None
    whats: Collection[str] | None = None  # those that show data
    search: Search | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of what entries are about; members' for their own paguyuban only."""

    accounts: dict[int, str]
    members: dict[int, str]
    associations: dict[int, str]


def of_association(
    session: Session, association_id: int, wanted: Wanted, *, before: int | None
) -> Page[AuditEntry]:
    """List a paguyuban's entries, the newest first."""
    return _found(session, AuditEntry.association_id == association_id, wanted, before=before)


def of_city(
    session: Session, city_id: int, wanted: Wanted, *, before: int | None
) -> Page[AuditEntry]:
    """List what the office did in a city; of an account that is asked about also what its paguyuban
    gave it and what it took out there."""
    scope = AuditEntry.city_id == city_id
    if wanted.account_id is not None:
        there = sa.select(Association.id).where(Association.city_id == city_id)
        told = (AuditEntry.association_id.in_(there), AuditEntry.what.in_(TOLD_OFFICE))
        scope = only_checked(AuditEntry.city_id) == city_id
        scope = sa.or_(scope, sa.and_(*told))
    return _found(session, scope, wanted, before=before)


def _found(
    session: Session, scope: ColumnElement[bool], wanted: Wanted, *, before: int | None
) -> Page[AuditEntry]:
    statement = sa.select(AuditEntry).where(scope)
    if wanted.account_id is not None:
        statement = statement.where(AuditEntry.account_id == wanted.account_id)
    if wanted.first is not None:
        statement = statement.where(AuditEntry.at >= _begins(wanted.first))
    if wanted.last is not None:
        statement = statement.where(AuditEntry.at < _begins(wanted.last + timedelta(days=1)))
    if wanted.whats is not None:
        statement = statement.where(AuditEntry.what.in_(wanted.whats))
    if wanted.search is not None:
        statement = statement.where(_searched(wanted.search))
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    newest = statement.order_by(AuditEntry.id.desc())
    return cut(session.scalars(one_more(newest)), lambda one: one.id)


def _searched(search: Search) -> ColumnElement[bool]:
    return sa.or_(
        AuditEntry.what.in_(search.whats),
        AuditEntry.subject.in_([f"member:{one}" for one in search.members]),
        AuditEntry.account_id.in_(search.accounts),
    )


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), WIB)


def named_so(session: Session, query: str) -> list[int]:
    """List the ids of the roster's members whose name holds a text, at most 50."""
    wanted = sa.select(Member.id).where(Member.sort_name.contains(query, autoescape=True))
    return list(session.scalars(wanted.order_by(Member.id).limit(MOST_NAMES)))


def _works_there(reach: Reach) -> ColumnElement[bool]:
    """Match who ever worked in a paguyuban, or for a city and in its paguyuban."""
    if isinstance(reach, OneAssociation):
        duties = sa.select(Duty.account_id).where(Duty.association_id == reach.association_id)
        return Account.id.in_(duties)
    if not isinstance(reach, OneCity):
        return sa.false()
    there = sa.select(Association.id).where(Association.city_id == reach.city_id)
    duties = sa.select(Duty.account_id).where(Duty.association_id.in_(there))
    return sa.or_(Account.city_id == reach.city_id, Account.id.in_(duties))


def people(session: Session, *, one: int | None = None, query: str = "") -> dict[int, str]:
    """Name 50 of those within the reach who may be asked about: only `one`, or those whose name
    holds a text."""
    wanted = sa.select(Account.id, Account.name).where(_works_there(reach_of(session)))
    if one is not None:
        wanted = wanted.where(Account.id == one)
    if query:
        wanted = wanted.where(Account.name.icontains(query, autoescape=True))
    rows = session.execute(wanted.order_by(Account.name).limit(MOST_NAMES))
    return {number: name for number, name in rows}  # noqa: C416 - no pairs to mypy


def names(session: Session, entries: Collection[AuditEntry], *, with_members: bool) -> Names:
    """Name the accounts, paguyuban and, for their own paguyuban, members of entries."""
    accounts = {one.account_id for one in entries if one.account_id}
    places = {one.association_id for one in entries if one.association_id}
    ids = {member_of(one) for one in entries} - {0} if with_members else set()
    return Names(
        names_of(session, accounts),
        _named(session, Member, ids),
        _named(session, Association, places),
    )


def _named(
    session: Session, model: type[Member | Association], ids: Collection[int]
) -> dict[int, str]:
    found = session.execute(sa.select(model.id, model.name).where(model.id.in_(ids))) if ids else ()
    return {number: name for number, name in found}  # noqa: C416 - no pairs to mypy


def member_of(entry: AuditEntry) -> int:
    """Give the id of the member that an entry is about, or 0."""
    kind, _colon, number = entry.subject.partition(":")
    return int(number) if kind == "member" and number.isdecimal() else 0
