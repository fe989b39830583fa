"""A button that takes something away looks different from one that saves: its class is `danger`."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes

from tests.architecture.source import ROOT, SAID
from tests.architecture.test_imports import plant

# The last words of an address that takes something away.
TAKES_AWAY = re.compile(
    r"/(akhiri|batal|batalkan|buang|cabut|gabung|hapus|keluar|keluarkan|keluarkan-lain|lepas"
    r"|matikan|pecah/mulai|tarik|tolak|tutup)$"
)
NOT_THESE = {
    "/keluar": "signs out: one signs in again",
    "/gabung": "asks the office to join",
}
FORMACTION = re.compile(r"<button[^>]*\bformaction=\"(?P<to>[^\"]*)\"[^>]*>")


def plain_buttons(root: Path) -> Iterator[str]:
    """Name the forms in templates that take away by a button that looks like any other."""
    jinja = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    for path in sorted((root / "templates").rglob("*.html")):
        tree, where = jinja.parse(path.read_text()), path.relative_to(root)
        for address, line, text in [*_forms(tree), *_presses(tree), *_buttons(tree)]:
            takes = TAKES_AWAY.search(address) and address not in NOT_THESE
            if takes and not re.search(r"\bdanger\b", text):
                yield (
                    f"rule 3.8: {where}:{line} sends to “{address}”, which takes something away, "
                    f"by a button without the class danger: give it class “btn danger full”"
                )


def _texts(node: nodes.Node) -> str:
    """Join what is written out in a node: texts around and within its expressions."""
    found = node.find_all((nodes.Const, nodes.TemplateData))
    own = [node] if isinstance(node, nodes.Const | nodes.TemplateData) else []
    return "".join(
        str(getattr(one, "value", None) or getattr(one, "data", "")) for one in [*own, *found]
    )


def _address(node: nodes.Node) -> str:
    """Join the written parts of an address; what is filled in between is left out."""
    found = [node, *node.find_all(nodes.Const)]
    texts = [one.value for one in found if isinstance(one, nodes.Const)]
    return "…".join(one for one in texts if isinstance(one, str) and "/" in one)


def _calls(tree: nodes.Node, name: str) -> Iterator[nodes.Call]:
    for call in tree.find_all(nodes.Call):
        made = call.node
        if isinstance(made, nodes.Getattr) and (getattr(made.node, "name", ""), made.attr) == (
            "ui",
            name,
        ):
            yield call


def _forms(tree: nodes.Node) -> Iterator[tuple[str, int, str]]:
    for block in tree.find_all(nodes.CallBlock):
        if block.call.args and list(_calls(nodes.Output([block.call]), "form")):
            body = "".join(_texts(one) for one in block.body)
            yield _address(block.call.args[0]), block.lineno, body


def _presses(tree: nodes.Node) -> Iterator[tuple[str, int, str]]:
    for call in _calls(tree, "press"):
        look = [_texts(one.value) for one in call.kwargs if one.key == "look"]
        look += [_texts(one) for one in call.args[2:3]]
        yield _address(call.args[0]), call.lineno, "".join(look)


def _buttons(tree: nodes.Node) -> Iterator[tuple[str, int, str]]:
    for data in tree.find_all(nodes.TemplateData):
        for hit in FORMACTION.finditer(data.data):
            yield hit["to"], data.lineno, hit[0]


def test_what_takes_away_looks_so() -> None:
    assert list(plain_buttons(ROOT)) == []


def test_every_such_address_is_pressed_somewhere(app: Flask) -> None:
    taking = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and TAKES_AWAY.search(rule.rule)
    }
    assert len(taking - NOT_THESE.keys()) >= 20


@pytest.mark.parametrize(
    "page",
    [
        '{% call ui.form(base ~ "/hapus") %}<button class="btn full">x</button>{% endcall %}',
        '{{ ui.press("/pasar/%d/tutup"|format(1), x, fields=y) }}',
        '{{ ui.press(base ~ "/batal", x, look="btn alt full") }}',
        '<button class="btn" formaction="/akun/kode/matikan">',
    ],
)
def test_a_button_that_looks_like_any_other_is_found(tmp_path: Path, page: str) -> None:
    plant(tmp_path, {"templates/page.html": page})
    (found,) = plain_buttons(tmp_path)
    assert SAID.fullmatch(found)
