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


class Programme(StrEnum):
    """A BPJS Ketenagakerjaan programme open to BPU, in the order in which codes are written."""

    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"


class Sector(StrEnum):
    """The two groups PP 50/2025 tells apart: everyone (traders are named) and transport."""

    TRADE = "trade"
    TRANSPORT = "transport"


class Funding(StrEnum):
    """Who pays the contribution: the member, or the state budget (APBN/APBD)."""

    SELF = "self"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The rates in force from a month on: percent of the basis, and the flat JKM amount."""

    source: str
    first_month: date
    jkk_percent: int
    jht_percent: int
    jkm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """A temporary tariff: the percent that is still paid, per programme, for contribution months of
    one sector."""

    source: str
    sector: Sector
    funding: Funding
    first_month: date
    last_month: date
    factors: tuple[tuple[Programme, int], ...]

    def percent(self, programme: Programme) -> int:
        """Return the percent still paid for a programme: 100 when the discount does not name it."""
        return dict(self.factors).get(programme, 100)

    def covers(self, month: date, *, sector: Sector, funding: Funding) -> bool:
        """Tell whether the discount holds for a contribution month, a sector and a payer."""
        return (
            self.sector == sector
            and self.funding == funding
            and self.first_month <= month <= self.last_month
        )


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

# PP 50/2025: by contribution month, whatever the day of payment; not for contributions paid by the
# state [cnbc_pp50].
DISCOUNTS: Final = (
    Discount(
        source="bpjs_18931",
        sector=Sector.TRANSPORT,
        funding=Funding.SELF,
        first_month=date(2026, 1, 1),
        last_month=date(2027, 3, 1),
        factors=((Programme.JKK, 50), (Programme.JKM, 50)),
    ),
    Discount(
        source="bpjs_18931",
        sector=Sector.TRADE,
        funding=Funding.SELF,
        first_month=date(2026, 4, 1),
        last_month=date(2026, 12, 1),
        factors=((Programme.JKK, 50), (Programme.JKM, 50)),
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
) -> MonthlyAmount:
    """Compute what one contribution month costs, in whole rupiah.

    RuleError for a negative income, a choice of programmes without JKK and JKM and a month before
    the first rates; ValueError for a date that is not the first of a month. PP 44/2015 Lampiran II,
    PP 46/2015, discount by PP 50/2025.
    """
    chosen = frozenset(programmes)
    check_programmes(chosen)
    rates = rates_in(require_month(month))
    basis = band_of(income).basis
    discount = next(
        (row for row in DISCOUNTS if row.covers(month, sector=sector, funding=funding)), None
    )
    full = {
        Programme.JKK: basis * rates.jkk_percent // 100,
        Programme.JKM: rates.jkm,
        Programme.JHT: basis * rates.jht_percent // 100 if Programme.JHT in chosen else 0,
    }
    # Halving never leaves half a rupiah: every JKK of the table and 6.800 are even.
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
