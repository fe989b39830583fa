"""/cek and /k/<code>: members look up their own status; who has no card finds the paguyuban's
WhatsApp."""

from contextlib import suppress
from typing import Any

from flask import request
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.meetings.attendance.forms import MarkForm
from association.meetings.attendance.reads import Arrival, arrival
from association.public.status import actions, reads
from association.public.status.forms import CheckForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.cards import normalise_card_code
from association.web.gate import Pages, actor, may, settings
from association.web.page import Answer, asked_id, asked_text, page, refused
from association.web.refusals import wait_first

pages = Pages("status")
FORM = "public/status/check.html"


@pages.get("/cek", may=May.SEE_PUBLIC)
def ask() -> Answer:
    """Show the form, and the directory of paguyuban."""
    return page(FORM, parts=("directory", "directory_rows"), **_shown(CheckForm()))


@pages.get("/k/<code>", may=May.SEE_PUBLIC)
def card(code: str) -> Answer:
    """Open the form from a card's QR: only the birth date is left to type. Nothing is looked up
    yet.

    To a leader with an event under way who scans a member's card it offers to mark them as having
    come.
    """
    arrived = _arrival(code[:24]) if may(May.RUN_EVENT) else None
    shown = _shown(CheckForm(code=code[:24]), scanned=True)
    return page(FORM, **(shown | {"arrival": arrived, "mark": MarkForm()}))


def _arrival(code: str) -> Arrival | None:
    own, now, today = actor().association_id, settings().now(), settings().today()
    with suppress(RuleError):
        return arrival(
            db.session(), normalise_card_code(code), association_id=own, now=now, today=today
        )
    return None


@pages.post("/cek", may=May.SEE_PUBLIC)
def check() -> Answer:
    """Tell a member whether and until when they are protected."""
    form = CheckForm.received()
    set_reach(db.session(), Visitor())
    if not form.validate():
        return refused(FORM, **_shown(form))
    try:
        reach = actions.identify(
            form.code.value,
            form.birth_date.value,
            network=request.remote_addr or "",
            now=settings().now(),
            today=settings().today(),
        )
    except actions.UnknownPair:
        problem = _(
            "Kode kartu dan tanggal lahir ini tidak cocok. Periksa lagi, atau hubungi paguyuban "
            "Anda di bawah."
        )
        return refused(FORM, **_shown(form, problem))
    except actions.NoLongerListed:
        problem = _(
            "Bapak/Ibu sudah tidak ada di daftar paguyuban yang membuat kartu ini, jadi statusnya "
            "tidak bisa ditampilkan. Kepesertaan BPJS Ketenagakerjaan tidak berubah karena itu. "
            "Hubungi paguyuban di bawah, atau BPJS Ketenagakerjaan di 175."
        )
        return refused(FORM, **_shown(form, problem))
    except TooManyTries as error:
        return wait_first(error, FORM, **_shown(form))
    return page(
        "public/status/result.html", own=reads.own(db.session(), reach, today=settings().today())
    )


def _shown(form: CheckForm, problem: str = "", *, scanned: bool = False) -> dict[str, Any]:
    """Gather what the form's page shows; under it the public directory of paguyuban, the same
    whoever asks."""
    set_reach(db.session(), Visitor())
    query = asked_text("q")
    found = reads.directory(
        db.session(), query=query, after=asked_id("after"), today=settings().today()
    )
    directory = {"found": found.rows, "more": found.after, "query": query}
    return {"form": form, "problem": problem, "scanned": scanned, "arrival": None, **directory}
