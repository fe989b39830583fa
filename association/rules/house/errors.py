"""The one error that rules raise: a sentence for the user; and the one of a full house."""

from collections.abc import Mapping
from typing import Any, Self


class Busy(Exception):
    """Too many ask at once for what takes long; nothing was done."""


class RuleError(ValueError):
    """Something typed or read is not acceptable; `message` says what is wrong, in Indonesian.

    `template` is that sentence before its `values` are filled in, as gettext knows it: write it out
    where it is raised, with %(name)s for each value. A value may be a phrase of its own, another
    RuleError. Rules know no language but Indonesian; the web layer translates (web/words.py).
    """

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template % values if values else template)
        self.template = template
        self.values = values

    @property
    def message(self) -> str:
        """Return the sentence in Indonesian."""
        return str(self)

    @property
    def plain(self) -> dict[str, Any]:
        """Give its template and values as JSON has them."""
        values = {
            name: value.plain if isinstance(value, RuleError) else value
            for name, value in self.values.items()
        }
        return {"template": self.template, "values": values}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Make one of what `plain` gave."""
        values = {
            name: cls.of(value) if isinstance(value, dict) else value
            for name, value in plain["values"].items()
        }
        return cls(plain["template"], **values)


class OutOfDate(RuleError):
    """What a page said does not hold any more (rules.house.said). Nothing was done; `facts` hold
    now."""

    facts: dict[str, str]
