"""DESIGN 3.12: templates run no queries, and English is whole. Every page of the URL map renders in
English, with an ear on the database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask
from jinja2 import Template

from association.database import db
from association.web import page as answers
from association.web.language import COOKIE
from tests.attacks.scene import Scene, owned, rules
from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.infra.english import indonesian

# Statements are looked for in Python, whatever engine answers them.
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
TARGETS = re.compile(r'hx-target="#(\w+)"')


class Ear:
    """Hears the statements that reach the database while a template renders."""

    def __init__(self) -> None:
        self.rendering: list[str] = []
        self.heard: set[str] = set()

    @contextmanager
    def on(self, template: str) -> Iterator[None]:
        self.rendering.append(template)
        try:
            yield
        finally:
            self.rendering.pop()

    def hear(self, _connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if self.rendering:
            self.heard.add(f"{self.rendering[0]}: {' '.join(statement.split())[:160]}")


@pytest.fixture
def ear(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """Listen to the app's database, and know when it renders: whole pages and lone blocks."""
    ear, render, block = Ear(), Template.render, answers.part_of

    def whole(template: Template, *args: object, **context: object) -> str:
        with ear.on(template.name or ""):
            return render(template, *args, **context)

    def lone(template: str, name: str, context: dict[str, object]) -> str:
        with ear.on(f"{template} ({name})"):
            return block(template, name, context)

    monkeypatch.setattr(Template, "render", whole)
    monkeypatch.setattr(answers, "part_of", lone)
    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", ear.hear)
    yield ear
    sa.event.remove(engine, "before_cursor_execute", ear.hear)


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


def test_the_ear_hears(app: Flask, ear: Ear) -> None:
    template = app.jinja_env.from_string("{{ ask() }}")
    with app.app_context():
        db.session.execute(sa.select(sa.literal(1)))
        assert ear.heard == set()
        template.render(ask=lambda: db.session.execute(sa.select(sa.literal(1))))
    assert len(ear.heard) == 1


@ON_SQLITE
@pytest.mark.parametrize("who", ["sari", "dewi", "visitor"])
def test_no_template_asks_the_database_and_none_is_half_in_english(
    app: Flask, scene: Scene, ear: Ear, someone: Callable[[str], Reader], who: str
) -> None:
    reader = Reader(app) if who == "visitor" else someone(who)
    reader.client.set_cookie(COOKIE, "en")
    rendered, wrong = 0, []
    for rule in rules(app, "GET"):
        answer = reader.client.get(scene.address(rule))
        html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        rendered += answer.status_code == 200 and bool(html)
        wrong += [f"{rule.rule}: {one}" for one in indonesian(html)]
        for part in sorted(set(TARGETS.findall(html))):
            headers = {"HX-Request": "true", "HX-Target": part}
            reader.client.get(scene.address(rule), headers=headers).get_data()
    assert not ear.heard, "\n".join(sorted(ear.heard))
    assert wrong == []
    assert rendered >= 10
