"""Apps that are kept for the next test, which finds them as new and on a database of its own.

Kept is what takes long to make and says the same every time: the routes, the templates, the
compiled statements.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from association import create_app
from association.config import Settings
from association.database import db
from association.vault import vault
from association.web.beginning import BEGINNING, Beginning
from association.web.versions import WATCH, Watch


class KeptApp:
    """An app whose settings change from test to test."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.app = create_app(settings)
        self.app.test_client().get(
            "/static/nothing"
        )  # from its first request on, Flask lets nobody add to an app
        self.config, self.extensions = dict(self.app.config), dict(self.app.extensions)
        with self.app.app_context():
            event.listen(db.engine, "do_connect", self._connect)
        self.end()  # what the first request opened

    def _connect(
        self, dialect: sa.Dialect, _record: object, arguments: list[Any], _named: dict[str, Any]
    ) -> None:
        """Let the engine open the present test's database."""
        arguments[:] = dialect.create_connect_args(sa.make_url(self.settings.database_url))[0]

    def begin(self, settings: Settings) -> None:
        """Put everything back that a test may have changed."""
        self.settings = settings
        vault.unlock(settings.data_key)
        self.app.config.clear()
        self.app.config.update(self.config, SQLALCHEMY_DATABASE_URI=settings.database_url)
        new = {"guyub": settings, WATCH: Watch(), BEGINNING: Beginning()}
        self.app.extensions = self.extensions | new

    def end(self) -> None:
        """Let go of the test's database."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


_unused: defaultdict[tuple[object, ...], list[KeptApp]] = defaultdict(list)


@contextmanager
def app_with(settings: Settings) -> Iterator[Flask]:
    """Give an app with these settings: a kept one where nobody uses it, else a new one, which is
    then kept."""
    unused = _unused[settings.database_url.partition(":")[0], settings.base_url, settings.proxies]
    kept = unused.pop() if unused else KeptApp(settings)
    kept.begin(settings)
    try:
        yield kept.app
    finally:
        kept.end()
    unused.append(kept)
