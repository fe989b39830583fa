"""The list with NIKs that goes with a batch."""

from flask import Response
from flask_babel import gettext as _

from association.cover.enrolment import batches, reads, sheet
from association.cover.enrolment.batch import BATCH, shown
from association.database import db
from association.people.signin.forms import PasswordForm
from association.people.signin.password import password_refused
from association.roster.exports import files
from association.roster.exports.actions import note_niks
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by
from association.web.page import Answer, asked_start
from association.web.workbooks import XLSX

pages = Pages("registration_files")


@pages.post("/pendaftaran/<id:registration_id>/data", may=May.EXPORT_NIK)
def data(registration_id: int) -> Answer:
    """Give the list with NIKs to who types the password again; it is logged before it leaves."""
    form = PasswordForm.received()
    counted = batches.one(db.session(), registration_id)
    refusal = password_refused(
        BATCH,
        lambda: shown(registration_id, after=asked_start("after")) | {"password": form},
        wrong=_("Kata sandi salah. Berkas belum dibuat. Periksa kata sandi, lalu coba lagi."),
    )
    if refusal is not None:
        return refusal
    note_niks(by(), rows=counted.total, file="registration")
    registration = batches.one(db.session(), registration_id).registration
    people, months = reads.people(db.session(), registration_id), registration.months
    made = sheet.xlsx(people, months=months, about=actor().place)
    name = f"pendaftaran-{registration.number}.xlsx"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    file = Response(files.chunks(made), content_type=XLSX, headers=headers)
    file.call_on_close(made.close)
    return file
