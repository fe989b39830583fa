"""Reading texts apart: the words that templates show, and the texts that Python holds, outside of
what Babel finds."""

import ast
import re
from collections.abc import Iterator, Set
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

# What no language translates: names, and the abbreviations everyone says as they are written.
NAMES = {"Guyub", "WhatsApp", "BPJS", "Ketenagakerjaan"}
WORD = re.compile(r"[^\W\d_]{4,}")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
WIDTH = re.compile(
    r"\{%-?\s*block width\s*-?%\}.*?\{%-?\s*endblock\b.*?%\}", re.DOTALL
)  # holds names of CSS classes
ATTRIBUTES = re.compile(r"[\w-]+=(?:\"[^\"]*\"|'[^']*')")  # of a macro that writes some
SEEN = {
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "title",
}  # attributes that are read out or shown


class _Shown(HTMLParser):
    """Gathers what a reader sees or hears: texts, and some attributes; each with its line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        self.found += [
            (line, value or "")
            for name, value in attrs
            if name in SEEN or name.startswith("data-offline")
        ]

    def handle_data(self, data: str) -> None:
        self.found.append((self.getpos()[0], ATTRIBUTES.sub(" ", data)))


def bare_texts(root: Path) -> Iterator[str]:
    """Name the words in templates that stand outside {{ _(...) }}."""
    for path in sorted((root / "templates").rglob("*.html")):
        text = path.read_text()
        for pattern in (WIDTH, JINJA):
            text = pattern.sub(lambda hit: "\n" * hit[0].count("\n") or " ", text)
        reader = _Shown()
        reader.feed(text)
        reader.close()
        for line, data in reader.found:
            for word in WORD.findall(data):
                if word not in NAMES:
                    yield (
                        f"rule 3.12: {path.relative_to(root)}:{line} shows “{word}” without _(): "
                        f'write {{{{ _("...") }}}} around the sentence'
                    )


def bare_arguments(root: Path) -> Iterator[str]:
    """Name the sentences that are given to a macro of `ui` without _()."""
    jinja = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    for path in sorted((root / "templates").rglob("*.html")):
        for call in jinja.parse(path.read_text()).find_all(nodes.Call):
            if isinstance(call.node, nodes.Getattr) and getattr(call.node.node, "name", "") == "ui":
                for text in _untranslated(call):
                    if text[:1].isupper() and set(WORD.findall(text)) - NAMES:
                        yield f"{path.relative_to(root)}:{call.lineno} gives “{text}” without _()"


def _untranslated(node: nodes.Node) -> Iterator[str]:
    """Give the texts below a node that no _() stands around."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") == "_":
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _untranslated(child)


def makes(part: ast.stmt, name: str) -> bool:
    """Tell whether a statement at the top of a module makes the function, class or value."""
    targets = part.targets if isinstance(part, ast.Assign) else [getattr(part, "target", part)]
    made = [node for target in targets for node in getattr(target, "elts", [target])]
    return name in {getattr(node, "id", getattr(node, "name", "")) for node in made}


def literals(part: ast.stmt, found_by_babel: Set[str]) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Give the texts within a statement but for docstrings and what Babel finds."""
    passed: set[int] = set()
    for node in ast.walk(part):  # from above, so that what is passed is known before its parts
        if isinstance(node, ast.Expr) and _is_text(node.value):
            passed.add(id(node.value))
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[: 2 if called.endswith("ngettext") else 1]
            passed.update(id(one) for one in first if called in found_by_babel and _is_text(one))
        elif isinstance(node, ast.JoinedStr):
            passed.update(map(id, node.values))
            yield node
        elif isinstance(node, ast.Constant) and _is_text(node) and id(node) not in passed:
            yield node


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def text_of(node: ast.Constant | ast.JoinedStr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in parts)


def words_in(text: str) -> list[str]:
    """Give the plain words of a text: no paths, no patterns, no values."""
    words = (word.strip(".,:;?!()[]“”\"'…").lower() for word in text.split())
    return [word for word in words if len(word) > 1 and word.isalpha()]
