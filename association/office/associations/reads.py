"""Select paguyuban as the office runs them: who leads them, how many members, and what was done;
never members."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql.elements import ColumnElement

from association.ledger.audit.models import AuditEntry
from association.paging import Page, behind, cut, one_more
from association.people.accounts.reads import names_of
from association.people.team.reads import ketua_of
from association.roster.members.counting import members_of
from association.territory.models import Association, FoundingPapers, association_market
from association.territory.reads import like

LATEST = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One paguyuban of the list: who leads it today, and how many stand on its roster."""

    association: Association
    ketua: str
    members: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done to a paguyuban or a market: a word of the audit log, with whose
    account and what it names."""

    at: datetime
    what: str
    who: str
    fields: tuple[str, ...]


def listed(
    session: Session, *, city_id: int, query: str, closed: bool, after: int | None, today: date
) -> Page[Line]:
    """List the city's paguyuban by name, 25 at a time, those at work or the `closed` ones."""
    shut: ColumnElement[bool] = Association.closed_on.is_not(None)
    wanted = sa.select(Association).where(Association.city_id == city_id, shut if closed else ~shut)
    for word in query.split()[:4]:
        wanted = wanted.where(like(word))
    order = (Association.name, Association.id)
    wanted = wanted.options(selectinload(Association.markets)).order_by(*order)
    found = cut(
        session.scalars(one_more(behind(session, wanted, *order, after=after))), lambda one: one.id
    )
    ids = [one.id for one in found.rows]
    leads, people = ketua_of(session, ids, today=today), members_of(session, ids, today=today)
    return found.showing(
        [Line(one, ", ".join(leads.get(one.id, ())), people.get(one.id, 0)) for one in found.rows]
    )


def papers_of(session: Session, association_id: int) -> FoundingPapers:
    """Give what the office wrote down of a paguyuban; empty where it did not."""
    kept = session.get(FoundingPapers, association_id)
    return kept or FoundingPapers(number="", note="")


def since_of(session: Session, association_id: int) -> dict[int, date]:
    """Give since when a paguyuban works in each market of which that is known."""
    here = association_market.c
    known = sa.select(here.market_id, here.since).where(
        here.association_id == association_id, here.since.is_not(None)
    )
    return {row[0]: row[1] for row in session.execute(known)}


def history(session: Session, subject: str) -> list[Entry]:
    """List the last 25 things that were done to a paguyuban or a market, the latest first."""
    entries = sa.select(AuditEntry).where(AuditEntry.subject == subject)
    found = list(session.scalars(entries.order_by(AuditEntry.id.desc()).limit(LATEST)))
    names = names_of(session, [one.account_id for one in found if one.account_id])
    return [
        Entry(
            one.at, one.what, names.get(one.account_id or 0, ""), (*one.details.get("fields", ()),)
        )
        for one in found
    ]
