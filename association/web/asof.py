"""The day that an address asks about with `as_of`; pages about another day than today show what was
true then."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from association.rules.house.errors import RuleError
from association.rules.law.asof import parse_as_of
from association.web.gate import settings
from association.web.page import asked_text
from association.web.words import in_words

PARAMETER = "as_of"


@dataclass(frozen=True, slots=True)
class AsOf:
    """Another day than today that was asked for; with a `problem` the text was no such day and
    `day` is today."""

    day: date
    today: date
    problem: str = ""

    @property
    def past(self) -> bool:
        """Tell whether the day is gone by."""
        return self.day < self.today

    @property
    def query(self) -> str:
        """Give what keeps the day in a link."""
        return f"?{PARAMETER}={self.day.isoformat()}"


def asked_day() -> AsOf | None:
    """Read the day asked for; None without one, and for today, which is the ordinary page."""
    text, today = asked_text(PARAMETER, most=40).strip(), settings().today()
    if not text:
        return None
    try:
        day = parse_as_of(text, today=today)
    except RuleError as error:
        return AsOf(today, today, _("%(problem)s Ini keadaan hari ini.", problem=in_words(error)))
    return AsOf(day, today) if day != today else None
