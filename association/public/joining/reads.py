"""Select requests to join: one for who asked, the list for the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.paging import Page, cut, one_more
from association.public.joining.models import JoinRequest, RequestState
from association.public.joining.values import answer_by, telling_words
from association.territory.models import Association, City, Market
from association.territory.reads import at_work
from association.vault import vault

MANY = 5  # requests that wait from one network are shown as one line
LATEST = 10
OPEN = (RequestState.WAITING, RequestState.KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Where a request stands, as whoever has its code reads it."""

    code: str
    name: str
    market: str
    state: RequestState
    asked_on: date
    answer_by: date
    answered_on: date | None
    reason: str
    there: Association | None  # that was there already


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request as the office sees it; `phone` as +62812..."""

    id: int
    name: str
    market: str
    market_id: int  # the city's market of that name, or 0
    ketua: str
    phone: str
    note: str
    asked_on: date
    answer_by: date
    there: str  # the paguyuban that it may be
    times: int  # how often this phone asked


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many that wait from one network."""

    network: str  # its keyed digest, in hexadecimal
    count: int


def followed(session: Session, code: str) -> Followed:
    """Get a request by its code; NoResultFound for another."""
    row = session.execute(
        sa.select(
            JoinRequest.name,
            JoinRequest.market,
            JoinRequest.state,
            JoinRequest.at,
            JoinRequest.answered_at,
            JoinRequest.reason,
            JoinRequest.association_id,
        ).where(JoinRequest.code == code)
    ).one()
    known = row.state == RequestState.KNOWN and row.association_id
    asked_on = row.at.astimezone(WIB).date()
    return Followed(
        code=code,
        name=row.name,
        market=row.market,
        state=RequestState(row.state),
        asked_on=asked_on,
        answer_by=answer_by(asked_on),
        answered_on=row.answered_at and row.answered_at.astimezone(WIB).date(),
        reason=row.reason,
        there=session.get(Association, row.association_id) if known else None,
    )


def waiting(session: Session) -> int:
    """Count the requests of the city that nobody has answered."""
    count = sa.select(sa.func.count()).where(JoinRequest.state.in_(OPEN))
    return session.scalar(count) or 0


def same_association(session: Session, name: str, *, today: date) -> Association | None:
    """Find the city's paguyuban at work that has the same words of its own in its name."""
    wanted = telling_words(name)
    names = session.execute(
        sa.select(Association.id, Association.name).where(at_work(today)).order_by(Association.id)
    )
    same = [number for number, one in names if telling_words(one) == wanted]
    return session.get(Association, same[0]) if same else None


def cities(session: Session) -> list[tuple[int, str]]:
    """List id and name of every city."""
    rows = session.execute(sa.select(City.id, City.name).order_by(City.name))
    return [(number, name) for number, name in rows]


def of_crowd(network: bytes) -> tuple[ColumnElement[bool], ...]:
    """Match what waits from one network."""
    return (JoinRequest.network_index == network, JoinRequest.state.in_(OPEN))


def _crowded() -> sa.Select[bytes]:
    return (
        sa.select(JoinRequest.network_index)
        .where(JoinRequest.state.in_(OPEN))
        .group_by(JoinRequest.network_index)
        .having(sa.func.count() >= MANY)
    )


def count_of(session: Session, network: bytes) -> int:
    """Count what waits from one network."""
    return session.scalar(sa.select(sa.func.count()).where(*of_crowd(network))) or 0


def crowds(session: Session) -> list[Crowd]:
    """List the networks from which many wait, the most first."""
    number = sa.func.count()
    rows = session.execute(
        sa.select(JoinRequest.network_index, number)
        .where(JoinRequest.state.in_(OPEN))
        .group_by(JoinRequest.network_index)
        .having(number >= MANY)
        .order_by(number.desc())
        .limit(LATEST)
    )
    return [Crowd(network.hex(), count) for network, count in rows]


def to_answer(
    session: Session,
    city_id: int,
    markets: Sequence[Market],
    *,
    crowd: bytes | None,
    after: int | None,
) -> Page[Waiting]:
    """List what waits, the oldest first, 25 at a time: of one crowd, or all that is of none; of a
    phone that asked more than once the newest. `markets` are those that may be meant."""
    of_one = of_crowd(crowd) if crowd else (JoinRequest.network_index.not_in(_crowded()),)
    newest = (
        sa.select(sa.func.max(JoinRequest.id))
        .where(JoinRequest.state.in_(OPEN))
        .group_by(JoinRequest.phone_index)
    )
    wanted = sa.select(JoinRequest).where(
        JoinRequest.city_id == city_id,
        JoinRequest.state.in_(OPEN),
        JoinRequest.id.in_(newest),
        JoinRequest.id > (after or 0),
        *of_one,
    )
    rows = session.scalars(one_more(wanted.order_by(JoinRequest.id)))
    found = cut(rows, lambda one: one.id)
    names = _names(session, found.rows)
    times = _times(session, found.rows)
    shown = [_waiting(one, markets, names, times) for one in found.rows]
    return found.showing(shown)


def _names(session: Session, rows: list[JoinRequest]) -> dict[int | None, str]:
    ids = {one.association_id for one in rows}
    pairs = session.execute(
        sa.select(Association.id, Association.name).where(Association.id.in_(ids))
    )
    return {number: name for number, name in pairs}  # noqa: C416 - no pairs to mypy


def _times(session: Session, rows: list[JoinRequest]) -> dict[bytes, int]:
    pairs = session.execute(
        sa.select(JoinRequest.phone_index, sa.func.count())
        .where(JoinRequest.phone_index.in_({one.phone_index for one in rows}))
        .group_by(JoinRequest.phone_index)
    )
    return {index: count for index, count in pairs}  # noqa: C416 - no pairs to mypy


def _waiting(
    one: JoinRequest,
    markets: Sequence[Market],
    names: dict[int | None, str],
    times: dict[bytes, int],
) -> Waiting:
    asked_on = one.at.astimezone(WIB).date()
    return Waiting(
        id=one.id,
        name=one.name,
        market=one.market,
        market_id=_market_called(one.market, markets),
        ketua=one.ketua,
        phone=vault.open(one.phone_sealed or b"", f"join_request|phone|{one.id}"),
        note=one.note,
        asked_on=asked_on,
        answer_by=answer_by(asked_on),
        there=names.get(one.association_id, ""),
        times=times[one.phone_index],
    )


def _market_called(typed: str, markets: Sequence[Market]) -> int:
    """Give the id of the market that has this name, or that is called so; 0 where none is."""
    wanted = telling_words(typed)
    called = ((one.id, name) for one in markets for name in (one.name, *one.aliases))
    return next((number for number, name in called if telling_words(name) == wanted), 0)


def answered(session: Session) -> list[JoinRequest]:
    """List the last 10 that were answered."""
    wanted = sa.select(JoinRequest).where(JoinRequest.answered_at.is_not(None))
    return list(session.scalars(wanted.order_by(JoinRequest.answered_at.desc()).limit(LATEST)))
