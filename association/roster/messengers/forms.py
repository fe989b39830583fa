"""Who carries messages for a member, and that both agreed."""

import wtforms
from flask_babel import lazy_gettext

from association.web.forms import Form
from association.web.page import whole_number


class MessengerForm(Form):
    """One neighbour, and a tick."""

    neighbour = wtforms.StringField(lazy_gettext("Tetangga"))
    agreed = wtforms.BooleanField(lazy_gettext("Keduanya sudah ditanya dan keduanya setuju"))

    @property
    def chosen(self) -> int | None:
        """Give the member who was chosen, if any."""
        return whole_number(self.neighbour.data)
