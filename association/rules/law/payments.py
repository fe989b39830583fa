"""What a receipt says was paid, and which months may be paid by it."""

from dataclasses import dataclass
from datetime import date

from association.rules.house.errors import RuleError
from association.rules.house.months import add_months, month_of, months_in
from association.rules.law.coverage import Run, Status, merge, overlapping, thresholds
from association.rules.law.tariff import Programme
from association.rules.people.dates import format_month

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
    number_confirmed: bool = False  # that the receipt is another's, too

    @property
    def run(self) -> Run:
        """Give the months as a run."""
        return Run(self.first_month, add_months(self.first_month, self.months - 1))


def check_months(runs: list[Run], payment: Payment, *, today: date) -> None:
    """Refuse months that are paid already or out of bounds.

    Raises RuleError, and GapInMonths for months left out that nobody confirmed.
    """
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
