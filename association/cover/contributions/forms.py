"""The contribution form: which months, which programmes, what the receipt says."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.rules.house.errors import RuleError
from association.rules.house.money import parse_rupiah, rupiah
from association.rules.house.months import add_months, month_code, month_of, parse_month
from association.rules.law.bands import BANDS, band_of
from association.rules.law.coverage import Coverage
from association.rules.law.owed import months_to_collect
from association.rules.law.payments import CHANNELS, MOST_MONTHS, Payment
from association.rules.law.price import Terms
from association.rules.law.tariff import (
    PERIODS,
    MonthlyAmount,
    parse_programmes,
    programmes_code,
)
from association.rules.people.dates import format_date, format_month, parse_date
from association.web.forms import Form, checked, required
from association.web.gate import settings
from association.web.language import shown_later
from association.web.page import whole_number

MONTHS_BACK, MONTHS_AHEAD = 24, 6


def _paid_on(text: str) -> date:
    return parse_date(text, today=settings().today(), past=True)


def _months(text: str) -> int:
    months = whole_number(text) or 0
    if not 1 <= months <= MOST_MONTHS:
        raise RuleError("Jumlah bulan harus 1 sampai %(n)s.", n=MOST_MONTHS)
    return months


def _month(text: str) -> date:
    try:
        return parse_month(text)
    except ValueError:
        raise RuleError("Pilih bulan dari daftar.") from None


def _income(text: str) -> int:
    income = parse_rupiah(text)
    if income > 10**12:
        raise RuleError("Penghasilan sebulan terlalu besar.")
    return income


def _amount(text: str) -> int:
    amount = parse_rupiah(text)
    if amount > 10**9:
        raise RuleError("Jumlah uang terlalu besar. Periksa angkanya.")
    return amount


class ContributionForm(Form):
    """Months 1, 3, 6 or 12 with one tap, or a number; everything else is filled in already and can
    be changed."""

    other_months = wtforms.StringField(lazy_gettext("Jumlah bulan lain"), [checked(_months)])
    months = wtforms.StringField(lazy_gettext("Bayar berapa bulan"), [required(), checked(_months)])
    first_month = wtforms.StringField(
        lazy_gettext("Mulai iuran bulan"), [required(), checked(_month)]
    )
    programmes = wtforms.StringField(
        lazy_gettext("Program"), [required(), checked(parse_programmes)]
    )
    income = wtforms.StringField(lazy_gettext("Penghasilan sebulan"), [checked(_income)])
    amount = wtforms.StringField(lazy_gettext("Jumlah di kuitansi"), [checked(_amount)])
    paid_on = wtforms.StringField(lazy_gettext("Tanggal bayar"), [checked(_paid_on)])
    channel = wtforms.SelectField(
        lazy_gettext("Bayar lewat"),
        choices=[wtforms.SelectChoice(c, shown_later(c.capitalize())) for c in CHANNELS],
        default=CHANNELS[0],
    )
    receipt = wtforms.StringField(
        lazy_gettext("Nomor kuitansi"), [wtforms.validators.Length(max=40)]
    )
    gap_confirmed = wtforms.BooleanField(
        lazy_gettext("Ya, bulan yang terlewat memang tidak dibayar")
    )
    number_confirmed = wtforms.BooleanField(lazy_gettext("Ya, buktinya memang nomor itu juga"))

    def settle(self) -> None:
        """Make a number of months that was typed one of the choices, so that tapping another choice
        counts."""
        other = whole_number((self.other_months.data or "").strip()) or 0
        if 1 <= other <= MOST_MONTHS:
            self.months.data, self.other_months.data = str(other), ""

    def payment(self) -> Payment:
        """Give what was typed as the action takes it; call only after validate()."""
        return Payment(
            first_month=self.first_month.value,
            months=self.other_months.value or self.months.value,
            programmes=self.programmes.value,
            income=self.income.value or 0,
            amount=self.amount.value,
            paid_on=self.paid_on.value or settings().today(),
            channel=self.channel.data,
            receipt=(self.receipt.data or "").strip(),
            gap_confirmed=self.gap_confirmed.data,
            number_confirmed=self.number_confirmed.data,
        )


@dataclass(frozen=True, slots=True)
class Period:
    """One choice of months with its amount, split where the tariff changes; `is_open` when no text
    settles it."""

    months: int
    last_month: date
    total: int
    is_open: bool
    parts: tuple[tuple[MonthlyAmount, int], ...]  # the amount of a month, and for how many months


def start(cover: Coverage, terms: Terms, *, asked: Any) -> ContributionForm:
    """Make the form for a member: from the next unpaid month on, with what was chosen before or
    asked in the URL."""
    return ContributionForm(
        asked,
        months=str(months_to_collect(cover, today=settings().today())),
        first_month=month_code(cover.collect_from),
        programmes=programmes_code(terms.programmes),
        income=str(terms.income),
        paid_on=format_date(settings().today()),
    )


def periods(form: ContributionForm, terms: Terms, *, owed: int) -> tuple[Period, ...]:
    """Price each choice of months, the `owed` ones among them, with the income and programmes
    that the form says; nothing when it says something impossible."""
    try:
        first, income = _month(form.first_month.data or ""), _income(form.income.data or "0")
        programmes = parse_programmes(form.programmes.data or "")
        asked = replace(terms, income=income, programmes=programmes)
        chosen = _months(form.months.data or "1")
        choices = sorted({*PERIODS, owed, chosen})
        return tuple(_period(first, months, asked) for months in choices)
    except RuleError:
        return ()


def says(form: ContributionForm, periods: tuple[Period, ...]) -> dict[str, object]:
    """Give what the form says: each amount, and of what it is reckoned (actions.chosen)."""
    if not periods:
        return {}
    parts = (form.first_month.data, form.programmes.data, form.income.data or "0")
    return {"untuk": "/".join(parts)} | {str(one.months): one.total for one in periods}


def _period(first: date, months: int, terms: Terms) -> Period:
    each = terms.amounts(first, months)
    parts: list[tuple[MonthlyAmount, int]] = []
    for month in each:
        if parts and parts[-1][0].total == month.total:
            parts[-1] = (parts[-1][0], parts[-1][1] + 1)
        else:
            parts.append((month, 1))
    total, is_open = terms.total(first, months), terms.is_open(first, months)
    return Period(months, each[-1].month, total, is_open, tuple(parts))


def first_months(cover: Coverage) -> list[tuple[str, str]]:
    """List the months a payment may begin with, the next unpaid one among them."""
    now = month_of(settings().today())
    begin, end = (
        min(add_months(now, -MONTHS_BACK), cover.next_month),
        max(add_months(now, MONTHS_AHEAD), cover.collect_from),
    )
    months, one = [], begin
    while one <= end:
        months.append((month_code(one), format_month(one)))
        one = add_months(one, 1)
    return months


def incomes(form: ContributionForm) -> list[tuple[str, str]]:
    """List the 33 income bands by their lower bounds (PP 44/2015 Lampiran II); an income that lies
    within one stands for it, so that choosing nothing else keeps it."""
    try:
        income = _income(form.income.data or "0")
        own = band_of(income)
    except RuleError:
        income, own = 0, BANDS[0]
    return [
        (
            str(income if band is own else band.lower),
            _("%(low)s ke atas", low=rupiah(band.lower))
            if band.lower
            else _("di bawah %(high)s", high=rupiah(BANDS[1].lower)),
        )
        for band in BANDS
    ]
