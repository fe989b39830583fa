"""Select where the collected money is: in whose hands, in which deposits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from association.access.fence import reach_of
from association.access.reach import SomeBlocks
from association.config import WIB
from association.paging import Page, cut, one_more
from association.people.accounts.models import Account
from association.people.accounts.reads import money_holders
from association.people.participants.models import NOT_VOID, Contribution, Deposit, Receipt
from association.roster.members.models import Member
from association.rules.law.custody import Custody, is_late

MOST_DEPOSITS = 25


@dataclass(frozen=True, slots=True)
class Held:
    """Cash that one collector holds: whole rupiah, of how many contributions, since when, whether
    that is too long."""

    collector_id: int
    collector: str
    amount: int
    count: int
    since: date
    is_late: bool
    newest: int = 0  # the id of the last contribution of these


def held(session: Session, *, association_id: int, today: date) -> list[Held]:
    """Tell, for each collector, the cash that is not deposited yet, the largest first."""
    sums = (
        sa.select(
            Contribution.recorded_by,
            Account.name,
            sa.func.sum(Contribution.amount),
            sa.func.count(),
            sa.func.min(Contribution.recorded_at),
            sa.func.max(Contribution.id),
        )
        .join(Account, Account.id == Contribution.recorded_by)
        .where(*_entrusted(session, association_id))
        .group_by(Contribution.recorded_by, Account.name)
    )
    lines = [
        Held(collector, name, amount, count, _day(since), is_late(_day(since), today), newest)
        for collector, name, amount, count, since, newest in session.execute(sums)
        if collector is not None
    ]
    return sorted(lines, key=lambda one: -one.amount)


def _entrusted(session: Session, association_id: int) -> tuple[ColumnElement[bool], ...]:
    """Match the cash that is not deposited yet; for a coordinator only what they took themselves,
    because a part of another's would be told as the whole."""
    reach, taken = reach_of(session), list[ColumnElement[bool]]()
    if isinstance(reach, SomeBlocks):
        taken.append(Contribution.recorded_by == reach.account_id)
    return (
        *taken,
        Contribution.association_id == association_id,
        Contribution.custody == Custody.ENTRUSTED,
        NOT_VOID,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(WIB).date()


def entrusted(
    session: Session, *, association_id: int, collector_id: int, lock: bool = False
) -> list[Contribution]:
    """List the contributions whose cash a collector holds, the oldest first; `lock` keeps them so
    until the commit."""
    mine = (*_entrusted(session, association_id), Contribution.recorded_by == collector_id)
    wanted = sa.select(Contribution).where(*mine).order_by(Contribution.id)
    return list(session.scalars(wanted.with_for_update() if lock else wanted))


def in_hand(
    session: Session, *, association_id: int, collector_id: int, after: int | None = None
) -> Page[tuple[Contribution, str]]:
    """List 25 of a collector's open receipts with the member's name, the oldest first."""
    mine = (*_entrusted(session, association_id), Contribution.recorded_by == collector_id)
    wanted = (
        sa.select(Contribution, Member.name)
        .outerjoin(Receipt, Receipt.contribution_id == Contribution.id)
        .outerjoin(Member, Member.id == Receipt.member_id)
        .where(*mine, Contribution.id > (after or 0))
        .order_by(Contribution.id)
    )
    found = cut(session.execute(one_more(wanted)), lambda row: row[0].id)
    return found.showing([(paid, name or "") for paid, name in found.rows])


def others(
    session: Session, deposit: Deposit, *, today: date, people: Sequence[tuple[int, str]] = ()
) -> list[str]:
    """Name who may prove a deposit because they neither took its cash nor noted it; `people` are
    those who may record money, if they are known already."""
    may = people or money_holders(session, deposit.association_id, today=today)
    return [name for one, name in may if one not in (deposit.made_by, deposit.collector_id)]


def deposits(
    session: Session, *, association_id: int, most: int = MOST_DEPOSITS
) -> list[tuple[Deposit, str]]:
    """List the latest deposits with the collector's name."""
    latest = (
        sa.select(Deposit, Account.name)
        .join(Account, Account.id == Deposit.collector_id)
        .where(Deposit.association_id == association_id)
        .order_by(Deposit.id.desc())
        .limit(most)
    )
    return [(deposit, name) for deposit, name in session.execute(latest)]


def one_deposit(session: Session, deposit_id: int) -> tuple[Deposit, str]:
    """Get a deposit with the collector's name; NoResultFound for another paguyuban's."""
    joined = sa.select(Deposit, Account.name).join(Account, Account.id == Deposit.collector_id)
    deposit, name = session.execute(joined.where(Deposit.id == deposit_id)).one()
    return deposit, name


def inside(session: Session, deposit_id: int) -> list[tuple[Contribution, str, str, int]]:
    """List what a deposit holds: the contribution, the number of its receipt, the member's name and
    id if still on the roster."""
    lines = (
        sa.select(Contribution, Receipt.number, Member.name, Member.id)
        .outerjoin(Receipt, Receipt.contribution_id == Contribution.id)
        .outerjoin(Member, Member.id == Receipt.member_id)
        .where(Contribution.deposit_id == deposit_id)
        .order_by(Member.name, Contribution.id)
    )
    return [
        (paid, number or "", name or "", member_id or 0)
        for paid, number, name, member_id in session.execute(lines)
    ]


def balance(session: Session, *, association_id: int, collector_id: int) -> tuple[int, int, int]:
    """Give what a collector took, deposited and still holds, in whole rupiah; the first two differ
    by the third."""
    of_collector = (
        Contribution.association_id == association_id,
        Contribution.recorded_by == collector_id,
        Contribution.custody != Custody.NONE,
        NOT_VOID,
    )
    taken = session.scalar(sa.select(sa.func.sum(Contribution.amount)).where(*of_collector)) or 0
    paid_in = (
        session.scalar(
            sa.select(sa.func.sum(Deposit.amount)).where(
                Deposit.association_id == association_id,
                Deposit.collector_id == collector_id,
                Deposit.withdrawn_at.is_(None),
            )
        )
        or 0
    )
    holding = sum(
        one.amount
        for one in entrusted(session, association_id=association_id, collector_id=collector_id)
    )
    return taken, paid_in, holding
