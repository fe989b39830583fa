"""Note what came of the papers of a batch; mark one member sent, registered or ended, and take it
back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.enrolment.holders import holder_of
from association.cover.enrolment.models import Registration, RegistrationLine
from association.cover.enrolment.rejections import last_rejection
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.participants.models import Participant
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.roster.members.state import state_of
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.law.enrolment import (
    End,
    Membership,
    Paying,
    require_may_join,
    require_order,
)
from association.rules.people.nik import holds_nik

LONGEST_REASON = 120


@write_once
def mark_sent(session: Session, member_id: int, day: date, by: By, *, once: Once | None) -> None:
    """Note that a member's papers went to BPJS Ketenagakerjaan on a day; raises RuleError for who
    cannot be sent."""
    member, person = _locked_one(session, member_id)
    if person.registered_on is not None and person.ended_on is None:
        raise RuleError("Anggota ini sudah terdaftar, jadi tidak perlu dikirim lagi.")
    require_may_join(member.birth_date or person.birth_date, day)
    members.put(session, member, {"sent_on": day.isoformat()}, by, kind=ChangeKind.SENT)


@write_once
def mark_registered(
    session: Session, member_id: int, now: Membership, by: By, *, once: Once | None
) -> None:
    """Note that a member is registered since a day. An end noted before is over; an empty KPJ is
    forgotten.

    Raises RuleError for a wrong order of days, for who was 65 when joining, and for a KPJ that
    somebody else has.
    """
    member, _person = _locked_one(session, member_id)
    _register(session, member, Membership(now.day, now.kpj or ""), by)


@write_once
def mark_ended(
    session: Session, member_id: int, reason: End, day: date, by: By, *, once: Once | None
) -> None:
    """Note that a member stopped being a participant; raises RuleError for who never was one, or a
    wrong order of days."""
    member, person = _locked_one(session, member_id)
    if person.registered_on is None:
        raise RuleError("Anggota ini belum terdaftar, jadi belum ada kepesertaan yang berhenti.")
    require_order(sent_on=None, registered_on=person.registered_on, ended_on=day)
    fields = {"ended_on": day.isoformat(), "ended_reason": reason.value}
    members.put(session, member, fields, by, kind=ChangeKind.ENROLMENT)


@write_once
def set_paying(
    session: Session, member_id: int, paying: Paying, by: By, *, once: Once | None
) -> None:
    """Note who pays for a member, their trade and their occupation; raises RuleError without a
    linked NIK."""
    member, _person = _locked_one(session, member_id)
    fields = {
        "funding": paying.funding.value,
        "sector": paying.sector.value,
        "occupation": paying.occupation,
    }
    members.put(session, member, fields, by, kind=ChangeKind.ENROLMENT)


TAKEN_BACK: Mapping[str, dict[str, Any]] = {
    "sent": {"sent_on": None},
    "registered": {"registered_on": None, "kpj": None},
    "ended": {"ended_on": None, "ended_reason": ""},
}


@write_once
def take_back(session: Session, member_id: int, what: str, by: By, *, once: Once | None) -> None:
    """Forget a step (a key of TAKEN_BACK) that was noted by mistake; raises RuleError when it is
    not noted (any more)."""
    member, _person = _locked_one(session, member_id)
    if not any(state_of(member)[field] for field in TAKEN_BACK[what]):
        raise RuleError("Catatan itu tidak ada, atau sudah ditarik tadi.")
    hold(by.said, {"hari": state_of(member)[f"{what}_on"]})
    members.put(session, member, TAKEN_BACK[what], by, kind=ChangeKind.ENROLMENT)


@write_once
def accept(session: Session, line_id: int, now: Membership, by: By, *, once: Once | None) -> None:
    """Note that the papers of a line were accepted; raises RuleError as mark_registered does."""
    line = session.get_one(RegistrationLine, line_id, with_for_update=True)
    member, _person = _locked_one(session, line.member_id)
    line.rejected_on, line.reason = None, ""
    _register(session, member, now, by)


@write_once
def reject(session: Session, line_id: int, reason: str, by: By, *, once: Once | None) -> None:
    """Note why the papers of a line came back: the member is a candidate again. Raises RuleError
    without a reason."""
    told = " ".join(reason.split())[:LONGEST_REASON]
    if not told:
        raise RuleError(
            "Tulis alasannya dulu, supaya datanya bisa diperbaiki sebelum dikirim lagi."
        )
    if holds_nik(told):
        raise RuleError("Jangan tulis NIK di alasan: NIK sudah ada di data anggotanya.")
    line = session.get_one(RegistrationLine, line_id, with_for_update=True)
    member, person = _locked_one(session, line.member_id)
    if person.registered_on is not None:
        raise RuleError("Anggota ini sudah terdaftar. Tarik dulu catatan itu di halamannya.")
    line.rejected_on, line.reason = by.day, told
    members.put(session, member, {"sent_on": None}, by, kind=ChangeKind.REJECTED)


@write_once
def forget_rejection(session: Session, line_id: int, by: By, *, once: Once | None) -> None:
    """Take a rejection back: the papers count as sent again, as long as no later batch holds the
    member. RuleError when there is none (any more)."""
    line = session.get_one(RegistrationLine, line_id, with_for_update=True)
    if line.rejected_on is None:
        raise RuleError("Baris ini tidak ditolak, atau penolakannya sudah ditarik tadi.")
    latest = last_rejection(session, line.member_id)
    member, person = _locked_one(session, line.member_id)
    if latest is not None and latest.id == line.id and person.sent_on is None:
        day = session.get_one(Registration, line.registration_id).day
        members.put(session, member, {"sent_on": day.isoformat()}, by, kind=ChangeKind.SENT)
    line.rejected_on, line.reason = None, ""


@write_once
def take_numbers(
    session: Session,
    registration_id: int,
    day: date,
    kpjs: Mapping[int, str],
    by: By,
    *,
    once: Once | None,
) -> int:
    """Note KPJs (by member id) that came for a batch, with the day of registration, as one batch
    that can be undone.

    Returns how many were noted. Raises RuleError, and notes nothing, when one cannot be; who has
    the same one already is passed over.
    """
    made = session.get_one(Registration, registration_id)
    of_batch = {line.member_id: line for line in _lines_of(session, registration_id)}
    batch_id = open_batch(session, by, BatchKind.KPJ)
    count = 0
    for member in locked(session, [member_id for member_id in kpjs if member_id in of_batch]):
        line, kpj = of_batch[member.id], kpjs[member.id]
        if member.participant is not None and member.participant.kpj == kpj:
            continue
        line.rejected_on, line.reason = None, ""
        _register(session, member, Membership(day, kpj), by, batch_id=batch_id)
        count += 1
    if not count:
        raise RuleError("Tidak ada nomor KPJ baru untuk disimpan.")
    hold(by.said, {"orang": count})
    record(session, by, "take KPJ", f"registration:{made.id}", members=count)
    return count


def _lines_of(session: Session, registration_id: int) -> list[RegistrationLine]:
    statement = sa.select(RegistrationLine).where(
        RegistrationLine.registration_id == registration_id
    )
    return list(session.scalars(statement.order_by(RegistrationLine.id).with_for_update()))


def _locked_one(session: Session, member_id: int) -> tuple[Member, Participant]:
    member = next(iter(locked(session, [member_id])), None)
    if member is None:
        raise NoResultFound
    if member.participant is None:
        if member.link_pending:
            raise RuleError("NIK anggota ini masih dicocokkan petugas Dinas.")
        raise RuleError("Isi NIK anggota dulu, baru bisa didaftarkan.")
    return member, member.participant


def _register(
    session: Session, member: Member, now: Membership, by: By, *, batch_id: int | None = None
) -> None:
    person = member.participant
    if person is None:
        raise RuleError("Isi NIK anggota dulu, baru bisa didaftarkan.")
    require_order(sent_on=person.sent_on, registered_on=now.day, ended_on=None)
    if person.registered_on is None or person.ended_on is not None:
        require_may_join(member.birth_date or person.birth_date, now.day)
    fields: dict[str, Any] = {
        "registered_on": now.day.isoformat(),
        "ended_on": None,
        "ended_reason": "",
    }
    if now.kpj is not None:
        holder = holder_of(session, now.kpj, but=person.id) if now.kpj else None
        if holder is not None:
            raise RuleError(
                "Nomor KPJ ini sudah dipakai %(name)s. Periksa lagi nomornya.", name=holder
            )
        fields["kpj"] = now.kpj or None
    members.put(session, member, fields, by, kind=ChangeKind.ENROLMENT, batch_id=batch_id)
