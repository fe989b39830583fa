"""KPJs that were shown to match are saved (/pendaftaran/<id>/kpj/simpan)."""

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import actions
from association.cover.enrolment.asking import numbers_asked
from association.cover.enrolment.forms import NumbersForm
from association.rules.house.errors import OutOfDate, RuleError
from association.rules.house.permissions import May
from association.rules.law.enrolment import parse_kpj
from association.web.gate import Pages, by
from association.web.page import Answer, moved, refused, whole_number
from association.web.words import in_words

pages = Pages("registration_numbers_taken")
NUMBERS = "cover/enrolment/numbers.html"


@pages.post("/pendaftaran/<id:registration_id>/kpj/simpan", may=May.EDIT_ROSTER)
def save_numbers(registration_id: int) -> Answer:
    """Save the KPJs that were shown to match, with the day of registration."""
    form = NumbersForm.received()
    asked = numbers_asked(registration_id, form.text.data or "")
    if not form.validate():
        return refused(
            NUMBERS, **(asked | {"problem": _("Belum tersimpan. Tulis tanggal terdaftarnya.")})
        )
    try:
        count = actions.take_numbers(
            registration_id, form.day.value, _pairs(), by(), once=form.once()
        )
    except OutOfDate:
        raise  # its page can be sent on; this one would have to be read again first
    except RuleError as error:
        return refused(
            NUMBERS, **(asked | {"problem": _("Belum tersimpan.") + " " + in_words(error)})
        )
    said = _("%(n)s nomor KPJ tersimpan. Bisa dibatalkan selama 30 hari.", n=count)
    return moved(url_for("registration.batch", registration_id=registration_id), said)


def _pairs() -> dict[int, str]:
    """Read the matches that the preview listed: a member's id and a KPJ each."""
    pairs = zip(request.form.getlist("member"), request.form.getlist("kpj"), strict=False)
    return {whole_number(member) or 0: parse_kpj(kpj) for member, kpj in pairs}
