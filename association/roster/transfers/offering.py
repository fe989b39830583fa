"""Offer members to another paguyuban."""

import json
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.members.models import Member
from association.roster.members.statuses import living, stall_labels
from association.roster.transfers import reads
from association.roster.transfers.models import OfferState, RowState, Transfer, TransferRow
from association.rules.house.ends import end_of
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.vault import vault

AT_ONCE = 500
MOST = 50  # offers of one paguyuban that are kept, whatever became of them


@write_once
def offer(
    session: Session,
    member_ids: list[int],
    by: By,
    *,
    city_id: int,
    own_name: str,
    to_id: int,
    today: date,
    once: Once | None,
) -> int:
    """Offer members of one's roster to another paguyuban of the city; returns the offer's id.

    Those who left, and those who stand in another open offer, are not offered again. RuleError for
    a paguyuban of another city, when nobody is left to offer, and for one offer too many.
    """
    assert by.association_id is not None
    names = dict(reads.neighbours(session, city_id=city_id, own=by.association_id, today=by.day))
    if to_id not in names:
        raise RuleError("Pilih paguyuban lain di kota yang sama.")
    _refuse_more(session, by.association_id)
    transfer = Transfer(
        from_id=by.association_id,
        to_id=to_id,
        from_name=own_name,
        to_name=names[to_id],
        account_id=by.account_id,
        state=OfferState.OPEN,
        at=by.at,
    )
    session.add(transfer)
    session.flush()
    offered = _add_rows(session, transfer, member_ids, today)
    _check_number(offered, by)
    subject = f"transfer:{transfer.id}"
    record(session, by, "offer members", subject, members=offered, to=to_id)
    return transfer.id


def _check_number(offered: int, by: By) -> None:
    if not offered:
        raise RuleError(
            "Tidak ada yang bisa ditawarkan: sudah keluar dari daftar, atau sedang ditawarkan."
        )
    hold(by.said, {"orang": offered})


def _refuse_more(session: Session, own: int) -> None:
    made = session.scalar(sa.select(sa.func.count(Transfer.id)).where(Transfer.from_id == own))
    if (made or 0) >= MOST:
        raise RuleError(
            "Sudah ada %(n)s tawaran dalam %(days)s hari ini. Tunggu sampai yang lama lewat "
            "waktunya.",
            n=MOST,
            days=end_of("transfer").after.days,
        )


def offerable(
    session: Session, member_ids: list[int], association_id: int, today: date
) -> list[tuple[int, str, str]]:
    """List who of these can be offered by name (id, name, what they sell): who is on the roster and
    in no other open offer."""
    found: list[tuple[int, str, str]] = []
    for start in range(0, len(member_ids), AT_ONCE):
        ids = member_ids[start : start + AT_ONCE]
        busy = reads.offered_elsewhere(session, ids)
        statement = sa.select(Member.id, Member.name, Member.commodity).where(
            Member.id.in_(ids), Member.association_id == association_id, living(today)
        )
        rows = session.execute(statement.order_by(Member.sort_name, Member.id))
        found += [(row[0], row[1], row[2]) for row in rows if row[0] not in busy]
    return found


def _add_rows(session: Session, transfer: Transfer, member_ids: list[int], today: date) -> int:
    people = offerable(session, member_ids, transfer.from_id, today)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        stalls = stall_labels(session, [member_id for member_id, _name, _sells in some])
        rows = []
        for member_id, name, commodity in some:
            row = TransferRow(
                transfer_id=transfer.id,
                from_id=transfer.from_id,
                to_id=transfer.to_id,
                member_id=member_id,
                state=RowState.OFFERED,
            )
            rows.append(
                (row, name, " · ".join(filter(None, (stalls.get(member_id, ""), commodity))))
            )
        session.add_all([row for row, _name, _about in rows])
        session.flush()
        for row, name, about in rows:
            row.shown_sealed = vault.seal(json.dumps([name, about]), f"transfer_row|shown|{row.id}")
    session.flush()
    return len(people)
