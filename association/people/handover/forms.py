"""Whom a ketua hands over to, from when, the cash and the promises, and the password that signs."""

import wtforms
from flask_babel import lazy_gettext

from association.people.team.reads import Line
from association.people.team.wording import position_names
from association.rules.house.errors import RuleError
from association.rules.house.handover import Proposal
from association.rules.house.money import parse_rupiah
from association.rules.house.permissions import Position
from association.rules.people.dates import parse_date
from association.web.forms import Form, checked, required
from association.web.gate import settings

LONGEST_NOTE = 1000


def _note(text: str) -> str:
    tidy = "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
    if len(tidy) > LONGEST_NOTE:
        raise RuleError(
            "Terlalu panjang: %(n)s huruf, paling banyak %(most)s.", n=len(tidy), most=LONGEST_NOTE
        )
    return tidy


class SignForm(Form):
    """A signature: the signer's own password."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi Anda, sebagai tanda tangan"))


class ProposalForm(SignForm):
    """A serah terima, signed by the outgoing ketua."""

    successor = wtforms.SelectField(lazy_gettext("Ketua baru"), coerce=int)
    takes_effect = wtforms.StringField(
        lazy_gettext("Berlaku mulai"),
        [required(), checked(lambda text: parse_date(text, today=settings().today()))],
    )
    cash = wtforms.StringField(
        lazy_gettext("Uang kas yang diserahkan"), [required(), checked(parse_rupiah)]
    )
    note = wtforms.TextAreaField(lazy_gettext("Janji dan urusan lain"), [checked(_note)])

    def offer(self, lines: list[Line]) -> "ProposalForm":
        """Offer these successors."""
        self.successor.choices = [
            wtforms.SelectChoice(
                line.duty_id, f"{line.name} ({position_names()[Position(line.position)]})"
            )
            for line in lines
        ]
        return self

    def proposal(self) -> Proposal:
        """Give what was typed as the action takes it; call only after validate()."""
        return Proposal(
            to_duty_id=self.successor.data,
            takes_effect=self.takes_effect.value,
            cash=self.cash.value,
            note=getattr(self.note, "value", None) or "",
        )
