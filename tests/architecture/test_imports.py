"""DESIGN 3.1: every import lowers (layer, feature), so a cycle cannot be built. Imports inside
functions count."""

import graphlib
from pathlib import Path

import pytest

from tests.architecture.layers import rank, rooms, siblings
from tests.architecture.source import ROOT, SAID, inner_imports, modules


def goes_up(name: str, target: str, order: dict[str, int]) -> bool:
    """Tell whether an import leads to a module that is not below; siblings may stand side by side,
    and so may the rules of one shelf."""
    own, theirs = rank(name, order), rank(target, order)
    if own is None or theirs is None or theirs < own:
        return False
    equal_rules = own[0] == 0 and name.rpartition(".")[0] == target.rpartition(".")[0]
    return not siblings(name, target) and not equal_rules


def violations(root: Path) -> list[str]:
    """Name every import that does not go down, every module without a layer, and every cycle."""
    known = modules(root)
    order = rooms(known)
    found = []
    graph: dict[str, set[str]] = {}
    for module in known.values():
        own = rank(module.name, order)
        if own is None:
            found.append(
                f"rule 3.1: {module.name} has no layer: name it after one (models, reads, "
                f"actions, forms, pages), or give it one in tests/architecture/layers.py"
            )
            continue
        graph[module.name] = set()
        for target, line in inner_imports(module, known):
            if target == module.name or (
                target == "association" and module.name != "association.serve"
            ):
                found.append(
                    f"rule 3.1: {module.name}:{line} imports {target} itself: import the "
                    f"module below it that you need"
                )
                continue
            graph[module.name].add(target)
            if goes_up(module.name, target, order):
                found.append(
                    f"rule 3.1: {module.name}:{line} imports {target}, which is not below it: "
                    f"move what is shared down, or hand it in from above"
                )
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        cycle = " -> ".join(error.args[1])
        found.append(f"rule 3.1: a cycle, {cycle}: move what they share below them all")
    return found


def test_every_import_goes_down() -> None:
    assert violations(ROOT) == []


def test_the_layers_are_those_of_the_design() -> None:
    order = ("roster.members", "meetings.events")
    names = [
        "rules.people.nik",
        "database",
        "access.fence",
        "roster.members.models",
        "meetings.events.models",
        "roster.members.reads",
        "roster.members.actions",
    ]
    names += [
        "web.gate",
        "roster.members.forms",
        "roster.members.pages",
        "meetings.events.pages",
        "features",
        "cli",
        "serve",
    ]
    ranks = [rank(f"association.{name}", order) for name in names]
    assert None not in ranks
    assert ranks == sorted(ranks, key=lambda r: r or (0, 0))
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        (
            "roster/members/models.py",
            "from association.roster.members import actions",
            "association.roster.members.actions, which is not below",
        ),
        (
            "roster/members/models.py",
            "def f():\n    from association.web import gate",
            "association.web.gate, which is not below",
        ),
        (
            "roster/members/reads.py",
            "from association.meetings.events.reads import x",
            "association.meetings.events.reads, which is not below",
        ),
        (
            "rules/people/nik.py",
            "import association.database",
            "association.database, which is not below",
        ),
        ("rules/people/nik.py", "from association.rules.house import money", "a cycle"),
        (
            "web/gate.py",
            "from association.roster.members.pages import x",
            "association.roster.members.pages, which is not below",
        ),
        (
            "roster/members/pages.py",
            "from association import create_app",
            "imports association itself",
        ),
        ("roster/members/things.py", "", "association.roster.members.things has no layer"),
        ("things.py", "", "association.things has no layer"),
        (
            "database.py",
            "from association.access import fence",
            "association.access.fence, which is not below",
        ),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, path: str, code: str, said: str) -> None:
    good = {
        "__init__.py": "from association import database, features",
        "features.py": (
            "FEATURES = ('roster.members', 'meetings.events')\n"
            "from association.meetings.events import pages"
        ),
        "database.py": "from association import config",
        "config.py": "",
        "rules/people/nik.py": "",
        "rules/house/money.py": "from association.rules.people import nik",
        "access/fence.py": "from association.database import Base",
        "web/gate.py": (
            "from association.access.fence import reach\n"
            "from association.roster.members import reads"
        ),
        "roster/members/__init__.py": "",
        "roster/members/models.py": "from association.access import fence",
        "roster/members/reads.py": "from association.roster.members.models import Member",
        "roster/members/actions.py": "from association.roster.members import models, reads",
        "roster/members/pages.py": (
            "from association.roster.members import actions\nfrom association.web.gate import Pages"
        ),
        "meetings/events/reads.py": "from association.roster.members import reads",
        "meetings/events/pages.py": "from association.roster.members import pages",
    }
    plant(tmp_path / "association", good)
    assert violations(tmp_path) == []
    plant(tmp_path / "association", {path: good.get(path, "") + "\n" + code})
    found = violations(tmp_path)
    assert found
    assert all(map(SAID.fullmatch, found))
    assert said in "\n".join(found)


def plant(folder: Path, files: dict[str, str]) -> None:
    """Write a small tree."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
