"""The code that turns the second factor on, and what is asked before it is changed."""

import wtforms
from flask_babel import lazy_gettext

from association.web.forms import Form


class FirstCodeForm(Form):
    """The first code that the app shows."""

    code = wtforms.StringField(lazy_gettext("6 angka dari aplikasi"))


class ProveForm(Form):
    """The password, and a code."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi Anda"))
    code = wtforms.StringField(lazy_gettext("Kode dari aplikasi, atau kode cadangan"))
