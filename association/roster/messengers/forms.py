"""Who carries messages for a member, and that both agreed."""

import wtforms
from flask_babel import lazy_gettext

from association.web.forms import Form


class MessengerForm(Form):
    """One neighbour, and a tick."""

    neighbour = wtforms.StringField(lazy_gettext("Tetangga"))
    agreed = wtforms.BooleanField(lazy_gettext("Keduanya sudah ditanya dan keduanya setuju"))

    @property
    def chosen(self) -> int | None:
        """Give the member who was chosen, if any."""
        text = self.neighbour.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
