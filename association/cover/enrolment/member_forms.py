"""What is asked when one member's papers go, when a membership ended, and who pays."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.people.participants.wording import ends, payers, sectors
from association.rules.law.enrolment import End, Funding, Paying, Sector
from association.rules.law.occupations import OCCUPATIONS, OF_MARKETS
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


class PayingForm(Form):
    """Who pays, in which trade, and which occupation stands in the registration list."""

    funding = wtforms.SelectField(lazy_gettext("Siapa yang membayar iuran"), [required()])
    sector = wtforms.SelectField(lazy_gettext("Bidang kerja"), [required()])
    occupation = wtforms.SelectField(lazy_gettext("Pekerjaan di daftar BPJS"), [required()])

    def offered(self) -> "PayingForm":
        """Offer the choices; the occupations of a market come first."""
        self.funding.choices = list(payers().items())
        self.sector.choices = list(sectors().items())
        others = [one for one in OCCUPATIONS if one not in OF_MARKETS]
        self.occupation.choices = [(one, one) for one in (*OF_MARKETS, *others)]
        return self

    def paying(self) -> Paying:
        """Give what was chosen; call only after validate()."""
        return Paying(
            Funding(self.funding.data), Sector(self.sector.data), str(self.occupation.data)
        )
