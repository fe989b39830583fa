"""Tests that could not fail, and rules written twice: kinds of mistakes that were found before."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT

TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def each_test(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def decorators(test: ast.FunctionDef, name: str) -> list[ast.Call]:
    calls = [one for one in test.decorator_list if isinstance(one, ast.Call)]
    return [one for one in calls if ast.unparse(one.func).endswith(name)]


def conditional(test: ast.FunctionDef) -> Iterator[int]:
    """Give the lines where a plain test asserts something only if; rules tried on any values
    (`given`) may."""
    if decorators(test, "given"):
        return
    for node in test.body:
        asserts = any(isinstance(one, ast.Assert) for one in ast.walk(node))
        ends = isinstance(node, ast.If) and isinstance(node.body[-1], ast.Return)
        if isinstance(node, ast.If) and not node.orelse and asserts and not ends:
            yield node.lineno


def empty_words(test: ast.FunctionDef) -> Iterator[int]:
    """Give the lines of parametrised rows whose expected words are "", which is in every text."""
    sought = {
        name.id
        for one in ast.walk(test)
        if isinstance(one, ast.Compare)
        and isinstance(one.ops[0], ast.In)
        and re.search("text|wrong|soup", ast.unparse(one.comparators[0]))
        for name in ast.walk(one.left)
        if isinstance(name, ast.Name)
    }
    for call in decorators(test, "parametrize"):
        if len(call.args) < 2 or not isinstance(call.args[1], ast.List | ast.Tuple):
            continue
        names = [part.strip(" ()'") for part in ast.unparse(call.args[0]).split(",")]
        for row in call.args[1].elts:
            values = [row] if len(names) == 1 else getattr(row, "elts", [])
            for name, value in zip(names, values, strict=False):
                if name in sought and isinstance(value, ast.Constant) and value.value == "":
                    yield row.lineno


ODD = ROOT / "tests" / "attacks" / "test_odd_input.py"  # "" is the thing tried there, not a word


def test_every_test_can_fail() -> None:
    found = [
        f"rule 6.1: {path.name}:{line} {kind}"
        for path in TESTS
        if path != ODD
        for test in each_test(ast.parse(path.read_text()))
        for kind, lines in (
            ("asserts only if: say what is expected in the other case too", conditional(test)),
            ('seeks "", which every text holds: name the words', empty_words(test)),
        )
        for line in lines
    ]
    assert found == [], "\n".join(found)


def test_who_is_on_the_roster_is_said_once() -> None:
    """The condition stands as SQL in members/statuses, and of a row in rules/people/leaving."""
    home = ROOT / "association"
    places = {home / "roster/members/statuses.py", home / "rules/people/leaving.py"}
    found = [
        f"rule 2.1: {path.relative_to(ROOT)}: ask statuses.on_roster, leaves_after or has_left"
        for path in sorted(set(home.rglob("*.py")) - places)
        if re.search(r"\bleft_on (<=?|>=?) ", path.read_text())
    ]
    assert found == [], "\n".join(found)


def test_which_contributions_count_is_said_once() -> None:
    """The condition as SQL stands in participants/models, as NOT_VOID."""
    home = ROOT / "association"
    found = [
        f"rule 2.1: {path.relative_to(ROOT)}: ask participants.models.NOT_VOID"
        for path in sorted(set(home.rglob("*.py")) - {home / "people/participants/models.py"})
        if "Contribution.voided_at.is_(None)" in path.read_text()
    ]
    assert found == [], "\n".join(found)
