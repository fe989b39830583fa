"""What rules refuse, in the reader's language."""

from flask_babel import gettext

from association.rules.house.errors import RuleError


def in_words(error: RuleError) -> str:
    """Translate the sentence of a RuleError; without a translation it is the Indonesian one."""
    values = {
        name: in_words(value) if isinstance(value, RuleError) else value
        for name, value in error.values.items()
    }
    return str(gettext(error.template, **values))
