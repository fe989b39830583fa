"""What is typed at the door."""

import wtforms
from flask_babel import lazy_gettext

from association.public.status.forms import card_code
from association.web.forms import Form, checked, required


class DoorForm(Form):
    """The code of a card, never a NIK."""

    code = wtforms.StringField(lazy_gettext("Kode kartu"), [required(), checked(card_code)])
