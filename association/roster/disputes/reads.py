"""Select the rows that wait for an officer, and what a paguyuban is asked about its members."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.paging import Page, behind, cut, one_more
from association.roster.disputes.models import WAITS, NikCheck, about_row
from association.roster.disputes.values import Ask
from association.roster.members.models import Member
from association.territory.models import Association

MOST = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits, as an officer sees it in the list."""

    id: int
    association_id: int
    place: str
    since: date
    answered: bool  # its paguyuban held the NIK against the KTP


@dataclass(frozen=True, slots=True)
class Asked:
    """What a leader is asked about a member of theirs, and since when."""

    member_id: int
    name: str
    ask: Ask
    asked_on: date


def waiting(session: Session, *, city_id: int, after: int | None) -> Page[Waiting]:
    """List the city's rows that wait, by paguyuban."""
    found = (
        sa.select(
            Member.id,
            Member.association_id,
            Association.name,
            Member.created_at,
            NikCheck.checked_at,
        )
        .join(Association, Association.id == Member.association_id)
        .outerjoin(NikCheck, about_row(Member))
        .where(Member.city_id == city_id, *WAITS)
        .order_by(Member.association_id, Member.id)
    )
    rows = session.execute(
        one_more(behind(session, found, Member.association_id, Member.id, after=after))
    )
    page = cut(rows, lambda row: int(row.id))
    return page.showing(
        [
            Waiting(row.id, row.association_id, row.name, _day(row.created_at), bool(row[4]))
            for row in page.rows
        ]
    )


def some_wait(session: Session, city_id: int) -> bool:
    """Tell whether any row of the city waits."""
    one = sa.select(Member.id).where(Member.city_id == city_id, *WAITS).limit(1)
    return session.scalar(one) is not None


def _day(moment: datetime) -> date:
    return moment.astimezone(WIB).date()


def place_of(session: Session, member_id: int) -> tuple[int, bool]:
    """Give the paguyuban of a row within the reach, and whether the row waits; NoResultFound for
    another."""
    columns = sa.select(Member.association_id, Member.link_pending, Member.left_on)
    row = session.execute(columns.where(Member.id == member_id)).one()
    return row.association_id, row.link_pending and row.left_on is None


def _open() -> tuple[ColumnElement[bool], ...]:
    """Match what nobody has answered, about the NIK that the row still has, or still lacks."""
    same = sa.and_(NikCheck.ask != Ask.TAKEN, NikCheck.nik_index == Member.nik_index)
    lacks = sa.and_(NikCheck.ask == Ask.TAKEN, Member.nik_index.is_(None))
    return NikCheck.checked_at.is_(None), Member.left_on.is_(None), sa.or_(same, lacks)


def _asked() -> sa.Select[int, str, str, datetime]:
    return (
        sa.select(Member.id, Member.name, NikCheck.ask, NikCheck.asked_at)
        .join(NikCheck, NikCheck.member_id == Member.id)
        .where(*_open())
    )


def asked_of(session: Session, association_id: int) -> list[Asked]:
    """List the 10 oldest questions to a paguyuban that nobody has answered."""
    own = _asked().where(NikCheck.association_id == association_id)
    rows = session.execute(own.order_by(NikCheck.asked_at, Member.id).limit(MOST))
    return [Asked(row.id, row.name, Ask(row.ask), _day(row.asked_at)) for row in rows]


def asked_about(session: Session, member_id: int) -> Asked | None:
    """Give the question about one member that nobody has answered."""
    row = session.execute(_asked().where(Member.id == member_id)).first()
    return Asked(row.id, row.name, Ask(row.ask), _day(row.asked_at)) if row else None
