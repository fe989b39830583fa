"""/iuran computes, /iuran/aturan tells which rule gave an amount, /program explains; for
everybody."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from association.cover.calculator import forms
from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.house.months import month_code, month_of
from association.rules.house.permissions import May
from association.rules.law.bands import BANDS, BANDS_SOURCE, band_of, band_text
from association.rules.law.benefits import benefits
from association.rules.law.price import price
from association.rules.law.reasons import Reasons, reasons
from association.rules.law.sources import SOURCES
from association.rules.law.tariff import DISCOUNTS, RATES, monthly_amount
from association.web.gate import Pages, settings
from association.web.language import in_indonesian
from association.web.page import Answer, page, refused
from association.web.words import in_words

pages = Pages("calculator")
# "Rp280 sehari": a month's amount by thirty days, as BPJS Ketenagakerjaan's own posters count
DAYS = 30


@pages.get("/iuran", may=May.SEE_PUBLIC, listed=True)
def calculate() -> Answer:
    """Show what an income and programmes cost this month and next year, and which rule says so."""
    typed, ticks = forms.typed_income(), forms.ticks()
    try:
        income = forms.income()
    except RuleError as error:
        return refused(
            "cover/calculator/amount.html",
            parts=("answer",),
            typed=typed,
            problem=in_words(error),
            ticks=ticks,
        )
    this, terms = month_of(settings().today()), ticks.terms(income)
    [now], cost = terms.amounts(this, 1), price(terms, today=this)
    gains = benefits(now.basis)
    return page(
        "cover/calculator/amount.html",
        parts=("answer",),
        typed=typed,
        problem="",
        now=now,
        later=terms.total(date(this.year + 1, 1, 1), 1),
        price=cost,
        live=_("%(amount)s sebulan, perkiraan.", amount=rupiah(now.total)),
        band=band_text(band_of(income)),
        a_day=now.total // DAYS,
        gains=gains,
        sources=_sources(now.discount.source if now.discount else None),
        share=_share(now.total, gains.jkm_full),
        ticks=ticks,
        why=urlencode(
            {"penghasilan": income, "jht": int(ticks.with_jht), "pekerja": int(ticks.employs)}
        ),
    )


@pages.get("/iuran/aturan", may=May.SEE_PUBLIC, listed=True)
def rules() -> Answer:
    """Tell which row of which table gave the amount of one month, who published it, and what is
    still open."""
    typed, ticks = forms.typed_income(), forms.ticks()
    sector, funding = forms.sector(), forms.funding()
    asked: dict[str, Any] = {
        "typed": typed,
        "ticks": ticks,
        "sector": sector,
        "funding": funding,
        "month_code": month_code,
    }
    this = month_of(settings().today())
    try:
        month, income = forms.month(), forms.income()
        why = reasons(
            month,
            income=income,
            programmes=ticks.programmes,
            sector=sector,
            funding=funding,
            employs_helpers=ticks.employs,
        )
    except RuleError as error:
        asked |= {"months": forms.months(this), "month": this, "problem": in_words(error)}
        return refused("cover/calculator/rules.html", parts=("reasons",), **asked)
    return page(
        "cover/calculator/rules.html",
        parts=("reasons",),
        **asked,
        months=forms.months(month),
        month=month,
        problem="",
        live=_("%(amount)s sebulan.", amount=rupiah(why.amount.total)),
        why=why,
        **_tables(why),
    )


def _tables(why: Reasons) -> dict[str, Any]:
    """Give the tables of the law, and the sources of the rows that gave the amount."""
    cited = (BANDS_SOURCE, why.rates.source, why.row.source, "cnbc_pp50", "pp49_2020")
    return {
        "bands": [(number, band_text(band), band.basis) for number, band in enumerate(BANDS, 1)],
        "bands_source": BANDS_SOURCE,
        "rates": RATES,
        "discounts": DISCOUNTS,
        "sources": {key: SOURCES[key] for key in cited},
    }


def _sources(discount: str | None) -> list[tuple[str, str]]:
    """Give address and text of the rules behind the amount: bands, rates, and the discount while it
    holds."""
    keys = (BANDS_SOURCE, RATES[-1].source, *([discount] if discount else []))
    return [(SOURCES[key].address, SOURCES[key].what) for key in keys]


@in_indonesian()
def _share(total: int, death: int) -> str:
    text = _(
        "BPJS Ketenagakerjaan untuk pedagang: %(total)s sebulan (perkiraan). Bila meninggal, "
        "keluarga menerima %(death)s setelah 3 bulan jadi peserta. Hitung sendiri: %(link)s",
        total=rupiah(total),
        death=rupiah(death),
        link=f"{settings().base_url}/iuran",
    )
    return str(text)


@pages.get("/program", may=May.SEE_PUBLIC, listed=True)
def programmes() -> Answer:
    """Explain JKK, JKM and JHT in plain sentences, with sums and sources."""
    lowest = monthly_amount(month_of(settings().today()))
    return page(
        "cover/calculator/programmes.html",
        gains=benefits(lowest.basis),
        lowest=lowest,
        sources=SOURCES,
    )
