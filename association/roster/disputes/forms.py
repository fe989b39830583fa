"""What an officer asks or decides, and a leader's answer: each is a button."""

import wtforms

from association.roster.disputes.values import Decision
from association.web.forms import Form


class AskForm(Form):
    """Which of the two paguyuban is asked: here, where the row waits, or there."""

    side = wtforms.SelectField("", choices=["here", "there"])


class DecideForm(Form):
    """What is decided."""

    decision = wtforms.SelectField("", choices=[one.value for one in Decision])


class CheckedForm(Form):
    """The NIK was held against the KTP."""
