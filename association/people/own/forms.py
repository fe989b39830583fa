"""What one's own account asks for."""

import wtforms
from flask_babel import lazy_gettext

from association.rules.people.phone import parse_phone
from association.web.forms import Form, checked, required


class NewPasswordForm(Form):
    """The password that one has, and another one, twice."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi lama"))
    new_password = wtforms.PasswordField(lazy_gettext("Kata sandi baru"))
    new_again = wtforms.PasswordField(lazy_gettext("Kata sandi baru, sekali lagi"))


class OwnPasswordForm(Form):
    """The password that one has."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi Anda"))


class LinkForm(OwnPasswordForm):
    """The password, on a phone that is to be signed in."""

    own_phone = wtforms.BooleanField(lazy_gettext("HP ini milik saya sendiri"))


class NumberForm(OwnPasswordForm):
    """Another number, in any way of typing it."""

    phone = wtforms.StringField(
        lazy_gettext("Nomor HP baru (WhatsApp)"), [required(), checked(parse_phone)]
    )
