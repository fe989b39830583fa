"""KPJs that came for a batch (/pendaftaran/<id>/kpj): pasted or as a file, shown, then saved."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.enrolment import actions, numbers, shown
from association.cover.enrolment.forms import (
    NumbersForm,
    today_text,
)
from association.roster.lists.reader import read_sheets
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.enrolment import parse_kpj
from association.web.gate import Pages, by
from association.web.page import (
    CONTROL,
    Answer,
    moved,
    page,
    refused,
    whole_number,
)
from association.web.words import in_words

pages = Pages("registration_numbers")
NUMBERS = "cover/enrolment/numbers.html"
MOST_TEXT = 100_000  # characters pasted


@pages.get("/pendaftaran/<id:registration_id>/kpj", may=May.EDIT_ROSTER)
def ask_numbers(registration_id: int) -> Answer:
    """Ask for the list of KPJs that came back: pasted, or as a file."""
    return page(NUMBERS, **_numbers(registration_id))


def _numbers(registration_id: int, text: str = "") -> dict[str, Any]:
    return shown.numbers_asked(registration_id, text) | {
        "form": NumbersForm(day=today_text(), text=text)
    }


@pages.post("/pendaftaran/<id:registration_id>/kpj", may=May.EDIT_ROSTER)
def read_numbers(registration_id: int) -> Answer:
    """Show which lines match, which do not and why; nothing is saved yet."""
    text = request.form.get("text", "")[:MOST_TEXT]
    asked = _numbers(registration_id, text)
    file = request.files.get("file")
    try:
        if file is not None and file.filename:
            entries = numbers.from_sheets(read_sheets(file.read(), file.filename))
        else:
            entries = numbers.from_text(CONTROL.sub(" ", text))
    except RuleError as error:
        return refused(NUMBERS, **(asked | {"problem": in_words(error)}))
    if not entries:
        problem = _(
            "Belum ada nomor KPJ yang terbaca. Tempel daftarnya, atau pilih berkasnya dulu."
        )
        return refused(NUMBERS, **(asked | {"problem": problem}))
    return page(NUMBERS, **(asked | {"found": shown.matched(registration_id, entries)}))


@pages.post("/pendaftaran/<id:registration_id>/kpj/simpan", may=May.EDIT_ROSTER)
def save_numbers(registration_id: int) -> Answer:
    """Save the KPJs that were shown to match, with the day of registration."""
    form = NumbersForm.received()
    asked = _numbers(registration_id, form.text.data or "")
    if not form.validate():
        return refused(
            NUMBERS, **(asked | {"problem": _("Belum tersimpan. Tulis tanggal terdaftarnya.")})
        )
    try:
        count = actions.take_numbers(
            registration_id, form.day.value, _pairs(), by(), once=form.once()
        )
    except RuleError as error:
        return refused(
            NUMBERS, **(asked | {"problem": _("Belum tersimpan.") + " " + in_words(error)})
        )
    said = _("%(n)s nomor KPJ tersimpan. Bisa dibatalkan selama 30 hari.", n=count)
    return moved(url_for("enrolment.batch", registration_id=registration_id), said)


def _pairs() -> dict[int, str]:
    """Read the matches that the preview listed: a member's id and a KPJ each."""
    pairs = zip(request.form.getlist("member"), request.form.getlist("kpj"), strict=False)
    return {whole_number(member) or 0: parse_kpj(kpj) for member, kpj in pairs}
