"""What the enrolment of one member, a new batch and one line of a batch ask."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.cover.enrolment.actions import Membership
from association.people.participants.models import Participant
from association.roster.members.wording import ends
from association.rules.law.enrolment import End, parse_kpj
from association.rules.people.dates import format_date
from association.web.forms import Form, checked, past_date, required
from association.web.gate import settings

MONTHS = (1, 3, 6, 12)


def today_text() -> str:
    """Give today as a form shows it."""
    return format_date(settings().today())


class SentForm(Form):
    """The day on which a member's papers were sent."""

    day = wtforms.StringField(
        lazy_gettext("Tanggal kirim"), [required(), checked(past_date)], id="sent_day"
    )


class RegisteredForm(Form):
    """The membership number, and since when somebody is registered."""

    kpj = wtforms.StringField(lazy_gettext("Nomor KPJ"), [checked(parse_kpj)])
    day = wtforms.StringField(
        lazy_gettext("Terdaftar sejak"), [required(), checked(past_date)], id="registered_day"
    )

    def membership(self) -> Membership:
        """Give what was typed as the action takes it; an empty KPJ is None. Call only after
        validate()."""
        return Membership(self.day.value, self.kpj.value or None)


class EndedForm(Form):
    """Why and when a membership ended."""

    reason = wtforms.SelectField(lazy_gettext("Alasan"), [required()])
    day = wtforms.StringField(
        lazy_gettext("Berhenti sejak"), [required(), checked(past_date)], id="ended_day"
    )

    def offered(self) -> "EndedForm":
        """Offer the reasons, none of them chosen."""
        words = ends()
        self.reason.choices = [
            wtforms.SelectChoice("", _("Pilih alasan")),
            *(wtforms.SelectChoice(end.value, words[end].capitalize()) for end in End),
        ]
        return self


def of_member(person: Participant | None) -> dict[str, Form]:
    """Give the forms of one member's page, filled with what is noted."""
    since = person.registered_on if person else None
    registered_on = format_date(since) if since else today_text()
    return {
        "sent": SentForm(day=today_text()),
        "registered": RegisteredForm(kpj=(person.kpj or "") if person else "", day=registered_on),
        "ended": EndedForm(day=today_text()).offered(),
    }


class SendForm(Form):
    """For how many months the first contribution is to be paid."""

    months = wtforms.SelectField(lazy_gettext("Iuran pertama untuk"), coerce=int, default=MONTHS[0])

    def offered(self) -> "SendForm":
        """Offer the usual numbers of months."""
        self.months.choices = [wtforms.SelectChoice(n, _("%(n)s bulan", n=n)) for n in MONTHS]
        return self


class NumbersForm(Form):
    """Since when those are registered whose KPJs came together; `text` is the list as it was
    pasted."""

    day = wtforms.StringField(lazy_gettext("Terdaftar sejak"), [required(), checked(past_date)])
    text = wtforms.HiddenField()
