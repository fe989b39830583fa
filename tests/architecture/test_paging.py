"""DESIGN 3.10: long lists are paged by one cursor and one page class."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Module, modules
from tests.architecture.test_imports import plant

RULE = "DESIGN 3.10: page by one_more, cut and behind of association/paging.py; reads give its Page"
HOME = "association.paging"
CURSORS = {"after", "more", "next"}  # what a page class of one's own would call its cursor


def rounds(root: Path) -> list[str]:
    """Name every place that pages by hand."""
    return [
        f"{module.name}:{line} {what}. {RULE}"
        for module in modules(root).values()
        if module.name != HOME
        for line, what in _rounds(module)
    ]


def _rounds(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and node.id == "ROWS":
            yield node.lineno, "counts the rows of a page itself"
        elif isinstance(node, ast.Call) and _asks_for_one_more(node):
            yield node.lineno, f"asks for one row more: {ast.unparse(node)[-60:]}"
        elif isinstance(node, ast.ClassDef) and _is_a_page(node):
            yield node.lineno, f"{node.name} is a page class of its own"
        elif isinstance(node, ast.FunctionDef) and _gives_a_pair(node):
            yield node.lineno, f"{node.name} gives rows and a cursor beside them"


def _asks_for_one_more(node: ast.Call) -> bool:
    limits = [*node.args] if getattr(node.func, "attr", "") == "limit" else []
    limits += [one.value for one in node.keywords if one.arg in ("most", "limit")]
    return any(isinstance(one, ast.BinOp) and "+ 1" in ast.unparse(one) for one in limits)


def _is_a_page(node: ast.ClassDef) -> bool:
    fields = {
        one.target.id: ast.unparse(one.annotation)
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    has_cursor = any(fields.get(name) == "int | None" for name in CURSORS)
    return has_cursor and any(kind.startswith("list[") for kind in fields.values())


def _gives_a_pair(node: ast.FunctionDef) -> bool:
    given = ast.unparse(node.returns) if node.returns else ""
    return given.startswith("tuple[list[") and given.endswith(", int | None]")


def test_long_lists_are_paged_in_one_place() -> None:
    assert rounds(ROOT) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ROWS = 25", "counts the rows"),
        ("def f(s):\n    return s[:ROWS]", "counts the rows"),
        ("def f(s):\n    return s.limit(MOST + 1)", "asks for one row more"),
        ("def f(s):\n    return told(s, most=MOST + 1)", "asks for one row more"),
        ("class GuestPage:\n    rows: list[int]\n    after: int | None", "page class of its own"),
        ("def f() -> tuple[list[int], int | None]:\n    return [], 1", "a cursor beside them"),
    ],
)
def test_a_way_round_is_found(tmp_path: Path, code: str, said: str) -> None:
    path = "roster/members/reads.py"
    good = {
        "paging.py": "ROWS = 25\nclass Page:\n    rows: list[int]\n    after: int | None",
        path: "def g(s) -> Page:\n    return cut(s.limit(5))",
    }
    plant(tmp_path / "association", good)
    assert rounds(tmp_path) == []
    plant(tmp_path / "association", {path: code})
    found = "\n".join(rounds(tmp_path))
    assert said in found
    assert "DESIGN 3.10" in found
