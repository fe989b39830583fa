"""What a member sees of themselves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from association.access.reach import OneMember
from association.people.participants.models import Contribution, Deposit
from association.people.participants.reads import Waiting, contributions, waiting
from association.roster.members import statuses as members
from association.roster.members.models import Member
from association.roster.members.terms import terms_of
from association.rules.law.coverage import Coverage
from association.rules.law.custody import Custody
from association.rules.law.owed import Owed, owed
from association.rules.law.stakes import Stakes, stakes
from association.rules.law.tariff import Programme, parse_programmes
from association.rules.people.names import initials
from association.territory.models import Association

MOST_PAYMENTS = 3


@dataclass(frozen=True, slots=True)
class Own:
    """A member's own status: `saves` tells of JHT in what was paid last, `next_amount` estimates
    the next month to pay (rupiah), `collected` holds the latest payments taken as cash, each with
    the deposit it went into."""

    initials: str
    association: Association
    cover: Coverage
    stakes: Stakes
    saves: bool
    next_amount: int
    waiting: Waiting | None
    owed: Owed | None
    collected: list[tuple[Contribution, Deposit | None]]


def own(session: Session, reach: OneMember, *, today: date) -> Own:
    """Gather a member's own status."""
    member = session.get_one(Member, reach.member_id)
    cover = members.coverage_of(session, member, today=today)
    paid = contributions(session, member.participant_id) if member.participant_id else []
    terms = terms_of(session, [member.id])[member.id]
    association = session.get_one(Association, reach.association_id)
    received = [one for one in paid if not one.is_held]
    saves = bool(received) and Programme.JHT in parse_programmes(received[0].programmes)
    cash = [(one, _deposit(session, one)) for one in paid if one.custody != Custody.NONE][
        :MOST_PAYMENTS
    ]
    return Own(
        initials(member.name),
        association,
        cover,
        stakes(cover, today=today),
        saves,
        terms.total(cover.next_month, 1),
        waiting(paid),
        owed(cover, income=terms.income, programmes=terms.programmes, today=today),
        cash,
    )


def _deposit(session: Session, paid: Contribution) -> Deposit | None:
    return session.get(Deposit, paid.deposit_id) if paid.deposit_id is not None else None
