"""Whether cash can still be paid in for the months it was taken for: a collector may have kept it
too long."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.cover.contributions.payers import payer_of
from association.people.participants.models import NOT_VOID, Contribution, Participant
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.law.coverage import Run
from association.rules.people.dates import format_date, format_month


def refuse_too_late(
    session: Session, held: Sequence[Contribution], day: date, *, association_id: int
) -> None:
    """Refuse to pay in on a day what BPJS Ketenagakerjaan takes no more for its months.

    Raises RuleError that names the first: its record is voided or moved to months that are still
    payable, and the rest paid in. Who is not registered yet has nothing to be too late for. So is
    a coordinator refused for a member who left their blocks: nobody could judge it.
    """
    ids = {one.participant_id for one in held}
    paid_in: dict[int, list[Run]] = {}
    known = sa.select(Contribution).where(Contribution.participant_id.in_(ids), NOT_VOID)
    for one in session.scalars(known):
        on = day if one in held else one.received_on
        if on is not None:
            run = Run(one.first_month, one.last_month, on)
            paid_in.setdefault(one.participant_id, []).append(run)
    people = session.scalars(sa.select(Participant).where(Participant.id.in_(ids)))
    whose = {person.id: person for person in people}
    for one in sorted(held, key=lambda one: one.first_month):
        if one.participant_id not in whose:
            raise RuleError(
                "Penitip %(amount)s pada %(day)s sudah pindah dari blok Anda: minta ketua "
                "menyetorkan uangnya. Yang lain bisa disetor tanpa kuitansi ini.",
                amount=rupiah(one.amount),
                day=format_date(one.paid_on),
            )
        person = whose[one.participant_id]
        before = [run for run in paid_in[person.id] if run.first_month < one.first_month]
        first = payer_of(person, before).payable_from(day)
        if person.registered_on is not None and one.first_month < first:
            raise RuleError(
                "Uang %(name)s untuk iuran %(month)s tidak bisa disetor lagi pada %(day)s: "
                "sudah lewat 3 bulan. Batalkan catatannya dan catat lagi mulai %(first)s, atau "
                "kembalikan uangnya. Yang lain bisa disetor tanpa kuitansi ini.",
                name=_name(session, person.id, association_id),
                month=format_month(one.first_month),
                day=format_date(day),
                first=format_month(first),
            )


def _name(session: Session, participant_id: int, association_id: int) -> str:
    named = sa.select(Member.name).where(
        Member.participant_id == participant_id, Member.association_id == association_id
    )
    return session.scalar(named.limit(1)) or ""
