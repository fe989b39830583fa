"""Why a contribution month costs what it costs: the row of each table that applied, its source, and
what no text settles."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from association.rules.law.bands import BANDS, band_of
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.tariff import (
    DISCOUNTS,
    MINIMUM,
    Discount,
    MonthlyAmount,
    Programme,
    Rates,
    monthly_amount,
    rates_in,
)


class Full(StrEnum):
    """Why no discount applied to a month."""

    STATE = "state"  # JKK and JKM paid by APBN or APBD [cnbc_pp50]
    EARLIER = "earlier"  # before the first month of the sector's row
    LATER = "later"  # after its last month


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One programme: percent of the basis (None for JKM, a flat amount), the full amount and what
    is paid, whole rupiah."""

    programme: Programme
    of_basis: int | None
    full: int
    percent: int
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The rows behind one month's amount: `band` counts from 1; `row` is the sector's discount,
    applied or not; `full` says why it did not apply (None when it did). `otherwise` is the total in
    whole rupiah when the condition of the discount is not met. `is_open`: art. 3 of PP 50/2025 does
    not name traders who employ people [cnbc_pp50]."""

    amount: MonthlyAmount
    band: int
    rates: Rates
    parts: tuple[Part, ...]
    row: Discount
    full: Full | None
    otherwise: int
    is_open: bool


def reasons(
    month: date,
    *,
    income: int,
    programmes: frozenset[Programme] = MINIMUM,
    sector: Sector = Sector.TRADE,
    funding: Funding = Funding.SELF,
    employs_helpers: bool = False,
) -> Reasons:
    """Tell which rows gave the amount of a contribution month; RuleErrors as in
    `tariff.monthly_amount`."""
    amount = monthly_amount(
        month, income=income, programmes=programmes, sector=sector, funding=funding
    )
    rates = rates_in(month)
    row = amount.discount or _nearest(month, sector)
    parts = tuple(
        _part(programme, paid, amount, rates) for programme, paid in amount.by_programme.items()
    )
    return Reasons(
        amount=amount,
        band=BANDS.index(band_of(income)) + 1,
        rates=rates,
        parts=parts,
        row=row,
        full=None if amount.discount else _full(month, row, funding),
        otherwise=sum(part.full for part in parts),
        is_open=employs_helpers and amount.leaves_out_employers,
    )


def _nearest(month: date, sector: Sector) -> Discount:
    """Return the discount of a sector that is not over in a month, the earliest one; else the
    last."""
    rows = [row for row in DISCOUNTS if row.is_for(sector)]
    return next((row for row in rows if month <= row.last_month), rows[-1])


def _part(programme: Programme, paid: int, amount: MonthlyAmount, rates: Rates) -> Part:
    of_basis = {Programme.JKK: rates.jkk_percent, Programme.JHT: rates.jht_percent}.get(programme)
    return Part(
        programme=programme,
        of_basis=of_basis,
        full=rates.jkm if of_basis is None else amount.basis * of_basis // 100,
        percent=amount.discount.percent(programme) if amount.discount else 100,
        paid=paid,
    )


def _full(month: date, row: Discount, funding: Funding) -> Full:
    if funding is Funding.STATE:
        return Full.STATE
    return Full.EARLIER if month < row.first_month else Full.LATER
