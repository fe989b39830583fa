"""What is asked when a case is opened, moves on, or waits."""

import re
from datetime import date, datetime, time, timedelta

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.config import WIB
from association.cover.claims.values import LONGEST_NOTE, MOST_RUPIAH, Move, Opening
from association.rules.house.errors import RuleError
from association.rules.house.money import parse_rupiah
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.people.dates import parse_date
from association.web.forms import Form, checked, past_date, required
from association.web.gate import settings

USUAL_WAIT = timedelta(7)


def _time(text: str) -> time:
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})(?::\d{2})?(?:\s*WIB)?", text.strip(), re.ASCII)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise RuleError("Tulis jam seperti 13.00.")
    return time(int(found[1]), int(found[2]))


def _later(text: str) -> date:
    return parse_date(text, today=settings().today())


def _amount(text: str) -> int:
    amount = parse_rupiah(text)
    if not 0 < amount <= MOST_RUPIAH:
        raise RuleError("Jumlah uang harus lebih dari nol. Periksa angkanya.")
    return amount


def _line(text: str) -> str:
    return " ".join(text.split())


class OpeningForm(Form):
    """On which day it happened."""

    kind = ClaimKind.OLD_AGE
    day = wtforms.StringField(
        lazy_gettext("Tanggal"), [required(), checked(past_date)], id="old_age_day"
    )

    def opening(self) -> Opening | None:
        """Give what was typed, or None with a sentence beside what is missing."""
        return Opening(kind=self.kind, day=self.day.value) if self.validate() else None


class DeathForm(OpeningForm):
    """When somebody died, and whether at work."""

    kind = ClaimKind.DEATH
    day = wtforms.StringField(
        lazy_gettext("Tanggal meninggal"), [required(), checked(past_date)], id="death_day"
    )
    from_work = wtforms.BooleanField(
        lazy_gettext("Karena kerja, atau di jalan ke dan dari tempat kerja")
    )

    def opening(self) -> Opening | None:
        """Give what was typed, or None with a sentence beside what is missing."""
        if not self.validate():
            return None
        return Opening(kind=self.kind, day=self.day.value, from_work=self.from_work.data)


class AccidentForm(OpeningForm):
    """When an accident happened: from then on its clock runs."""

    kind = ClaimKind.ACCIDENT
    day = wtforms.StringField(
        lazy_gettext("Tanggal kejadian"), [required(), checked(past_date)], id="accident_day"
    )
    time = wtforms.StringField(lazy_gettext("Jam kejadian (WIB)"), [required(), checked(_time)])

    def opening(self) -> Opening | None:
        """Give what was typed, or None with a sentence beside what is missing."""
        if not self.validate():
            return None
        moment = datetime.combine(self.day.value, self.time.value, WIB)
        if moment > settings().now():
            self.refuse("time", _("Jamnya belum tiba. Periksa tanggal dan jamnya."))
            return None
        return Opening(kind=self.kind, day=self.day.value, happened_at=moment)


class MoveForm(Form):
    """On which day a case goes on."""

    to = ClaimState.SUBMITTED
    day = wtforms.StringField(
        lazy_gettext("Tanggal diajukan"), [required(), checked(past_date)], id="submitted_day"
    )

    def step(self) -> Move | None:
        """Give what was typed, or None with a sentence beside what is missing."""
        return Move(to=self.to, day=self.day.value) if self.validate() else None


class _NotedForm(MoveForm):
    note = wtforms.TextAreaField()

    def step(self) -> Move | None:
        """Give what was typed, or None with a sentence beside what is missing."""
        if not self.validate():
            return None
        return Move(to=self.to, day=self.day.value, note=self.note.value)


class AskedForm(_NotedForm):
    """For what BPJS Ketenagakerjaan asks beside."""

    to = ClaimState.ASKED
    note = wtforms.TextAreaField(
        lazy_gettext("Apa yang diminta BPJS"),
        [required(), wtforms.validators.Length(max=LONGEST_NOTE), checked(_line)],
        id="asked_note",
    )
    day = wtforms.StringField(
        lazy_gettext("Tanggal diminta"), [required(), checked(past_date)], id="asked_day"
    )


class RefusedForm(_NotedForm):
    """Why BPJS Ketenagakerjaan refused."""

    to = ClaimState.REFUSED
    note = wtforms.TextAreaField(
        lazy_gettext("Alasan penolakan menurut BPJS"),
        [required(), wtforms.validators.Length(max=LONGEST_NOTE), checked(_line)],
        id="refused_note",
    )
    day = wtforms.StringField(
        lazy_gettext("Tanggal ditolak"), [required(), checked(past_date)], id="refused_day"
    )


class PaidForm(MoveForm):
    """How much was paid, when, and to whom."""

    to = ClaimState.PAID
    amount = wtforms.StringField(
        lazy_gettext("Jumlah yang dibayar"), [required(), checked(_amount)]
    )
    paid_to = wtforms.StringField(
        lazy_gettext("Kepada siapa"), [wtforms.validators.Length(max=60), checked(_line)]
    )
    day = wtforms.StringField(
        lazy_gettext("Tanggal dibayar"), [required(), checked(past_date)], id="paid_day"
    )

    def step(self) -> Move | None:
        """Give what was typed, or None with a sentence beside what is missing."""
        if not self.validate():
            return None
        return Move(
            to=self.to,
            day=self.day.value,
            amount=self.amount.value,
            paid_to=self.paid_to.value or "",
        )


class BackForm(Form):
    """A step back, or nothing but a button: its day is today."""

    to = ClaimState.OPENED

    def step(self) -> Move | None:
        """Give the step."""
        return Move(to=self.to, day=settings().today())


class NotPaidForm(BackForm):
    """What was noted as paid is not."""

    to = ClaimState.SUBMITTED


class DayForm(Form):
    """On which day somebody died after all."""

    day = wtforms.StringField(
        lazy_gettext("Tanggal meninggal yang benar"), [required(), checked(past_date)]
    )


class WaitForm(Form):
    """Until when nothing can be done, and for what one waits."""

    until = wtforms.StringField(lazy_gettext("Menunggu sampai"), [required(), checked(_later)])
    what = wtforms.StringField(
        lazy_gettext("Menunggu apa"), [wtforms.validators.Length(max=120), checked(_line)]
    )
