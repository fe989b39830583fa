"""What a month of BPU cover costs: rates and temporary discounts, all as dated rows.

An estimate: the bill of the payment channel decides. Money is whole rupiah, months are
first-of-month dates.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from association.rules.house.errors import RuleError
from association.rules.house.months import add_months, require_month
from association.rules.law.bands import band_of
from association.rules.law.enrolment import Funding, Sector


class Programme(StrEnum):
    """A BPJS Ketenagakerjaan programme open to BPU, in the order in which codes are written."""

    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The rates in force from a month on: percent of the basis, and the flat JKM amount."""

    source: str
    first_month: date
    jkk_percent: int
    jht_percent: int
    jkm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a discount asks for: everything paid up to a month; who joined later pays so many months
    in full first."""

    paid_up_to: date
    full_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """A temporary tariff: the percent that is still paid, per programme, for contribution months of
    one sector (None: of all); `names_employers` when the text names traders who employ people."""

    law: str
    source: str
    sector: Sector | None
    funding: Funding
    first_month: date
    last_month: date
    factors: tuple[tuple[Programme, int], ...]
    condition: Condition | None = None
    names_employers: bool

    def percent(self, programme: Programme) -> int:
        """Return the percent still paid for a programme: 100 when the discount does not name it."""
        return dict(self.factors).get(programme, 100)

    def is_for(self, sector: Sector) -> bool:
        """Tell whether the discount is meant for a sector."""
        return self.sector in (None, sector)

    def covers(self, month: date, sector: Sector, funding: Funding, *, since: date | None) -> bool:
        """Tell whether the discount holds for a contribution month, a sector and a payer whose
        first month was `since` (None: long before). That they paid what its condition asks is
        taken for granted."""
        first, asks = self.first_month, self.condition
        if asks and since and since > asks.paid_up_to:
            first = max(first, add_months(since, asks.full_months))
        return self.is_for(sector) and self.funding == funding and first <= month <= self.last_month


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyAmount:
    """What one contribution month costs, discount already taken off; JHT is 0 when not chosen."""

    month: date
    basis: int
    jkk: int
    jkm: int
    jht: int
    discount: Discount | None

    @property
    def total(self) -> int:
        """Return the sum of all programmes."""
        return self.jkk + self.jkm + self.jht

    @property
    def leaves_out_employers(self) -> bool:
        """Tell whether the discount in it does not name traders who employ people."""
        return self.discount is not None and not self.discount.names_employers

    @property
    def by_programme(self) -> dict[Programme, int]:
        """Return the amount of each chosen programme, in the order of `Programme`."""
        every = {Programme.JKK: self.jkk, Programme.JKM: self.jkm, Programme.JHT: self.jht}
        return {programme: amount for programme, amount in every.items() if amount}


# PP 44/2015 (JKK 1 % of the basis, JKM flat) and PP 46/2015 (JHT 2 %), in force since July 2015.
# Oldest row first.
RATES: Final = (
    Rates(source="kiaton", first_month=date(2015, 7, 1), jkk_percent=1, jht_percent=2, jkm=6_800),
)
JKM: Final = RATES[-1].jkm

# PP 49/2020 art. 13: for who had paid up to July 2020, and who joined later from their third month
# on [pp49_2020]; of the state's contributions it is not known: in full, as everywhere.
# PP 50/2025: by contribution month, whatever the day of payment; not for contributions paid by the
# state; art. 3 does not name traders who employ people [cnbc_pp50]. Oldest row first.
DISCOUNTS: Final = (
    Discount(
        law="PP 49/2020",
        source="pp49_p153",
        sector=None,
        funding=Funding.SELF,
        first_month=date(2020, 8, 1),
        last_month=date(2021, 1, 1),
        factors=((Programme.JKK, 1), (Programme.JKM, 1)),
        condition=Condition(paid_up_to=date(2020, 7, 1), full_months=2),
        names_employers=True,
    ),
    Discount(
        law="PP 50/2025",
        source="bpjs_18931",
        sector=Sector.TRANSPORT,
        funding=Funding.SELF,
        first_month=date(2026, 1, 1),
        last_month=date(2027, 3, 1),
        factors=((Programme.JKK, 50), (Programme.JKM, 50)),
        names_employers=False,
    ),
    Discount(
        law="PP 50/2025",
        source="bpjs_18931",
        sector=Sector.TRADE,
        funding=Funding.SELF,
        first_month=date(2026, 4, 1),
        last_month=date(2026, 12, 1),
        factors=((Programme.JKK, 50), (Programme.JKM, 50)),
        names_employers=False,
    ),
)

MINIMUM: Final = frozenset({Programme.JKK, Programme.JKM})
PROGRAMMES_SOURCE: Final = "jp_data"

# How many months people may pay at once [bpjs_bpu_en].
PERIODS: Final = (1, 3, 6, 12)
PERIODS_SOURCE: Final = "bpjs_bpu_en"


def check_programmes(programmes: Iterable[Programme], *, employs_helpers: bool = False) -> None:
    """Refuse a choice of programmes the law does not allow, with a RuleError.

    JKK and JKM come together and JHT is a choice; a trader who employs helpers is a BPU pemberi
    kerja and must also take JHT (PP 49/2023 art. 5, Permenaker 5/2021 arts. 31-32).
    """
    chosen = frozenset(programmes)
    if not chosen >= MINIMUM:
        raise RuleError("JKK dan JKM wajib diikuti bersama.")
    if employs_helpers and Programme.JHT not in chosen:
        raise RuleError("Pedagang yang mempekerjakan orang lain wajib ikut JHT.")


def monthly_amount(
    month: date,
    *,
    income: int = 0,
    programmes: Iterable[Programme] = MINIMUM,
    sector: Sector = Sector.TRADE,
    funding: Funding = Funding.SELF,
    since: date | None = None,
) -> MonthlyAmount:
    """Compute what one contribution month costs, in whole rupiah; `since` is the payer's first
    month (None: long before).

    RuleError for a negative income, a choice of programmes without JKK and JKM and a month before
    the first rates; ValueError for a date that is not the first of a month. PP 44/2015 Lampiran II,
    PP 46/2015, discounts by PP 49/2020 and PP 50/2025.
    """
    chosen = frozenset(programmes)
    check_programmes(chosen)
    rates = rates_in(require_month(month))
    basis = band_of(income).basis
    rows = (row for row in DISCOUNTS if row.covers(month, sector, funding, since=since))
    discount = next(rows, None)
    full = {
        Programme.JKK: basis * rates.jkk_percent // 100,
        Programme.JKM: rates.jkm,
        Programme.JHT: basis * rates.jht_percent // 100 if Programme.JHT in chosen else 0,
    }
    # No discount leaves half a rupiah: every JKK of the table is a multiple of 500, JKM is 6.800.
    paid = {
        programme: amount * (discount.percent(programme) if discount else 100) // 100
        for programme, amount in full.items()
    }
    return MonthlyAmount(
        month=month,
        basis=basis,
        jkk=paid[Programme.JKK],
        jkm=paid[Programme.JKM],
        jht=paid[Programme.JHT],
        discount=discount,
    )


def amounts(
    first_month: date,
    months: int,
    *,
    income: int = 0,
    programmes: Iterable[Programme] = MINIMUM,
    sector: Sector = Sector.TRADE,
    funding: Funding = Funding.SELF,
    since: date | None = None,
) -> tuple[MonthlyAmount, ...]:
    """Compute each month of a prepayment, every one by its own tariff; errors as in
    `monthly_amount`.

    `months` is 1 or more (`PERIODS` are the usual ones). No source says how months prepaid beyond a
    discount are billed; each is counted by its own contribution month, as PP 50/2025 words it.
    """
    if months < 1:
        raise RuleError("Jumlah bulan paling sedikit satu.")
    chosen = frozenset(programmes)
    return tuple(
        monthly_amount(
            add_months(first_month, n),
            income=income,
            programmes=chosen,
            sector=sector,
            funding=funding,
            since=since,
        )
        for n in range(months)
    )


def parse_programmes(code: str) -> frozenset[Programme]:
    """Read "JKK,JKM,JHT" in any order; RuleError for a programme BPU does not have."""
    return frozenset(_programme(part.strip().upper()) for part in code.split(","))


def programmes_code(programmes: Iterable[Programme]) -> str:
    """Write programmes as "JKK,JKM", always in the order of `Programme`; the inverse of
    `parse_programmes`.
    """
    chosen = frozenset(programmes)
    return ",".join(programme for programme in Programme if programme in chosen)


def _programme(code: str) -> Programme:
    try:
        return Programme(code)
    except ValueError:
        if not code:
            raise RuleError("Program tidak dikenal: kosong.") from None
        raise RuleError("Program tidak dikenal: %(code)s.", code=code) from None


def rates_in(month: date) -> Rates:
    """Return the rates in force in a month; RuleError before the first row."""
    rates = next((row for row in reversed(RATES) if row.first_month <= month), None)
    if rates is None:
        raise RuleError("Belum ada tarif BPU untuk bulan itu.")
    return rates


def usual_programmes(*, employs_helpers: bool) -> frozenset[Programme]:
    """Return what the law asks at least: JKK and JKM, and JHT of a trader who employs helpers."""
    return MINIMUM | {Programme.JHT} if employs_helpers else MINIMUM
