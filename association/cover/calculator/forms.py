"""What the calculator is asked in its address: income, month, sector, payer, programmes."""

from dataclasses import dataclass
from datetime import date

from flask import request

from association.rules.house.errors import RuleError
from association.rules.house.money import parse_rupiah
from association.rules.house.months import add_months, month_of, months_in, parse_month
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.price import Terms
from association.rules.law.tariff import DISCOUNTS, MINIMUM, Programme
from association.web.gate import settings
from association.web.page import asked_text

MOST_INCOME = 10**12
UNASKED = "1.000.000"


@dataclass(frozen=True, slots=True)
class Ticks:
    """What is ticked; who employs others must take JHT."""

    with_jht: bool
    employs: bool

    @property
    def programmes(self) -> frozenset[Programme]:
        """Return the programmes that follow."""
        return MINIMUM | {Programme.JHT} if self.with_jht else MINIMUM

    def terms(self, income: int) -> Terms:
        """Give of what a trader's contribution is reckoned, for an income in rupiah."""
        return Terms(
            programmes=self.programmes,
            income=income,
            sector=Sector.TRADE,
            funding=Funding.SELF,
            employs_helpers=self.employs,
            since=None,
        )


def typed_income() -> str:
    """Give what was typed as the income, else the lowest basis."""
    return asked_text("penghasilan") or UNASKED


def income() -> int:
    """Read the income, in whole rupiah a month; raises RuleError for what is no amount."""
    amount = parse_rupiah(typed_income())
    if amount > MOST_INCOME:
        raise RuleError("Penghasilan sebulan terlalu besar. Periksa angkanya.")
    return amount


def ticks() -> Ticks:
    """Read what is ticked."""
    employs = request.args.get("pekerja") == "1"
    return Ticks(with_jht=request.args.get("jht") == "1" or employs, employs=employs)


def month() -> date:
    """Read the contribution month, this one when none is asked; raises RuleError for what is no
    month."""
    text = asked_text("bulan")
    return parse_month(text) if text else month_of(settings().today())


def sector() -> Sector:
    """Read the sector: trade unless transport is asked."""
    return Sector.TRANSPORT if request.args.get("sektor") == Sector.TRANSPORT else Sector.TRADE


def funding() -> Funding:
    """Read who pays: the trader unless the state is asked."""
    return Funding.STATE if request.args.get("pembayar") == Funding.STATE else Funding.SELF


def months(chosen: date) -> list[date]:
    """List the months to choose from: a year back and a year and a half ahead, those of every
    discount, and the chosen one."""
    this = month_of(settings().today())
    discounted = (
        month for row in DISCOUNTS for month in months_in(row.first_month, row.last_month)
    )
    return sorted({chosen, *discounted, *(add_months(this, n) for n in range(-12, 19))})
