"""Hand a paguyuban over: the outgoing ketua signs first, then the incoming one; dates then do the
rest."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.config import WIB
from association.cover.cash import custody
from association.database import write_tx
from association.ledger.audit.actions import record
from association.meetings.events.models import AwarenessEvent
from association.once import Once, write_once
from association.people.accounts.models import Duty
from association.people.accounts.reads import stands
from association.people.handover import reads
from association.people.handover.models import Handover
from association.people.team import reads as team
from association.roster.members import counting
from association.roster.members.models import Member
from association.roster.members.statuses import on_roster
from association.roster.transfers.models import OfferState, Transfer
from association.rules.house.errors import RuleError
from association.rules.house.handover import Matter, Papers, canonical, check_day
from association.rules.house.permissions import Position
from association.rules.house.terms import last_day_before
from association.rules.law.groups import Group
from association.territory.models import Association
from association.vault import vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Whom the outgoing ketua names, from which day, and what is handed over beside the counts."""

    to_duty_id: int
    takes_effect: date
    cash: int
    note: str


def open_matters(session: Session, association_id: int, today: date) -> dict[Matter, int]:
    """Count what a ketua hands over: the roster by status, and what waits for somebody."""
    counted = counting.counts(session, association_id=association_id, today=today)
    own = sa.and_(Member.association_id == association_id, on_roster(today))
    transfers = sa.or_(Transfer.from_id == association_id, Transfer.to_id == association_id)
    midnight = datetime.combine(today, time(), WIB)
    return {
        Matter.MEMBERS: counted[Group.ALL],
        Matter.LAPSING: counted[Group.LAPSING],
        Matter.DUE: counted[Group.DUE],
        Matter.ARREARS: counted[Group.ARREARS],
        Matter.INACTIVE: counted[Group.INACTIVE],
        Matter.SENT: counted[Group.PROCESS],
        Matter.LINKS: _count(session, Member.id, own, Member.link_pending.is_(True)),
        Matter.TRANSFERS: _count(
            session, Transfer.id, transfers, Transfer.state == OfferState.OPEN
        ),
        Matter.EVENTS: _count(
            session,
            AwarenessEvent.id,
            AwarenessEvent.association_id == association_id,
            AwarenessEvent.starts_at >= midnight,
        ),
    }


def _count(
    session: Session, column: sa.orm.InstrumentedAttribute[int], *where: sa.ColumnElement[bool]
) -> int:
    return session.scalar(sa.select(sa.func.count(column)).where(*where)) or 0


def entrusted(session: Session, association_id: int, today: date) -> int:
    """Add up the members' money that collectors hold, in whole rupiah."""
    return sum(
        one.amount for one in custody.held(session, association_id=association_id, today=today)
    )


@write_once
def propose(session: Session, proposal: Proposal, by: By, *, once: Once | None) -> int:
    """Freeze what is handed over under the outgoing ketua's signature; returns the id. Check the
    password first.

    Raises RuleError for a day that cannot be, a successor who cannot be, or while another serah
    terima is open.
    """
    assert by.association_id is not None
    check_day(proposal.takes_effect, today=by.day)
    own = _own_duty(session, by)
    successor = _successor(session, proposal, by)
    text = canonical(_papers(session, proposal, successor, by))
    kept = Handover(
        association_id=by.association_id,
        from_duty_id=own.id,
        to_duty_id=successor.duty_id,
        takes_effect=proposal.takes_effect,
        text_hash=hashlib.sha256(text.encode()).digest(),
        from_signed_at=by.at,
    )
    session.add(kept)
    session.flush()
    kept.text_sealed = vault.seal(text, reads.place(kept.id))
    _record(session, by, "sign handover out", kept)
    return kept.id


def _own_duty(session: Session, by: By) -> Duty:
    """Give the ketua's own duty, with every ketua's locked: two cannot start at one moment.
    RuleError while one runs."""
    leading = (
        Duty.association_id == by.association_id,
        Duty.position == Position.KETUA,
        stands(by.day),
    )
    every = session.scalars(
        sa.select(Duty).where(*leading).order_by(Duty.id).with_for_update()
    ).all()
    duty = next((one for one in every if one.account_id == by.account_id), None)
    if duty is None:
        raise NoResultFound
    earlier = session.scalars(
        sa.select(Handover).where(
            Handover.association_id == by.association_id, Handover.withdrawn_at.is_(None)
        )
    )
    if any(one.is_open or one.from_duty_id == duty.id for one in earlier):
        raise RuleError("Sudah ada serah terima yang berjalan. Buka yang itu, atau tarik dulu.")
    return duty


