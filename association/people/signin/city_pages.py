"""Choose the city to work in: for admins, and for officers of a province or of the whole nation."""

from flask import request

from association.database import db
from association.people.accounts.reads import cities_of
from association.people.signin import actions
from association.rules.house.permissions import May
from association.web.gate import SESSION_COOKIE, Pages, actor, settings
from association.web.page import Answer, moved, page

pages = Pages("cities")


@pages.get("/kota", may=May.CHOOSE_CITY)
def cities() -> Answer:
    """List the cities that one may work in."""
    return page(
        "people/signin/cities.html", cities=cities_of(db.session(), actor().account_id or 0)
    )


@pages.post("/kota/<id:city_id>", may=May.CHOOSE_CITY)
def choose(city_id: int) -> Answer:
    """Work in a city from now on."""
    token = request.cookies.get(SESSION_COOKIE, "")
    actions.work_in(token, city_id, now=settings().now())
    return moved("/")
