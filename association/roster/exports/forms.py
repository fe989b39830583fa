"""The password typed once more."""

import wtforms
from flask_babel import lazy_gettext

from association.web.forms import Form


class PasswordForm(Form):
    """What a file with full NIKs asks for."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi Anda"))
