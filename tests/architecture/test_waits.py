"""DESIGN 3.10: a refusal with a wait, and asking for the password again, are written once."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.architecture.source import ROOT, Module, modules
from tests.architecture.test_imports import plant

RULE = (
    "DESIGN 3.10: answer by wait_first(...) of association/web/refusals.py, "
    "or password_refused(...) of association/people/signin/password.py"
)
HOMES = {"association.web.errors", "association.web.refusals"}
CONFIRM = ("actions.confirm", "signin.confirm")
ASKS = "association.people.signin.password"


def rounds(root: Path) -> list[str]:
    """Name every answer with a wait, and every check of the password, that is made by hand."""
    return [
        f"{module.name}:{line} {what}. {RULE}"
        for module in modules(root).values()
        for line, what in _rounds(module)
    ]


def _rounds(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and module.name not in HOMES:
            if node.value == "Retry-After":
                yield node.lineno, "sets Retry-After by hand"
            elif node.value == 429 and type(node.value) is int:
                yield node.lineno, "answers 429 by hand"
        elif _asks_password(node) and module.name != ASKS:
            yield node.lineno, "asks for the password again by hand"


def _asks_password(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in CONFIRM


def test_waits_and_passwords_are_answered_in_one_place() -> None:
    assert rounds(ROOT) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def f(a):\n    a.headers['Retry-After'] = '3'", "sets Retry-After by hand"),
        ("def f():\n    return refused('a.html', status=429)", "answers 429 by hand"),
        ("def f():\n    signin.confirm(1, 'x')", "asks for the password again by hand"),
    ],
)
def test_a_way_round_is_found(tmp_path: Path, code: str, said: str) -> None:
    path = "roster/members/pages.py"
    good = {
        "web/refusals.py": "STATUS, HEADER = 429, 'Retry-After'",
        "people/signin/password.py": "actions.confirm(1, 'x')",
        path: "ROWS = 42",
    }
    plant(tmp_path / "association", good)
    assert rounds(tmp_path) == []
    plant(tmp_path / "association", {path: code})
    (found,) = rounds(tmp_path)
    assert said in found
    assert "DESIGN 3.10" in found
