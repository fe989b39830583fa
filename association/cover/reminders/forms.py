"""What a tap on a turn sends."""

import wtforms
from flask import abort
from flask_babel import lazy_gettext

from association.cover.reminders.kinds import Cause, Outcome
from association.rules.house.errors import RuleError
from association.rules.house.months import parse_month
from association.web.forms import Form, checked
from association.web.page import whole_number

STOP, NOT_SENT, GO_ON = "stop", "not_sent", "go_on"  # the last two take back "sent" and STOP
ANSWERS = (
    *(Outcome.SENT.value, Outcome.FAILED.value, Outcome.SKIPPED.value),
    *(STOP, NOT_SENT, GO_ON),
)


def _member(text: str) -> int:
    member_id = whole_number(text)
    if member_id is None:
        raise RuleError("Anggota ini tidak ada.")
    return member_id


class MemberForm(Form):
    """One member."""

    member = wtforms.StringField(validators=[wtforms.validators.DataRequired(), checked(_member)])


class AgreedForm(Form):
    """That a member was asked before they are reminded again."""

    agreed = wtforms.BooleanField(lazy_gettext("Sudah ditanya, dan ia setuju diingatkan lagi"))


class AnswerForm(MemberForm):
    """What came of a turn; `month` is the one in which it was given, also when the page is sent
    after midnight."""

    month = wtforms.StringField(
        validators=[wtforms.validators.DataRequired(), checked(parse_month)]
    )
    outcome = wtforms.SelectField(choices=[wtforms.SelectChoice(one, one) for one in ANSWERS])


def asked_cause(text: str) -> Cause:
    """Read which cause an address names; 404 for any other word."""
    if text not in set(Cause):
        abort(404)
    return Cause(text)
