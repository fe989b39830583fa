"""What is asked of the audit log."""

from datetime import date

import wtforms
from flask_babel import lazy_gettext

from association.rules.people.dates import parse_date
from association.web.forms import Form, checked
from association.web.gate import settings


def _day(text: str) -> date:
    return parse_date(text, today=settings().today())


class TrailForm(Form):
    """Whom, from when to when, and which words."""

    siapa = wtforms.SelectField(lazy_gettext("Siapa"), coerce=int, default=0)
    dari = wtforms.StringField(lazy_gettext("Dari tanggal"), [checked(_day)])
    sampai = wtforms.StringField(lazy_gettext("Sampai tanggal"), [checked(_day)])
    q = wtforms.StringField(lazy_gettext("Cari kata"), [wtforms.validators.Length(max=60)])
    hanya = wtforms.BooleanField(lazy_gettext("Hanya yang melihat atau mengambil data orang"))

    @property
    def first(self) -> date | None:
        """Give the first day; call only after validate()."""
        return getattr(self.dari, "value", None)

    @property
    def last(self) -> date | None:
        """Give the last day; call only after validate()."""
        return getattr(self.sampai, "value", None)
