"""The line breaks of templates are not sent; blanks that a reader sees are."""

import pytest
from flask import Flask
from jinja2 import Environment

from association.web.blanks import Blanks


def sent(template: str, **values: object) -> str:
    """Render a template of its own."""
    jinja = Environment(autoescape=True, extensions=[Blanks])
    return jinja.from_string(template).render(**values)


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("<ul>\n  <li>\n    {{ x }}\n  </li>\n</ul>\n", "<ul><li>1</li></ul>"),
        (
            "{% if x %}\n  <b>{{ x }}</b>\n{% else %}\n  no\n{% endif %}\n<i>a</i>",
            " <b>1</b><i>a</i>",
        ),
        ("{# said #}\n<p>\n  {# and #}\n  a\n</p>", "<p>a</p>"),
        # Words that a stylesheet moves apart stand apart without it.
        ("<p>\n<b>1</b><small>2</small>\n<a>3</a>", "<p><b>1</b> <small>2</small> <a>3</a>"),
        ("<p><b>1</b>{% if x %}<span>2</span>{% endif %}", "<p><b>1</b> <span>2</span>"),
        ("<p{% if x %} a{% endif %}><b>2</b></p>", "<p a><b>2</b></p>"),
        ("({{ x }}<b>2</b>) 3<b>4</b>", "(1<b>2</b>) 3<b>4</b>"),
        ("<p>1<small>2</small>{{ x }}\n<button>", "<p>1 <small>2</small>1 <button>"),
        ("{{ x }}\n  {{ x }}", "1 1"),  # two values stay two words
        ("one\n  two {{ x }}\n  three", "one two 1 three"),
        ("{{ x }} <b>2</b> <i>3</i>", "1 <b>2</b> <i>3</i>"),  # a blank on one line stays
        ('<i>1</i>\n{{ " " }}<b>2</b>', "<i>1</i> <b>2</b>"),  # and one that is written out
        ('<input\n  id="a"\n  {% if x %}checked{% endif %}\n>', '<input id="a" checked>'),
        ('<a\n  href="/{{ x }}"\n  {{ x }}\n>b</a>', ' <a href="/1" 1>b</a>'),
        ("<img alt=\"a\n b>\"\n  title='c\n d'\n>", "<img alt=\"a\n b>\" title='c\n d'>"),
        ("<pre>\n a\n  <b>b</b>\n</pre>\n<p>", "<pre>\n a\n  <b>b</b>\n</pre><p>"),
        ("<textarea>\n{{ x }}\n a</textarea>\n<p>", "<textarea>\n1\n a</textarea><p>"),
        ("<TEXTAREA a>\n a\n</TEXTAREA>\n<p>", "<TEXTAREA a>\n a\n</TEXTAREA><p>"),
        ("<!doctype html>\n<html>\n", "<!doctype html><html>"),
        ("1 < 2\n3", "1 < 2 3"),
    ],
)
def test_line_breaks_go_and_blanks_stay(template: str, html: str) -> None:
    assert sent(template, x=1) == html


def test_values_are_left_alone() -> None:
    assert sent("<p>\n{{ x }}\n</p>", x="a\n\n b") == "<p>a\n\n b</p>"


def test_errors_name_the_line_of_the_template() -> None:
    with pytest.raises(ZeroDivisionError) as told:
        sent("<p>\n\n  <b>\n{{ 1 // x }}</b>", x=0)
    assert told.traceback[-1].lineno + 1 == 4


def test_the_app_sends_no_indents(app: Flask) -> None:
    page = app.test_client().get("/masuk").get_data(as_text=True)
    body = page[page.index("<body") :]
    assert "\n" not in body
    assert "   " not in body  # a macro that begins with a line's element, behind another, gives two
