"""DESIGN 3.1 for templates: a template includes, extends and imports its own room's, those of lower
rooms, and the frames of the whole site. What a room above shows on a page is handed in from there:
`hand_in` of web/sections.py."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.layers import rooms
from tests.architecture.source import ROOT, modules
from tests.architecture.test_imports import plant

TAG = re.compile(r"{%-?\s*(?:include|extends|import|from)\b(?P<rest>.*?)%}", re.DOTALL)
NAMED = re.compile(r"[\"']([^\"']+\.html)[\"']")
HANDED_IN = re.compile(r"\s*(one\.template|form_template)\s*")  # a name that was handed in


def room_of(template: str, order: tuple[str, ...]) -> str:
    """Give the room whose folder a template stands in; empty for the site's frames."""
    folder = template.rpartition("/")[0].replace("/", ".")
    return folder if folder in order else ""


def leads_to(path: Path) -> Iterator[tuple[str, int]]:
    """Give the templates that a template names, with the line; a tag that names none as it is
    written."""
    text = path.read_text()
    for tag in TAG.finditer(text):
        line = text.count("\n", 0, tag.start()) + 1
        names = NAMED.findall(tag["rest"])
        if "ignore missing" in tag["rest"]:
            yield "ignore missing", line
        if not names and not HANDED_IN.fullmatch(tag["rest"]):
            yield tag["rest"].strip(), line
        yield from ((name, line) for name in names)


def violations(root: Path) -> list[str]:
    """Name every include that climbs, that leads nowhere, or that hides that it does."""
    order = rooms(modules(root))
    found = []
    for path in sorted((root / "templates").rglob("*.html")):
        where = path.relative_to(root / "templates").as_posix()
        for name, line in leads_to(path):
            if name == "ignore missing":
                found.append(f"{where}:{line} ignores what is missing: hand the part in instead")
            elif not (root / "templates" / name).is_file():
                found.append(f"{where}:{line} leads to {name}, which is not there")
            elif climbs(where, name, order):
                found.append(f"{where}:{line} leads up to {name}: let that room hand it in")
    return found


def climbs(own: str, other: str, order: tuple[str, ...]) -> bool:
    """Tell whether one template may not lean on another."""
    theirs = room_of(other, order)
    if not theirs:
        return "/" in other and other.partition("/")[0] != own.partition("/")[0]
    mine = room_of(own, order)
    return not mine or order.index(theirs) > order.index(mine)


def test_every_template_leans_on_what_is_below() -> None:
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{% include "cover/cash/part.html" %}', "leads up to cover/cash/part.html"),
        ('{% extends "base.html" if x else "cover/cash/part.html" %}', "leads up to cover/cash"),
        ('{% include "roster/members/own.html" ignore missing %}', "ignores what is missing"),
        ('{% include "roster/members/gone.html" %}', "which is not there"),
        ("{% include whatever %}", "leads to whatever"),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, text: str, said: str) -> None:
    order = "FEATURES = ('roster.members', 'cover.cash')"
    plant(tmp_path / "association", {"features.py": order})
    good = (
        '{% extends "base.html" %}{% include "roster/members/own.html" %}{% include one.template %}'
    )
    pages = {
        "base.html": "",
        "roster/members/own.html": "",
        "roster/members/page.html": good,
        "cover/cash/part.html": '{% include "roster/members/own.html" %}',
    }
    plant(tmp_path / "templates", pages)
    assert violations(tmp_path) == []
    plant(tmp_path / "templates", {"roster/members/page.html": good + text})
    assert said in "\n".join(violations(tmp_path))
