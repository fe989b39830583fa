"""The files that go with a batch: its list with NIKs, and the cover letter."""

from typing import Any

from flask import Response
from flask_babel import gettext as _

from association.cover.enrolment import reads, sheet
from association.cover.enrolment.batch import shown
from association.cover.enrolment.letter import Letter, draw
from association.database import db
from association.people.accounts import reads as accounts
from association.people.signin.forms import PasswordForm
from association.people.signin.password import password_refused
from association.roster.exports import files
from association.roster.exports.actions import note_niks
from association.rules.house.permissions import May
from association.rules.people.phone import format_phone
from association.territory.models import Association
from association.territory.reads import own_markets
from association.web.gate import Pages, by, settings
from association.web.page import Answer, asked_start

pages = Pages("registration_files")
BATCH = "cover/enrolment/batch.html"


@pages.post("/pendaftaran/<id:registration_id>/data", may=May.SEE_NIK)
def data(registration_id: int) -> Answer:
    """Give the list with NIKs to who types the password again; it is logged before it leaves."""
    form = PasswordForm.received()
    counted = reads.one(db.session(), registration_id)
    refusal = password_refused(
        BATCH,
        lambda: shown(registration_id, after=asked_start("after")) | {"password": form},
        wrong=_("Kata sandi salah. Berkas belum dibuat. Periksa kata sandi, lalu coba lagi."),
    )
    if refusal is not None:
        return refusal
    note_niks(by(), rows=counted.total, file="registration")
    registration = reads.one(db.session(), registration_id).registration
    made = sheet.xlsx(reads.people(db.session(), registration_id), months=registration.months)
    name = f"pendaftaran-{registration.number}.xlsx"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    file = Response(files.chunks(made), content_type=files.XLSX, headers=headers)
    file.call_on_close(made.close)
    return file


@pages.get("/pendaftaran/<id:registration_id>/surat.pdf", may=May.SEE_ROSTER)
def letter(registration_id: int) -> Answer:
    """Give the cover letter: names and stalls, no NIK."""
    text = Letter(**_letter(registration_id))
    headers = {"Content-Disposition": f"attachment; filename=surat-pendaftaran-{text.number}.pdf"}
    return Response(draw(text), content_type="application/pdf", headers=headers)


def _letter(registration_id: int) -> dict[str, Any]:
    """Gather what the cover letter of a batch says (see enrolment.letter)."""
    session = db.session()
    made = reads.one(session, registration_id).registration
    own = session.get_one(Association, made.association_id)
    ketua = accounts.ketua_names(session, own.id, today=settings().today())
    return {
        "association": own.name,
        "markets": ", ".join(market.name for market in own_markets(session, own.id)),
        "contact": " ".join(
            filter(None, (own.contact_name, own.contact_phone and format_phone(own.contact_phone)))
        ),
        "city_code": own.city.code,
        "city": own.city.name,
        "number": made.number,
        "day": made.day,
        "months": made.months,
        "ketua": ketua[0] if ketua else "",
        "people": [(line.name, line.stall) for line in reads.everyone(session, registration_id)],
    }
