"""What is typed beside a family's link: a fact that only the family knows."""

import wtforms
from flask_babel import lazy_gettext

from association.web.forms import Form, checked, past_date, required


class FactForm(Form):
    """The birth date of the member whose case it is."""

    birth_date = wtforms.StringField(
        lazy_gettext("Tanggal lahir"), [required(), checked(past_date)]
    )
