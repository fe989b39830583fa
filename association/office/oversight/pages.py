"""/pemantauan: what the trade office sees. Numbers with their date and denominator, never
people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, request
from flask_babel import gettext as _

from association.access.reach import OneCity
from association.database import db
from association.office.oversight import reads
from association.office.oversight.reads import Figures, Scope
from association.office.oversight.table import headings, line
from association.people.signin.sections import OFFICE_PAGE
from association.rules.house.csv_rows import csv_bytes
from association.rules.house.errors import RuleError
from association.rules.house.months import add_months, last_day, month_code, month_of, parse_month
from association.rules.house.permissions import May
from association.rules.people.dates import format_date
from association.territory import reads as territory
from association.territory.models import Association, Market
from association.web.asof import PARAMETER, AsOf, asked_day
from association.web.formats import number
from association.web.gate import Pages, actor, settings
from association.web.language import in_indonesian
from association.web.page import Answer, asked_id, asked_text, page, refused, wanted_part

pages = Pages("oversight")
MONTHS = 12
NOTHING = Figures()
MOST_HELPED, FEWEST = 5, 10
MOST_SHOWN = 6  # markets of the overview before the rest, which is closed
FIRST_YEAR = 2015  # rates are known from then on


@pages.get("/pemantauan", may=May.OVERSEE_CITY)
def monitoring() -> Answer:
    """Show the city's participation on a day: in all, per market, per paguyuban."""
    return _overview_page(_overview())


def _overview_page(overview: dict[str, Any]) -> Answer:
    answer = refused if overview["problem"] else page
    first = OFFICE_PAGE.gather(actor())["first"] if not wanted_part(("figures",)) else []
    whole = overview["whole"]
    live = _(
        "%(active)s aktif dari %(all)s.", active=number(whole.active), all=number(whole.members)
    )
    return answer(
        "office/oversight/monitoring.html",
        parts=("figures",),
        sections=first,
        live=live,
        **overview,
    )


def _city_id() -> int:
    reach = actor().reach
    if not isinstance(reach, OneCity):
        abort(403)
    return reach.city_id


@dataclass(frozen=True, slots=True)
class Asked:
    """The day to show: the end of a month (`bulan`), any other day (`as_of`), or today with a
    sentence on what was wrong."""

    day: date
    problem: str = ""
    as_of: AsOf | None = None

    def scope(self, city_id: int, **part: Any) -> Scope:
        """Give what is asked for of a part of the city."""
        past = self.day < settings().today()
        return Scope(city_id=city_id, day=self.day, past=past, as_of=self.as_of is not None, **part)

    @property
    def asking(self) -> dict[str, str]:
        """Give the parameter that asks for the same day."""
        if self.as_of:
            return {PARAMETER: self.day.isoformat()}
        return {"bulan": month_code(month_of(self.day))}

    @property
    def query(self) -> str:
        """Keep another day than today in the links to places."""
        return "" if self.day == settings().today() else "?" + urlencode(self.asking)


def _day() -> Asked:
    """Read the day asked for; a month gives its last day, or today in the current one."""
    today, asked, as_of = settings().today(), request.args.get("bulan", ""), asked_day()
    if as_of is not None:
        return Asked(today, as_of.problem) if as_of.problem else Asked(as_of.day, as_of=as_of)
    if not asked:
        return Asked(today)
    try:
        month = parse_month(asked)
    except RuleError:
        month = add_months(month_of(today), 1)
    if month > today or month.year < FIRST_YEAR:
        return Asked(
            today,
            _("Bulan itu tidak bisa ditampilkan. Pilih bulan dari daftar; ini angka hari ini."),
        )
    return Asked(min(last_day(month), today))


def _scope(city_id: int, markets: list[Market], when: Asked) -> tuple[Scope, str]:
    """Read market and kecamatan; a place that the city does not have is left out, with a
    sentence."""
    problem = when.problem
    asked, district = asked_text("pasar"), asked_text("kecamatan", most=40)
    market_id = next((one.id for one in markets if one.id == asked_id("pasar")), None)
    if asked and market_id is None:
        problem = problem or _(
            "Pasar itu tidak ada di kota ini, atau tutup waktu itu. Pilih pasar dari daftar; ini "
            "angka semua pasar."
        )
    if district and district not in {one.district for one in markets}:
        problem = problem or _(
            "Kecamatan itu tidak ada. Pilih kecamatan dari daftar; ini angka semua kecamatan."
        )
        district = ""
    return when.scope(city_id, market_id=market_id, district=district), problem


def _overview() -> dict[str, Any]:
    """Gather what the page and the file show; the city's markets are read once."""
    session, city_id = db.session(), _city_id()
    when = _day()
    all_markets = territory.markets(session, city_id, on=when.day)
    scope, problem = _scope(city_id, all_markets, when)
    counted = reads.count(session, scope)
    asked = [one for one in all_markets if scope.holds(one)]
    markets = [(one, counted.per_market[one.id]) for one in asked if one.id in counted.per_market]
    associations = [
        (one, counted.per_association[one.id])
        for one in territory.associations(session, on=scope.day, also=counted.per_association)
    ]
    return {
        "scope": scope,
        "problem": problem,
        "city": territory.city(session, city_id),
        "all_markets": all_markets,
        "districts": sorted({one.district for one in all_markets if one.district}),
        "whole": counted.whole,
        "most_shown": MOST_SHOWN,
        "markets": sorted(markets, key=lambda pair: -pair[1].members),
        "unplaced": counted.per_market.get(None, NOTHING),
        "empty": len(asked) - len(markets),
        "associations": associations,
        "weak": _weak(associations),
        "working": territory.associations_per_market(session, on=scope.day),
        "months": _months(scope.day),
        "month_code": month_code,
        "chosen": month_of(scope.day),
        "narrowed": _narrowed(scope, all_markets),
        "query": urlencode(when.asking | _place_query(scope)),
        "here": "/pemantauan?" + urlencode(_place_query(scope)),
        "month_query": when.query,
        "as_of": when.as_of,
    }


