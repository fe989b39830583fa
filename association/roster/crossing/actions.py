"""Take a member from one roster to another: their data, the person behind them, their card, and
what rooms above keep of them. Whoever calls it stepped over the fence."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import savepoint
from association.roster.history.kinds import ChangeKind
from association.roster.history.models import Change
from association.roster.members import actions as members
from association.roster.members.models import Card, Member
from association.roster.members.state import state_of, values_from
from association.roster.members.values import FIELDS
from association.rules.people.leaving import Leaving
from association.vault import vault

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rosters: who acts for it, the batch in its history, its paguyuban's name."""

    by: By
    batch_id: int
    name: str


# What rooms above keep of a member is handed from one row to the other, which `By` acts for.
FOLLOWERS: list[Callable[[Session, Member, Member, By], None]] = []


def cross(session: Session, old: Member, giver: Side, taker: Side, *, city_id: int) -> Member:
    """Put a member of the giver's roster on the taker's from today on; gives the new row. Raises
    AlreadyOnRoster, and then nothing has changed."""
    with savepoint(session):
        new = members.add(
            session,
            values_from(old),
            taker.by,
            city_id=city_id,
            batch_id=taker.batch_id,
            arrived_on=taker.by.day,
        )
    _share_person(session, new, old)
    leave(session, old, giver, taker)
    _hand_on(session, old, new, taker)
    return new


def come_back(session: Session, row: Member, back: Member, giver: Side, taker: Side) -> None:
    """Put a member of the giver's roster on the row that they left on the taker's, with what is
    known of them now. Raises AlreadyOnRoster, and then nothing has changed."""
    now = state_of(row)
    fields = {name: now[name] for name in FIELDS} | {"left_on": None, "left_reason": ""}
    with savepoint(session):
        if back.left_reason == Leaving.UNDONE:  # never stood there: in no earlier month, either
            back.arrived_on = taker.by.day
        if back.participant is None and row.participant is not None:
            back.participant, back.link_pending = row.participant, row.link_pending
        if back.participant is not None:  # coming back says nothing of their membership
            fields |= {name: now[name] for name in ("ended_on", "ended_reason")}
        members.put(
            session, back, fields, taker.by, kind=ChangeKind.RETURN, batch_id=taker.batch_id
        )
    _share_person(session, back, row)
    leave(session, row, giver, taker)
    _hand_on(session, row, back, taker)


def leave(session: Session, row: Member, giver: Side, taker: Side) -> None:
    """Take a member off the giver's roster today, with a note of where they stand now."""
    note = " · ".join(filter(None, (row.note, f"ke {taker.name}")))[-LONGEST_NOTE:]
    left = {
        "left_on": giver.by.day.isoformat(),
        "left_reason": Leaving.MOVED.value,
        "note": note,
    }
    members.put(session, row, left, giver.by, kind=ChangeKind.LEAVE, batch_id=giver.batch_id)


def _hand_on(session: Session, row: Member, other: Member, taker: Side) -> None:
    _swap_cards(session, row.id, other.id)
    for follow in FOLLOWERS:
        follow(session, row, other, taker.by)
    session.flush()


def _share_person(session: Session, row: Member, other: Member) -> None:
    """Let a row stand on the other one's participant: it is the same row of the same person,
    without a new look-up."""
    if (row.participant, row.link_pending) == (other.participant, other.link_pending):
        return
    row.participant, row.link_pending = other.participant, other.link_pending
    session.flush()
    latest = sa.select(sa.func.max(Change.id)).where(Change.member_id == row.id).scalar_subquery()
    session.execute(sa.update(Change).where(Change.id == latest).values(version=row.version))


def _swap_cards(session: Session, old_id: int, new_id: int) -> None:
    """Let the card that the member holds open their new row; the old row keeps the unused new
    one."""
    cards = {
        card.member_id: card
        for card in session.scalars(sa.select(Card).where(Card.member_id.in_((old_id, new_id))))
    }
    if len(cards) < 2:
        return
    codes = {
        number: vault.open(card.code_sealed, f"card|code|{number}")
        for number, card in cards.items()
    }
    places = {
        number: (card.association_id, card.city_id, card.code_index)
        for number, card in cards.items()
    }
    for card in cards.values():
        session.delete(card)
    session.flush()
    for number, other in ((old_id, new_id), (new_id, old_id)):
        association_id, city_id, _index = places[number]
        session.add(
            Card(
                code_index=places[other][2],
                member_id=number,
                association_id=association_id,
                city_id=city_id,
                code_sealed=vault.seal(codes[other], f"card|code|{number}"),
            )
        )
