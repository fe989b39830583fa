"""The password typed once more, and the roster's filter as an address says it."""

import wtforms
from flask import request
from flask_babel import lazy_gettext

from association.roster.exports.reads import Asked
from association.rules.law.groups import Group
from association.web.forms import Form
from association.web.gate import actor, settings
from association.web.page import asked_id, asked_text


class PasswordForm(Form):
    """What a file with full NIKs asks for."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi Anda"))


def asked_filter() -> Asked:
    """Read from the address the filter that the roster has, too."""
    status = request.args.get("status")
    return Asked(
        association_id=actor().association_id,
        today=settings().today(),
        query=asked_text("q"),
        group=Group(status) if status in set(Group) else Group.ALL,
        market_id=asked_id("pasar"),
    )
