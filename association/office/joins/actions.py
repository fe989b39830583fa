"""Begin to join two paguyuban, divide one, and put that back; `carrying` moves the members."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import beyond
from association.office.regrouping import actions as steps
from association.office.regrouping import handing, reads
from association.office.regrouping.choosing import ELSE, Place
from association.office.regrouping.models import Fate, Kind, Regrouped, Regrouping, State
from association.once import Once, as_part, write_once
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Position
from association.rules.house.said import hold
from association.territory.actions import AssociationValues, make_association
from association.territory.models import Association

BEGINS = {Kind.JOIN: "join association", Kind.SPLIT: "split association"}


@write_once
def join(
    session: Session,
    from_id: int,
    to_id: int,
    by: By,
    *,
    duty_ids: Collection[int],
    once: Once | None,
) -> int:
    """Begin to move a whole roster to another paguyuban, and close the one it leaves; gives the
    id of what is done.

    The holders of `duty_ids` work for the other paguyuban, too. Money, deposits and papers stay
    where they were written down (decision 28). Raises RuleError for one paguyuban twice, one that
    is unknown, closed, or being changed already, or a duty that nobody holds there, OutOfDate when
    it has more or less than the page said, and NoResultFound outside the city.
    """
    if from_id == to_id or session.get(Association, to_id) is None:
        raise RuleError("Pilih paguyuban tujuannya dari daftar.")
    giver, taker = steps.locked(session, from_id, to_id)
    _refuse_closed(session, by, giver, taker)
    there = reads.numbers(session, from_id, now=by.at, today=by.day)
    hold(by.said, {"orang": there.people, "rupiah": there.cash})
    made = {
        "duties": _join_team(session, there, to_id, duty_ids, steps.for_(by, to_id)),
        "markets": handing.add_markets(session, giver, taker, by.day),
        "invited": handing.invite(session, giver, taker, by),
        "events": handing.hand_events(session, from_id, to_id, by),
    }
    giver.closed_on = by.day
    begun = _begin(session, Kind.JOIN, giver, taker, by, made)
    steps.enlist(session, begun, by)
    return begun.id


@write_once
def split(
    session: Session,
    from_id: int,
    name: str,
    places: Sequence[Place],
    by: By,
    *,
    duty_id: int | None,
    once: Once | None,
) -> int:
    """Begin to move those of some markets and blocks to a new paguyuban; gives the id of what is
    done.

    Who holds `duty_id` in the old one leads the new one; None: nobody does yet. Raises RuleError
    for nobody or everybody, for a name that the city has already, for a closed paguyuban or one
    that is being changed, OutOfDate and NoResultFound as `join` does.
    """
    [giver] = steps.locked(session, from_id)
    _refuse_closed(session, by, giver)
    going, rest = reads.people_in(session, from_id, places, today=by.day)
    hold(by.said, {"orang": going})
    if not going or not rest:
        raise RuleError("Pilih sebagian saja, supaya di kedua paguyuban ada orangnya.")
    assert by.city_id is not None
    markets = {one.market_id for one in places} - {ELSE} or {one.id for one in giver.markets}
    make = as_part(make_association)
    to_id = make(session, by.city_id, AssociationValues(name=name), markets, by, once=None)
    taker = session.get_one(Association, to_id)
    made = {
        "duties": _lead(session, from_id, to_id, duty_id, steps.for_(by, to_id)),
        "invited": handing.invite(session, giver, taker, by),
        "chosen": sorted(one.market_id for one in places if one.block is None),
    }
    begun = _begin(session, Kind.SPLIT, giver, taker, by, made)
    steps.enlist(session, begun, by, places)
    return begun.id


@write_once
def put_back(session: Session, regrouping_id: int, by: By, *, once: Once | None) -> None:
    """Begin to put back what was done; who was edited since keeps that. Doing it twice changes
    nothing.

    Raises RuleError while it is still running, and when something done later is to be put back
    first; OutOfDate when other people would come back than the page said; NoResultFound outside
    the city.
    """
    done, giver, taker = steps.locked_with(session, regrouping_id)
    if done.state in (State.RETURNING, State.RETURNED):
        return
    if done.state != State.DONE:
        raise RuleError("Perpindahannya belum selesai. Lanjutkan dulu sampai selesai.")
    if reads.later(session, done) is not None:
        raise RuleError(
            "Sesudah ini %(name)s digabung atau dipecah lagi. Kembalikan dulu yang itu.",
            name=taker.name,
        )
    hold(by.said, {"orang": reads.since(session, done, today=by.day).going})
    if done.kind == Kind.JOIN:
        handing.open_again(session, giver, by.day)
    handing.hand_events(session, taker.id, giver.id, by, only=done.made.get("events", ()))
    done.state, done.returned_by, done.returned_at = State.RETURNING, by.account_id, by.at
    done.to_batch_id, done.from_batch_id = steps.open_batches(session, taker, giver, by)
    _note_carriers(session, done)
    steps.tell(session, done, by, "put association back")


def _refuse_closed(session: Session, by: By, *associations: Association) -> None:
    for one in associations:
        if one.closed_on is not None and one.closed_on <= by.day:
            raise RuleError("%(name)s sudah ditutup.", name=one.name)
        if reads.under_way(session, one.id):
            raise RuleError(
                "%(name)s sedang digabung atau dipecah. Tunggu sampai selesai.", name=one.name
            )


def _begin(
    session: Session,
    kind: Kind,
    giver: Association,
    taker: Association,
    by: By,
    made: dict[str, Any],
) -> Regrouping:
    from_batch_id, to_batch_id = steps.open_batches(session, giver, taker, by)
    begun = Regrouping(
        city_id=giver.city_id,
        kind=kind,
        state=State.RUNNING,
        from_id=giver.id,
        to_id=taker.id,
        from_batch_id=from_batch_id,
        to_batch_id=to_batch_id,
        account_id=by.account_id,
        at=by.at,
        made=made,
    )
    session.add(begun)
    session.flush()
    steps.tell(session, begun, by, BEGINS[kind])
    return begun


def _note_carriers(session: Session, done: Regrouping) -> None:
    """Note who carries messages now for those who go back."""
    carrier = sa.select(Member.messenger_id).where(Member.id == Regrouped.new_member_id)
    own = Regrouped.regrouping_id == done.id, Regrouped.fate == Fate.MOVED.value
    noted = sa.update(Regrouped).where(*own).values(carrier_id=carrier.scalar_subquery())
    with beyond(session):
        session.execute(noted.execution_options(synchronize_session=False))


def _join_team(
    session: Session, there: reads.Numbers, to_id: int, duty_ids: Collection[int], by: By
) -> list[int]:
    """Let chosen pengurus work for the other paguyuban, too; its own ketua stays the ketua."""
    if set(duty_ids) - {line.duty_id for line in there.leaders}:
        raise RuleError("Pengurusnya sudah berubah. Periksa lagi siapa yang ikut.")
    busy = {one.account_id for one in reads.leaders(session, to_id, today=by.day)}
    given = []
    for line in there.leaders:
        if line.duty_id in duty_ids and line.account_id not in busy:
            busy.add(line.account_id)
            leads = line.position == Position.KETUA
            position = Position.SEKRETARIS.value if leads else line.position
            given.append(handing.give(session, line, to_id, position, by))
    return given


def _lead(session: Session, from_id: int, to_id: int, duty_id: int | None, by: By) -> list[int]:
    if duty_id is None:
        return []
    lines = reads.may_lead(session, from_id, today=by.day)
    chosen = next((one for one in lines if one.duty_id == duty_id), None)
    if chosen is None:
        raise RuleError("Pilih ketua dari pengurus yang ada, atau undang nanti.")
    return [handing.give(session, chosen, to_id, Position.KETUA.value, by)]
