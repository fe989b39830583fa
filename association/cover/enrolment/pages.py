"""Who can be registered (/pendaftaran), the batches so far, and a new one."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import candidates, reads, sending
from association.cover.enrolment.forms import SendForm
from association.cover.enrolment.rejections import rejections
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.completeness import Gap
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("enrolment")
CHOOSE = "cover/enrolment/choose.html"


@pages.get("/pendaftaran", may=May.SEE_ROSTER)
def choose() -> Answer:
    """List who can be registered, or who not yet; and the batches so far."""
    ready = request.args.get("lihat") != "belum"
    return page(
        CHOOSE,
        parts=("candidate_rows", "batch_rows"),
        form=SendForm().offered(),
        **_choosing(ready=ready),
    )


@pages.post("/pendaftaran", may=May.EDIT_ROSTER)
def send() -> Answer:
    """Make a batch of all who can be sent, without those unticked (`shown` and not `member`)."""
    form = SendForm.received().offered()
    seen, ticked = _ids("shown"), _ids("member")
    everyone = "all" in request.form
    problem = _("Belum dibuat. Perbaiki yang ditandai.")
    if form.validate():
        chosen: dict[str, Any] = {"without": seen - ticked} if everyone else {"only": ticked}
        try:
            made = sending.send(form.months.data, by(), **chosen, once=form.once())
        except RuleError as error:
            problem = in_words(error)
        else:
            said = _(
                "Berkas pendaftaran dibuat. Unduh data dan suratnya, lalu serahkan ke BPJS "
                "Ketenagakerjaan."
            )
            return moved(url_for("registration.batch", registration_id=made), said)
    kept = {"everyone": everyone, "unticked": seen - ticked}
    return refused(
        CHOOSE, **(_choosing(ready=True) | {"form": form, "kept": kept, "problem": problem})
    )


def _ids(name: str) -> set[int]:
    found = (whole_number(text) for text in request.form.getlist(name))
    return {number for number in found if number is not None}


def _choosing(*, ready: bool) -> dict[str, Any]:
    """Gather what the list of candidates shows: those who can be sent, or those who cannot yet."""
    session, own, today = db.session(), actor().association_id, settings().today()
    found = candidates.candidates(
        session, association_id=own, today=today, ready=ready, after=asked_id("after")
    )
    counts = candidates.counts(session, association_id=own, today=today)
    batches = reads.listed(session, association_id=own, before=asked_id("before"))
    return {
        "found": found,
        "ready": ready,
        "counts": counts,
        "rejected": rejections(session, [row.id for row in found.rows]),
        "lacking": _lacking(),
        "batches": batches.rows,
        "before": batches.after,
        "kept": None,
        "problem": "",
    }


def _lacking() -> dict[Gap, str]:
    """Say shortly what is lacking."""
    return {
        Gap.NIK: _("NIK"),
        Gap.BIRTH_DATE: _("tanggal lahir"),
        Gap.PHONE: _("nomor HP"),
        Gap.MOTHER: _("nama ibu kandung"),
        Gap.BIRTH_PLACE: _("tempat lahir"),
        Gap.ADDRESS: _("alamat"),
    }
