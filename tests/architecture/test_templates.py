"""What templates may not hold: the strict policy would drop it, htmx 4 would, or a script could
hide in it."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SAID
from tests.architecture.test_imports import plant

FORBIDDEN = {  # what a pattern finds, and what to do instead
    r"\sstyle\s*=": "an inline style: give it a class of app.css",
    r"<style\b": "an inline style sheet: write it into static/*.css",
    r"<script(?![^>]*\ssrc=)": "an inline script: write it into static/*.js",
    r"\son[a-z]+\s*=\s*[\"']": "an inline handler: listen in static/*.js",
    r"\shx[-_]on\b": "hx-on, an inline handler: listen in static/*.js",
    r"hx[-_][a-z_-]+\s*=\s*(\"\s*js:|'\s*js:)": "a js: value: send it as a form field",
    r"javascript:": "a javascript: address: use a form or a link",
    r"hx[-_]trigger\s*=\s*(\"[^\"]*\[|'[^']*\[)": (
        "a trigger filter, which fails open without eval: listen in static/*.js"
    ),
    r"\shx[-_](vars|params|ext|disable|request)\s*=": (
        "an attribute that htmx 4 no longer has: use a form field or hx-vals"
    ),
    r"\|\s*safe\b|\bautoescape\s+false": (
        "text that is not escaped: let Jinja escape it, or make Markup where it arises"
    ),
    r"\shx-(get|post|put|patch|delete)\s*=\s*[\"'](https?:)?//": (
        "a request to another site: ask our own address"
    ),
    r"<(?:link|script|img)\b[^>]*\s(?:src|href)=[\"'](https?:)?//": (
        "a file from another site: put it into static/ and use asset()"
    ),
}
FORM = re.compile(
    r"<form\b(?P<head>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<body>.*?)</form>",
    re.DOTALL | re.IGNORECASE,
)
JINJA = re.compile(r"\{#.*?#\}", re.DOTALL)
NESTING = re.compile(
    r"(?P<call>\{%-?\s*call\b)|(?P<end>\{%-?\s*endcall\b)|<form\b|\bui\.(press|search|as_of_form)\("
)
TOKEN = "csrf_token"
MACROS = "ui.html"  # the one template that may write these by hand
BY_HAND = {
    TOKEN: "a token by hand: write {% call ui.form(address) %} or {{ ui.press(address, text) }}",
    r"\shx-(post|put|patch|delete)\s*=": "an hx-post by hand: write "
    '{% call ui.form(address, target="#part") %}, which says the address once',
    r"<form\b[^>]*\smethod\s*=\s*[\"']?post": "a form that posts by hand: write "
    "{% call ui.form(address) %}, which brings the token",
}


def violations(root: Path) -> list[str]:
    """Name what the templates below a root may not hold."""
    found = []
    for path in sorted((root / "templates").rglob("*.html")):
        text = JINJA.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), path.read_text())
        where = path.relative_to(root)
        patterns = FORBIDDEN if path.name == MACROS else FORBIDDEN | BY_HAND
        for pattern, what in patterns.items():
            found += [
                f"rule 3.8: {where}:{line_of(text, hit)} has {what}"
                for hit in re.finditer(pattern, text, re.IGNORECASE)
            ]
        forms = list(FORM.finditer(text))
        if len(forms) != len(re.findall(r"<form\b", text, re.IGNORECASE)):
            found.append(
                f"rule 3.8: {where} has a form that does not end, or one inside another: "
                f"close it before the next"
            )
        for form in forms:
            if not re.search(r"\saction\s*=\s*[\"'][^\"']", form["head"]):
                found.append(
                    f"rule 3.6: {where}:{line_of(text, form)} has a form without an action: "
                    f"write action=, it must work without JavaScript"
                )
            if "{{ method }}" in form["head"] and TOKEN not in form["body"]:
                found.append(
                    f"rule 3.8: {where}:{line_of(text, form)} has a POST form without a CSRF "
                    f"token: the macro of forms brings it"
                )
        if path.name != MACROS:
            found += [
                f"rule 3.8: {where}:{line} has a form inside another: close it before the next"
                for line in nested_forms(text)
            ]
    return found


def nested_forms(text: str) -> list[int]:
    """Give the lines on which a form begins inside the block of another."""
    found, depth = [], 0
    for hit in NESTING.finditer(text):
        if hit["end"]:
            depth -= 1
        else:
            found += [line_of(text, hit)] if depth else []
            depth += bool(hit["call"])
    return found


def line_of(text: str, hit: re.Match[str]) -> int:
    """Give the line on which a match begins."""
    return text.count("\n", 0, hit.start()) + 1


def test_the_templates_hold_nothing_forbidden() -> None:
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<p style="color:red">', "an inline style"),
        ("<style>p{}</style>", "an inline style sheet"),
        ("<script>alert(1)</script>", "an inline script"),
        ('<a onclick="x()">', "an inline handler"),
        ("<a hx-on:click='x()'>", "hx-on"),
        ("<a hx-vals='js:{a:1}'>", "a js: value"),
        ('<a href="javascript:x">', "a javascript: address"),
        ('<a hx-trigger="click[ctrlKey]">', "a trigger filter"),
        ('<a hx-ext="sse">', "htmx 4"),
        ('{{ ui.press("/x", text, hx_ext="sse") }}', "htmx 4"),
        ('{{ ui.press("/x", text, hx_trigger="click[ctrlKey]") }}', "a trigger filter"),
        ('{% call ui.form("/x") %}{{ ui.press("/y", text) }}{% endcall %}', "inside another"),
        ("{{ name|safe }}", "not escaped"),
        ("{% autoescape false %}", "not escaped"),
        ('<script src="https://cdn.example/x.js"></script>', "another site"),
        ('<form method="get"></form>', "without an action"),
        ('<form method="post" action="/x"></form>', "a form that posts by hand"),
        ('<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">', "a token by hand"),
        ('<form action="/x" hx-post="/x"></form>', "an hx-post by hand"),
        ('<form action="/x">', "does not end"),
        ('<button hx-post="/x">', "an hx-post by hand"),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, text: str, said: str) -> None:
    plant(tmp_path / "templates", {"x.html": text})
    found = violations(tmp_path)
    assert all(map(SAID.fullmatch, found))
    assert said in "\n".join(found)


def test_the_macro_of_forms_brings_the_token(tmp_path: Path) -> None:
    macro = (ROOT / "templates" / MACROS).read_text()
    plant(tmp_path / "templates", {MACROS: macro.replace(TOKEN, "other")})
    assert "without a CSRF token" in "\n".join(violations(tmp_path))


def test_what_is_fine_is_left_alone(tmp_path: Path) -> None:
    fine = """{# never style="x" here #}<script src="{{ asset('app.js') }}" defer></script>
    {% call ui.form("/masuk", form, target="#main") %}<input name="phone">{% endcall %}
    <form action="/anggota" hx-get="/anggota" hx-trigger="input delay:300ms"><input name="q"></form>
    {{ ui.press("/keluar", _("Keluar")) }}
    <p class="style">Bayar iuran, selesai.</p>"""
    plant(tmp_path / "templates", {"roster/members/x.html": fine})
    assert violations(tmp_path) == []
