"""What a deposit asks."""

import wtforms
from flask import request
from flask_babel import lazy_gettext

from association.rules.law.custody import DepositValues
from association.rules.law.payments import CHANNELS, COLLECTED
from association.rules.people.dates import format_date
from association.web.forms import Form, checked, past_date
from association.web.gate import settings
from association.web.language import shown, shown_later
from association.web.page import posted_id, whole_number

ALL = "all"  # the button that pays in more receipts than the page shows


class DepositForm(Form):
    """What the channel's receipt says, and which receipts of the collector it holds."""

    collector = wtforms.HiddenField()
    channel = wtforms.SelectField(
        lazy_gettext("Disetor lewat"),
        choices=[
            wtforms.SelectChoice(c, shown_later(c.capitalize())) for c in CHANNELS if c != COLLECTED
        ],
    )
    reference = wtforms.StringField(
        lazy_gettext("Nomor bukti setor"), [wtforms.validators.Length(max=40)]
    )
    day = wtforms.StringField(lazy_gettext("Tanggal setor"), [checked(past_date)])
    number_confirmed = wtforms.BooleanField(lazy_gettext("Ya, buktinya memang nomor itu juga"))

    def values(self) -> DepositValues:
        """Give what was typed as the action takes it; call only after validate()."""
        whole = request.form.get("scope") == ALL
        return DepositValues(
            collector_id=whole_number(self.collector.data) or 0,
            day=self.day.value or settings().today(),
            channel=self.channel.data,
            reference=self.reference.data or "",
            chosen=None if whole else ticked(),
            seen=posted_id("seen") or 0,
            number_confirmed=self.number_confirmed.data,
        )


def ticked() -> frozenset[int]:
    """Give the receipts that were ticked, by contribution."""
    return frozenset(filter(None, map(whole_number, request.form.getlist("receipt"))))


def today_text() -> str:
    """Give today as the form shows it."""
    return shown(format_date(settings().today()))
