"""Reading a source tree: its modules, what each imports, and where."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# How every violation is said: the rule of DESIGN, what is wrong and where, what to do instead.
SAID = re.compile(r"rule \d\.\d+: [^\n]+: [^\n]{10,}")


@dataclass(frozen=True)
class Module:
    """One Python file of the package, under its dotted name (a package's own file has the package's
    name)."""

    name: str
    path: Path
    tree: ast.Module


def modules(root: Path, package: str = "association") -> dict[str, Module]:
    """Parse every module of a package below `root`."""
    found = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path, ast.parse(path.read_text(), str(path)))
    return found


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Give every dotted name that a module imports, wherever it stands, with the line; relative
    ones begin with a dot."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            yield from ((f"{origin}.{alias.name}", node.lineno) for alias in node.names)


def inner_imports(module: Module, known: dict[str, Module]) -> Iterator[tuple[str, int]]:
    """Give the modules of the same tree that a module imports: the longest known beginning of each
    imported name."""
    for name, line in imports(module):
        while name and name not in known:
            name = name.rpartition(".")[0]
        if name:
            yield name, line


def calls(module: Module) -> Iterator[tuple[str, int]]:
    """Give what a module calls as it is written ("date.today", "select", ".execute" on anything
    unnamed).
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield _written(node.func), node.lineno


def _written(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_written(node.value)}.{node.attr}"
    return ""
