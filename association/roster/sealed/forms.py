"""What is asked to seal a roster, and to check a paper copy."""

import re

import wtforms
from flask_babel import lazy_gettext

from association.roster.sealed.reads import Choice
from association.rules.house.errors import RuleError
from association.web.forms import Form, checked, required


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


def _row_number(text: str) -> int:
    typed = text.strip()
    if not re.fullmatch(r"[0-9]{1,6}", typed):
        raise RuleError("Tulis nomor baris dengan angka, seperti tercetak di kiri nama.")
    return int(typed)


class RowForm(Form):
    """The number of a printed row."""

    number = wtforms.StringField(lazy_gettext("Nomor baris"), [required(), checked(_row_number)])
