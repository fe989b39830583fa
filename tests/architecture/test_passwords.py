"""TRUST, People: no door sets a password that `passwords.check_new` has not seen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, modules
from tests.architecture.test_imports import plant

RULE = "TRUST, People: call passwords.check_new(password, words=...) before hashed()"
# Which functions hash without the check, and why.
REASONS = {
    "association.people.signin.actions.sign_in": "the password that it has, with other costs",
    "association.demo": "prints its password for everyone on purpose, and serves nobody else",
}


def unchecked(root: Path) -> list[str]:
    """Name every function that hashes a password before it, or without that it, is checked."""
    return [
        f"{where} hashes without a check. {RULE}"
        for module in modules(root).values()
        for where in _hashing(module.tree, module.name)
        if where not in REASONS and module.name not in REASONS
    ]


def _hashing(tree: ast.AST, name: str) -> Iterator[str]:
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            lines = dict(sorted(_calls(node), reverse=True))
            inside |= {line for called, line in _calls(node) if called == "hashed"}
            if "hashed" in lines and lines.get("check_new", 10**6) > lines["hashed"]:
                yield f"{name}.{node.name}"
    outside = {line for called, line in _calls(tree) if called == "hashed"} - inside
    yield from (f"{name}:{line}" for line in outside)


def _calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node.lineno
        elif isinstance(node, ast.alias) and node.name == "hashed" and node.asname:
            yield "hashed", node.lineno  # under another name nobody would see its calls


def test_every_new_password_is_checked() -> None:
    assert unchecked(ROOT) == []


@pytest.mark.parametrize(
    "code",
    [
        "def f(one):\n    return passwords.hashed(one)",
        "def f(one):\n    kept = hashed(one)\n    check_new(one, words=[])\n    return kept",
        "HASH = hashed('rahasia')",
        "from association.people.accounts.passwords import hashed as h",
    ],
)
def test_a_door_without_the_check_is_found(tmp_path: Path, code: str) -> None:
    good = "def g(one):\n    passwords.check_new(one, words=[])\n    return passwords.hashed(one)\n"
    plant(tmp_path / "association", {"people/own/actions.py": good})
    assert unchecked(tmp_path) == []
    plant(tmp_path / "association", {"people/own/actions.py": f"{good}\n{code}\n"})
    (found,) = unchecked(tmp_path)
    assert "check_new" in found
