"""DESIGN 3.1: no two rooms lean on each other, by whatever layers, templates included; FEATURES is
told district by district."""

from collections import defaultdict
from itertools import groupby
from pathlib import Path

import pytest

from tests.architecture.layers import room_of, rooms
from tests.architecture.source import ROOT, inner_imports, modules
from tests.architecture.test_imports import plant
from tests.architecture.test_template_imports import leads_to
from tests.architecture.test_template_imports import room_of as room_of_template

Leans = dict[tuple[str, str], list[str]]  # by who leans and on whom: where


def leans(root: Path) -> Leans:
    """Give for every two rooms where the first leans on the second."""
    known, found = modules(root), defaultdict(list)
    order = rooms(known)
    for module in known.values():
        for target, line in inner_imports(module, known):
            found[_room(module.name, order), _room(target, order)].append(
                f"{module.name}:{line} imports {target}"
            )
    for path in (root / "templates").rglob("*.html"):
        where = path.relative_to(root / "templates").as_posix()
        for name, line in leads_to(path):
            found[room_of_template(where, order), room_of_template(name, order)].append(
                f"templates/{where}:{line} leads to {name}"
            )
    return found


def _room(module: str, order: tuple[str, ...]) -> str:
    """Give a module's room; web counts as one."""
    return "web" if module.startswith("association.web.") else room_of(module, order)


def circles(root: Path) -> list[str]:
    """Name every two rooms that lean on each other, with the shorter of the two lists of places."""
    found = leans(root)
    return [
        f"{one} and {other} lean on each other: "
        + "; ".join(min(found[one, other], found[other, one], key=len))
        for one, other in sorted(found)
        if one < other and one and (other, one) in found
    ]


def broken_districts(order: tuple[str, ...]) -> list[str]:
    """Name the districts whose rooms do not stand together in FEATURES."""
    runs = [district for district, _rooms in groupby(order, lambda room: room.partition(".")[0])]
    return sorted({district for district in runs if runs.count(district) > 1})


def test_no_two_rooms_lean_on_each_other() -> None:
    assert circles(ROOT) == []


def test_each_districts_rooms_stand_together() -> None:
    assert broken_districts(rooms(modules(ROOT))) == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {
                "association/roster/members/pages.py": "from association.cover.cash import reads",
                "association/cover/cash/pages.py": "import association.roster.members.models",
            },
            "cover.cash and roster.members lean on each other: association.",
        ),
        (
            {
                "association/people/team/reads.py": "",
                "association/web/gate.py": "def f():\n    import association.people.team.reads",
                "association/people/team/forms.py": "from association.web.gate import f",
            },
            "people.team and web lean on each other",
        ),
        (
            {
                "association/cover/cash/pages.py": "import association.roster.members.models",
                "templates/roster/members/page.html": '{% include "cover/cash/part.html" %}',
            },
            "templates/roster/members/page.html:1 leads to cover/cash/part.html",
        ),
    ],
)
def test_a_circle_is_found(tmp_path: Path, files: dict[str, str], said: str) -> None:
    order = "FEATURES = ('people.team', 'roster.members', 'cover.cash')"
    plant(
        tmp_path,
        {
            "association/features.py": order,
            "association/roster/members/models.py": "",
            "association/cover/cash/reads.py": "import association.roster.members.models",
            "templates/cover/cash/part.html": "",
        },
    )
    assert circles(tmp_path) == []
    plant(tmp_path, files)
    assert said in "\n".join(circles(tmp_path))


def test_a_district_in_two_places_is_found() -> None:
    assert broken_districts(("people.team", "roster.members", "people.handover")) == ["people"]
    assert broken_districts(("people.team", "people.handover", "roster.members", "home")) == []
