"""Every figure of the demo city, counted a second time by the naive model of the law
(tests/rules/law/model.py): person by person, for the city, each paguyuban and each market."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from association.office.oversight.reads import FIGURES, Scope, count
from association.people.participants.models import Contribution, Participant
from association.roster.members import counting
from association.roster.members.models import Member, Stall
from association.rules.law.groups import STATUSES
from association.territory.models import Association, City
from tests.infra.cast import TODAY
from tests.rules.law.model import Paid, Person, Standing, number

DAYS = [TODAY, *(date(2026, 12, day) for day in (1, 15, 16)), date(2027, 3, 1)]
NEVER = ("candidate", "ready", "sent", "registered", "ineligible")


def people(session: Session) -> dict[int, Person]:
    """Give each roster row's person as the model knows people."""
    paid: dict[int, list[Paid]] = defaultdict(list)
    for one in session.query(Contribution).filter(Contribution.voided_at.is_(None)):
        months = number(one.first_month), number(one.last_month)
        run = Paid(
            first=months[0], last=months[1], paid_on=one.paid_on, received_on=one.received_on
        )
        paid[one.participant_id].append(run)
    whose = {one.id: one for one in session.query(Participant)}
    found = {}
    for member in session.query(Member):
        person = whose.get(member.participant_id or 0)
        found[member.id] = Person(
            payments=tuple(paid[person.id]) if person else (),
            ready=member.is_ready,
            birth_date=member.birth_date,
            sent_on=person.sent_on if person else None,
            registered_on=person.registered_on if person else None,
            ended_on=person.ended_on if person else None,
        )
    return found


def by_hand(members: list[Member], statuses: dict[int, str]) -> dict[str, int]:
    """Count people once each: by their participant, or the row without one."""
    whose = {member.participant_id or -member.id: statuses[member.id] for member in members}
    counted = Counter("never" if one in NEVER else one for one in whose.values())
    return {figure: counted[figure] for figure in FIGURES}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_figure_is_that_of_the_model(session: Session, day: date) -> None:
    known = people(session)
    statuses = {
        member_id: Standing(person, day).told().status for member_id, person in known.items()
    }
    here = [
        member for member in session.query(Member) if not member.left_on or member.left_on > day
    ]
    city = session.query(City).one()
    found = count(session, Scope(city_id=city.id, day=day))
    assert figures(found.whole) == by_hand(here, statuses)

    rosters: dict[int, list[Member]] = defaultdict(list)
    for member in here:
        rosters[member.association_id].append(member)
    for association in session.query(Association):
        own = rosters[association.id]
        assert figures(found.per_association[association.id]) == by_hand(own, statuses)
        told = counting.counts(session, association_id=association.id, today=day)
        row = Counter(statuses[member.id] for member in own)
        for group, some in STATUSES.items():
            assert told[group] == sum(row[one.value] for one in some), (association.name, group)

    places: dict[int | None, set[int]] = defaultdict(set)
    for stall in session.query(Stall).filter(Stall.market_id.is_not(None)):
        places[stall.market_id].add(stall.member_id)
    assert places
    for market_id, ids in places.items():
        there = [member for member in here if member.id in ids]
        assert figures(found.per_market[market_id]) == by_hand(there, statuses)


def figures(counted: Any) -> dict[str, int]:
    return {figure: getattr(counted, figure) for figure in FIGURES}
