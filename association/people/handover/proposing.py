"""Count what a ketua hands over, and sign it as the outgoing one."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.config import WIB
from association.cover.cash import custody
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
from association.rules.house.handover import Matter, Papers, Proposal, canonical, check_day
from association.rules.house.permissions import Position
from association.rules.house.said import hold
from association.rules.law.groups import Group
from association.territory.models import Association
from association.vault import vault


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


def counted(matters: Mapping[Matter, int], money: int) -> dict[str, object]:
    """Give what the page says is handed over."""
    return {"rupiah": money, **{name.value: n for name, n in matters.items()}}


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
    papers = _papers(session, proposal, successor, by)
    hold(by.said, counted(papers.matters, papers.entrusted))
    text = canonical(papers)
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
    record(session, by, "sign handover out", f"handover:{kept.id}", sha256=kept.text_hash.hex())
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
        salt=secrets.token_hex(16),
    )
