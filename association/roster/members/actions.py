"""Change the roster: enrol and edit members, record their contributions."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants import actions as coverage
from association.roster.history.actions import note
from association.roster.history.kinds import ChangeKind, Values
from association.roster.history.reads import values_before
from association.roster.members.absences import keep_absence
from association.roster.members.alike import MayBeThere, alike
from association.roster.members.cards import new_card
from association.roster.members.endings import FOLLOWS, carried_until, died_on, together
from association.roster.members.locking import locked_one
from association.roster.members.models import Member
from association.roster.members.reads import carried_by
from association.roster.members.state import (
    ENROLMENT,
    MEMBERSHIP,
    State,
    difference,
    fill,
    form_state,
    merge,
    seal,
    state_of,
    values_of,
)
from association.roster.members.values import MemberValues
from association.rules.house.errors import RuleError
from association.rules.people.leaving import Leaving


class ChangedMeanwhile(Exception):
    """Somebody saved other values in the same fields (`conflicts`); `others` are those that only
    they changed."""

    def __init__(self, conflicts: tuple[str, ...], others: tuple[str, ...]) -> None:
        super().__init__(conflicts)
        self.conflicts, self.others = conflicts, others


@write_once
def enrol(
    session: Session,
    values: MemberValues,
    by: By,
    *,
    city_id: int,
    others: Collection[int] | None = None,
    once: Once | None,
) -> int:
    """Put a member on the actor's roster and give them a card; returns the member's id.

    With `others`, ids of members who are known to be somebody else, it asks first: raises
    MayBeThere when anybody beside them may be this person. Raises AlreadyOnRoster when the NIK
    stands on this roster.
    """
    member = add(session, values, by, city_id=city_id)
    if others is not None:
        found = alike(session, values, member, today=by.day)
        if {one.id for one in found} - set(others):
            raise MayBeThere(found)
    return member.id


def add(
    session: Session,
    values: MemberValues,
    by: By,
    *,
    city_id: int,
    batch_id: int | None = None,
    arrived_on: date | None = None,
) -> Member:
    """Add a member in the caller's transaction (the import adds many); `arrived_on` is the day of
    who comes from another roster. Raises AlreadyOnRoster."""
    assert by.association_id is not None
    member = Member(association_id=by.association_id, city_id=city_id, created_at=by.at)
    member.name = member.sort_name = member.search_text = ""
    member.arrived_on, member.link_pending = arrived_on, False
    fill(member, values, at=by.at)
    session.add(member)
    session.flush()
    _seal(session, member, values)
    _tell_income(member, None)
    session.add(new_card(member))
    session.flush()
    record(session, by, "enrol member", f"member:{member.id}")
    # Undoing an enrolment takes the member off the roster: that is what "before" says.
    absent = {"left_on": (by.day.isoformat(), None), "left_reason": (Leaving.UNDONE.value, "")}
    note(
        session,
        by,
        ChangeKind.ENROL,
        member_id=member.id,
        version=member.version,
        values=absent,
        batch_id=batch_id,
    )
    return member


@write_once
def edit(
    session: Session,
    member_id: int,
    values: MemberValues,
    by: By,
    *,
    version: int,
    omissions: Collection[str],
    once: Once | None,
) -> tuple[str, ...]:
    """Save a member's form opened at `version`; the fields named in `omissions` stay as
    they are.

    What only others changed since stays, too; returns the names of those fields. Raises
    ChangedMeanwhile when a field was changed by both, AlreadyOnRoster, NoResultFound outside the
    reach.
    """
    member = locked_one(session, member_id)
    now = state_of(member)
    opened = now | (
        values_before(session, member_id, version=version) if member.version != version else {}
    )
    merged = merge(opened=opened, typed=form_state(values, opened, omissions=omissions), now=now)
    if merged.conflicts:
        raise ChangedMeanwhile(merged.conflicts, merged.others)
    change(session, member, values_of(merged.state), by)
    return merged.others


def change(
    session: Session,
    member: Member,
    values: MemberValues,
    by: By,
    *,
    kind: ChangeKind = ChangeKind.EDIT,
    batch_id: int | None = None,
) -> Values:
    """Give a member these values in the caller's transaction; returns what differs, and notes it
    unless nothing does.

    Raises AlreadyOnRoster, and RuleError when a NIK that contributions hang on would go.
    """
    before = state_of(member)
    fill(member, values, at=by.at)
    _seal(session, member, values)
    return _noted(session, member, before, by, kind=kind, batch_id=batch_id)


def put(
    session: Session,
    member: Member,
    fields: Mapping[str, Any],
    by: By,
    *,
    kind: ChangeKind,
    batch_id: int | None = None,
) -> Values:
    """Give fields another value in the caller's transaction, as members.state names and writes
    them.

    `left_on` with `left_reason` (rules.people.leaving) takes a member off the roster, None and ""
    put them back; who died or stopped trading leaves the roster and the membership by one door
    (rules.law.enrolment.LEAVES). `sent_on` is the day their papers went to BPJS Ketenagakerjaan;
    `registered_on`, `kpj`, `ended_on` and `ended_reason` follow. Days are text (2026-11-22). Raises
    what `change` raises, and RuleError for an enrolment without a NIK.
    """
    before = state_of(member)
    fields = together(before, fields)
    lives = died_on(before) is not None and died_on(before | fields) is None
    if kind is ChangeKind.RETURN and not lives:  # who did not die was never away
        keep_absence(session, member, by.day)
    carried: list[Member] = []
    if lives and kind is not ChangeKind.UNDO:  # a batch gives back by itself what it took
        messenger_id, carried = carried_until(session, member)
        fields = {"messenger_id": messenger_id, **fields}
    if fields.keys() - set(MEMBERSHIP):
        values = values_of(before | dict(fields))
        fill(member, values, at=by.at)
        _seal(session, member, values)
    for name in fields.keys() & set(MEMBERSHIP):
        _stand(session, member, name, fields[name])
    _carry(session, carried, by, messenger_id=member.id, batch_id=batch_id)
    if not _carries(member):  # nor does anybody carry messages to who is not on the roster
        member.messenger_id = None
        no_more = carried_by(session, member.id)
        _carry(session, no_more, by, messenger_id=None, batch_id=batch_id)
    return _noted(session, member, before, by, kind=kind, batch_id=batch_id)


def _carry(
    session: Session,
    carried: list[Member],
    by: By,
    *,
    messenger_id: int | None,
    batch_id: int | None,
) -> None:
    """Let members have their messages carried by another, or by nobody."""
    for member in carried:
        to = {"messenger_id": messenger_id}
        put(session, member, to, by, kind=ChangeKind.EDIT, batch_id=batch_id)


def _stand(session: Session, member: Member, name: str, value: Any) -> None:
    day = date.fromisoformat(value) if value and name.endswith("_on") else None
    if name == "left_on":
        member.left_on = day
    elif name in ENROLMENT:
        if member.participant is None:
            raise RuleError("Isi NIK anggota dulu, baru bisa didaftarkan.")
        setattr(member.participant, name, day if name.endswith("_on") else value)
    elif name == "messenger_id":
        neighbour = session.get(Member, value) if value else None
        member.messenger_id = (
            neighbour.id if neighbour is not None and _carries(neighbour) else None
        )
    else:
        setattr(member, name, value)


def _carries(neighbour: Member) -> bool:
    """Tell who may carry messages: who is on the roster and lives."""
    return neighbour.left_on is None and not neighbour.has_died


def _noted(
    session: Session,
    member: Member,
    before: State,
    by: By,
    *,
    kind: ChangeKind,
    batch_id: int | None,
) -> Values:
    after = state_of(member)
    changed = difference(before, after)
    _tell_income(member, before["income"])
    if changed:
        member.updated_at = by.at
        session.flush()
        record(session, by, f"{kind} member", f"member:{member.id}", fields=sorted(changed))
        note(
            session,
            by,
            kind,
            member_id=member.id,
            version=member.version,
            values=changed,
            batch_id=batch_id,
        )
    if died_on(before) != died_on(after):
        FOLLOWS.answer(session, member, died_on(after), by)
    return changed


def _seal(session: Session, member: Member, values: MemberValues) -> None:
    """Seal what is secret, and link the participant of the NIK."""
    seal(session, member, values)
    if member.nik_index is not None:
        member.participant = coverage.link(
            session,
            nik_index=member.nik_index,
            name=member.name,
            birth_date=member.birth_date,
            current=member.participant,
        )
        member.link_pending = member.participant is None
    session.flush()


def _tell_income(member: Member, before: int | None) -> None:
    """Hand the income over to a participant who has none yet, or the one handed over before."""
    if member.participant is not None and member.participant.income in (None, before):
        member.participant.income = member.income
