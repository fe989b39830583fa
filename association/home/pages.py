"""The first page of each role, and everything else."""

from flask import redirect

from association.access.reach import OneCity
from association.database import db
from association.home.reads import lapsing
from association.meetings.events import reads as events
from association.people.accounts import reads as accounts
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE, OFFICE_PAGE
from association.roster.members import counting
from association.rules.house.months import last_day, month_of
from association.rules.house.permissions import May, Role
from association.rules.law.death_benefit import death_benefit_on
from association.web.asof import asked_day
from association.web.gate import CHOOSE_CITY, Pages, actor, settings
from association.web.page import Answer, page

pages = Pages("home")
MOST_NAMES = 3


@pages.get("/", may=May.SEE_PUBLIC, listed=True)
def start() -> Answer:
    """Show a leader what needs doing, send an officer to the figures, tell a visitor what this
    is."""
    who = actor()
    if who.role is Role.VISITOR:
        return page("home/visitor.html")
    if not who.is_leader:
        return redirect(_office(who), 303)
    as_of = asked_day()
    if as_of is not None:
        return redirect(f"/anggota{as_of.query}", 303)
    today = settings().today()
    law = death_benefit_on(today)
    counts = counting.counts(db.session(), association_id=who.association_id, today=today)
    return page(
        "home/leader.html",
        counts=counts,
        at_stake=counting.at_stake(db.session(), association_id=who.association_id, today=today),
        law=law.law if law else "",
        month_end=last_day(month_of(today)),
        lapsing=lapsing(
            db.session(), association_id=who.association_id, today=today, most=MOST_NAMES
        ),
        sections=LEADERS_PAGE.gather(who),
        next_event=events.next_one(
            db.session(), association_id=who.association_id, now=settings().now()
        ),
    )


def _office(who: Actor) -> str:
    """Name the first page of an officer or an admin."""
    if not isinstance(who.reach, OneCity):
        return CHOOSE_CITY
    return "/pemantauan" if who.role is Role.OFFICER else "/lainnya"


@pages.get("/lainnya", may=May.SEE_HOME)
def more() -> Answer:
    """Show the rest: import, card check, sign-out."""
    who = actor()
    office = OFFICE_PAGE.gather(who)["first"] if who.role is not Role.LEADER else []
    return page("home/more.html", places=_places(), sections=office)


def _places() -> list[tuple[int, str]]:
    """List the paguyuban to switch to."""
    who = actor()
    if not who.is_leader:
        return []
    held = accounts.places(db.session(), who.account_id or 0, today=settings().today())
    return [place for place in held if place[0] != who.association_id]


@pages.get("/privasi", may=May.SEE_PUBLIC, listed=True)
def privacy() -> Answer:
    """Tell people what is kept about them, who sees it and what they may ask (UU 27/2022 art.
    21)."""
    return page("home/privacy.html")
