"""Move the members of a paguyuban that is joined or divided, and put them back: in chunks, each
exactly once, whoever goes on with it."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.access.by import By
from association.access.fence import beyond
from association.database import write_tx
from association.ledger.audit.actions import savepoint
from association.office.regrouping import actions as steps
from association.office.regrouping import handing
from association.office.regrouping.following import hand_messengers, keep_told_apart
from association.office.regrouping.models import Fate, Kind, Regrouped, Regrouping, State
from association.roster.crossing.actions import Side, come_back, cross, leave
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.people.leaving import Leaving
from association.territory.models import Association
from association.waiting import Pace

CHUNK = 50  # both paguyuban are held for the while
RETURNS = (Leaving.MOVED, Leaving.STOPPED, Leaving.UNDONE)  # a row of theirs is taken up again


def go_on(regrouping_id: int, by: By, *, chunks: int) -> None:
    """Move up to so many chunks of 50 members, as far as a request may take; NoResultFound outside
    the city.

    What is done is kept with whom it was done to, in one transaction: repeating it, twice at once,
    or a crash between chunks neither doubles nor drops a member.
    """
    pace = Pace()
    for _ in range(chunks):
        if pace.ends_request or not _do_chunk(regrouping_id, by):
            return


def _do_chunk(regrouping_id: int, by: By) -> bool:
    """Do the next members; False when there are none left."""
    with write_tx() as tx:
        done, giver, taker = steps.locked_with(tx.session, regrouping_id)
        if done.state not in (State.RUNNING, State.RETURNING):
            return False
        with beyond(tx.session):
            rows = _waiting(tx.session, done)
            if rows:
                _move(tx.session, done, rows, _sides(done, giver, taker, by))
            elif not hand_messengers(tx.session, done, by, most=CHUNK):
                _end(tx.session, done, giver, taker, by)
        return done.state in (State.RUNNING, State.RETURNING)


def _waiting(session: Session, done: Regrouping) -> Sequence[Regrouped]:
    """Give the next rows: whose messages are carried before who carries them, so that nobody's
    messenger leaves first."""
    fates = (Fate.WAITING,) if done.state == State.RUNNING else (Fate.MOVED, Fate.TWIN)
    waiting = sa.select(Regrouped).where(
        Regrouped.regrouping_id == done.id, Regrouped.fate.in_(fates)
    )
    order = Regrouped.carrier_id.is_(None), Regrouped.member_id
    return session.scalars(waiting.order_by(*order).limit(CHUNK)).all()


def _sides(done: Regrouping, giver: Association, taker: Association, by: By) -> tuple[Side, Side]:
    """Give who gives and who takes: turned round when members are put back."""
    sides = (
        Side(steps.for_(by, giver.id), done.from_batch_id, giver.name),
        Side(steps.for_(by, taker.id), done.to_batch_id, taker.name),
    )
    return sides if done.state == State.RUNNING else sides[::-1]


def _move(
    session: Session, done: Regrouping, rows: Sequence[Regrouped], sides: tuple[Side, Side]
) -> None:
    giver, taker = sides
    going = done.state == State.RUNNING
    movers = {row: row.member_id if going else row.new_member_id or 0 for row in rows}
    backs = {} if going else {row: row.member_id for row in rows}
    assert taker.by.association_id is not None
    twins = _twins(session, list(movers.values()), taker.by.association_id)
    ids = {*movers.values(), *backs.values(), *twins.values()}
    held = {one.id: one for one in locked(session, ids)}
    for row in rows:
        member, twin = held[movers[row]], held.get(twins.get(movers[row], 0))
        if going:
            row.fate, row.new_member_id = _taken(session, member, twin, giver, taker)
        elif row.fate == Fate.TWIN:
            row.fate = _returned_alone(session, held[row.member_id], giver, taker)
        else:
            own = held[row.member_id] if row.member_id != row.new_member_id else twin
            row.fate = _returned(session, member, own, giver, taker)


def _twins(session: Session, member_ids: list[int], association_id: int) -> dict[int, int]:
    """Find who stands, or stood, on a roster with the same NIK, or whom that row was merged
    into."""
    other = aliased(Member)
    stays = sa.func.coalesce(other.merged_into_id, other.id)
    same = sa.and_(other.association_id == association_id, other.nik_index == Member.nik_index)
    found = sa.select(Member.id, stays).join(other, same).where(Member.id.in_(member_ids))
    return {row[0]: row[1] for row in session.execute(found)}


def _taken(
    session: Session, member: Member, twin: Member | None, giver: Side, taker: Side
) -> tuple[Fate, int | None]:
    """Take a member in; gives what became of them, and the row where they stand then."""
    if member.left_on is not None:
        return Fate.GONE, None
    if twin is None:
        return Fate.MOVED, cross(session, member, giver, taker, city_id=member.city_id).id
    same = twin.participant_id in (None, member.participant_id)
    if twin.left_on is None and twin.participant_id == member.participant_id:
        leave(session, member, giver, taker)
        return Fate.TWIN, twin.id
    if twin.left_on is None or twin.left_reason not in RETURNS or not same:
        return Fate.STAYED, twin.id
    come_back(session, member, twin, giver, taker)
    return Fate.MOVED, twin.id


def _returned(
    session: Session, member: Member, own: Member | None, giver: Side, taker: Side
) -> Fate:
    """Put a member back on the row that they left; who is new since is taken in, too."""
    if member.left_on is not None:
        return Fate.GONE
    try:
        if own is None:
            cross(session, member, giver, taker, city_id=member.city_id)
        elif own.left_on is None:  # they are back already
            leave(session, member, giver, taker)
        else:
            come_back(session, member, own, giver, taker)
    except RuleError:  # another one of that roster has the NIK by now
        return Fate.STAYED
    return Fate.BACK


def _returned_alone(session: Session, own: Member, giver: Side, taker: Side) -> Fate:
    """Put back who stood on both rosters: the other row stays where it is."""
    if own.left_on is not None:
        note = own.note.removesuffix(f"ke {giver.name}").removesuffix(" · ")
        back = {"left_on": None, "left_reason": "", "note": note}
        kind, batch_id = ChangeKind.RETURN, taker.batch_id
        try:
            with savepoint(session):
                members.put(session, own, back, taker.by, kind=kind, batch_id=batch_id)
        except RuleError:
            return Fate.STAYED
    return Fate.BACK


def _end(
    session: Session, done: Regrouping, giver: Association, taker: Association, by: By
) -> None:
    """Settle what else belongs to it, unless somebody was enrolled meanwhile who is to move,
    too."""
    _list_late_ones(session, done, by)
    if _waiting(session, done):
        return
    keep_told_apart(session, done)
    made = done.made
    if done.state == State.RUNNING:
        if done.kind == Kind.SPLIT:
            left = handing.leave_markets(session, giver, made.get("chosen", ()), by.day)
            done.made = made | {"left": left}
        done.state, done.finished_at = State.DONE, by.at
    else:
        handing.end_duties(session, made.get("duties", ()), steps.for_(by, done.to_id))
        handing.uninvite(session, done.to_id, made.get("invited", ()), by)
        handing.leave_markets(session, taker, made.get("markets", ()), by.day)
        handing.take_up_markets(session, giver, made.get("left", ()), by.day)
        if done.kind == Kind.SPLIT and taker.closed_on is None:
            taker.closed_on = by.day
        done.state = State.RETURNED
    steps.tell(session, done, by, "finish moving members")


def _list_late_ones(session: Session, done: Regrouping, by: By) -> None:
    """List who was enrolled meanwhile in the paguyuban that closes."""
    if done.state == State.RUNNING and done.kind == Kind.JOIN:
        steps.enlist(session, done, by)
    if done.state == State.RUNNING or done.kind == Kind.JOIN:
        return
    known = sa.select(Regrouped.new_member_id).where(
        Regrouped.regrouping_id == done.id, Regrouped.new_member_id.is_not(None)
    )
    here = Member.association_id == done.to_id, Member.left_on.is_(None), Member.id.not_in(known)
    late = session.execute(sa.select(Member.id, Member.city_id).where(*here)).all()
    session.add_all(
        Regrouped(
            regrouping_id=done.id,
            member_id=row.id,
            new_member_id=row.id,
            city_id=row.city_id,
            fate=Fate.MOVED,
        )
        for row in late
    )
