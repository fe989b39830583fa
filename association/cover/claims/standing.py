"""What was so on the day of a case, as far as it is known now: the cover, the months and receipts
that prove it, cash that was not paid in by then, and what the law asks beside."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.cover.claims.evidence import evidence_of
from association.people.participants.models import Contribution, Deposit
from association.people.participants.reads import contributions
from association.roster.members.models import Member
from association.roster.members.statuses import person_of
from association.rules.house.months import months_in
from association.rules.law.bands import band_of
from association.rules.law.claim_benefits import Facts, cover_on
from association.rules.law.claims import ClaimKind
from association.rules.law.coverage import Coverage, Run
from association.rules.law.doubts import Known, Unlike
from association.rules.law.tariff import Programme, parse_programmes
from association.rules.people.heirs import Heir, Relation, kept_heirs
from association.rules.people.likeness import like_names


@dataclass(frozen=True, slots=True)
class Proof:
    """A contribution that counted on the day, and under which number its money was received."""

    first_month: date
    last_month: date
    amount: int
    received_on: date
    channel: str
    number: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What was so on the day of a case.

    proofs   what paid the unbroken months up to the day (of who was not covered: the last ones),
    the latest first
    held     cash that a collector held on the day
    """

    facts: Facts
    known: Known
    proofs: tuple[Proof, ...]
    held: tuple[Contribution, ...]
    heirs: tuple[Heir, ...]

    @property
    def cover(self) -> Coverage:
        """Give the cover of the day."""
        return self.facts.cover

    @property
    def held_amount(self) -> int:
        """Add up the cash that a collector held on the day, in whole rupiah."""
        return sum(one.amount for one in self.held)


def standing_on(
    session: Session,
    member: Member,
    kind: ClaimKind,
    day: date,
    *,
    from_work: bool = False,
    today: date,
) -> Standing:
    """Gather what was so on a day for a member, and what else may matter for their case."""
    person_id, heirs = member.participant_id, heirs_of(member)
    paid = contributions(session, person_id) if person_id else []
    held = tuple(one for one in paid if _is_held(one, day))
    facts = _facts(member, kind, day, paid, heirs, from_work=from_work)
    return Standing(
        facts=facts,
        known=_known(session, member, paid, held, today=today),
        proofs=_proofs(session, facts, paid),
        held=held,
        heirs=heirs,
    )


def facts_of(
    session: Session,
    member: Member,
    kind: ClaimKind,
    day: date,
    *,
    from_work: bool = False,
) -> Facts:
    """Gather what the law asks of a case, for rules.law.claim_benefits."""
    paid = contributions(session, member.participant_id) if member.participant_id else []
    heirs = heirs_of(member)
    return _facts(member, kind, day, paid, heirs, from_work=from_work)


def heirs_of(member: Member) -> tuple[Heir, ...]:
    """Read a member's heirs, in the order in which they are written."""
    return kept_heirs(member.heirs)


def _is_held(one: Contribution, day: date) -> bool:
    return one.paid_on <= day and (one.received_on is None or one.received_on > day)


def _facts(
    member: Member,
    kind: ClaimKind,
    day: date,
    paid: list[Contribution],
    heirs: tuple[Heir, ...],
    *,
    from_work: bool,
) -> Facts:
    person = member.participant
    received = [one for one in paid if one.received_on is not None]
    held = [Run(one.first_month, one.last_month) for one in paid if _is_held(one, day)]
    income = (person.income if person else None) or member.income
    return Facts(
        kind=kind,
        day=day,
        from_work=from_work,
        cover=cover_on(day, _runs(received), person_of(member).enrolment(day), held=held),
        basis=band_of(income).basis if income else None,
        has_jht=any(Programme.JHT in parse_programmes(one.programmes) for one in received),
        birth_date=member.birth_date or (person.birth_date if person else None),
        children=tuple(one for one in heirs if one.relation is Relation.CHILD),
    )


def _runs(paid: list[Contribution]) -> tuple[Run, ...]:
    return tuple(
        Run(one.first_month, one.last_month, one.received_on) for one in paid if one.received_on
    )


def _known(
    session: Session,
    member: Member,
    paid: list[Contribution],
    held: tuple[Contribution, ...],
    *,
    today: date,
) -> Known:
    person = member.participant
    months = {month for one in held for month in months_in(one.first_month, one.last_month)}
    return Known(
        today=today,
        runs=_runs(paid),
        registered_on=person.registered_on if person else None,
        has_nik=member.nik_index is not None and person is not None,
        has_kpj=bool(person and person.kpj),
        unlike=_unlike(member),
        held_amount=sum(one.amount for one in held),
        held_months=tuple(sorted(months)),
        evidence=evidence_of(session, member, paid, today=today),
    )


def _unlike(member: Member) -> tuple[Unlike, ...]:
    """Name what the roster tells otherwise than the participant, whom BPJS knows."""
    person = member.participant
    if person is None:
        return ()
    born = person.birth_date
    found = {
        Unlike.NAME: not like_names(person.name, member.name),
        Unlike.NIK: member.nik_index != person.nik_index,
        Unlike.BIRTH_DATE: None not in (born, member.birth_date) and born != member.birth_date,
    }
    return tuple(field for field, differs in found.items() if differs)


def _proofs(session: Session, facts: Facts, paid: list[Contribution]) -> tuple[Proof, ...]:
    """List what was received by the day, back to where the unbroken months begin; of who was not
    covered the last one."""
    by_day = [
        one
        for one in paid
        if one.received_on and one.received_on <= facts.day and one.first_month <= facts.day
    ]
    since = facts.cover.member_since
    counted = [one for one in by_day if since and one.last_month >= since] or by_day[:1]
    wanted = {one.deposit_id for one in counted if one.deposit_id}
    deposits = session.scalars(sa.select(Deposit).where(Deposit.id.in_(wanted))) if wanted else ()
    numbers = {one.id: (one.channel, one.reference) for one in deposits}
    return tuple(_proof(one, numbers) for one in counted)


def _proof(one: Contribution, deposits: dict[int, tuple[str, str]]) -> Proof:
    channel, number = deposits.get(one.deposit_id or 0, (one.channel, one.receipt))
    assert one.received_on is not None
    months = one.first_month, one.last_month
    return Proof(*months, one.amount, one.received_on, channel, number)
