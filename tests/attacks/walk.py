"""A database that can be put back to any moment, and people who walk from form to form in it."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from bs4 import Tag
from flask import Flask
from pysqlite3 import dbapi2
from werkzeug.exceptions import HTTPException

from association.database import db
from tests.attacks.steps import Step
from tests.conftest import Clock
from tests.infra.cast import stay_signed_in
from tests.infra.client import MAIN, Reader, Seen, fields

# What a mere look may write: answers kept, sign-ins seen, failed tries counted.
NOT_KEPT = {"saved_answer", "sign_in", "device", "throttle_bucket", "alembic_version"}
COOKIES = ("guyub", "guyub_form")
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Store:
    """The SQLite file of a test's app."""

    path: str

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """Open the file past the app."""
        with closing(dbapi2.connect(self.path, isolation_level=None)) as connection:
            yield connection

    def copy(self) -> Any:
        """Keep everything as it stands now."""
        kept = dbapi2.connect(":memory:")
        with self.opened() as connection:
            connection.backup(kept)
        return kept

    def put_back(self, kept: Any) -> None:
        """Make everything as it stood then."""
        db.engine.dispose()
        with self.opened() as connection:
            kept.backup(connection)

    def rows(self) -> Rows:
        """Give all that is kept, by table."""
        with self.opened() as connection:
            names = [one for (one,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )]  # fmt: skip
            return {
                name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
                for name in names
                if name not in NOT_KEPT
            }

    def save_every_row_again(self) -> None:
        """Raise the version of every row, as if somebody else had saved it meanwhile."""
        with self.opened() as connection:
            for table in db.metadata.tables.values():
                if "version" in table.columns:
                    connection.execute(f'UPDATE "{table.name}" SET version = version + 1')

    def columns(self, table: str) -> list[str]:
        """Name the columns of a table, in the order of its rows."""
        with self.opened() as connection:
            return [one[1] for one in connection.execute(f'PRAGMA table_info("{table}")')]

    def answers(self) -> list[tuple[Any, ...]]:
        """Give the answers kept for repeats."""
        with self.opened() as connection:
            return list(connection.execute("SELECT * FROM saved_answer"))

    def keep_answers(self, answers: list[tuple[Any, ...]]) -> None:
        """Put kept answers there again."""
        with self.opened() as connection:
            connection.execute("DELETE FROM saved_answer")
            for one in answers:
                marks = ",".join("?" * len(one))
                connection.execute(f"INSERT INTO saved_answer VALUES ({marks})", one)


def changed(before: Rows, now: Rows) -> list[str]:
    """Name the tables that differ."""
    return sorted(name for name in before if before[name] != now[name])


@dataclass
class Walk:
    """People at their browsers; `places` are the ids that pages of stops name."""

    app: Flask
    clock: Clock
    tokens: dict[str, str]
    places: dict[str, int | str]
    readers: dict[str, Reader] = field(default_factory=dict)
    last: Seen | None = None
    at: str = ""
    by: str = ""

    def reader(self, who: str) -> Reader:
        """Give somebody's browser."""
        token = self.tokens.get(who, "")
        return self.readers.setdefault(who, Reader(self.app, token))

    def open(self, one: Step) -> tuple[Seen, Tag]:
        """Do what comes before, open the page of a step and find its form."""
        for earlier in one.before:
            seen, form = self.open(earlier)
            self.send(earlier, form)
        self.clock.tick(hours=one.wait)
        if one.wait:
            self.seen_again()
        seen = self.last
        if seen is None or one.page != "=":
            seen = self.reader(one.who).get(self.address(one.page))
        return seen, self.form(seen, one)

    def seen_again(self) -> None:
        """Keep everybody signed in over the hours."""
        stay_signed_in(self.app, self.clock.moment)

    def cookies(self, who: str) -> dict[str, str]:
        """Give what somebody's browser holds."""
        found = {name: self.reader(who).client.get_cookie(name) for name in COOKIES}
        return {name: one.value for name, one in found.items() if one is not None}

    def keep_cookies(self, who: str, cookies: dict[str, str]) -> None:
        """Put back what somebody's browser held."""
        for name, value in cookies.items():
            self.reader(who).client.set_cookie(name, value)

    def address(self, page: str) -> str:
        """Fill in where a page is."""
        if page.startswith("~"):
            assert self.last is not None
            if self.last.location:
                self.last = self.reader(self.by).get(self.at)
            found = re.search(rf"{page[1:]}[\w-]+", str(self.last.soup))
            assert found, (page, self.last.text)
            return found[0]
        return page.format(**self.places).replace("@", self.at)

    def rule(self, action: str) -> str:
        """Name the rule that a form is sent to."""
        adapter = self.app.url_map.bind("localhost")
        try:
            return str(adapter.match(action.partition("?")[0], "POST", return_rule=True)[0].rule)
        except HTTPException:
            return ""

    def form(self, seen: Seen, one: Step) -> Tag:
        """Find the form of a step on a page; of several that which has its button or field."""
        forms = []
        for form in seen.soup.find_all("form", method="post"):
            own = seen.soup.select(f"button[formaction][form='{form.get('id')}']")
            for way in (form, *form.select("button[formaction]"), *own):
                address = str(way.get("formaction") or way["action"])
                if self.rule(address) == one.rule:
                    form["data-to"] = address
                    forms.append(form)
        assert forms, (one.rule, one.page, seen.status, seen.text[:300])
        names = {name for name, typed in one.typed.items() if typed is not None}

        def fits(form: Tag) -> int:
            items = form.find_all(["input", "select", "textarea", "button"])
            pairs = [(item.get("name"), item.get("value")) for item in items]
            same = sum((name, one.typed[name]) in pairs for name in names)
            return same + len(names & {str(name) for name, _ in pairs})

        return max(forms, key=fits)

    def body(self, one: Step, form: Tag) -> dict[str, Any]:
        """Give what is sent: the form as it stands and what is typed."""
        typed = {
            name: [each.format(**self.places) for each in value] if isinstance(value, list)
            else value.format(**self.places) if isinstance(value, str)
            else value
            for name, value in one.typed.items()
        }  # fmt: skip
        return {k: v for k, v in (fields(form) | typed).items() if v is not None}

    def post(self, one: Step, form: Tag, body: dict[str, Any], *, htmx: bool = False) -> Seen:
        """Send a body to a form's address; files are made anew. `htmx`: as the script sends it,
        where the form has no part of its own."""
        data = {
            name: (BytesIO(value[1]), value[0]) if isinstance(value, tuple) else value
            for name, value in body.items()
        }
        whole = htmx and form.has_attr("hx-post") and not form.has_attr("hx-target")
        part = MAIN if whole else ""
        seen = self.reader(one.who).post(str(form["data-to"]), data, part=part)
        seen.response.get_data()  # a file that is never read to its end stays open
        return seen

    def send(self, one: Step, form: Tag) -> Seen:
        """Send a form; fails when it is refused."""
        seen = self.post(one, form, self.body(one, form))
        assert seen.status < 400, (one.rule, seen.status, seen.text[:400])
        self.by, self.last = one.who, seen
        self.at = re.split("[?#]", seen.location)[0] or self.at
        return seen
