"""Reminders (/pengingat): who needs one, who asked for none, and a recap for the group."""

from association.cover.reminders import reads, wording
from association.cover.reminders.kinds import Cause
from association.database import db
from association.roster.members import counting
from association.rules.house.months import month_of
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_start, page

pages = Pages("reminders")


@pages.get("/pengingat", may=May.SEND_REMINDER)
def overview() -> Answer:
    """Show who needs a reminder, by cause, and what came of this month's."""
    today = settings().today()
    return page(
        "cover/reminders/overview.html",
        counts=reads.counts(db.session(), association_id=actor().association_id, today=today),
        names=wording.causes(),
        month=month_of(today),
        form=Form(),
    )


@pages.get("/pengingat/berhenti", may=May.SEND_REMINDER)
def stopped() -> Answer:
    """List who asked not to be reminded."""
    own, today = actor().association_id, settings().today()
    found = reads.stopped(db.session(), association_id=own, today=today, start=asked_start("dari"))
    return page("cover/reminders/stopped.html", found=found)


@pages.get("/pengingat/rekap", may=May.SEE_WHOLE)
def recap() -> Answer:
    """Show what the WhatsApp group may read: numbers, no names."""
    own, today, session = actor().association_id, settings().today(), db.session()
    ready = reads.in_need(session, association_id=own, cause=Cause.READY, today=today)
    people = counting.counts(session, association_id=own, today=today, payers=True)
    return page(
        "cover/reminders/recap.html",
        text=wording.recap(people, ready=ready, place=actor().place, today=today),
    )
