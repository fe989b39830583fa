"""DESIGN 3.1: every import lowers (layer, feature), so a cycle cannot be built. Imports inside
functions count."""

import ast
import graphlib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SAID, Module, inner_imports, modules

LAYERS = (
    "rules",
    "database",
    "access",
    "models",
    "reads",
    "actions",
    "web",
    "forms",
    "answers",
    "pages",
    "features",
)
PACKAGES = ("rules", "access", "web")  # siblings may import each other, without a cycle
IN_FEATURES = ("models", "reads", "actions", "forms", "pages")
# What stands beside the layers in association/, from low to high.
BESIDE_DATABASE = ("config", "vault", "database", "schema")
ON_TOP = ("features", "demo", "generate", "backup", "commands", "cli", "serve")
# Further files of a feature, by the layer that they may lean on.
FURTHER = {
    "accounts.passwords": "rules",
    "imports.becoming": "models",
    "imports.*": "rules",  # reading a list knows neither tables nor requests
    "members.values": "rules",
    "members.state": "reads",
    "members.indexing": "actions",
    "members.wording": "web",  # values in words: gettext, no request
    "changes.kinds": "rules",
    "duplicates.choices": "rules",
    "exports.rows": "web",  # says statuses in words
    "exports.files": "forms",
    "sealed.paper": "forms",  # a page of paper, with its words
    "members.contributions": "actions",
    "members.counting": "actions",
    "effect.following": "actions",
    "effect.wording": "web",  # a message and sentences: values in, a text out
    "cash.outcomes": "rules",
    "cash.custody": "reads",
    "reminders.kinds": "rules",
    "reminders.wording": "web",  # the messages: values in, a text out
    "reconciliation.official": "rules",
    "oversight.table": "rules",
    "enrolment.numbers": "rules",
    "enrolment.candidates": "reads",
    "enrolment.letter": "forms",  # a page of paper, with its words
    "enrolment.sheet": "forms",
    "enrolment.shown": "forms",
    "events.changing": "answers",  # to changes, for leaders and officers alike
    "invitations.wording": "web",  # texts, the QR and calendar entries; no request
    "history.sentences": "web",
    "members.asof": "forms",
    "members.context": "forms",  # what several pages show
}
Rank = tuple[int, int]


def features(known: dict[str, Module]) -> tuple[str, ...]:
    """Read FEATURES as it is written in association/features.py."""
    for node in known["association.features"].tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "FEATURES":
            return tuple(ast.literal_eval(node.value))
    raise AssertionError("association/features.py has no plain FEATURES = (...)")


def rank(name: str, order: tuple[str, ...]) -> Rank | None:
    """Give (layer, place within it), or None for a module that the design does not know."""
    parts = name.split(".")[1:]
    if not parts:
        return LAYERS.index("features"), len(
            ON_TOP
        ) - 1  # create_app: below serve, above everything else
    if parts[0] in PACKAGES:
        return LAYERS.index(parts[0]), -1
    if parts[0] in order:
        layer = layer_in_feature(*parts)
        return (LAYERS.index(layer), order.index(parts[0])) if layer else None
    if parts[0] in BESIDE_DATABASE:
        return LAYERS.index("database"), BESIDE_DATABASE.index(parts[0])
    if parts[0] in ON_TOP:
        place = ON_TOP.index(parts[0])
        return LAYERS.index("features"), len(ON_TOP) if parts[0] == "serve" else place
    return None


def layer_in_feature(feature: str, file: str = "", *_deeper: str) -> str | None:
    """Give the layer of a feature's file; its __init__.py holds words only and leans on nothing."""
    if not file:
        return "rules"
    return (
        file
        if file in IN_FEATURES
        else FURTHER.get(f"{feature}.{file}") or FURTHER.get(f"{feature}.*")
    )


def siblings(one: str, other: str) -> bool:
    """Tell whether two modules stand in one folder whose files may lean on each other."""
    first, second = one.split(".")[1:2], other.split(".")[1:2]
    return first == second and first != [] and (first[0] in PACKAGES or first[0] in ON_TOP)


def violations(root: Path) -> list[str]:
    """Name every import that does not go down, every module without a layer, and every cycle."""
    known = modules(root)
    order = features(known)
    found = []
    graph: dict[str, set[str]] = {}
    for module in known.values():
        own = rank(module.name, order)
        if own is None:
            found.append(
                f"rule 3.1: {module.name} has no layer: name it after one (models, reads, "
                f"actions, forms, pages), or give it one in tests/architecture/test_imports.py"
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
            theirs = rank(target, order)
            equal_rules = (
                own[0] == 0 and module.name.rpartition(".")[0] == target.rpartition(".")[0]
            )
            if (
                theirs is not None
                and theirs >= own
                and not siblings(module.name, target)
                and not equal_rules
            ):
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
    order = ("members", "events")
    names = [
        "rules.nik",
        "database",
        "access.fence",
        "members.models",
        "events.models",
        "members.reads",
        "members.actions",
    ]
    names += [
        "web.gate",
        "members.forms",
        "members.pages",
        "events.pages",
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
            "members/models.py",
            "from association.members import actions",
            "association.members.actions, which is not below",
        ),
        (
            "members/models.py",
            "def f():\n    from association.web import gate",
            "association.web.gate, which is not below",
        ),
        (
            "members/reads.py",
            "from association.events.reads import x",
            "association.events.reads, which is not below",
        ),
        ("rules/nik.py", "import association.database", "association.database, which is not below"),
        ("rules/nik.py", "from association.rules import money", "a cycle"),
        (
            "web/gate.py",
            "from association.members.pages import x",
            "association.members.pages, which is not below",
        ),
        ("members/pages.py", "from association import create_app", "imports association itself"),
        ("members/things.py", "", "association.members.things has no layer"),
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
        "features.py": "FEATURES = ('members', 'events')\nfrom association.events import pages",
        "database.py": "from association import config",
        "config.py": "",
        "rules/nik.py": "",
        "rules/money.py": "from association.rules import nik",
        "access/fence.py": "from association.database import Base",
        "web/gate.py": (
            "from association.access.fence import reach\nfrom association.members import reads"
        ),
        "members/__init__.py": "",
        "members/models.py": "from association.access import fence",
        "members/reads.py": "from association.members.models import Member",
        "members/actions.py": "from association.members import models, reads",
        "members/pages.py": (
            "from association.members import actions\nfrom association.web.gate import Pages"
        ),
        "events/reads.py": "from association.members import reads",
        "events/pages.py": "from association.members import pages",
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
