"""What a member sees of themselves, and the public directory of paguyuban."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.access.reach import OneMember
from association.paging import Page, behind, cut, one_more
from association.people.participants.models import Contribution, Deposit
from association.people.participants.reads import contributions
from association.roster.members import statuses as members
from association.roster.members.models import Member
from association.rules.law.coverage import Coverage
from association.rules.law.custody import Custody
from association.rules.law.stakes import Stakes, stakes
from association.rules.law.tariff import (
    Programme,
    monthly_amount,
    parse_programmes,
    usual_programmes,
)
from association.rules.people.names import initials
from association.territory.models import Association, Market
from association.territory.reads import at_work

MOST_PAYMENTS = 3


@dataclass(frozen=True, slots=True)
class Own:
    """A member's own status: `saves` tells of JHT in what was paid last, `next_amount` estimates
    `cover.next_month` (rupiah), `collected` holds the latest payments taken as cash, each with the
    deposit it went into."""

    initials: str
    association: Association
    cover: Coverage
    stakes: Stakes
    saves: bool
    next_amount: int
    collected: list[tuple[Contribution, Deposit | None]]


def own(session: Session, reach: OneMember, *, today: date) -> Own:
    """Gather a member's own status."""
    member = session.get_one(Member, reach.member_id)
    cover = members.coverage_of(session, member, today=today)
    paid = contributions(session, member.participant_id) if member.participant_id else []
    usual = usual_programmes(employs_helpers=member.employs_helpers)
    programmes = parse_programmes(paid[0].programmes) if paid else usual
    income = (member.participant.income if member.participant else None) or 0
    amount = monthly_amount(cover.next_month, income=income, programmes=programmes)
    association = session.get_one(Association, reach.association_id)
    saves = bool(paid) and Programme.JHT in programmes
    cash = [(one, _deposit(session, one)) for one in paid if one.custody != Custody.NONE][
        :MOST_PAYMENTS
    ]
    return Own(
        initials(member.name),
        association,
        cover,
        stakes(cover, today=today),
        saves,
        amount.total,
        cash,
    )


def _deposit(session: Session, paid: Contribution) -> Deposit | None:
    return session.get(Deposit, paid.deposit_id) if paid.deposit_id is not None else None


def directory(session: Session, *, query: str, after: int | None, today: date) -> Page[Association]:
    """List paguyuban by name, 25 at a time, that match a part of their name, of a market or of its
    other names."""
    statement = sa.select(Association).where(at_work(today))
    statement = statement.options(selectinload(Association.markets))
    for word in query.split()[:4]:
        market = Association.markets.any(
            sa.or_(
                Market.name.icontains(word, autoescape=True),
                sa.cast(Market.aliases, sa.Text).icontains(word, autoescape=True),
            )
        )
        statement = statement.where(
            sa.or_(Association.name.icontains(word, autoescape=True), market)
        )
    order = (Association.name, Association.id)
    statement = behind(session, statement.order_by(*order), *order, after=after)
    return cut(session.scalars(one_more(statement)), lambda one: one.id)
