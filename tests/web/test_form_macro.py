"""A form says its address once; the macro adds what htmx, the token and the key need."""

import wtforms
from bs4 import BeautifulSoup, Tag
from flask import Flask

from association.web.forms import Form


class Named(Form):
    """A form with a field."""

    name = wtforms.StringField("Nama")


def made(app: Flask, template: str, *, part: str = "", **values: object) -> Tag:
    """Render a template, or one block of it alone, and give its form."""
    with app.test_request_context():
        found = app.jinja_env.from_string(template)
        if part:
            html = "".join(found.blocks[part](found.new_context(values)))
        else:
            html = found.render(**values)
    form = BeautifulSoup(html, "html.parser").form
    assert form is not None
    return form


def hidden(form: Tag) -> list[str]:
    """Give the names of the hidden fields."""
    return [str(field["name"]) for field in form.find_all("input", type="hidden")]


def test_without_a_target_htmx_gets_it_with_a_token_for_the_whole_page(app: Flask) -> None:
    form = made(app, '{% call ui.form("/a/" ~ id) %}<b>{{ id }}</b>{% endcall %}', id=7)
    assert form.attrs == {"method": "post", "action": "/a/7", "hx-post": "/a/7"}
    assert hidden(form) == ["csrf_token"]
    assert form.b is not None
    assert form.b.text == "7"


def test_only_with_a_word_for_it_the_browser_sends_it(app: Flask) -> None:
    form = made(app, '{% call ui.form("/a", plain="session") %}{% endcall %}')
    assert form.attrs == {"method": "post", "action": "/a"}
    form = made(app, '{% call ui.form("/a", plain="file") %}{% endcall %}')
    assert form.attrs == {"method": "post", "action": "/a", "data-download": ""}
    assert hidden(form) == ["csrf_token", "plain"]


def test_with_a_target_htmx_gets_the_same_address(app: Flask) -> None:
    form = made(
        app,
        '{% call ui.form(to, target="#x", class="card", hx_sync="this:drop", data_mark=true,'
        " hx_trigger=none) %}{% endcall %}",
        to="/a?b=1&c=2",
    )
    assert form.attrs == {
        "method": "post",
        "action": "/a?b=1&c=2",
        "hx-post": "/a?b=1&c=2",
        "hx-target": "#x",
        "hx-swap": "outerHTML",
        "class": ["card"],
        "hx-sync": "this:drop",
        "data-mark": "",
    }


def test_a_wtforms_form_brings_its_key_and_a_list_its_own(app: Flask) -> None:
    call = '{% call ui.form("/a", form) %}{{ ui.field(form.name) }}{% endcall %}'
    with app.test_request_context():
        form = Named()
    seen = made(app, call, form=form)
    assert hidden(seen) == ["csrf_token", "key"]
    assert seen.find("input", {"name": "key"})["value"] == form.key.data  # type: ignore[index]
    seen = made(app, '{% call ui.form("/a", token="t", key="k-" ~ 1) %}{% endcall %}')
    assert [field["value"] for field in seen.find_all("input")] == ["t", "k-1"]


def test_a_search_that_everybody_may_see_has_no_token(app: Flask) -> None:
    search = '{{ ui.search("/a", "#x", "q&", "Cari", keep={"b": 1, "c": ""}, open=true) }}'
    form = made(app, search)
    assert (form["method"], form["hx-get"], form["action"]) == ("get", "/a", "/a")
    assert hidden(form) == ["b"]


def test_a_search_leaves_numbers_out_of_the_address_without_the_script_too(app: Flask) -> None:
    form = made(app, '{{ ui.search("/a", "#x", "q&", "Cari", keep={"b": 1, "c": ""}) }}')
    assert (form["method"], form["hx-get"], form["action"]) == ("post", "/a", "/cari")
    assert hidden(form) == ["csrf_token", "ke", "b"]
    assert form.find("input", {"name": "ke"})["value"] == "/a?b=1"


def test_a_block_alone_has_its_form_and_the_templates_values(app: Flask) -> None:
    template = """{% block part %}{% set inside = 1 %}{% for row in rows %}
    {% call ui.form("/a", target="#part") %}{{ inside }}{{ row }}{{ loop.index }}{% endcall %}
    {% endfor %}{% endblock %}"""
    form = made(app, template, part="part", rows="x")
    assert form.text == "1x1"
    assert form["hx-post"] == "/a"


def test_one_button_is_a_form_too(app: Flask) -> None:
    form = made(app, '{{ ui.press("/a", "<b>", look="link", class="in") }}')
    assert form["class"] == ["in"]
    assert form.button is not None
    assert (form.button["class"], form.button.text) == (["link"], "<b>")
