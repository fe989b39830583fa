"""A new batch of registrations."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import sending
from association.cover.enrolment.candidates import Which
from association.cover.enrolment.choices import CHOOSE, shown
from association.cover.enrolment.forms import SendForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by
from association.web.page import Answer, moved, refused, whole_number
from association.web.words import in_words

pages = Pages("registration_sending")


@pages.post("/pendaftaran", may=May.EDIT_ROSTER)
def send() -> Answer:
    """Make a batch of all who can be sent, without those unticked (`shown` and not `member`); ask
    first when some of them are not complete."""
    form = SendForm.received().offered()
    seen, ticked = _ids("shown"), _ids("member")
    everyone = "all" in request.form
    problem, asked = _("Belum dibuat. Perbaiki yang ditandai."), None
    if form.validate():
        chosen: dict[str, Any] = {"without": seen - ticked} if everyone else {"only": ticked}
        try:
            made = sending.send(
                form.months.data, by(), **chosen, anyway="anyway" in request.form, once=form.once()
            )
        except sending.SomeLack as some:
            problem, asked = "", some
        except RuleError as error:
            problem = in_words(error)
        else:
            said = _(
                "Berkas pendaftaran dibuat. Unduh data dan suratnya, lalu serahkan ke BPJS "
                "Ketenagakerjaan."
            )
            return moved(url_for("registration.batch", registration_id=made), said)
    kept = {"everyone": everyone, "unticked": seen - ticked}
    said = {"form": form, "kept": kept, "problem": problem, "asked": asked}
    return refused(CHOOSE, **(shown(Which.READY, seen=seen) | said))


def _ids(name: str) -> set[int]:
    found = (whole_number(text) for text in request.form.getlist(name))
    return {number for number in found if number is not None}
