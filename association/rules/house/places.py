"""Names of markets and paguyuban as they are typed."""

import re
import unicodedata
from collections.abc import Callable

from association.rules.house.errors import RuleError
from association.rules.people.names import search_form

LONGEST_NAME = 80
MOST_ALIASES = 10


def one_line(longest: int) -> Callable[[str], str]:
    """Make a rule for a text of one line: spaces tidied, nothing invisible. It raises RuleError for
    one that is too long."""

    def tidy(text: str) -> str:
        visible = (c for c in unicodedata.normalize("NFC", text) if not _is_invisible(c))
        line = " ".join("".join(visible).split())
        if len(line) > longest:
            raise RuleError(
                "Terlalu panjang: %(n)s huruf, paling banyak %(most)s.", n=len(line), most=longest
            )
        return line

    return tidy


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Co", "Cs"} and not character.isspace()


def place_name(text: str) -> str:
    """Return the name of a market or paguyuban, tidied. Raises RuleError for one that is longer
    than 80 characters or has no letter."""
    name = one_line(LONGEST_NAME)(text)
    if not any(c.isalpha() for c in name):
        raise RuleError("Tulis namanya dengan huruf.")
    return name


def other_names(text: str) -> tuple[str, ...]:
    """Return the names between commas or line breaks, each once. Raises RuleError as `place_name`
    does, and for more than 10."""
    names: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        if part.strip():
            name = place_name(part)
            names.setdefault(search_form(name), name)
    if len(names) > MOST_ALIASES:
        raise RuleError("Paling banyak %(n)s nama lain.", n=MOST_ALIASES)
    return tuple(names.values())
