"""Six cases of the demo city in six states, by the actions that the pages call: one of them is on
its way to being refused, one was a mistake."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere, OneAssociation
from association.config import WIB
from association.cover.claims import actions, moving
from association.cover.claims.values import Move, Opening
from association.cover.papers import actions as papers
from association.demo.histories import Course
from association.demo.rosters import Filling
from association.demo.rows import Rows
from association.demo.territory import Plan
from association.demo.values import Roster
from association.once import as_part
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.state import values_from
from association.roster.members.statuses import roster_of, status_on
from association.rules.law.claim_papers import Paper
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.law.coverage import Status
from association.rules.people.heirs import Heir, Relation, heirs_text

SEED = 44  # draws of its own: the rosters stay as they were
# Who died, beyond the planned number, and how they had paid: who stopped is not covered any more.
DEAD: Final[Mapping[ClaimState, Course]] = {
    ClaimState.SUBMITTED: Course.STOPPED,  # on its way to being refused
    ClaimState.ASKED: Course.AHEAD,
    ClaimState.PAID: Course.AHEAD,
    ClaimState.REFUSED: Course.STOPPED,
}
# How many days ago they died, and each step of their case was taken.
DIED: Final = {
    ClaimState.SUBMITTED: 9,
    ClaimState.ASKED: 16,
    ClaimState.PAID: 24,
    ClaimState.REFUSED: 30,
}
WAY: Final = {
    ClaimState.SUBMITTED: ((ClaimState.SUBMITTED, 1),),
    ClaimState.ASKED: ((ClaimState.SUBMITTED, 10), (ClaimState.ASKED, 6)),
    ClaimState.PAID: ((ClaimState.SUBMITTED, 17), (ClaimState.PAID, 14)),
    ClaimState.REFUSED: ((ClaimState.SUBMITTED, 20), (ClaimState.REFUSED, 12)),
}
NOTES: Final = {
    ClaimState.ASKED: "Surat keterangan ahli waris belum bermeterai",
    ClaimState.REFUSED: "Iuran terputus lebih dari tiga bulan sebelum meninggal",
}
PAID, PAID_TO = 42_000_000, "Ahli waris"
BROUGHT: Final = (
    Paper.CARD,
    Paper.MEMBER_KTP,
    Paper.FAMILY_CARD,
    Paper.HEIR_KTP,
    Paper.MARRIAGE_BOOK,
    Paper.HEIR_ACCOUNT,
    Paper.HEIR_POWER,
    Paper.DEATH_LETTER,
    Paper.DEATH_CERTIFICATE,
    Paper.DEATH_FORM,
    Paper.HEIR_LETTER,
)
SUNDAY: Final = 6


def people(
    rows: Rows, plan: Plan, roster: Roster, markets: Sequence[int], *, now: datetime
) -> dict[ClaimState, int]:
    """Put those on a roster who are to die; gives their ids by how far their case is to come."""
    filling = Filling(rows, Random(SEED), now=now)  # noqa: S311 - nothing secret is drawn
    return {state: filling.further(plan, roster, markets, course) for state, course in DEAD.items()}


def add(session: Session, roster: Roster, dead: Mapping[ClaimState, int], *, now: datetime) -> None:
    """Let a leader open the cases and take their steps. The session has reach Everywhere, before
    and after."""
    session.flush()
    set_reach(session, OneAssociation(roster.association_id, roster.city_id))
    for state, member_id in dead.items():
        _died(session, roster, state, member_id, now)
    hurt, alive = _covered(session, roster, now)
    _hurt(session, roster, hurt, now)
    _mistaken(session, roster, alive, now)
    session.flush()
    set_reach(session, Everywhere())


def _by(roster: Roster, now: datetime, before: int) -> By:
    at = now - timedelta(before)
    return By(account_id=roster.account_id, association_id=roster.association_id, at=at)


def _open_day(by: By) -> By:
    """Let a step be taken while the office of BPJS Ketenagakerjaan is open."""
    closed = max(0, by.day.weekday() - SUNDAY + 2)
    return replace(by, at=by.at - timedelta(closed))


def _died(
    session: Session, roster: Roster, state: ClaimState, member_id: int, now: datetime
) -> None:
    by = _by(roster, now, DIED[state] - 1)
    member = session.get_one(Member, member_id)
    members.change(session, member, replace(values_from(member), heirs=_family(member)), by)
    day = by.day - timedelta(1)
    case = as_part(actions.open_claim)(
        session, member_id, Opening(kind=ClaimKind.DEATH, day=day), by, once=None
    )
    for paper in BROUGHT[: -1 if state is ClaimState.ASKED else None]:
        as_part(papers.mark)(session, case, paper, by, there=True, once=None)
    for to, before in WAY[state]:
        by = _open_day(_by(roster, now, before))
        step = Move(
            to=to,
            day=by.day,
            note=NOTES.get(to, ""),
            amount=PAID if to is ClaimState.PAID else None,
            paid_to=PAID_TO if to is ClaimState.PAID else "",
        )
        as_part(moving.move)(session, case, step, by, once=None)


def _family(member: Member) -> str:
    """Give those who died a spouse and two children, one of them grown up."""
    spouse = Heir(relation=Relation.WIFE, name="Siti Rahayu")
    if member.sex == "P":
        spouse = Heir(relation=Relation.HUSBAND, name="Bambang Sutrisno")
    children = (("Dwi Rahayu", 2012), ("Eko Prasetyo", 1999))
    own = (Heir(relation=Relation.CHILD, name=name, birth_year=year) for name, year in children)
    return heirs_text((spouse, *own))


def _hurt(session: Session, roster: Roster, member_id: int, now: datetime) -> None:
    """Somebody was hurt at work a day ago: the report is due within two."""
    happened = now - timedelta(days=1)
    day = happened.astimezone(WIB).date()
    opening = Opening(kind=ClaimKind.ACCIDENT, day=day, happened_at=happened)
    as_part(actions.open_claim)(session, member_id, opening, _by(roster, now, 0), once=None)


def _mistaken(session: Session, roster: Roster, member_id: int, now: datetime) -> None:
    """Somebody was taken for another, who had died."""
    opening = Opening(kind=ClaimKind.DEATH, day=_by(roster, now, 4).day)
    by = _by(roster, now, 3)
    case = as_part(actions.open_claim)(session, member_id, opening, by, once=None)
    as_part(actions.undo)(session, case, _by(roster, now, 2), once=None)


def _covered(session: Session, roster: Roster, now: datetime) -> tuple[int, int]:
    """Find two of the roster who are protected beyond this month, by name."""
    today: date = now.astimezone(WIB).date()
    found = status_on(today)
    wanted = roster_of(roster.association_id, today, Member.id).where(
        found.status == Status.ACTIVE.value, ~found.lapsing, Member.name != "Tono Wibowo"
    )
    one, other = session.scalars(wanted.order_by(Member.sort_name, Member.id).limit(2)).all()
    return one, other
