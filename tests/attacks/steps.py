"""A form sent: the steps of which the stops are made."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """One form sent: by whom, on which page, to which rule, with what typed.

    `{name}` in a page is an id of the scene; `@` is where the last step led; `~/x/` is the first
    address of that kind on the last page, `=` that page itself. `wait` lets so many hours pass
    before it.
    """

    rule: str
    page: str
    typed: dict[str, Any] = field(default_factory=dict)
    who: str = "sari"
    before: tuple["Step", ...] = ()
    wait: float = 0


def step(rule: str, page: str = "", *before: Step, who: str = "sari", **typed: Any) -> Step:
    """Write a step in one line; the page of a rule without ids is the rule itself."""
    return Step(rule, page or rule, typed, who, before)


def after(hours: float, one: Step) -> Step:
    """Let so many hours pass before a step."""
    return Step(one.rule, one.page, one.typed, one.who, one.before, hours)


def file(text: str, name: str = "daftar.csv") -> tuple[str, bytes]:
    """Give a file to send."""
    return name, text.encode()
