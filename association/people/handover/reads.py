"""Select serah terima, what is open in a paguyuban, and who may become its ketua."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.people.accounts.models import Account, Duty
from association.people.handover.models import Handover
from association.people.team import reads as team
from association.rules.house.handover import Papers, read
from association.territory.models import Contact
from association.vault import vault

LATEST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A serah terima, its two sides, and its papers as they were signed."""

    kept: Handover
    papers: Papers
    from_account_id: int
    to_account_id: int


def successors(
    session: Session, *, association_id: int, account_id: int, today: date
) -> list[team.Line]:
    """List who may become ketua: everybody else who works here, or is invited to, for all of it."""
    found = team.team(session, association_id=association_id, today=today)
    return [line for line in found if line.account_id != account_id and not line.is_confined]


def listed(session: Session, *, association_id: int) -> list[Handover]:
    """List the last 25 serah terima, the latest first."""
    own = sa.select(Handover).where(Handover.association_id == association_id)
    return list(session.scalars(own.order_by(Handover.id.desc()).limit(LATEST)))


def one(session: Session, handover_id: int, *, account_id: int, leads: bool) -> Shown:
    """Get a serah terima for one of its two sides, or a ketua; NoResultFound for everyone else."""
    outgoing, incoming = aliased(Duty), aliased(Duty)
    party = sa.or_(outgoing.account_id == account_id, incoming.account_id == account_id)
    kept, from_id, to_id = session.execute(
        sa.select(Handover, outgoing.account_id, incoming.account_id)
        .join(outgoing, outgoing.id == Handover.from_duty_id)
        .join(incoming, incoming.id == Handover.to_duty_id)
        .where(Handover.id == handover_id, sa.true() if leads else party)
    ).one()
    papers = read(vault.open(kept.text_sealed or b"", place(kept.id)))
    return Shown(kept=kept, papers=papers, from_account_id=from_id, to_account_id=to_id)


def place(handover_id: int) -> str:
    """Name the place that the papers are sealed for."""
    return f"handover|text|{handover_id}"


def waiting(session: Session, *, account_id: int) -> int | None:
    """Give the id of a serah terima that waits for this account's signature."""
    return session.scalar(
        sa.select(Handover.id)
        .join(Duty, Duty.id == Handover.to_duty_id)
        .where(
            Duty.account_id == account_id,
            Handover.association_id == Duty.association_id,
            Handover.to_signed_at.is_(None),
            Handover.withdrawn_at.is_(None),
        )
        .limit(1)
    )


def name_of(session: Session, account_id: int) -> str:
    """Give the name on an account."""
    return session.scalars(sa.select(Account.name).where(Account.id == account_id)).one()


def contact_of(session: Session, account_id: int) -> Contact:
    """Give the name on an account and its phone, as a paguyuban's contact."""
    account = session.get_one(Account, account_id)
    sealed = account.phone_sealed
    phone = vault.open(sealed, f"account|phone|{account_id}") if sealed else ""
    return Contact(account.name, phone)
