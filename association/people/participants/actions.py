"""Link a member to the one participant of their NIK, and record contributions."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.fence import beyond
from association.ledger.audit.actions import By, record
from association.once import Once, write_once
from association.people.participants.models import Contribution, Participant
from association.people.participants.reads import runs_of
from association.rules.house.errors import RuleError
from association.rules.house.months import add_months, month_of, months_in
from association.rules.law.coverage import Run, Status, merge, overlapping, thresholds
from association.rules.law.custody import Custody
from association.rules.law.tariff import Programme, amounts, check_programmes, programmes_code
from association.rules.people.dates import format_month
from association.rules.people.likeness import like_names

CHANNELS = ("bendahara", "bank", "minimarket", "dompet digital", "perisai", "kantor cabang")
COLLECTED = CHANNELS[0]  # cash in a collector's hand: the money is followed until it is proven
MOST_MONTHS = 24
MOST_AHEAD = 12
LONGEST_REASON = 120


class GapInMonths(RuleError):
    """The run leaves unpaid months behind the latest paid one; allowed once confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What a receipt says: `months` contribution months from `first_month` (first-of-month),
    `amount` in whole rupiah."""

    first_month: date
    months: int
    programmes: frozenset[Programme]
    income: int
    amount: int | None
    paid_on: date
    channel: str
    receipt: str = ""
    gap_confirmed: bool = False

    @property
    def run(self) -> Run:
        """Give the months as a run."""
        return Run(self.first_month, add_months(self.first_month, self.months - 1))


def link(
    session: Session,
    *,
    nik_index: bytes,
    name: str,
    birth_date: date | None,
    current: Participant | None,
) -> Participant | None:
    """Find or make the participant of a NIK; None when the NIK is known with other data, for an
    officer to decide.

    Linking asks for the NIK and the birth date and a like name. A member whose NIK is corrected
    keeps the participant, and with it the contributions, as long as nobody else stands on it.
    """
    with beyond(session):
        known = session.scalar(
            sa.select(Participant).where(Participant.nik_index == nik_index).with_for_update()
        )
        if known is not None and known is not current:
            same = (
                birth_date is not None
                and known.birth_date == birth_date
                and like_names(known.name, name)
            )
            if current is not None and runs_of(session, current.id):
                raise RuleError(
                    "NIK ini perlu dicocokkan petugas Dinas dulu, karena iuran yang sudah "
                    "tercatat ada pada NIK sebelumnya."
                )
            return known if same else None
        if known is None:
            known = (
                current
                if current is not None and not _shared(session, current.id)
                else Participant()
            )
            known.nik_index = nik_index
            session.add(known)
        if not _shared(session, known.id):
            known.name, known.birth_date = name, birth_date
        session.flush()
        return known


def _shared(session: Session, participant_id: int | None) -> bool:
    """Tell whether more than one roster stands on the participant."""
    if participant_id is None:
        return False
    roster = sa.table("member", sa.column("participant_id"))
    rows = session.scalar(
        sa.select(sa.func.count())
        .select_from(roster)
        .where(roster.c.participant_id == participant_id)
    )
    return (rows or 0) > 1


def record_contribution(
    session: Session,
    by: By,
    *,
    association_id: int,
    participant_id: int,
    payment: Payment,
    today: date,
    employs_helpers: bool = False,
) -> Contribution:
    """Record a run of paid months for a participant, in the caller's transaction.

    Raises RuleError for months already paid, a month out of bounds, programmes the law does not
    allow (PP 44/2015, PP 49/2023 art. 5), and GapInMonths for an unconfirmed gap.
    """
    participant = session.get_one(Participant, participant_id, with_for_update=True)
    check_programmes(payment.programmes, employs_helpers=employs_helpers)
    _check_months(runs_of(session, participant_id), payment, today=today)
    each = amounts(
        payment.first_month, payment.months, income=payment.income, programmes=payment.programmes
    )
    estimate = sum(month.total for month in each)
    contribution = Contribution(
        participant_id=participant.id,
        association_id=association_id,
        first_month=payment.run.first_month,
        last_month=payment.run.last_month,
        programmes=programmes_code(payment.programmes),
        estimate=estimate,
        amount=estimate if payment.amount is None else payment.amount,
        paid_on=payment.paid_on,
        channel=payment.channel,
        receipt=payment.receipt,
        custody=Custody.ENTRUSTED if payment.channel == COLLECTED else Custody.NONE,
        recorded_by=by.account_id,
        recorded_at=by.at,
    )
    participant.income = payment.income
    session.add(contribution)
    session.flush()
    record(
        session,
        by,
        "record contribution",
        f"contribution:{contribution.id}",
        participant=participant.id,
    )
    return contribution


@write_once
def void(
    session: Session,
    contribution_id: int,
    participant_id: int,
    by: By,
    *,
    reason: str,
    once: Once | None,
) -> None:
    """Declare a recorded contribution void, with the reason; the row stays, and its months are
    unpaid again.

    Only the paguyuban that recorded it may. Voiding it twice changes nothing. Raises NoResultFound
    for another's, or for a contribution of another participant; RuleError without a reason.
    """
    if not reason.strip():
        raise RuleError("Tulis alasannya dulu, supaya orang lain tahu mengapa dibatalkan.")
    session.get_one(Participant, participant_id, with_for_update=True)
    contribution = session.get_one(Contribution, contribution_id, with_for_update=True)
    if (contribution.participant_id, contribution.association_id) != (
        participant_id,
        by.association_id,
    ):
        raise NoResultFound
    if contribution.custody in (Custody.DEPOSITED, Custody.PROVEN):
        raise RuleError(
            "Uangnya sudah disetor. Tarik dulu setorannya, baru iuran ini bisa dibatalkan."
        )
    if contribution.voided_at is None:
        contribution.voided_at, contribution.voided_by = by.at, by.account_id
        contribution.void_reason = reason.strip()[:LONGEST_REASON]
        record(session, by, "void contribution", f"contribution:{contribution_id}")


def _check_months(runs: list[Run], payment: Payment, *, today: date) -> None:
    if payment.paid_on > today:
        raise RuleError("Tanggal bayar tidak boleh sesudah hari ini.")
    if not 1 <= payment.months <= MOST_MONTHS:
        raise RuleError("Jumlah bulan harus 1 sampai %(n)s.", n=MOST_MONTHS)
    if payment.run.last_month > add_months(month_of(today), MOST_AHEAD):
        raise RuleError("Paling jauh %(n)s bulan ke depan.", n=MOST_AHEAD)
    paid = overlapping(runs, payment.run)
    if paid:
        raise RuleError(
            "Sudah dibayar: %(months)s.", months=", ".join(format_month(month) for month in paid)
        )
    before = [chain for chain in merge(runs) if chain.last_month < payment.first_month]
    payable = before and thresholds(today).status_of(before[-1].last_month) is not Status.INACTIVE
    if (
        payable
        and not payment.gap_confirmed
        and add_months(before[-1].last_month, 1) < payment.first_month
    ):
        missed = months_in(
            add_months(before[-1].last_month, 1), add_months(payment.first_month, -1)
        )
        raise GapInMonths(
            (
                "Ada bulan yang terlewat: iuran %(months)s belum dibayar. Centang di bawah bila "
                "memang tidak dibayar."
            ),
            months=", ".join(format_month(month) for month in missed),
        )
