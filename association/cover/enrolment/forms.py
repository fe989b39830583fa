"""What a registration, a new batch and a list of KPJs ask."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.rules.law.enrolment import Membership, parse_kpj
from association.rules.people.dates import format_date
from association.web.forms import Form, checked, past_date, required
from association.web.gate import settings
from association.web.language import shown

MONTHS = (1, 3, 6, 12)


def today_text() -> str:
    """Give today as a form shows it."""
    return shown(format_date(settings().today()))


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
