"""What the demo city's leaders did in the last two weeks: papers sent, cash taken, people reminded.

All of it by the actions that their pages call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere, OneAssociation
from association.cover.cash import actions as cash
from association.cover.cash.outcomes import Asking, Outcome
from association.cover.enrolment import actions as enrolment
from association.cover.enrolment import candidates, sending
from association.cover.enrolment.models import RegistrationLine
from association.cover.reminders import kinds, reads, turns
from association.demo.rosters import Filling
from association.demo.values import Roster
from association.ledger.audit.actions import record
from association.once import as_part
from association.people.participants.models import Contribution, Receipt
from association.roster.members.models import Member
from association.rules.house.months import month_of
from association.rules.law.enrolment import End, Membership
from association.rules.people.cards import new_card_code

SENT_BEFORE, ANSWERED_BEFORE, ENDED_BEFORE = timedelta(12), timedelta(5), timedelta(5)
SENT, ACCEPTED = 7, 3  # members in the batch, of whom so many are registered; one came back
REFUSED = "Nama di KTP berbeda dengan data Dukcapil"
TAKEN_BEFORE = (4, 2, 2, 1, 0, 0)  # days, of each cash in turn; the first lies there too long
REMINDED = 4  # the last of them was not reached


@dataclass(frozen=True, slots=True)
class Leading:
    """A leader at work: the session in their reach, the roster, as of when, and what draws."""

    session: Session
    roster: Roster
    now: datetime
    rng: Random

    def by(self, before: timedelta = timedelta(0)) -> By:
        """Say that the leader acts, so long ago."""
        own = self.roster
        return By(
            account_id=own.account_id, association_id=own.association_id, at=self.now - before
        )


def add(session: Session, filling: Filling, rng: Random, *, now: datetime) -> None:
    """Let each leader work: all take cash, the first one sends papers, notes who left, and reminds,
    too. The session has reach Everywhere, before and after."""
    for roster, members in filling.entrusting.items():
        session.flush()
        set_reach(session, OneAssociation(roster.association_id, roster.city_id))
        leading = Leading(session, roster, now, rng)
        is_first = roster == next(iter(filling.entrusting))
        if is_first:
            _send(leading)
            _end(leading, filling.former)
            _remind(leading)
        _take(leading, members, has_more=is_first)
    session.flush()
    set_reach(session, Everywhere())


def _send(leading: Leading) -> None:
    """Send a batch: some are registered since, one came back, the others wait."""
    session, by = leading.session, leading.by(SENT_BEFORE)
    chosen = _unregistered(leading, by)[:SENT]
    made = as_part(sending.send)(session, 6, by, only=chosen, anyway=True, once=None)
    by = leading.by(ANSWERED_BEFORE)
    of_batch = sa.select(RegistrationLine).where(RegistrationLine.registration_id == made)
    lines = session.scalars(of_batch.order_by(RegistrationLine.place)).all()
    for line in lines[:ACCEPTED]:
        person_id = session.get_one(Member, line.member_id).participant_id
        came = Membership(by.day, f"99{person_id:09}")
        as_part(enrolment.accept)(session, line.id, came, by, once=None)
    as_part(enrolment.reject)(session, lines[ACCEPTED].id, REFUSED, by, once=None)


def _end(leading: Leading, former: Mapping[End, int]) -> None:
    """Note who died, with cover, and who stopped trading: they leave the roster."""
    by = leading.by(ENDED_BEFORE)
    for reason, member_id in former.items():
        day = by.day - timedelta(1)
        as_part(enrolment.mark_ended)(leading.session, member_id, reason, day, by, once=None)


def _take(leading: Leading, members: Sequence[int], *, has_more: bool) -> None:
    """Take the cash of members; `has_more`: of one whose cover ends soon and of one not registered,
    too."""
    for number, member_id in enumerate(members):
        before = TAKEN_BEFORE[number % len(TAKEN_BEFORE)] if has_more else number % 2
        _visit(leading, member_id, leading.by(timedelta(before)))
    if has_more:
        by = leading.by()
        for member_id in (_lapsing(leading, by), _unregistered(leading, by)[-1]):
            _visit(leading, member_id, by)


def _lapsing(leading: Leading, by: By) -> int:
    """Find one who is protected to the end of this month: their cash is for the next."""
    lines = reads.standings(leading.roster.association_id, by.day)
    ends = sa.select(lines.c.id).where(
        lines.c.cause == kinds.Cause.LAPSING.value, lines.c.latest == month_of(by.day)
    )
    in_order = ends.order_by(lines.c.sort_name, lines.c.id).limit(1)
    found: int = leading.session.scalars(in_order).one()
    return found


def _unregistered(leading: Leading, by: By) -> list[int]:
    """Find who can be sent to be registered, by name."""
    return candidates.ids(
        leading.session, association_id=leading.roster.association_id, today=by.day
    )


def _visit(leading: Leading, member_id: int, by: By) -> None:
    """Take the cash of one month, as on the round; the receipt's number is the same for every
    load."""
    session = leading.session
    asking = Asking(outcome=Outcome.PAID)
    as_part(cash.visit)(session, member_id, asking, by, today=by.day, once=None)
    latest = (
        sa.select(Receipt)
        .join(Contribution, Contribution.id == Receipt.contribution_id)
        .where(Receipt.member_id == member_id)
        .order_by(Contribution.id.desc())
        .limit(1)
    )
    session.scalars(latest).one().number = new_card_code(leading.rng)
    session.flush()


def _remind(leading: Leading) -> None:
    """Remind some of those whose cover ends, in this month."""
    session, by = leading.session, leading.by()
    waiting = reads.listed(
        session,
        association_id=leading.roster.association_id,
        cause=kinds.Cause.LAPSING,
        standing=kinds.Standing.WAITING.value,
        today=by.day,
        start=0,
    )
    for number, row in enumerate(waiting.rows[:REMINDED], 1):
        turn = turns.new_turn(row.id, kinds.Cause.LAPSING, by, today=by.day)
        came = kinds.Outcome.FAILED if number == REMINDED else kinds.Outcome.SENT
        turn.outcome, turn.answered_at = came.value, by.at
        session.add(turn)
        of = f"member:{row.id}"
        record(session, by, "remind member", of, cause=turn.cause, outcome=turn.outcome)
