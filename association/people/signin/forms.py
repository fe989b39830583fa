"""Sign in, accept an invitation, and the password once more."""

import wtforms
from flask_babel import lazy_gettext

from association.web.forms import Form


class SignInForm(Form):
    """Phone number in any way of typing it, and the password."""

    phone = wtforms.StringField(lazy_gettext("Nomor HP"))
    password = wtforms.PasswordField(lazy_gettext("Kata sandi"))
    own_phone = wtforms.BooleanField(lazy_gettext("HP ini milik saya sendiri"))


class CodeForm(Form):
    """The code of a second factor: an app's, or one on paper."""

    code = wtforms.StringField(lazy_gettext("Kode 6 angka, atau kode cadangan"))


class AcceptForm(Form):
    """A new password."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi"))


class PasswordForm(Form):
    """What a file with full NIKs asks for."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi Anda"))
