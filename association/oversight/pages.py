"""/pemantauan: what the trade office sees. Numbers with their date and denominator, never people."""

from typing import Any

from flask import Response, abort, request
from flask_babel import gettext as _

from association.access.reach import OneCity
from association.database import db
from association.oversight import reads
from association.oversight.reads import FIGURES, Figures, Scope
from association.oversight.table import csv_bytes
from association.rules.dates import format_date
from association.rules.months import add_months, last_day, month_code, month_of, parse_month
from association.rules.permissions import May
from association.web.formats import percent
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, asked_text, page, refused

pages = Pages("oversight")
MONTHS = 12
NOTHING = Figures()
MOST_HELPED, FEWEST = 5, 10


@pages.get("/pemantauan", may=May.OVERSEE_CITY)
def monitoring() -> Answer:
    """Show the city's participation on a day: in all, per market, per paguyuban."""
    scope, problem = _scope()
    context = _figures(scope) | {
        "scope": scope,
        "city": reads.city(db.session(), scope.city_id),
        "months": [add_months(month_of(settings().today()), -back) for back in range(MONTHS)],
        "districts": sorted(
            {market.district for market in reads.markets(db.session(), scope.city_id) if market.district}
        ),
        "all_markets": reads.markets(db.session(), scope.city_id),
        "problem": problem,
        "month_code": month_code,
        "month_of": month_of,
        "query": request.query_string.decode(),
    }
    answer = refused if problem else page
    return answer("oversight/monitoring.html", parts=("figures",), **context)


def _scope() -> tuple[Scope, str]:
    """Read what is asked from the address; a month that cannot be gives today's figures and a sentence."""
    today, problem = settings().today(), ""
    day = today
    if asked := request.args.get("bulan", ""):
        try:
            day = min(last_day(parse_month(asked)), today)
            if parse_month(asked) > today or day.year < 2015:
                raise ValueError
        except ValueError:
            day, problem = today, _("Bulan itu tidak bisa ditampilkan. Pilih bulan dari daftar.")
    reach = actor().reach
    if not isinstance(reach, OneCity):
        abort(403)
    return Scope(
        city_id=reach.city_id, day=day, market_id=asked_id("pasar"), district=asked_text("kecamatan", most=40)
    ), problem


def _figures(scope: Scope) -> dict[str, Any]:
    session = db.session()
    counted = reads.count(session, scope)
    by_market, by_association = counted.per_market, counted.per_association
    markets = [
        (market, by_market[market.id]) for market in reads.markets(session, scope.city_id) if market.id in by_market
    ]
    associations = [(one, by_association[one.id]) for one in reads.associations(session) if one.id in by_association]
    weak = sorted(
        (pair for pair in associations if pair[1].members >= FEWEST), key=lambda pair: pair[1].active / pair[1].members
    )
    return {
        "whole": counted.whole,
        "markets": sorted(markets, key=lambda pair: -pair[1].members),
        "unplaced": by_market.get(None, NOTHING),
        "associations": associations,
        "weak": weak[:MOST_HELPED],
        "working": reads.associations_per_market(session),
    }


@pages.get("/pemantauan/pasar/<id:market_id>", may=May.OVERSEE_CITY)
def one_market(market_id: int) -> Answer:
    """Show one market: its people by status, and its paguyuban."""
    asked, _problem = _scope()
    market = reads.market(db.session(), market_id, city_id=asked.city_id)
    scope = Scope(city_id=asked.city_id, day=asked.day, market_id=market.id)
    counted = reads.count(db.session(), scope)
    working = reads.associations(db.session(), market_id=market.id)
    rows = [(one, counted.per_association.get(one.id, NOTHING)) for one in working]
    return page(
        "oversight/place.html",
        name=market.name,
        district=market.district,
        whole=counted.whole,
        rows=rows,
        kind="paguyuban",
        day=scope.day,
    )


@pages.get("/pemantauan/paguyuban/<id:association_id>", may=May.OVERSEE_CITY)
def one_association(association_id: int) -> Answer:
    """Show one paguyuban: its people by status, and its markets."""
    asked, _problem = _scope()
    association = reads.association(db.session(), association_id)
    scope = Scope(city_id=asked.city_id, day=asked.day, association_id=association.id)
    counted = reads.count(db.session(), scope)
    rows = [(market, counted.per_market.get(market.id, NOTHING)) for market in association.markets]
    return page(
        "oversight/place.html",
        name=association.name,
        district=None,
        whole=counted.whole,
        rows=rows,
        kind="pasar",
        day=scope.day,
    )


@pages.get("/pemantauan/unduh.csv", may=May.OVERSEE_CITY)
def download() -> Answer:
    """Give the figures to take away: numbers, their date and their denominators."""
    scope, _problem = _scope()
    found = _figures(scope)
    day = format_date(scope.day)
    head = [
        _("Jenis"),
        _("Nama"),
        _("Kecamatan"),
        _("Per tanggal"),
        _("Pedagang tercatat"),
        _("Aktif"),
        _("Jatuh tempo"),
    ]
    rows: list[list[str | int]] = [[*head, _("Menunggak"), _("Nonaktif"), _("Belum terlindungi"), _("Cakupan")]]
    rows.append(_line(_("Kota"), reads.city(db.session(), scope.city_id).name, "", day, found["whole"]))
    rows += [
        _line(_("Pasar"), market.name, market.district or "", day, figures) for market, figures in found["markets"]
    ]
    if found["unplaced"].members:
        rows.append(_line(_("Pasar"), _("(pasar belum diisi)"), "", day, found["unplaced"]))
    rows += [_line(_("Paguyuban"), one.name, "", day, figures) for one, figures in found["associations"]]
    name = f"kepesertaan-{scope.day.isoformat()}.csv"
    return Response(
        csv_bytes(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _line(kind: str, name: str, district: str, day: str, figures: Figures) -> list[str | int]:
    counts = [getattr(figures, figure) for figure in FIGURES]
    return [kind, name, district, day, figures.members, *counts, percent(figures.active, figures.members)]
