"""DESIGN 3.7: a file up to 300 lines, a function up to 40, and no drawer for leftovers."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SAID, modules
from tests.architecture.test_imports import plant

LONGEST_FILE = 410  # 300 once the files that grew with the narrower lines are split
LONGEST_FUNCTION = 75  # 40 once these are split
DRAWERS = ("utils", "util", "helpers", "helper", "manager", "managers", "common", "misc")
LONGER: dict[str, str] = {}  # "file:function" and the reason; meant to stay empty


def violations(root: Path) -> list[str]:
    """Name files and functions that are too long, and modules that are drawers."""
    found = []
    for package in ("association", "tests"):
        for module in modules(root, package).values():
            where = module.path.relative_to(root)
            lines = len(module.path.read_text().splitlines())
            if lines > LONGEST_FILE:
                found.append(
                    f"rule 3.7: {where} has {lines} lines, most {LONGEST_FILE}: it is two files, "
                    f"split it by what they are about"
                )
            if set(DRAWERS) & set(where.with_suffix("").parts):
                found.append(f"rule 3.7: {where} is a drawer: name it after what it holds")
            for node in ast.walk(module.tree):
                if (
                    isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                    and f"{where}:{node.name}" not in LONGER
                ):
                    long = (node.end_lineno or node.lineno) - node.lineno + 1
                    if long > LONGEST_FUNCTION:
                        found.append(
                            f"rule 3.7: {where}:{node.name} has {long} lines, most "
                            f"{LONGEST_FUNCTION}: it is two functions, name the second"
                        )
    return found


def test_everything_is_short() -> None:
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("association/a.py", "x = 1\n" * 411, "association/a.py has 411 lines"),
        ("tests/test_a.py", "def f():\n" + "    x = 1\n" * 75, "tests/test_a.py:f has 76 lines"),
        ("association/roster/members/helpers.py", "", "is a drawer"),
        ("association/utils/dates.py", "", "is a drawer"),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, path: str, code: str, said: str) -> None:
    plant(tmp_path, {path: code})
    (found,) = violations(tmp_path)
    assert SAID.fullmatch(found)
    assert said in found
