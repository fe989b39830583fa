"""Whether the database fits this code: a site that is being updated says so on every page, and
saves nothing that the other version would not understand."""

import threading
import time

from flask import Flask, current_app, has_request_context, request
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from association import schema
from association.database import connected, db, is_writing
from association.trouble import OtherVersion, Trouble

WATCH = "guyub_versions"  # in the extensions of an app
LASTS = 5.0  # seconds that a look at the database counts
AGAIN = 0.5  # ... that found another version, or nothing


class Watch:
    """Looks at the database of a process every few seconds; one thread looks, nobody waits."""

    def __init__(self) -> None:
        self._until = 0.0
        self._fits = True
        self._looking = threading.Lock()

    def fits(self) -> bool:
        """Tell whether the database fits, by the last look."""
        if time.monotonic() >= self._until and self._looking.acquire(blocking=False):
            try:
                self.look()
            finally:
                self._looking.release()
        return self._fits

    def look(self) -> bool:
        """Look now; where nothing answers, the page finds that out."""
        self._until = time.monotonic() + AGAIN
        try:
            with connected() as connection:
                self._fits = schema.fits(connection)
        except SQLAlchemyError:
            return self._fits
        self._until = time.monotonic() + (LASTS if self._fits else AGAIN)
        return self._fits


def set_up(app: Flask) -> None:
    """Look before each page, and in each transaction that may write."""
    schema.heads()  # as this process was started, whatever is installed later
    app.extensions[WATCH] = Watch()

    @app.before_request
    def expect_our_version() -> None:
        view = app.view_functions.get(request.endpoint or "")
        asks_nothing = view is None or getattr(view, "whoever", False)
        if not asks_nothing and not app.extensions[WATCH].fits():
            raise OtherVersion

    def in_each_write(connection: Connection) -> None:
        if is_writing() and has_request_context() and not schema.fits(connection, in_write=True):
            raise OtherVersion

    with app.app_context():
        event.listen(db.engine, "begin", in_each_write)


def trouble_behind(error: Exception) -> Trouble | None:
    """Look anew after an error of the database that nobody can explain: it may have been updated
    a moment ago."""
    if not isinstance(error, DBAPIError):
        return None
    return None if current_app.extensions[WATCH].look() else Trouble.UPDATED
