"""Marks in a leader's lists of guests."""

import wtforms

from association.web.forms import Form


class GuestForm(Form):
    """One tap beside a guest."""

    told = wtforms.StringField()
