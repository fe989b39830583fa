"""Note who came to an event: each mark stands by the moment it was made, so that phones may send in
any order."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.meetings.attendance import reads, sheets, walk_ins
from association.meetings.attendance.marks import marks
from association.meetings.attendance.models import (
    Attendance,
    AttendanceSheet,
    BatchMark,
    Headcount,
    TakenBack,
    WalkIn,
)
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import roster_at
from association.once import Once, write_once
from association.roster.bulk.ways import WAYS, NotUndone, Way
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind
from association.roster.history.models import Batch
from association.roster.members import actions as members
from association.roster.members import roster
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from association.rules.house.bulk import Hindrance
from association.rules.house.marking import Said

INSTANT = timedelta(microseconds=1)


class NotOnRoster(NoResultFound):
    """No such member on the actor's roster, or they have left it."""


class PerhapsKnown(Exception):
    """A walk-in may be somebody who stands on the roster already: `people` are to choose from."""

    def __init__(self, people: list[walk_ins.Perhaps]) -> None:
        super().__init__(len(people))
        self.people = people


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkingIn:
    """Who came without being on the list. `same` is the member they turned out to be, `is_other`
    that they are none."""

    values: MemberValues
    made_at: datetime | None
    same: int | None = None
    is_other: bool = False


@write_once
def mark(
    session: Session,
    event_id: int,
    member_id: int,
    by: By,
    *,
    present: bool,
    today: date,
    once: Once | None,
    made_at: datetime | None = None,
) -> None:
    """Note that a member came, or take it back, as was said at `made_at` (None: now, after
    everything else).

    What was said last stands, however late it arrives; saying the same twice changes nothing.
    Raises NotOnRoster, NoResultFound for an event outside the reach.
    """
    # The lock lets two phones that mark at once take turns, so neither meets the other's row at
    # INSERT.
    reads.markable(session, event_id, lock=True)
    _on_roster(session, member_id, today)
    if put(session, event_id, member_id, by, present=present, made_at=made_at):
        record(
            session,
            by,
            "mark attendance",
            f"event:{event_id}",
            member=member_id,
            present=present,
        )


def put(
    session: Session,
    event_id: int,
    member_id: int,
    by: By,
    *,
    present: bool,
    made_at: datetime | None,
) -> datetime | None:
    """Let a mark stand unless something was said later; without `made_at` it is said now, after
    everything else.

    For a caller that holds the lock of the event and has asked whether this member may be marked.
    Gives the moment of the mark when it made a difference to who came, else None.
    """
    assert by.association_id is not None
    before = reads.last_said(session, event_id, member_id)
    if made_at is None:
        made_at = by.at if before is None else max(by.at, before.made_at + INSTANT)
    if before is not None and Said(made_at, present) <= before:
        return None
    keys = {"event_id": event_id, "member_id": member_id}
    marked, back = marks(session, event_id, member_id), session.get(TakenBack, keys)
    if present and marked:
        marked[0].marked_at = made_at
    elif present:
        session.add(Attendance(**keys, association_id=by.association_id, marked_at=made_at))
    else:
        for one in marked:
            session.delete(one)
        if back is None:
            session.add(TakenBack(**keys, association_id=by.association_id, made_at=made_at))
        else:
            back.made_at = made_at
    session.flush()
    return made_at if present != bool(marked) else None


def _on_roster(session: Session, member_id: int, today: date) -> Member:
    member = session.get(Member, member_id)
    if member is None or (member.left_on is not None and member.left_on <= today):
        raise NotOnRoster
    return member


@write_once
def mark_numbers(
    session: Session, event_id: int, numbers: list[int], by: By, *, today: date, once: Once | None
) -> tuple[int, int]:
    """Note that the members with these numbers on the printed sheet came, as one batch that can be
    undone.

    Who is marked already is left as is; numbers that are nobody's (sheets.read_back) are passed
    over. Returns the batch's id and how many were marked; 0, 0 when it made no difference. Raises
    NoResultFound for an event outside the reach.
    """
    event = reads.markable(session, event_id, lock=True)
    people = sheets.read_back(session, event, numbers, today=today).people
    todo = sorted({one.id for one in people if not one.present})
    if not todo:
        return 0, 0
    batch_id = open_batch(session, by, BatchKind.ATTEND)
    marked = put_all(session, event_id, todo, by, present=True, batch_id=batch_id)
    record(session, by, "mark by number", f"event:{event_id}", batch=batch_id, members=marked)
    return batch_id, marked


