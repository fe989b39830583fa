"""DESIGN 6: what a docstring, a comment or a page of docs points to exists under that name."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.layers import IN_ROOMS
from tests.architecture.source import ROOT, modules
from tests.architecture.test_imports import plant

DOTTED = re.compile(r"(?<![\w./@-])[a-z_]+(?:\.\w+)+")
PATH = re.compile(r"(?<![\w./<>*{-])[\w-]+(?:/[\w.-]+)+\.(?:py|html|js|css|md|json)\b")
FOLDER = re.compile(
    r"(?<![\w./-])(?:association|templates|tests|docs|static|script|bench)/[\w/-]*\w(?![\w.*<{/-])"
)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
PLACES = ("", "association", "association/*", "templates", "templates/*", "tests", "tests/*")
READ, SUFFIXES = ("association", "templates", "tests", "docs"), (".py", ".html", ".md")
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def prose(path: Path) -> Iterator[tuple[str, int]]:
    """Give the comments and docstrings of a file, and all of a page of docs, with their lines."""
    text = path.read_text()
    if path.suffix == ".md":
        yield text, 1
    elif path.suffix == ".html":
        yield from (
            (hit[0], text.count("\n", 0, hit.start()) + 1) for hit in COMMENT.finditer(text)
        )
    else:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.string, token.start[0]
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False):
                yield node.body[0].value.value, node.body[0].lineno  # type: ignore[attr-defined]


def missing(root: Path) -> list[str]:
    """Name every module, name of a module, and file that prose points to and that is not there."""
    known = modules(root)
    first = {part for name in known for part in name.split(".")[1:-1]}
    read = [path for folder in READ for path in (root / folder).rglob("*")]
    found = []
    for path in sorted(p for p in [*root.glob("*.md"), *read] if p.suffix in SUFFIXES):
        for text, line in prose(path):
            wrong = [
                hit
                for hit in DOTTED.finditer(text)
                if _is_meant(hit[0].split("."), first) and not _is_known(hit[0], known)
            ]
            wrong += [hit for hit in PATH.finditer(text) if not _is_there(hit[0], root)]
            wrong += [hit for hit in FOLDER.finditer(text) if not (root / hit[0]).exists()]
            found += [
                f"rule 6: {path.relative_to(root)}:{line + text.count(chr(10), 0, hit.start())} "
                f"points to {hit[0]}, which is not there: write where it stands now"
                for hit in wrong
            ]
    return found


def _is_meant(parts: list[str], first: set[str]) -> bool:
    """Tell whether a dotted name speaks of a module: of one of ours, or of a file like a room's."""
    return parts[0] in first or parts[1] in IN_ROOMS


def _is_known(name: str, known: dict) -> bool:
    """Tell whether a dotted name ends a module's name, or names something written in such a one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        module = "." + ".".join(parts[:length])
        inside = parts[length] if length < len(parts) else ""
        for full, one in known.items():
            if f".{full}".endswith(module) and inside in ("", "py", "html"):
                return True
            if f".{full}".endswith(module) and re.search(rf"\b{inside}\b", one.path.read_text()):
                return True
    return False


def _is_there(path: str, root: Path) -> bool:
    return any(any(root.glob(f"{place}/{path}".lstrip("/"))) for place in PLACES)


def test_prose_points_to_what_is_there() -> None:
    assert missing(ROOT) == []


@pytest.mark.parametrize(
    "prose_of_it",
    ['"""See roster.members.gone."""', "# as roster.members.state writes", '"""In a/b.py."""'],
)
def test_what_is_gone_is_found(tmp_path: Path, prose_of_it: str) -> None:
    plant(tmp_path / "association", {"__init__.py": "", "roster/members/reads.py": prose_of_it})
    assert len(missing(tmp_path)) == 1


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    code = '"""As members.reads.one in roster/members/reads.py; e.g. 3.1."""\ndef one(): ...'
    plant(tmp_path / "association", {"__init__.py": "", "roster/members/reads.py": code})
    assert missing(tmp_path) == []
