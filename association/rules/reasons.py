"""Why a contribution month costs what it costs: the row of each table that applied, its source, and what no text settles."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from association.rules.tariff import (
    BANDS,
    BANDS_SOURCE,
    DISCOUNTS,
    MINIMUM,
    Discount,
    Funding,
    MonthlyAmount,
    Programme,
    Rates,
    Sector,
    band_of,
    monthly_amount,
    rates_in,
)


class Full(StrEnum):
    """Why no discount applied to a month."""

    STATE = "state"  # JKK and JKM paid by APBN or APBD [cnbc_pp50]
    EARLIER = "earlier"  # before the first month of the sector's row
    LATER = "later"  # after its last month


class Open(StrEnum):
    """What no text that was seen settles, so that the official bill decides."""

    BANDS = "bands"  # the band table was read in a transcription, not in the regulation's own PDF [jp_sim]
    EMPLOYER = "employer"  # whether the discount holds for a BPU who employs people: art. 3 does not name them [cnbc_pp50]
    PREPAID = "prepaid"  # how months paid before a tariff changes are billed


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One programme: the full amount (whole rupiah), the percent of the basis if it is one, and what is paid."""

    programme: Programme
    of_basis: int | None
    full: int
    percent: int
    paid: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Every row behind one month's amount. `above` is the next band's lower bound, None in the last band."""

    amount: MonthlyAmount
    band: int
    lower: int
    above: int | None
    bands_source: str
    rates: Rates
    parts: tuple[Part, ...]
    discount: Discount | None
    nearest: Discount | None
    full: Full | None
    open: tuple[Open, ...]


def reasons(
    month: date,
    *,
    income: int = 0,
    programmes: frozenset[Programme] = MINIMUM,
    sector: Sector = Sector.TRADE,
    funding: Funding = Funding.SELF,
    employs_helpers: bool = False,
) -> Reasons:
    """Tell which rows gave the amount of a contribution month; errors as in `tariff.monthly_amount`.

    `nearest` is the sector's own discount row, whether it applied or not.
    """
    amount = monthly_amount(month, income=income, programmes=programmes, sector=sector, funding=funding)
    band, rates, discount = band_of(income), rates_in(month), amount.discount
    nearest = next((row for row in DISCOUNTS if row.sector == sector), None)
    return Reasons(
        amount=amount,
        band=BANDS.index(band) + 1,
        lower=band.lower,
        above=next((one.lower for one in BANDS if one.lower > band.lower), None),
        bands_source=BANDS_SOURCE,
        rates=rates,
        parts=tuple(_part(programme, paid, amount, rates) for programme, paid in amount.by_programme.items()),
        discount=discount,
        nearest=nearest,
        full=_full(month, nearest, funding) if discount is None else None,
        open=_open(month, discount, employs_helpers=employs_helpers),
    )


def _part(programme: Programme, paid: int, amount: MonthlyAmount, rates: Rates) -> Part:
    of_basis = {Programme.JKK: rates.jkk_percent, Programme.JHT: rates.jht_percent}.get(programme)
    return Part(
        programme=programme,
        of_basis=of_basis,
        full=rates.jkm if of_basis is None else amount.basis * of_basis // 100,
        percent=amount.discount.percent(programme) if amount.discount else 100,
        paid=paid,
        source=rates.source,
    )


def _full(month: date, nearest: Discount | None, funding: Funding) -> Full | None:
    if funding is Funding.STATE:
        return Full.STATE
    if nearest is None:
        return None
    return Full.EARLIER if month < nearest.first_month else Full.LATER


def _open(month: date, discount: Discount | None, *, employs_helpers: bool) -> tuple[Open, ...]:
    found = [Open.BANDS]
    if discount is not None and employs_helpers:
        found.append(Open.EMPLOYER)
    if any(row.last_month < month for row in DISCOUNTS):
        found.append(Open.PREPAID)
    return tuple(found)
