"""Screens of the door: the paper that hangs there, and the page behind its QR."""

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.meetings.attendance.marks import markable
from association.meetings.door import actions, reads
from association.meetings.door.forms import DoorForm
from association.meetings.rsvp import poster as posters
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web import qr
from association.web.gate import Pages, by, settings
from association.web.page import Answer, moved, page, refused
from association.web.paper import attached
from association.web.refusals import wait_first
from association.web.words import in_words

pages = Pages("door")
DOOR = "meetings/door/door.html"


def _address(code: str) -> str:
    return f"{settings().base_url}/h/{code}"


@pages.get("/kegiatan/<id:event_id>/pintu", may=May.RUN_EVENT)
def paper(event_id: int) -> Answer:
    """Show the paper for the door, with its QR, or the button that makes it."""
    event = markable(db.session(), event_id)
    code = reads.code_of(db.session(), event)
    address = _address(code or "")
    return page(
        "meetings/door/paper.html",
        event=event,
        qr=qr.svg(address) if code else "",
        address=address.partition("://")[2],
        cannot=posters.of_door(event, address).cannot_print,
    )


@pages.get("/kegiatan/<id:event_id>/pintu.pdf", may=May.RUN_EVENT)
def printed(event_id: int) -> Answer:
    """Give the paper for the door as a PDF."""
    event = markable(db.session(), event_id)
    code = reads.code_of(db.session(), event)
    if not code:
        abort(404)
    return attached(posters.draw(posters.of_door(event, _address(code))), "qr-pintu.pdf")


@pages.post("/kegiatan/<id:event_id>/pintu", may=May.RUN_EVENT)
def make(event_id: int) -> Answer:
    """Make the code for the door."""
    actions.open_door(event_id, by())
    return moved(url_for("door.paper", event_id=event_id))


@pages.get("/h/<code>", may=May.SEE_PUBLIC)
def door(code: str) -> Answer:
    """Ask for the code of one's card; nothing is looked up yet."""
    return page(DOOR, **_shown(code, DoorForm()))


@pages.post("/h/<code>", may=May.SEE_PUBLIC)
def check_in(code: str) -> Answer:
    """Note that a member came."""
    form = DoorForm.received()
    reads.door(db.session(), code, now=settings().now())
    if not form.validate():
        return refused(DOOR, **_shown(code, form))
    try:
        actions.check_in(
            code,
            form.code.value,
            network=request.remote_addr or "",
            clock=settings().now,
            today=settings().today(),
            once=form.once(),
        )
    except actions.UnknownCard:
        problem = _(
            "Kode kartu ini tidak cocok dengan anggota yang diundang. Periksa lagi, atau sebutkan "
            "nama kepada pengurus."
        )
        return refused(DOOR, **_shown(code, form, problem))
    except RuleError as error:
        return refused(DOOR, **_shown(code, form, in_words(error)))
    except TooManyTries as error:
        return wait_first(error, DOOR, **_shown(code, form))
    return moved(url_for("door.door", code=code), _("Terima kasih. Bapak/Ibu tercatat hadir."))


def _shown(code: str, form: DoorForm, problem: str = "") -> dict[str, Any]:
    found = reads.door(db.session(), code, now=settings().now())
    return {"code": code, "door": found, "event": found.event, "form": form, "problem": problem}
