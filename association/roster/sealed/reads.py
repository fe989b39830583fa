"""Select stalls to be sealed, and what was sealed before."""

import base64
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, joinedload, undefer
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import reach_of, set_reach
from association.access.reach import OneAssociation
from association.config import WIB
from association.paging import Page, cut, older, one_more
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import living
from association.roster.sealed.models import SealedRoster
from association.rules.house.errors import RuleError
from association.rules.people.cards import normalise_card_code
from association.rules.people.rolls import Roll, RollRow, in_order, plain, read
from association.territory.models import Association, Market
from association.territory.reads import own_markets
from association.vault import vault

MOST_OPENED = 6  # sealed rosters looked into for one name: each holds a market


@dataclass(frozen=True, slots=True)
class Choice:
    """A market that a roster can be sealed for, and how many stalls stand in it."""

    market: Market
    stalls: int


def choices(session: Session, *, association_id: int, today: date) -> list[Choice]:
    """List the paguyuban's markets with their stalls, its other members' markets behind them."""
    counted = session.execute(
        _stalls(association_id, today, Stall.market_id, sa.func.count()).group_by(Stall.market_id)
    )
    counts = {row[0]: row[1] for row in counted}
    own = own_markets(session, association_id)
    if len(own) == 1:
        counts[own[0].id] = counts.get(own[0].id, 0) + counts.pop(None, 0)
    others = session.scalars(
        sa.select(Market)
        .where(Market.id.in_(counts), Market.id.not_in([one.id for one in own]))
        .order_by(Market.name)
    )
    return [Choice(market, counts.get(market.id, 0)) for market in (*own, *others)]


def unplaced(session: Session, *, association_id: int, today: date) -> int:
    """Count the stalls that stand on no roster, as nobody said in which of the paguyuban's markets
    they are."""
    if len(own_markets(session, association_id)) == 1:
        return 0
    return (
        session.scalar(
            _stalls(association_id, today, sa.func.count()).where(Stall.market_id.is_(None))
        )
        or 0
    )


def roll(
    session: Session, *, association_id: int, market_id: int, now: datetime, today: date
) -> Roll:
    """Gather the stalls of one market as they stand now; NoResultFound when it is none of
    `choices`."""
    offered = {
        one.market.id: one.market
        for one in choices(session, association_id=association_id, today=today)
    }
    if market_id not in offered:
        raise NoResultFound
    wanted: ColumnElement[bool] = Stall.market_id == market_id
    if [one.id for one in own_markets(session, association_id)] == [market_id]:
        wanted = sa.or_(wanted, Stall.market_id.is_(None))  # the only market they can be in
    columns = (Stall.kind, Stall.block, Stall.number, Stall.permit, Member.name, Member.commodity)
    found = session.execute(_stalls(association_id, today, Stall.walk, *columns).where(wanted))
    return Roll(
        association=session.get_one(Association, association_id).name,
        market=offered[market_id].name,
        made_at=now.replace(microsecond=0),
        rows=in_order((walk, RollRow(*map(plain, parts))) for walk, *parts in found),
    )


def _stalls(association_id: int, today: date, *columns: Any) -> sa.Select[Any]:
    """Select from the stalls of everybody on the roster."""
    return (
        sa.select(*columns)
        .select_from(Stall)
        .join(Member, Member.id == Stall.member_id)
        .where(
            Member.association_id == association_id,
            living(today),
        )
    )


def listed(session: Session, *, association_id: int, after: int | None) -> Page[SealedRoster]:
    """List sealed rosters, the latest first, 25 at a time."""
    statement = (
        sa.select(SealedRoster)
        .where(
            SealedRoster.association_id == association_id,
            older(SealedRoster.id, after),
        )
        .options(joinedload(SealedRoster.market))
        .order_by(SealedRoster.id.desc())
    )
    return cut(session.scalars(one_more(statement)), lambda kept: kept.id)


def pdf(session: Session, roster_id: int) -> tuple[SealedRoster, bytes]:
    """Get a sealed roster and its file, byte for byte; NoResultFound outside the reach."""
    kept = session.get_one(SealedRoster, roster_id)
    return kept, base64.b64decode(vault.open(kept.pdf_sealed, place("pdf", roster_id)))


def naming(session: Session, member: Member, until: date) -> list[tuple[datetime, str, str]]:
    """List which sealed rosters of a member's markets name them, made up to a day: when, the market
    and the code, the latest first; of a paguyuban that seals often the last ones."""
    end = datetime.combine(until + timedelta(1), time(), WIB)
    kept, markets = SealedRoster, [stall.market_id for stall in member.stalls if stall.market_id]
    here = kept.association_id == member.association_id, kept.market_id.in_(markets)
    wanted = (
        sa.select(kept)
        .where(*here, kept.made_at < end)
        .order_by(kept.id.desc())
        .limit(MOST_OPENED)
        .options(joinedload(kept.market), undefer(kept.text_sealed))
    )
    name = plain(member.name)
    return [
        (one.made_at, one.market.name, one.code)
        for one in session.scalars(wanted)
        if any(row.name == name for row in opened(one).rows)
    ]


@dataclass(frozen=True, slots=True)
class Paper:
    """What a sealed roster tells to anybody: whose it is, of when, how many rows, its hashes; no
    row."""

    id: int
    code: str
    made_at: datetime
    rows: int
    text_hash: bytes
    pdf_hash: bytes
    association: Association
    market: Market


def by_code(session: Session, code: str) -> Paper:
    """Find a sealed roster by the code on the paper, typed in any usual way; NoResultFound for any
    other text."""
    try:
        typed = normalise_card_code(code)
    except RuleError:
        raise NoResultFound from None
    kept = SealedRoster
    found = session.execute(
        sa.select(kept.id, kept.code, kept.made_at, kept.rows, kept.text_hash, kept.pdf_hash)
        .add_columns(Association, Market)
        .join(kept.association)
        .join(kept.market)
        .where(kept.code == typed)
    )
    return Paper(*found.one())


def printed_row(session: Session, paper: Paper, number: int) -> RollRow:
    """Give one row as it stands on the paper (the first is 1), to a visitor who holds a copy."""
    before, whose = reach_of(session), paper.association
    set_reach(session, OneAssociation(whose.id, whose.city_id))
    try:
        return opened(session.get_one(SealedRoster, paper.id)).rows[number - 1]
    finally:
        set_reach(session, before)


def opened(kept: SealedRoster) -> Roll:
    """Open what was sealed."""
    return read(vault.open(kept.text_sealed, place("text", kept.id)))


def place(column: str, roster_id: int) -> str:
    """Name the place that a column of a sealed roster is sealed for."""
    return f"sealed_roster|{column}|{roster_id}"