def _weak(associations: list[tuple[Association, Figures]]) -> list[tuple[Association, Figures]]:
    """Pick the paguyuban with the lowest coverage, those with most arrears first among equals; very
    small ones vary too much."""
    large = [
        pair
        for pair in associations
        if pair[1].members >= FEWEST and pair[1].active < pair[1].members
    ]
    return sorted(large, key=lambda pair: (pair[1].active / pair[1].members, -pair[1].arrears))[
        :MOST_HELPED
    ]


def _months(day: date) -> list[date]:
    """List the months to choose from, latest first; an older one that was asked for stays
    chosen."""
    current = month_of(settings().today())
    months = [add_months(current, -back) for back in range(MONTHS)]
    return months if month_of(day) in months else [*months, month_of(day)]


def _narrowed(scope: Scope, markets: list[Market]) -> str:
    """Name the part of the city that was asked for; empty for all of it."""
    names = [one.name for one in markets if one.id == scope.market_id]
    return ", ".join(
        names + ([_("Kecamatan %(name)s", name=scope.district)] if scope.district else [])
    )


def _place_query(scope: Scope) -> dict[str, str]:
    asked = {"kecamatan": scope.district, "pasar": str(scope.market_id or "")}
    return {name: value for name, value in asked.items() if value}


@pages.get("/pemantauan/pasar/<id:market_id>", may=May.OVERSEE_CITY)
def one_market(market_id: int) -> Answer:
    """Show one market: its people by status, and the paguyuban that work there or have people
    there."""
    session, city_id = db.session(), _city_id()
    market = territory.market(session, market_id, city_id=city_id)
    when = _day()
    counted = reads.count(session, when.scope(city_id, market_id=market.id))
    here = territory.associations(
        session, on=when.day, market_id=market.id, also=counted.per_association
    )
    rows = [(one, counted.per_association.get(one.id, NOTHING)) for one in here]
    return _place(market, counted.whole, rows, kind="paguyuban", when=when)


@pages.get("/pemantauan/paguyuban/<id:association_id>", may=May.OVERSEE_CITY)
def one_association(association_id: int) -> Answer:
    """Show one paguyuban: its people by status, and the markets where it works or has people."""
    session, city_id = db.session(), _city_id()
    association = territory.association(session, association_id)
    when = _day()
    counted = reads.count(session, when.scope(city_id, association_id=association.id))
    found = counted.per_market
    working = territory.markets_on(session, association.id, on=when.day) | found.keys()
    open_then = territory.markets(session, city_id, on=when.day)
    here = [one for one in open_then if one.id in working]
    rows = [(one, found.get(one.id, NOTHING)) for one in here]
    unplaced = found.get(None, NOTHING)
    return _place(association, counted.whole, rows, unplaced, kind="pasar", when=when)


def _place(
    place: Association | Market,
    whole: Figures,
    rows: Sequence[tuple[Association | Market, Figures]],
    unplaced: Figures = NOTHING,
    *,
    kind: str,
    when: Asked,
) -> Answer:
    answer = refused if when.problem else page
    return answer(
        "office/oversight/place.html",
        name=place.name,
        district=place.district if isinstance(place, Market) else None,
        closed=not territory.is_open(db.session(), place, on=when.day),
        whole=whole,
        rows=rows,
        unplaced=unplaced,
        kind=kind,
        day=when.day,
        problem=when.problem,
        as_of=when.as_of,
        month_query=when.query,
    )


@pages.get("/pemantauan/unduh.csv", may=May.OVERSEE_CITY)
def download() -> Answer:
    """Give the figures to take away: numbers, their date and their denominators."""
    overview = _overview()
    if overview["problem"]:
        return _overview_page(overview)
    name = f"kepesertaan-{overview['scope'].day.isoformat()}.csv"
    return Response(
        _csv(overview),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@in_indonesian()
def _csv(overview: dict[str, Any]) -> bytes:
    return csv_bytes([headings(), *_lines(overview)])


def _lines(overview: dict[str, Any]) -> Iterator[list[str | int]]:
    """Give the figures of the whole, of each market and of each paguyuban."""
    day, part, city = (
        format_date(overview["scope"].day),
        overview["narrowed"],
        overview["city"].name,
    )
    yield line(_("Pilihan") if part else _("Kota"), part or city, "", day, overview["whole"])
    for market, figures in overview["markets"]:
        yield line(_("Pasar"), market.name, market.district or "", day, figures)
    if overview["unplaced"].members:
        nowhere = _("(pasar belum diisi, atau sudah ditutup)")
        yield line(_("Pasar"), nowhere, "", day, overview["unplaced"])
    for one, figures in overview["associations"]:
        yield line(_("Paguyuban"), one.name, "", day, figures)