def _successor(session: Session, proposal: Proposal, by: By) -> team.Line:
    assert by.association_id is not None
    assert by.account_id is not None
    offered = reads.successors(
        session, association_id=by.association_id, account_id=by.account_id, today=by.day
    )
    found = next((line for line in offered if line.duty_id == proposal.to_duty_id), None)
    if found is None:
        raise RuleError("Pilih penggantinya dari daftar.")
    if found.starts_on > proposal.takes_effect:
        raise RuleError(
            "Tugas %(name)s baru mulai sesudah tanggal itu. Pakai tanggal yang lebih akhir.",
            name=found.name,
        )
    return found


def _papers(session: Session, proposal: Proposal, successor: team.Line, by: By) -> Papers:
    assert by.association_id is not None
    return Papers(
        place=session.get_one(Association, by.association_id).name,
        outgoing=reads.name_of(session, by.account_id or 0),
        incoming=successor.name,
        takes_effect=proposal.takes_effect,
        counted_at=by.at.replace(microsecond=0),
        cash=proposal.cash,
        entrusted=entrusted(session, by.association_id, by.day),
        note=proposal.note,
        matters=open_matters(session, by.association_id, by.day),
    )


def sign(handover_id: int, by: By) -> None:
    """Sign as the incoming ketua: on the day the new duty begins and the old ones end. Check the
    password first.

    NoResultFound for everyone else; RuleError when it was withdrawn, its day is past, or the
    outgoing duty is over. A second signature changes nothing.
    """
    with write_tx() as tx:
        kept = _locked(tx.session, handover_id)
        outgoing = tx.session.get_one(Duty, kept.from_duty_id, with_for_update=True)
        incoming = tx.session.get_one(Duty, kept.to_duty_id, with_for_update=True)
        if incoming.account_id != by.account_id:
            raise NoResultFound
        if kept.to_signed_at is not None:
            return
        if kept.withdrawn_at is not None:
            raise RuleError("Serah terima ini sudah ditarik. Minta ketua membuatnya lagi.")
        if kept.takes_effect < by.day:
            raise RuleError(
                "Tanggal serah terima sudah lewat. Minta ketua menariknya dan membuat yang baru."
            )
        cut = last_day_before(kept.takes_effect, starts_on=outgoing.starts_on)
        if outgoing.ends_on is not None and outgoing.ends_on < cut:
            raise RuleError(
                "Tugas ketua lama berakhir sebelum tanggal itu. Minta serah terima dibuat lagi."
            )
        outgoing.ends_on = cut
        _begin(tx.session, incoming, kept.takes_effect, by)
        kept.to_signed_at = by.at
        _record(tx.session, by, "sign handover in", kept)


def _begin(session: Session, duty: Duty, day: date, by: By) -> None:
    """Make the holder of a duty ketua from a day on; what they were ends the day before."""
    if duty.position == Position.KETUA:
        duty.ends_on = None
        return
    before = last_day_before(day, starts_on=duty.starts_on)
    duty.ends_on = before if duty.ends_on is None else min(duty.ends_on, before)
    session.add(
        Duty(
            account_id=duty.account_id,
            association_id=duty.association_id,
            position=Position.KETUA,
            starts_on=day,
            accepted_on=by.day,
        )
    )


def withdraw(handover_id: int, by: By) -> None:
    """Take a serah terima back, by either side, until both signed. RuleError after; NoResultFound
    for everyone else."""
    with write_tx() as tx:
        kept = _locked(tx.session, handover_id)
        duties = sa.select(Duty.account_id).where(Duty.id.in_([kept.from_duty_id, kept.to_duty_id]))
        if by.account_id not in set(tx.session.scalars(duties)):
            raise NoResultFound
        if kept.to_signed_at is not None:
            raise RuleError("Kedua ketua sudah menandatangani, jadi tidak bisa ditarik lagi.")
        if kept.withdrawn_at is None:
            kept.withdrawn_at = by.at
            _record(tx.session, by, "withdraw handover", kept)


def _locked(session: Session, handover_id: int) -> Handover:
    return session.get_one(Handover, handover_id, with_for_update=True)


def _record(session: Session, by: By, what: str, kept: Handover) -> None:
    record(session, by, what, f"handover:{kept.id}", sha256=kept.text_hash.hex())
