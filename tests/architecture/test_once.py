"""DESIGN 3.10: what a form's key makes happen once is wrapped by `@write_once`, never reminded."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Module, modules
from tests.architecture.test_imports import plant

RULE = "DESIGN 3.10: put @write_once (association/once.py) over the action"
HOME = "association.once"
MAY_NAME_ANSWERS = {HOME, "association.access.tables"}  # the fence lists it as open


def rounds(root: Path) -> list[str]:
    """Name whatever takes a form's key and goes round `@write_once`."""
    found = []
    for module in modules(root).values():
        if module.name == HOME:
            continue
        found += [f"{module.name}:{line} {what}. {RULE}" for line, what in _rounds(module)]
    return found


def _rounds(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and "once" in _parameters(node):
            if _is_wrapped(node) or _hands_on(node):
                if "write_tx" in _called(node):
                    yield node.lineno, f"{node.name} opens a transaction of its own beside the key"
            else:
                yield node.lineno, f"{node.name} takes `once` and does not keep to it"
        elif isinstance(node, ast.Call) and _name(node.func) == "write_tx" and node.args:
            yield node.lineno, "gives write_tx a key by hand"
        elif isinstance(node, ast.Attribute) and node.attr == "repeated":
            yield node.lineno, "asks by hand whether the form came before"
        elif _names_answers(node) and module.name not in MAY_NAME_ANSWERS:
            yield node.lineno, "reads or writes kept answers by hand"


def _names_answers(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "SavedAnswer"


def _parameters(node: ast.FunctionDef) -> set[str]:
    return {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}


def _is_wrapped(node: ast.FunctionDef) -> bool:
    return "write_once" in {_name(one) for one in node.decorator_list}


def _hands_on(node: ast.FunctionDef) -> bool:
    """Tell whether the key goes on, as it is, to another action of the same kind."""
    keywords = [
        one for call in ast.walk(node) if isinstance(call, ast.Call) for one in call.keywords
    ]
    return any(one.arg == "once" and _name(one.value) == "once" for one in keywords)


def _called(node: ast.FunctionDef) -> set[str]:
    return {_name(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_every_action_with_a_key_happens_once() -> None:
    assert rounds(ROOT) == []


def test_the_walk_sees_the_actions() -> None:
    wrapped = [
        node
        for module in modules(ROOT).values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and _is_wrapped(node)
    ]
    assert len(wrapped) >= 47


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def f(by, *, once):\n    with write_tx() as tx:\n        pass", "does not keep to it"),
        ("def f(by, *, once):\n    with write_tx(once) as tx:\n        pass", "by hand"),
        ("def f(by, *, once):\n    with write_tx():\n        g(by, once=once)", "of its own"),
        ("def f(tx):\n    return tx.repeated", "whether the form came before"),
        ("def f(session):\n    session.get(SavedAnswer, 1)", "kept answers by hand"),
    ],
)
def test_a_way_round_is_found(tmp_path: Path, code: str, said: str) -> None:
    good = (
        "@write_once\ndef g(session, by, *, once):\n    pass\n\n"
        "def h(by, *, once):\n    return g(by, once=once)\n"
    )
    path = "roster/members/actions.py"
    plant(tmp_path / "association", {"once.py": "def f(once): pass", path: good})
    assert rounds(tmp_path) == []
    plant(tmp_path / "association", {path: f"{good}\n{code}\n"})
    found = "\n".join(rounds(tmp_path))
    assert said in found
    assert "DESIGN 3.10" in found
