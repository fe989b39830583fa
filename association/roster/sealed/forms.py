"""What is asked to seal a roster, and to check a paper copy."""

import wtforms
from flask_babel import lazy_gettext

from association.roster.sealed.reads import Choice
from association.rules.house.errors import RuleError
from association.web.forms import Form, checked, required
from association.web.page import whole_number


class SealForm(Form):
    """The market whose stalls are sealed."""

    market = wtforms.SelectField(lazy_gettext("Pasar"), coerce=int)

    def offer(self, choices: list[Choice]) -> "SealForm":
        """Offer these markets."""
        self.market.choices = [
            wtforms.SelectChoice(one.market.id, f"{one.market.name} ({one.stalls})")
            for one in choices
        ]
        return self


MOST_ROWS = 999_999


def _row_number(text: str) -> int:
    number = whole_number(text.strip())
    if number is None or number > MOST_ROWS:
        raise RuleError("Tulis nomor baris dengan angka, seperti tercetak di kiri nama.")
    return number


class RowForm(Form):
    """The number of a printed row."""

    number = wtforms.StringField(lazy_gettext("Nomor baris"), [required(), checked(_row_number)])
