"""/iuran computes, /program explains; both for everybody."""

from datetime import date

from flask import request
from flask_babel import gettext as _

from association.rules.benefits import benefits
from association.rules.errors import RuleError
from association.rules.money import parse_rupiah, rupiah
from association.rules.months import month_of
from association.rules.permissions import May
from association.rules.price import price
from association.rules.sources import SOURCES
from association.rules.tariff import BANDS_SOURCE, MINIMUM, RATES, Programme, band_of, band_text, monthly_amount
from association.web.gate import Pages, settings
from association.web.page import Answer, asked_text, page, refused
from association.web.words import in_words

pages = Pages("calculator")
DAYS = 30  # "Rp280 sehari": a month's amount by thirty days, as BPJS Ketenagakerjaan's own posters count
MOST_INCOME = 10**12
UNASKED = "1.000.000"


@pages.get("/iuran", may=May.SEE_PUBLIC)
def calculate() -> Answer:
    """Show what an income and programmes cost this month and next year, and which rule says so."""
    typed = asked_text("penghasilan") or UNASKED
    employs = request.args.get("pekerja") == "1"
    with_jht = request.args.get("jht") == "1" or employs
    try:
        income = parse_rupiah(typed)
        if income > MOST_INCOME:
            raise RuleError("Penghasilan sebulan terlalu besar. Periksa angkanya.")
    except RuleError as error:
        return refused(
            "calculator/amount.html",
            parts=("answer",),
            typed=typed,
            problem=in_words(error),
            **_ticks(with_jht, employs),
        )
    programmes = MINIMUM | {Programme.JHT} if with_jht else MINIMUM
    this = month_of(settings().today())
    now = monthly_amount(this, income=income, programmes=programmes)
    cost = price(income=income, programmes=programmes, today=this)
    gains = benefits(now.basis)
    return page(
        "calculator/amount.html",
        parts=("answer",),
        typed=typed,
        problem="",
        now=now,
        later=monthly_amount(date(this.year + 1, 1, 1), income=income, programmes=programmes),
        price=cost,
        band=band_text(band_of(income)),
        a_day=now.total // DAYS,
        gains=gains,
        sources=_sources(now.discount.source if now.discount else None),
        share=_share(now.total, gains.jkm_full),
        **_ticks(with_jht, employs),
    )


def _ticks(with_jht: bool, employs: bool) -> dict[str, bool]:
    return {"with_jht": with_jht, "employs": employs}


def _sources(discount: str | None) -> list[tuple[str, str]]:
    """Give address and text of the rules behind the amount: bands, rates, and the discount while it holds."""
    keys = (BANDS_SOURCE, RATES[-1].source, *([discount] if discount else []))
    return [(SOURCES[key].address, SOURCES[key].what) for key in keys]


def _share(total: int, death: int) -> str:
    text = _(
        "BPJS Ketenagakerjaan untuk pedagang: %(total)s sebulan (perkiraan). Bila meninggal, keluarga menerima %(death)s "
        "setelah 3 bulan jadi peserta. Hitung sendiri: %(link)s",
        total=rupiah(total),
        death=rupiah(death),
        link=f"{settings().base_url}/iuran",
    )
    return str(text)


@pages.get("/program", may=May.SEE_PUBLIC)
def programmes() -> Answer:
    """Explain JKK, JKM and JHT in plain sentences, with sums and sources."""
    lowest = monthly_amount(month_of(settings().today()))
    return page("calculator/programmes.html", gains=benefits(lowest.basis), lowest=lowest, sources=SOURCES)
