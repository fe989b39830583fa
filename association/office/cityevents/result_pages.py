"""What a city's events of a year achieved, compared; numbers only."""

from datetime import datetime

from flask import request
from flask_babel import gettext as _

from association.config import WIB
from association.database import db
from association.meetings.effect.achieved import Line, achieved, compared
from association.meetings.effect.held import held, market_names
from association.meetings.effect.wording import cell
from association.meetings.events.models import Kind
from association.meetings.events.wording import KINDS
from association.rules.house.effect import FEWEST
from association.rules.house.permissions import May
from association.web.gate import Pages, settings
from association.web.page import Answer, page, whole_number

pages = Pages("cityresults")
FIRST_YEAR = 2015


@pages.get("/pemantauan/kegiatan/hasil", may=May.OVERSEE_CITY)
def compare() -> Answer:
    """Compare kinds of events, speakers and markets by what their events of a year achieved;
    numbers only."""
    this_year = settings().today().year
    asked = whole_number(request.args.get("tahun")) or this_year
    year = asked if FIRST_YEAR <= asked <= this_year else this_year
    bounds = [datetime(one, 1, 1, tzinfo=WIB) for one in (year, year + 1)]
    every = held(db.session(), since=bounds[0], until=bounds[1])
    markets = market_names(db.session(), since=bounds[0], until=bounds[1])
    counted, unknown = achieved(every), str(_("(tidak dicatat)"))
    (whole,) = compared(every, counted, lambda _one: [""]) or [Line("")]
    return page(
        "office/cityevents/compare.html",
        year=year,
        years=range(this_year, this_year - 3, -1),
        whole=whole,
        kinds=compared(every, counted, lambda one: [str(KINDS[Kind(one.kind)])]),
        speakers=compared(every, counted, lambda one: [" ".join(one.speaker.split()) or unknown]),
        markets=compared(every, counted, lambda one: markets.get(one.id, [unknown])),
        fewest=FEWEST,
        cell=cell,
    )
