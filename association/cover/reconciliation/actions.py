"""Take over what a list says, as one batch that can be undone; set rows aside.

`months` says whether whoever acts may record contributions: without it months stay on the list.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.contributions.actions import record_for
from association.cover.reconciliation import reads
from association.cover.reconciliation.models import OfficialList
from association.database import write_tx
from association.ledger.audit.actions import savepoint
from association.people.participants.reads import contributions
from association.roster.history.actions import note, open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.reads import undoing_of
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.law import reconciling
from association.rules.law.listed import Line, Ours, Step, Theirs, Why
from association.rules.law.payments import SEEN, Payment
from association.rules.law.tariff import Programme, parse_programmes, usual_programmes

CHUNK = 50  # a paguyuban is held for the while


class NoSuchRow(LookupError):
    """A key that is not on the list, or not where it is said to be (any more)."""


def accept(
    list_id: int, key: str, by: By, *, today: date, months: bool, member_id: int | None = None
) -> None:
    """Take over what one row says; with `member_id`, a row without a member is that member.

    A row that has nothing to take over (any more) changes nothing. Raises RuleError when the
    roster's rules forbid it, NoSuchRow for a row that is not on the list.
    """
    with write_tx() as tx:
        kept, found, roster = _sorted(tx.session, list_id, by, today=today, months=months)
        line = _line(found, key)
        if line.theirs is None:
            return
        hold(by.said, reads.mark(line))
        if line.step is Step.ACCEPT and line.ours is not None:
            (member,) = locked(tx.session, [line.ours.id], [line.theirs.nik])
            _take(tx.session, kept, member, line, by, today=today)
        elif line.ours is None and (line.why is not Why.TWICE) and member_id is not None:
            taken = {
                one.ours.id for one in found if one.ours is not None and one.theirs is not None
            }
            free = [one for one in roster if one.id == member_id and one.id not in taken]
            for ours in reconciling.offers(line.theirs, free):
                (member,) = locked(tx.session, [ours.id], [line.theirs.nik])
                _write(tx.session, kept, member, _joined(line.theirs, ours, kept), by)


def _joined(row: Theirs, member: Ours, kept: OfficialList) -> dict[str, tuple[Any, Any]]:
    return reconciling.joined(row, member, day=reads.day_of(kept))


def accept_all(list_id: int, by: By, *, today: date, months: bool, chunks: int) -> None:
    """Take over the differences of up to so many chunks of 50 rows, but no ends; a row that is
    refused is set aside.

    What is taken over agrees from then on, so a repetition, or a crash between chunks, neither
    doubles nor drops a row.
    """
    for chunk in range(chunks):
        with write_tx() as tx:
            kept, found, _roster = _sorted(tx.session, list_id, by, today=today, months=months)
            if not chunk:
                hold(by.said, reads.all_differences(found))
            some = [line for line in found if line.step is Step.ACCEPT and not line.is_alone]
            some = some[:CHUNK]
            refused = _take_some(tx.session, kept, some, by, today=today)
            if refused:
                kept.handled = kept.handled | dict.fromkeys(refused, Why.REFUSED.value)
            if len(some) < CHUNK:
                return


def _take_some(
    session: Session, kept: OfficialList, some: Iterable[Line], by: By, *, today: date
) -> list[str]:
    lines = {line.ours.id: line for line in some if line.ours is not None}
    niks = [line.theirs.nik for line in lines.values() if line.theirs is not None]
    rows = {member.id: member for member in locked(session, lines, niks)}
    refused = []
    for member_id, line in lines.items():
        try:
            with savepoint(session):
                _take(session, kept, rows[member_id], line, by, today=today)
        except RuleError:
            refused.append(line.key)
    return refused


def add(list_id: int, key: str, by: By, *, city_id: int, today: date) -> None:
    """Put somebody on the roster whom only the list knows; nothing when they are there. Raises
    RuleError, and NoSuchRow for a row that is not on the list."""
    with write_tx() as tx:
        kept, found, _roster = _sorted(tx.session, list_id, by, today=today, months=False)
        line = _line(found, key)
        row = line.theirs
        if row is None or line.step is not Step.ADD:
            return
        hold(by.said, reads.mark(line))
        values = MemberValues(name=row.name, nik=row.nik, birth_date=row.birth_date)
        batch_id = _batch(tx.session, kept, by)
        member = members.add(tx.session, values, by, city_id=city_id, batch_id=batch_id)
        if member.participant is not None:
            person = member.participant
            known = Ours(
                id=member.id,
                name=member.name,
                nik=row.nik,
                kpj=person.kpj,
                birth_date=member.birth_date,
                registered_on=person.registered_on,
                ended_on=person.ended_on,
                ended_reason=person.ended_reason,
            )
            _write(tx.session, kept, member, _joined(row, known, kept), by)


def set_aside(list_id: int, key: str, *, today: date, by: By) -> None:
    """Set a row aside: the branch was asked, or it is to stay as it is. NoSuchRow for a row
    that is not on the list."""
    with write_tx() as tx:
        kept, found, _roster = _sorted(tx.session, list_id, by, today=today, months=False)
        key = _line(found, key).key
        kept.handled = kept.handled | {key: kept.handled.get(key, "left")}


def bring_back(list_id: int, key: str) -> None:
    """Put a row that was set aside back on its pile; NoSuchRow when it is not aside (any more)."""
    with write_tx() as tx:
        kept = tx.session.get_one(OfficialList, list_id, with_for_update=True)
        if key not in kept.handled:
            raise NoSuchRow
        kept.handled = {one: why for one, why in kept.handled.items() if one != key}


def _line(found: Iterable[Line], key: str) -> Line:
    line = next((one for one in found if one.key == key), None)
    if line is None:
        raise NoSuchRow
    return line


def say_whole(list_id: int, whole: bool) -> None:
    """Note whether a list names everybody; of a part nobody is missed."""
    with write_tx() as tx:
        tx.session.get_one(OfficialList, list_id, with_for_update=True).whole = whole


def _sorted(
    session: Session, list_id: int, by: By, *, today: date, months: bool
) -> tuple[OfficialList, list[Line], list[Ours]]:
    """Lock a list and sort it anew."""
    assert by.association_id is not None
    session.get_one(OfficialList, list_id, with_for_update=True)
    kept, read = reads.opened(session, list_id)
    roster = reads.roster(session, by.association_id, today=today)
    return kept, reads.lines(kept, read.rows, roster, today=today, months=months), roster


def _take(
    session: Session, kept: OfficialList, member: Member, line: Line, by: By, *, today: date
) -> None:
    """Take over what differs, then record the months that the list has as paid."""
    _write(session, kept, member, line.fields, by)
    if line.run is None:
        return
    first_month, months = line.run
    person = member.participant
    payment = Payment(
        first_month=first_month,
        months=months,
        programmes=_programmes(session, member),
        income=(person.income if person else None) or member.income or 0,
        amount=None,  # what the tariff asks: the list tells no amount
        paid_on=reads.day_of(kept),  # the day it was seen; the money came earlier
        channel=SEEN,
        gap_confirmed=True,
    )
    contribution = record_for(session, member, payment, by, today=today)
    contribution.batch_id = _batch(session, kept, by)
    if not line.fields:
        note(
            session,
            by,
            ChangeKind.MONTHS,
            member_id=member.id,
            version=member.version,
            values={},
            batch_id=contribution.batch_id,
        )


def _programmes(session: Session, member: Member) -> frozenset[Programme]:
    """Give the programmes of the latest contribution; else the fewest that the law asks for."""
    usual = usual_programmes(employs_helpers=member.employs_helpers)
    paid = contributions(session, member.participant_id) if member.participant_id else []
    return usual | parse_programmes(paid[0].programmes) if paid else usual


def _write(
    session: Session, kept: OfficialList, member: Member, fields: Mapping[str, Any], by: By
) -> None:
    """Give a locked member what the list says (field: before, after), within the batch of the
    list."""
    values = {name: after for name, (_before, after) in fields.items()}
    if values:
        batch_id = _batch(session, kept, by)
        members.put(session, member, values, by, kind=ChangeKind.EDIT, batch_id=batch_id)


def _batch(session: Session, kept: OfficialList, by: By) -> int:
    """Give the batch of a list; a new one when there is none yet, or when it was undone."""
    if kept.batch_id is None or undoing_of(session, kept.batch_id):
        kept.batch_id = open_batch(session, by, BatchKind.RECONCILE, source=kept.source)
    return kept.batch_id
