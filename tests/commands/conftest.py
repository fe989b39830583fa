"""The demo city, loaded once for the tests that read it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.commands.stage import fresh_app, run, whole_database


@pytest.fixture(scope="package")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an app with the demo city as of Sunday, 22 November 2026."""
    with fresh_app(tmp_path_factory.mktemp("demo")) as app:
        done = run(app, "demo")
        assert (done.exit_code, done.stdout) == (0, "The demo city is loaded.\n")
        yield app


@pytest.fixture
def session(city: Flask) -> Iterator[Session]:
    """Give a session that reads everything."""
    with whole_database(city) as opened:
        yield opened
