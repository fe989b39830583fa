"""What two members of a roster are to each other, on the roster where both stand now."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.office.regrouping.models import Regrouped, Regrouping, State
from association.office.regrouping.reads import where_now
from association.roster.duplicates.models import TwoPeople
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.locking import locked


def hand_messengers(session: Session, done: Regrouping, by: By, *, most: int) -> int:
    """Let up to so many members have on their new roster the messenger that they had on the old
    one, where that came along; gives how many rows were looked at."""
    own = Regrouped.regrouping_id == done.id, Regrouped.carrier_id.is_not(None)
    rows = session.scalars(
        sa.select(Regrouped).where(*own).order_by(Regrouped.member_id).limit(most)
    ).all()
    pairs = [(_row_before(done, row), row.carrier_id or 0) for row in rows]
    now = where_now(session, done, {number for pair in pairs for number in pair})
    wanted = {
        now[carried]: now[carrier]
        for carried, carrier in pairs
        if carried in now and carrier in now
    }
    for member in locked(session, wanted):
        if member.messenger_id is None and member.left_on is None:
            side = replace(by, association_id=member.association_id)
            fields = {"messenger_id": wanted[member.id]}
            members.put(session, member, fields, side, kind=ChangeKind.EDIT)
    for row in rows:
        row.carrier_id = None
    return len(rows)


def _row_before(done: Regrouping, row: Regrouped) -> int:
    return row.member_id if done.state == State.RUNNING else row.new_member_id or 0


def keep_told_apart(session: Session, done: Regrouping) -> None:
    """Let two rows that somebody told apart stay two people on the roster where both stand now."""
    to_id = done.to_id if done.state == State.RUNNING else done.from_id
    pairs = sa.select(TwoPeople).where(
        TwoPeople.association_id == (done.from_id + done.to_id - to_id)
    )
    found = session.scalars(pairs).all()
    ids = {number for one in found for number in (one.low_id, one.high_id)}
    now = where_now(session, done, sorted(ids))
    for one in found:
        if one.low_id not in now or one.high_id not in now:
            continue
        low, high = sorted((now[one.low_id], now[one.high_id]))
        if session.get(TwoPeople, (low, high)) is None:
            session.add(
                TwoPeople(
                    low_id=low,
                    high_id=high,
                    association_id=to_id,
                    account_id=one.account_id,
                    at=one.at,
                )
            )