def put_all(
    session: Session, event_id: int, member_ids: list[int], by: By, *, present: bool, batch_id: int
) -> int:
    """Mark these members now, each kept with the batch; returns for how many it made a
    difference."""
    assert by.association_id is not None
    count = 0
    for member_id in member_ids:
        made_at = put(session, event_id, member_id, by, present=present, made_at=None)
        if made_at is not None:
            own = {
                "event_id": event_id,
                "association_id": by.association_id,
                "member_id": member_id,
            }
            session.add(BatchMark(batch_id=batch_id, present=present, made_at=made_at, **own))
            count += 1
    session.execute(sa.update(Batch).where(Batch.id == batch_id).values(rows=Batch.rows + count))
    return count


@write_once
def count_heads(session: Session, event_id: int, people: int, by: By, *, once: Once | None) -> None:
    """Keep how many came of whom no name was taken; 0 forgets it. They are never counted as
    attendants.

    Raises NoResultFound for an event outside the reach.
    """
    event = reads.markable(session, event_id, lock=True)
    own = roster_at(session, event)
    counted = session.get(Headcount, (event_id, own))
    if counted is None:
        session.add(Headcount(event_id=event_id, association_id=own, people=people, at=by.at))
    else:
        counted.people, counted.at = people, by.at
    record(session, by, "count heads", f"event:{event_id}", people=people)


@write_once
def walk_in(
    session: Session,
    event_id: int,
    who: WalkingIn,
    by: By,
    *,
    city_id: int,
    today: date,
    once: Once | None,
) -> int:
    """Mark somebody who is on no list as having come, as a candidate on the roster; returns the
    member's id.

    Raises PerhapsKnown when they may stand on the roster already and nobody said which;
    NotOnRoster; NoResultFound for an event outside the reach.
    """
    # The lock also keeps two phones from adding one person twice: the second is asked.
    event = reads.markable(session, event_id, lock=True)
    member = _whom(session, who, by, city_id=city_id, today=today)
    if who.same is None:
        session.add(
            WalkIn(
                member_id=member.id,
                event_id=event.id,
                association_id=member.association_id,
                at=by.at,
            )
        )
    if put(session, event_id, member.id, by, present=True, made_at=who.made_at):
        new = who.same is None
        record(session, by, "mark walk-in", f"event:{event_id}", member=member.id, new=new)
    return member.id


def _whom(session: Session, who: WalkingIn, by: By, *, city_id: int, today: date) -> Member:
    if who.same is not None:
        return _on_roster(session, who.same, today)
    assert by.association_id is not None
    if not who.is_other:
        found = walk_ins.perhaps(session, who.values, association_id=by.association_id, today=today)
        if found:
            raise PerhapsKnown(found)
    return members.add(session, who.values, by, city_id=city_id)


def number(event_id: int, by: By, *, today: date) -> None:
    """Give everybody on the roster a number for this event: who has one keeps it, the others get
    the next ones.

    Raises NoResultFound outside the reach.
    """
    with write_tx() as tx:
        event = tx.session.get_one(AwarenessEvent, event_id, with_for_update=True)
        own = roster_at(tx.session, event)
        everyone = roster.matching_ids(tx.session, association_id=own, today=today)
        sheet = tx.session.get(AttendanceSheet, (event_id, own))
        if sheet is None:
            sheet = AttendanceSheet(
                event_id=event_id, association_id=own, member_ids=[], made_at=by.at
            )
            tx.session.add(sheet)
        known = set(sheet.member_ids)
        new = [member_id for member_id in everyone if member_id not in known]
        if new:
            sheet.member_ids = [*sheet.member_ids, *new]
            record(tx.session, by, "number sheet", f"event:{event_id}", new=len(new))


def _put_back(
    session: Session, undone_id: int, rows: list[Member], by: By, batch_id: int
) -> list[NotUndone]:
    """Put the marks of an earlier batch back, as part of another one; who was marked again since is
    left."""
    kept = []
    for one in reads.marks_in(session, undone_id, [member.id for member in rows]):
        reads.markable(session, one.event_id, lock=True)
        if reads.last_said(session, one.event_id, one.member_id) != Said(one.made_at, one.present):
            kept.append(NotUndone(one.member_id, Hindrance.CHANGED, ("attendance",)))
        else:
            put_all(
                session,
                one.event_id,
                [one.member_id],
                by,
                present=not one.present,
                batch_id=batch_id,
            )
    return kept


WAYS[BatchKind.ATTEND] = Way(reads.marked_in, _put_back)
