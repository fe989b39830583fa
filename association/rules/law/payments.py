"""What a receipt says was paid, and which months may be paid by it."""

from dataclasses import dataclass
from datetime import date

from association.rules.house.errors import RuleError
from association.rules.house.months import add_months, month_of, months_in
from association.rules.law.coverage import GRACE, Run, merge, overlapping
from association.rules.law.enrolment import End, require_may_join
from association.rules.law.tariff import Programme
from association.rules.people.dates import format_date, format_month

CHANNELS = ("bendahara", "bank", "minimarket", "dompet digital", "perisai", "kantor cabang")
COLLECTED = CHANNELS[0]  # cash in a collector's hand: the money is followed until it is proven
SEEN = "daftar BPJS"  # no channel: the list of BPJS Ketenagakerjaan has these months as paid
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
    def is_cash(self) -> bool:
        """Tell whether a collector takes the money, so that it has still to be paid in."""
        return self.channel == COLLECTED

    @property
    def run(self) -> Run:
        """Give the months as a run."""
        return Run(self.first_month, add_months(self.first_month, self.months - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Whose months are paid: their enrolment as far as it binds payments, and what is recorded of
    them, each run with the day on which they paid it."""

    recorded: tuple[Run, ...] = ()
    registered_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    birth_date: date | None = None

    def payable_from(self, on: date) -> date:
        """Return the first month that can be paid on a day.

        Arrears are payable for three months since protection ended, this month among them; after
        that one begins anew with this month, and what is older stays unpaid from then on (Perdir
        22/PERDIR.02/072022, [perisai_faq]). Nothing before the registered month; who is not
        registered yet begins with this month.
        """
        month = month_of(on)
        if self.registered_on is None:
            return month
        registered = month_of(self.registered_on)
        known = [run.last_month for run in self.recorded if (run.received_on or on) <= on]
        unpaid_since = [registered, *(add_months(last, 1) for last in known)]
        oldest = add_months(month, 1 - GRACE.months)
        return max(registered, min([month, *(one for one in unpaid_since if one >= oldest)]))


def check_payment(payer: Payer, payment: Payment, *, today: date) -> None:
    """Refuse what cannot be a contribution: months paid already, out of bounds, too old to be paid,
    before the registration or after the end, and who cannot join.

    Raises RuleError, and GapInMonths for months left out that nobody confirmed.
    """
    if payment.paid_on > today:
        raise RuleError("Tanggal bayar tidak boleh sesudah hari ini.")
    if not 1 <= payment.months <= MOST_MONTHS:
        raise RuleError("Jumlah bulan harus 1 sampai %(n)s.", n=MOST_MONTHS)
    if payment.run.last_month > add_months(month_of(today), MOST_AHEAD):
        raise RuleError("Paling jauh %(n)s bulan ke depan.", n=MOST_AHEAD)
    _check_membership(payer, payment)
    paid = overlapping(payer.recorded, payment.run)
    if paid:
        raise RuleError(
            "Sudah dibayar: %(months)s.", months=", ".join(format_month(month) for month in paid)
        )
    if payment.channel != SEEN:  # what BPJS Ketenagakerjaan has received could be paid
        _check_payable(payer, payment)
    _check_gap(payer, payment)


def _check_membership(payer: Payer, payment: Payment) -> None:
    """Refuse months after the end of the membership, and who may not join by paying."""
    if payer.ended_on is not None and payment.run.last_month > month_of(payer.ended_on):
        raise _ended(payer.ended_reason, payer.ended_on)
    if payer.registered_on is not None:
        return
    require_may_join(payer.birth_date, payment.paid_on)
    if not payment.is_cash and not payment.receipt:
        raise RuleError(
            "Anggota ini belum terdaftar. Isi nomor kuitansinya: pembayaran pertama yang diterima "
            "BPJS Ketenagakerjaan menjadi tanggal terdaftarnya."
        )


def _ended(reason: str, on: date) -> RuleError:
    """Say why nothing is paid for after the end, and what becomes of the money."""
    if reason == End.DIED:
        return RuleError(
            "Tercatat meninggal %(day)s: iuran sesudahnya tidak bisa dicatat. Kembalikan uangnya "
            "kepada keluarga, dan bantu ahli waris mengurus santunan.",
            day=format_date(on),
        )
    if reason == End.EMPLOYED:
        return RuleError(
            "Tercatat menjadi pekerja penerima upah sejak %(day)s: iurannya kini lewat tempat "
            "kerja. Kembalikan uangnya.",
            day=format_date(on),
        )
    return RuleError(
        "Tercatat berhenti berdagang %(day)s: iuran sesudahnya tidak bisa dicatat. Kembalikan "
        "uangnya, atau batalkan dulu catatan berhentinya bila masih berdagang.",
        day=format_date(on),
    )


def _check_payable(payer: Payer, payment: Payment) -> None:
    first = payer.payable_from(payment.paid_on)
    if payment.first_month >= first:
        return
    if payer.registered_on is None:
        raise RuleError(
            "Anggota ini belum terdaftar: iuran pertama paling awal untuk %(month)s, bulan "
            "uangnya dibayar.",
            month=format_month(first),
        )
    if payment.first_month < month_of(payer.registered_on):
        raise RuleError(
            "Baru terdaftar %(day)s: bulan sebelum itu tidak bisa dibayar.",
            day=format_date(payer.registered_on),
        )
    raise RuleError(
        "Iuran %(old)s tidak bisa dibayar lagi pada %(day)s: tunggakan hanya bisa dibayar sampai "
        "3 bulan. Mulai lagi dari %(month)s. Bila bulan lama itu dulu sudah dibayar, catat dulu "
        "dengan tanggal bayarnya.",
        old=format_month(payment.first_month),
        day=format_date(payment.paid_on),
        month=format_month(first),
    )


def _check_gap(payer: Payer, payment: Payment) -> None:
    before = [one for one in merge(payer.recorded) if one.last_month < payment.first_month]
    if payment.gap_confirmed or not before:
        return
    first = max(add_months(before[-1].last_month, 1), payer.payable_from(payment.paid_on))
    missed = list(months_in(first, add_months(payment.first_month, -1)))
    if missed:
        raise GapInMonths(
            (
                "Ada bulan yang terlewat: iuran %(months)s belum dibayar. Centang di bawah bila "
                "memang tidak dibayar."
            ),
            months=", ".join(format_month(month) for month in missed),
        )
