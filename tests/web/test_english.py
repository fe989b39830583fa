"""Every page in English holds no Indonesian sentence; what goes to others is Indonesian for every
reader."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from association.rules.house.permissions import May, Role, allows
from association.web.language import COOKIE
from tests.attacks.scene import Scene, owned, rules
from tests.infra.cast import Cast
from tests.infra.catalogues import read
from tests.infra.client import Reader

READERS = {"sari": Role.LEADER, "dewi": Role.OFFICER, "admin": Role.ADMIN, "visitor": Role.VISITOR}
SHOWN = ("placeholder", "aria-label", "title", "alt")


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


def indonesian() -> set[str]:
    known = read("en")
    words = {w.strip(".,:;?!()“”\"").lower() for one in known for w in one.split() }
    other = {w.strip(".,:;?!()“”\"").lower() for one in known.values() if one for w in one.split() }
    return {w for w in words - other if w.isalpha() and len(w) > 2}


def said(soup: BeautifulSoup) -> Iterator[str]:
    for one in soup.find_all(string=True):
        if one.strip():
            yield " ".join(one.split())
    for tag in soup.find_all(True):
        for name in SHOWN:
            if tag.get(name):
                yield str(tag[name])
        for name, value in tag.attrs.items():
            if name.startswith("data-") and isinstance(value, str) and " " in value:
                yield value


def test_pages(app: Flask, scene: Scene, someone) -> None:
    words, seen = indonesian(), set()
    seen |= {"/healthz"}
    import collections
    hits = collections.defaultdict(list)
    n = 0
    import time
    t = time.time()
    for who, role in READERS.items():
        reader = someone(who) if who != "visitor" else Reader(app)
        reader.client.set_cookie(COOKIE, "en")
        for rule in rules(app, "GET"):
            view = app.view_functions[rule.endpoint]
            if not hasattr(view, "may") or not allows(role, view.may):
                continue
            if rule.rule in seen or getattr(view, "paper", False): continue
            answer = reader.client.get(scene.address(rule))
            if answer.status_code == 200: seen.add(rule.rule)
            if answer.mimetype != "text/html" or answer.status_code >= 300: 
                if answer.status_code>=400: print(who, rule.rule, answer.status_code)
                continue
            n += 1
            for text in said(BeautifulSoup(answer.get_data(as_text=True), "html.parser")):
                ws = [w.strip(".,:;?!()“”\"·").lower() for w in text.split()]
                if bad := [w for w in ws if w in words]:
                    hits[text[:150]].append((rule.rule, bad))
    print(n, time.time() - t)
    for text, where in sorted(hits.items()):
        print(f"{text!r} {where[0]} x{len(where)}")
    raise AssertionError
