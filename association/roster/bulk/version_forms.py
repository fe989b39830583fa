"""Which fields of an older version come back."""

import wtforms
from flask import request

from association.web.forms import Form
from association.web.page import whole_number


class RestoreForm(Form):
    """The version that was looked at, and a tick for each field."""

    version = wtforms.HiddenField()

    @property
    def chosen(self) -> set[str]:
        """Give the ticked fields."""
        return set(request.form.getlist("field"))

    @property
    def opened_at(self) -> int:
        """Give the member's version when the difference was shown; 0 when the form does not say."""
        return whole_number(self.version.data) or 0
