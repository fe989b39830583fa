"""What is asked when one member's papers go, and when a membership ended."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.people.participants.wording import ends
from association.rules.law.enrolment import End
from association.web.forms import Form, checked, past_date, required


class SentForm(Form):
    """The day on which a member's papers were sent."""

    day = wtforms.StringField(
        lazy_gettext("Tanggal kirim"), [required(), checked(past_date)], id="sent_day"
    )


class EndedForm(Form):
    """Why and when a membership ended."""

    reason = wtforms.SelectField(lazy_gettext("Alasan"), [required()])
    day = wtforms.StringField(
        lazy_gettext("Berhenti sejak"), [required(), checked(past_date)], id="ended_day"
    )

    def offered(self) -> "EndedForm":
        """Offer the reasons, none of them chosen."""
        words = ends()
        self.reason.choices = [
            wtforms.SelectChoice("", _("Pilih alasan")),
            *(wtforms.SelectChoice(end.value, words[end].capitalize()) for end in End),
        ]
        return self
