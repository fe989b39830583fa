"""/pemantauan/klaim: what became of the city's cases. Numbers, amounts and how long it took, never
people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask import abort
from flask_babel import gettext as _

from association.access.reach import OneCity
from association.cover.claims.wording import case_states, kinds
from association.database import db
from association.office.payouts import reads
from association.rules.house.permissions import May
from association.rules.law.claims import GOING_ON, ClaimState
from association.rules.law.payouts import (
    FEW,
    CityCase,
    Group,
    Period,
    from_death,
    group,
    kept,
    paid_in,
    times,
    total,
)
from association.rules.people.dates import format_month
from association.territory import reads as territory
from association.territory.models import Market
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, asked_text, page, refused, whole_number

pages = Pages("payouts")
PAYOUTS = "office/payouts/payouts.html"
YEARS = 5  # to choose from; a case is older than that only as an exception


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and what was wrong with it."""

    period: Period
    market: Market | None
    problem: str = ""

    @property
    def shown_month(self) -> int:
        """Give the month asked for, else the current one."""
        return self.period.month or settings().today().month

    @property
    def is_narrow(self) -> bool:
        """Tell whether a single case could be somebody's whom people know."""
        return self.market is not None or self.period.month is not None


@pages.get("/pemantauan/klaim", may=May.OVERSEE_CITY)
def payouts() -> Answer:
    """Show the city's cases by kind, state and market, what was paid, and how long it took."""
    reach, session, today = actor().reach, db.session(), settings().today()
    if not isinstance(reach, OneCity):
        abort(403)
    markets = territory.markets(session, reach.city_id)
    asked = _asked(markets)
    year = asked.period.year
    market_id = asked.market.id if asked.market else None
    cases = reads.cases(session, reach.city_id, year=year, market_id=market_id)
    answer = refused if asked.problem else page
    return answer(
        PAYOUTS,
        parts=("cases",),
        asked=asked,
        problem=asked.problem,
        city=territory.city(session, reach.city_id),
        markets=markets,
        years=[today.year - back for back in range(YEARS)],
        states={name: text for name, text in case_states().items() if name != ClaimState.UNDONE},
        months=[date(year, month, 1) for month in range(1, 13)],
        month=date(year, asked.shown_month, 1),
        period=_worded(asked.period),
        few=FEW,
        **_figures(cases, asked),
    )


def _asked(markets: Sequence[Market]) -> Asked:
    """Read year, month and market; what cannot be shown is left out, with a sentence."""
    year, month, asked = (asked_text(name, most=10) for name in ("tahun", "bulan", "pasar"))
    this, problem = settings().today().year, ""
    shown, chosen = whole_number(year) or this, whole_number(month)
    if (year and not this - YEARS < shown <= this) or (month and chosen not in range(1, 13)):
        problem = _("Bulan atau tahun itu tidak bisa ditampilkan. Pilih dari daftar.")
        shown, chosen = this, None
    market = next((one for one in markets if one.id == asked_id("pasar")), None)
    if asked and market is None:
        problem = problem or _("Pasar itu tidak ada di kota ini. Ini angka semua pasar.")
    return Asked(Period(year=shown, month=chosen), market, problem)


def _worded(period: Period) -> str:
    """Name a month, or a year."""
    if period.month is None:
        return str(period.year)
    return format_month(date(period.year, period.month, 1))


def _figures(cases: Sequence[CityCase], asked: Asked) -> dict[str, Any]:
    """Sum up the cases: in all, by kind, by market, and how long they took. Of few within one
    market or month no days are told: whoever knows one death would know whose they are."""
    paid, year = paid_in(cases, asked.period), asked.period.year
    month = Period(year=year, month=asked.shown_month)
    deaths, promises = times(from_death(paid)), kept(paid)
    told = [one for one in promises if not asked.is_narrow or one.times.cases >= FEW]
    hides = bool(asked.is_narrow and deaths and deaths.cases < FEW)
    return {
        "going_on": sum(one.state in GOING_ON for one in cases),
        "paid_year": total(paid_in(cases, Period(year=year))),
        "paid_month": total(paid_in(cases, month)),
        "whole": group(_("Semua"), cases, asked.period),
        "kinds": [
            group(text, [one for one in cases if one.kind == kind], asked.period)
            for kind, text in kinds().items()
        ],
        "by_market": _by_market(cases, asked.period),
        "deaths": None if hides else deaths,
        "promises": told,
        "hides": hides or len(told) < len(promises),
    }


def _by_market(cases: Sequence[CityCase], period: Period) -> list[Group]:
    """Sum up each market, those with most cases first."""

    def place(one: CityCase) -> tuple[str, int]:
        return one.market, one.market_id or 0

    found = [
        group(name or _("Pasar belum diisi"), list(some), period)
        for (name, _id), some in groupby(sorted(cases, key=place), place)
    ]
    return sorted((one for one in found if one.cases or one.paid), key=lambda one: -one.cases)
