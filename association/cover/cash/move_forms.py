"""What moving a contribution to the right person asks."""

from datetime import date

import wtforms
from flask_babel import lazy_gettext

from association.rules.house.errors import RuleError
from association.rules.house.months import add_months, month_code, parse_month
from association.rules.law.payments import LONGEST_REASON, MOST_AHEAD
from association.rules.people.dates import format_month
from association.web.forms import Form, checked, required
from association.web.page import whole_number


def _month(text: str) -> date:
    try:
        return parse_month(text)
    except ValueError:
        raise RuleError("Pilih bulan dari daftar.") from None


def _member(text: str) -> int:
    member_id = whole_number(text)
    if member_id is None:
        raise RuleError("Pilih dulu orangnya.")
    return member_id


class MoveForm(Form):
    """To whom, which months, and why."""

    to = wtforms.StringField(
        lazy_gettext("Iuran siapa sebenarnya?"), [required(), checked(_member)]
    )
    first_month = wtforms.StringField(
        lazy_gettext("Mulai iuran bulan"), [required(), checked(_month)]
    )
    reason = wtforms.StringField(
        lazy_gettext("Mengapa dipindah?"), [wtforms.validators.Length(max=LONGEST_REASON)]
    )
    gap_confirmed = wtforms.BooleanField(
        lazy_gettext("Ya, bulan yang terlewat memang tidak dibayar")
    )


def months_around(first: date) -> list[tuple[str, str]]:
    """List the months from which a contribution may begin instead: a year before and after."""
    around = (add_months(first, n) for n in range(-MOST_AHEAD, MOST_AHEAD + 1))
    return [(month_code(one), format_month(one)) for one in around]
