"""What rules refuse, in the reader's language."""

from flask import g
from flask_babel import gettext

from association.rules.house.errors import OutOfDate, RuleError


def in_words(error: RuleError) -> str:
    """Translate the sentence of a RuleError; without a translation it is the Indonesian one. A page
    that says so of something out of date is answered 409 (page.refused)."""
    if isinstance(error, OutOfDate):
        g.out_of_date = True
    values = {
        name: in_words(value) if isinstance(value, RuleError) else value
        for name, value in error.values.items()
    }
    return str(gettext(error.template, **values))
