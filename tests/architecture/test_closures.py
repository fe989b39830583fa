"""DESIGN 3.1: a page reaches few modules, so that who changes it reads little. Prints the table."""

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.architecture.source import ROOT, inner_imports, modules
from tests.architecture.test_imports import plant

MOST, MEDIAN = 0.15, 0.12  # of all modules of the package
# One address reads a list, holds it against the roster and shows what came of it, or asks again:
# what each may reach, and why.
WIDE = {
    "association.roster.imports.upload_pages": 0.21,  # a file or a pasted list, understood once
    "association.roster.imports.mending_pages": 0.21,  # one row understood anew, shown and saved
}


def closures(root: Path) -> dict[str, float]:
    """Give what share of the modules each page module reaches by its imports, inner ones too."""
    known = modules(root)
    graph = {
        module.name: {target for target, _line in inner_imports(module, known)}
        for module in known.values()
    }
    return {
        name: len(reached(name, graph)) / len(known) for name in graph if name.endswith("pages")
    }


def reached(name: str, graph: Mapping[str, set[str]]) -> set[str]:
    """Give every module that one imports, and those import, without itself."""
    found, waiting = {name}, [name]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found - {name}


def test_a_page_reaches_few_modules() -> None:
    found = closures(ROOT)
    for name, share in sorted(found.items(), key=lambda line: -line[1]):
        print(f"{share:6.1%}  {name}")
    print(f"{median(found.values()):6.1%}  median of {len(found)}")
    wide = [
        f"{name} reaches {share:.1%}"
        for name, share in found.items()
        if share > WIDE.get(name, MOST)
    ]
    assert wide == [], (
        f"rule 3.1: a page reaches at most {MOST:.0%} of the modules: split it by what its "
        f"handlers reach, and import from the narrow module"
    )
    assert median(found.values()) <= MEDIAN
    assert [name for name in WIDE if found[name] <= MOST] == [], "take it off the list"


def test_what_a_page_reaches_is_counted(tmp_path: Path) -> None:
    plant(
        tmp_path / "association",
        {
            "__init__.py": "",
            "a/pages.py": "from association.a import reads",
            "a/reads.py": "def f():\n    from association.b import models",
            "b/models.py": "",
            "b/pages.py": "",
        },
    )
    assert closures(tmp_path) == {"association.a.pages": 2 / 5, "association.b.pages": 0}
