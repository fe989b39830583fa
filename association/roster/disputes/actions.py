"""Decide about a row whose NIK is known with other data, and ask its paguyuban and the other one to
hold the NIK against the KTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import beyond
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants import actions as people
from association.roster.disputes.models import NikCheck
from association.roster.disputes.reads import asked_about, place_of
from association.roster.disputes.sides import Rows, rows_of
from association.roster.disputes.values import Ask, Decision
from association.roster.history.actions import note
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.state import values_from
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.territory.models import Association


@contextmanager
def _held(session: Session, member_id: int, by: By) -> Iterator[Rows]:
    """Hold the paguyuban of a row that waits, the row, and who stands on its NIK; step over the
    fence for these rows. Raises OutOfDate when they are others than the page said, RuleError when
    the row does not wait any more, NoResultFound outside the reach."""
    association_id, _waits = place_of(session, member_id)
    session.get_one(Association, association_id, with_for_update=True)
    with beyond(session):
        [member] = locked(session, [member_id])
        if not member.link_pending or member.left_on is not None:
            hold(by.said, {"perkara": "0"})
            raise RuleError("NIK anggota ini tidak menunggu keputusan lagi.")
        rows = rows_of(session, member)
        hold(by.said, {"perkara": rows.mark})
        yield rows


@write_once
def ask(session: Session, member_id: int, by: By, *, other: bool, once: Once | None) -> None:
    """Ask the paguyuban of a row that waits to hold its NIK against the KTP, or with `other` the
    paguyuban that has the NIK already."""
    with _held(session, member_id, by) as rows:
        member = rows.there if other else rows.here
        if member is None:
            raise RuleError("Tidak ada anggota lain yang memakai NIK ini lagi.")
        _ask(session, rows, member, Ask.CHECK, by)
        record(session, _for(by, member), "ask about NIK", f"member:{member.id}")


def _for(by: By, member: Member) -> By:
    """Say who acts, for the paguyuban whose row it is."""
    return replace(by, association_id=member.association_id)


def _ask(session: Session, rows: Rows, member: Member, asked: Ask, by: By) -> None:
    check = rows.checks.get(member.id) or NikCheck(
        member_id=member.id, association_id=member.association_id, city_id=member.city_id
    )
    check.ask, check.nik_index = asked.value, member.nik_index or rows.here.nik_index or b""
    check.asked_at, check.asked_by = by.at, by.account_id
    check.checked_at = check.checked_by = None
    session.add(check)


@write_once
def decide(
    session: Session, member_id: int, decision: Decision, by: By, *, once: Once | None
) -> None:
    """Carry out an officer's decision about a row that waits.

    Nothing of the other row is changed: when the NIK is not its own, its paguyuban is asked to
    correct it. Raises what `_held` raises, and RuleError for what is not offered.
    """
    with _held(session, member_id, by) as rows:
        if decision not in rows.offered:
            raise RuleError("Keputusan ini tidak bisa dipilih untuk keadaan sekarang.")
        if decision is Decision.THERE:
            _take(session, rows, by)
        elif decision is Decision.HERE and rows.there is not None:
            _ask(session, rows, rows.there, Ask.CORRECT, by)
            there = rows.there
            record(session, _for(by, there), "ask to correct NIK", f"member:{there.id}")
        else:
            _link(session, rows, by)


def _take(session: Session, rows: Rows, by: By) -> None:
    """Take the NIK off the row that waits; its leader is told why."""
    member = rows.here
    _ask(session, rows, member, Ask.TAKEN, by)
    values = replace(values_from(member), nik=None)
    members.change(session, member, values, _for(by, member), kind=ChangeKind.NIK_TAKEN)


def _link(session: Session, rows: Rows, by: By) -> None:
    """Let the row stand on the participant of its NIK, who keeps their data unless nobody else
    stands there."""
    member, person = rows.here, rows.person
    if person is None:
        person = people.link(
            session,
            nik_index=member.nik_index or b"",
            name=member.name,
            birth_date=member.birth_date,
            current=None,
        )
    elif rows.there is None:
        person.name, person.birth_date = member.name, member.birth_date
    member.participant, member.link_pending, member.updated_at = person, False, by.at
    session.flush()
    own = _for(by, member)
    record(session, own, "link NIK", f"member:{member.id}")
    note(
        session,
        own,
        ChangeKind.NIK_LINKED,
        member_id=member.id,
        version=member.version,
        values={},
    )


@write_once
def checked(session: Session, member_id: int, by: By, *, once: Once | None) -> None:
    """Keep that a leader held the NIK of a member against the KTP, and that it is right.

    Raises RuleError when nothing is asked, OutOfDate when it was asked on another day,
    NoResultFound outside the reach.
    """
    session.get_one(Member, member_id)
    asked = asked_about(session, member_id)
    if asked is None or asked.ask is Ask.TAKEN:
        raise RuleError("NIK anggota ini tidak perlu dicocokkan lagi.")
    hold(by.said, {"hari": asked.asked_on})
    check = session.get_one(NikCheck, member_id, with_for_update=True)
    check.checked_at, check.checked_by = by.at, by.account_id
    record(session, by, "check NIK", f"member:{member_id}")
