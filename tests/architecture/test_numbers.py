"""DESIGN 3.10: ids and numbers that come with a request are read by one parser with one limit."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Module, modules
from tests.architecture.test_imports import plant

RULE = (
    "DESIGN 3.10: read it by asked_id, posted_id or whole_number of association/web/page.py; "
    "the largest number is LARGEST_ID"
)
HOME = "association.web.page"
ENDINGS = ("pages", "forms", "changing", "shown", "context")  # where requests are read
DIGITS = re.compile(r"(\[0-9\]|\\d)\{\d*,?1[0-9]\}")


def rounds(root: Path) -> list[str]:
    """Name every place that reads a number of a request by hand."""
    return [
        f"{module.name}:{line} {what}. {RULE}"
        for module in modules(root).values()
        if module.name != HOME and _reads_requests(module.name)
        for line, what in _rounds(module)
    ]


def _reads_requests(name: str) -> bool:
    room, _, file = name.rpartition(".")
    return file in ENDINGS or room == "association.web" or name == "association.commands"


def _rounds(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isdecimal", "isnumeric"):
            yield node.lineno, f"asks {ast.unparse(node)}"
        elif isinstance(node, ast.Constant) and DIGITS.search(str(node.value)):
            yield node.lineno, f"limits digits by {node.value!r}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "int":
            read = ast.unparse(node.args[0]) if node.args else ""
            if "request." in read or read.endswith(".data"):
                yield node.lineno, f"makes a number of {read}"
        elif isinstance(node, ast.BinOp) and ast.unparse(node) in ("2 ** 63", "10 ** 18"):
            yield node.lineno, f"has a limit of its own, {ast.unparse(node)}"


def test_numbers_of_requests_are_read_in_one_place() -> None:
    assert rounds(ROOT) == []


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        (
            "roster/bulk/pages.py",
            "def f(t):\n    return int(t) if t.isdecimal() else 0",
            "isdecimal",
        ),
        ("roster/bulk/forms.py", "def f(t):\n    return t.isdigit()", "t.isdigit"),
        ("web/gate.py", "PLACE = re.compile(r'p([0-9]{1,18})-')", "limits digits"),
        ("roster/bulk/forms.py", "ID = r'\\d{,19}'", "limits digits"),
        ("roster/bulk/pages.py", "def f():\n    return int(request.args['id'])", "request.args"),
        ("roster/bulk/forms.py", "def f(form):\n    return int(form.id.data)", "form.id.data"),
        ("web/setup.py", "LARGEST = 2 ** 63 - 1", "a limit of its own"),
    ],
)
def test_a_way_round_is_found(tmp_path: Path, path: str, code: str, said: str) -> None:
    good = {
        "web/page.py": "LARGEST_ID = 2 ** 63 - 1\ndef whole_number(t): return t.isdecimal()",
        "rules/people/nik.py": "NIK = r'[0-9]{16}'",
        path: "HOURS = r'[0-9]{1,2}'",
    }
    plant(tmp_path / "association", good)
    assert rounds(tmp_path) == []
    plant(tmp_path / "association", {path: code})
    found = "\n".join(rounds(tmp_path))
    assert said in found
    assert "DESIGN 3.10" in found
