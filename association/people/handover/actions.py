"""Sign a serah terima as the incoming ketua, or take it back; dates then do the rest."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record
from association.people.accounts.models import Duty
from association.people.handover import reads
from association.people.handover.models import Handover
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Position
from association.rules.house.terms import last_day_before
from association.territory import actions as territory


def sign(handover_id: int, by: By) -> None:
    """Sign as the incoming ketua: on the day the new duty begins and the old ones end, and the new
    ketua is the paguyuban's contact. Check the password first.

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
        contact = reads.contact_of(tx.session, incoming.account_id)
        territory.follow_contact(
            tx.session, kept.association_id, contact, today=by.day, on=kept.takes_effect
        )
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
