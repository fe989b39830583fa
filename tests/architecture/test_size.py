"""DESIGN 3.7: a file up to 300 lines, a function up to 40 and of bearable weight, and no drawer for
leftovers."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SAID, modules
from tests.architecture.test_imports import plant

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
HEAVIEST = 200  # syntax nodes of a function at the 90th percentile
DRAWERS = ("utils", "util", "helpers", "helper", "manager", "managers", "common", "misc")
WIDEST, WIDEST_TEMPLATE = 100, 160


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
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    long = (node.end_lineno or node.lineno) - node.lineno + 1
                    if long > LONGEST_FUNCTION:
                        found.append(
                            f"rule 3.7: {where}:{node.name} has {long} lines, most "
                            f"{LONGEST_FUNCTION}: it is two functions, name the second"
                        )
    return found


def wide_code(root: Path) -> list[str]:
    """Name lines that are too wide, those with an address or a pragma too, which ruff lets be."""
    return [
        f"rule 3.7: {module.path.relative_to(root)}:{number} is wider than {WIDEST}: break it"
        for package in ("association", "tests")
        for module in modules(root, package).values()
        for number, line in enumerate(module.path.read_text().splitlines(), 1)
        if len(line) > WIDEST
    ]


def weight(root: Path, package: str) -> int:
    """Give the syntax nodes of the function of a package that is heavier than 90 of 100."""
    weights = sorted(
        sum(1 for _ in ast.walk(node))
        for module in modules(root, package).values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return weights[len(weights) * 9 // 10] if weights else 0


def heavy(root: Path) -> list[str]:
    """Name the packages whose functions hold too much."""
    found = []
    for package in ("association", "tests"):
        nodes = weight(root, package)
        print(f"{package}: {nodes} syntax nodes at the 90th percentile")
        if nodes > HEAVIEST:
            found.append(
                f"rule 3.7: a tenth of the functions of {package}/ have {nodes} syntax nodes, most "
                f"{HEAVIEST}: split what was added, or the heaviest that falls into two"
            )
    return found


def wide_lines(root: Path) -> list[str]:
    """Name the lines of templates that are too wide to read."""
    return [
        f"{path.relative_to(root)}:{number} has {len(line)} characters: put each element and each "
        "branch on a line of its own, indented; that is not sent (web/blanks.py)"
        for path in sorted((root / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > WIDEST_TEMPLATE
    ]


def test_everything_is_short() -> None:
    assert violations(ROOT) == []
    assert heavy(ROOT) == []


def test_everything_is_narrow() -> None:
    assert wide_code(ROOT) + wide_lines(ROOT) == []


def test_a_wide_line_is_found(tmp_path: Path) -> None:
    plant(tmp_path / "association", {"a.py": f"x = 1\n{'y' * 97} = 1  # noqa: S105"})
    assert [line.partition(" is ")[0] for line in wide_code(tmp_path)] == [
        "rule 3.7: association/a.py:2"
    ]


def test_a_wide_line_of_a_template_is_found(tmp_path: Path) -> None:
    plant(tmp_path / "templates", {"members/x.html": "<p></p>\n<p>" + 157 * "x" + "</p>"})
    assert len(wide_lines(tmp_path)) == 1
    assert "members/x.html:2 has 164 characters: put each" in wide_lines(tmp_path)[0]


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("association/a.py", "x = 1\n" * 301, "association/a.py has 301 lines"),
        ("tests/test_a.py", "def f():\n" + "    x = 1\n" * 40, "tests/test_a.py:f has 41 lines"),
        ("association/roster/members/helpers.py", "", "is a drawer"),
        ("association/utils/dates.py", "", "is a drawer"),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, path: str, code: str, said: str) -> None:
    plant(tmp_path, {path: code})
    (found,) = violations(tmp_path)
    assert SAID.fullmatch(found)
    assert said in found


def test_heavy_functions_are_found(tmp_path: Path) -> None:
    light, heavy_one = "def f():\n    x = 1\n", "def f():\n" + "    x = 1\n" * 60
    plant(tmp_path, {"association/a.py": light * 9, "tests/a.py": light * 9 + heavy_one})
    (found,) = heavy(tmp_path)
    assert SAID.fullmatch(found)
    assert "functions of tests/ have 2" in found
