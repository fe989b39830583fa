"""Select offers made and received, and the paguyuban that members can be offered to."""

import json
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import reach_of, set_reach
from association.access.reach import Visitor
from association.paging import Page, cut, older, one_more
from association.people.accounts.models import Account
from association.roster.transfers.models import OfferState, RowState, Transfer, TransferRow
from association.territory.models import Association
from association.territory.reads import at_work
from association.vault import vault

Counts = dict[RowState, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer as one of its sides sees it."""

    id: int
    from_id: int
    to_id: int
    from_name: str
    to_name: str
    who: str
    at: datetime
    state: OfferState
    counts: Counts

    @property
    def total(self) -> int:
        """Count the members offered."""
        return sum(self.counts.values())

    def count(self, *states: RowState) -> int:
        """Count the members in these states."""
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True, slots=True)
class Shown:
    """A member of an offer, as far as the receiving side sees them."""

    id: int
    name: str
    about: str
    state: RowState
    member_id: int
    new_member_id: int | None


def neighbours(session: Session, *, city_id: int, own: int, today: date) -> list[tuple[int, str]]:
    """List id and name of the city's other paguyuban at work, as the public directory shows
    them."""
    before = reach_of(session)
    set_reach(session, Visitor())
    try:
        found = session.execute(
            sa.select(Association.id, Association.name)
            .where(Association.city_id == city_id, Association.id != own, at_work(today))
            .order_by(Association.name)
        )
        return [(number, name) for number, name in found]
    finally:
        set_reach(session, before)


def listed(session: Session, *, association_id: int, after: int | None = None) -> Page[Offer]:
    """List the offers made and received, newest first, 25 at a time."""
    statement = (
        sa.select(Transfer, Account.name)
        .outerjoin(Account, Account.id == Transfer.account_id)
        .where(
            sa.or_(Transfer.from_id == association_id, Transfer.to_id == association_id),
            older(Transfer.id, after),
        )
        .order_by(Transfer.id.desc())
    )
    found = cut(session.execute(one_more(statement)), lambda row: row[0].id)
    counts = _counts(session, [transfer.id for transfer, _who in found.rows])
    return found.showing([_offer(transfer, who, counts) for transfer, who in found.rows])


def one(session: Session, transfer_id: int) -> Offer:
    """Get an offer; NoResultFound for everyone but its two sides."""
    transfer, who = session.execute(
        sa.select(Transfer, Account.name)
        .outerjoin(Account, Account.id == Transfer.account_id)
        .where(Transfer.id == transfer_id)
    ).one()
    return _offer(transfer, who, _counts(session, [transfer_id]))


def _offer(transfer: Transfer, who: str | None, counts: dict[int, Counts]) -> Offer:
    return Offer(
        id=transfer.id,
        from_id=transfer.from_id,
        to_id=transfer.to_id,
        from_name=transfer.from_name,
        to_name=transfer.to_name,
        who=who or "",
        at=transfer.at,
        state=OfferState(transfer.state),
        counts=counts.get(transfer.id, {}),
    )


def _counts(session: Session, ids: list[int]) -> dict[int, Counts]:
    found: dict[int, Counts] = {}
    statement = (
        sa.select(TransferRow.transfer_id, TransferRow.state, sa.func.count())
        .where(TransferRow.transfer_id.in_(ids))
        .group_by(TransferRow.transfer_id, TransferRow.state)
    )
    for transfer_id, state, count in session.execute(statement):
        found.setdefault(transfer_id, {})[RowState(state)] = count
    return found


def waiting(session: Session, *, association_id: int) -> int:
    """Count the offers that wait for this paguyuban's answer."""
    statement = sa.select(sa.func.count()).select_from(Transfer)
    return (
        session.scalar(
            statement.where(Transfer.to_id == association_id, Transfer.state == OfferState.OPEN)
        )
        or 0
    )


def shown(session: Session, transfer_id: int, *, after: int | None = None) -> Page[Shown]:
    """List the members of an offer, 25 at a time."""
    statement = (
        sa.select(TransferRow)
        .where(TransferRow.transfer_id == transfer_id, TransferRow.id > (after or 0))
        .order_by(TransferRow.id)
    )
    found = cut(session.scalars(one_more(statement)), lambda row: row.id)
    return found.showing([_shown(row) for row in found.rows])


def _shown(row: TransferRow) -> Shown:
    name, about = json.loads(vault.open(row.shown_sealed or b"", f"transfer_row|shown|{row.id}"))
    return Shown(row.id, name, about, RowState(row.state), row.member_id, row.new_member_id)


def offered_elsewhere(session: Session, member_ids: list[int]) -> set[int]:
    """Tell which of these members stand in an offer that is not answered yet."""
    offers = sa.select(TransferRow.member_id).join(
        Transfer, Transfer.id == TransferRow.transfer_id
    )  # one that is past its end keeps nobody from the next
    statement = offers.where(
        TransferRow.member_id.in_(member_ids),
        TransferRow.state.in_([RowState.OFFERED, RowState.ACCEPTED]),
    )
    return set(session.scalars(statement))
