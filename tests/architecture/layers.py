"""Which layer each module stands on: DESIGN section 3, rule 1."""

import ast

from tests.architecture.further import FURTHER
from tests.architecture.source import Module

LAYERS = (
    "rules",
    "database",
    "access",
    "models",
    "queries",
    "reads",
    "actions",
    "web",
    "forms",
    "answers",
    "pages",
    "features",
)
PACKAGES = ("rules", "access", "web")  # siblings may import each other, without a cycle
IN_ROOMS = ("models", "reads", "actions", "forms", "pages")
# What stands beside the layers in association/, from low to high.
BESIDE_DATABASE = (
    "config",
    "vault",
    "waiting",
    "trouble",
    "database",
    "embedded",
    "drafts",
    "once",
    "paging",
    "schema",
)
ON_TOP = (
    "features",
    "demo",
    "generate",
    "retention",
    "backup",
    "updating",
    "commands",
    "account_commands",
    "demonstration",
    "founding",
    "upkeep",
    "cli",
    "keeper",
    "serve",
)
Rank = tuple[int, int]


def rooms(known: dict[str, Module]) -> tuple[str, ...]:
    """Read FEATURES as it is written in association/features.py."""
    for node in known["association.features"].tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "FEATURES":
            return tuple(ast.literal_eval(node.value))
    raise AssertionError(
        "rule 3.1: association/features.py has no plain FEATURES = (...): write one tuple of words"
    )


def room_of(name: str, order: tuple[str, ...]) -> str:
    """Give the room that a module of the package stands in; empty for one that is in none."""
    return next((room for room in order if f"{name}.".startswith(f"association.{room}.")), "")


def rank(name: str, order: tuple[str, ...]) -> Rank | None:
    """Give (layer, place within it), or None for a module that the design does not know."""
    first, *rest = name.split(".")[1:] or [""]
    if not first:  # create_app: below serve, above everything else
        return LAYERS.index("features"), len(ON_TOP) - 1
    if first in PACKAGES:
        return LAYERS.index(first), -1
    room = room_of(name, order)
    if room:
        layer = layer_in_room(room, name.removeprefix(f"association.{room}").lstrip("."))
        return (LAYERS.index(layer), order.index(room)) if layer else None
    if not rest and any(room.startswith(f"{first}.") for room in order):
        return 0, -1  # a district's own file holds words only
    if first in BESIDE_DATABASE:
        return LAYERS.index("database"), BESIDE_DATABASE.index(first)
    if first in ON_TOP:
        place = ON_TOP.index(first)
        return LAYERS.index("features"), len(ON_TOP) if first == "serve" else place
    return None


def layer_in_room(room: str, file: str) -> str | None:
    """Give the layer of a room's file; its __init__.py holds words only and leans on nothing."""
    if not file:
        return "rules"
    if file in IN_ROOMS:
        return file
    if file == "hooks":  # what a room hands to rooms below
        return "pages"
    if file.endswith(("_pages", "_forms")):  # further screens of a room with many
        return file.rpartition("_")[2]
    return FURTHER.get(f"{room}.{file}") or FURTHER.get(f"{room}.*")


def siblings(one: str, other: str) -> bool:
    """Tell whether two modules stand in one folder whose files may lean on each other."""
    first, second = one.split(".")[1:2], other.split(".")[1:2]
    return first == second and first != [] and (first[0] in PACKAGES or first[0] in ON_TOP)
