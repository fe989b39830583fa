"""Of what each member's contribution is reckoned, wherever an amount is asked or shown."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import NOT_VOID, Contribution, Participant
from association.roster.members.models import Member
from association.rules.house.months import month_of
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.price import Terms, going_on


def terms_of(session: Session, member_ids: Sequence[int]) -> dict[int, Terms]:
    """Give the terms of members: as paid last, the income told to BPJS, else the roster's, and who
    pays."""
    last = (
        sa.select(Contribution.programmes)
        .where(Contribution.participant_id == Member.participant_id, NOT_VOID)
        .order_by(Contribution.first_month.desc(), Contribution.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    income = sa.func.coalesce(Participant.income, Member.income, 0)
    paying = Participant.sector, Participant.funding, Participant.registered_on
    wanted = (
        sa.select(Member.id, last, income, Member.employs_helpers, *paying)
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(Member.id.in_(member_ids))
    )
    return {
        member_id: Terms(
            programmes=going_on(programmes, employs_helpers=employs),
            income=earned,
            sector=Sector(sector or Sector.TRADE),
            funding=Funding(funding or Funding.SELF),
            employs_helpers=employs,
            since=month_of(registered_on) if registered_on else None,
        )
        for member_id, programmes, earned, employs, sector, funding, registered_on in (
            session.execute(wanted)
        )
    }
