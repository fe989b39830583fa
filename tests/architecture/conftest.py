"""An app with an empty embedded database, for the tests that walk over what it registers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask


@pytest.fixture(scope="module")
def wired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give create_app() over an instance folder of its own."""
    from association import create_app
    from association.config import from_environment
    from association.database import db

    folder: Path = tmp_path_factory.mktemp("instance")
    app = create_app(from_environment({"GUYUB_INSTANCE": str(folder)}))
    yield app
    with app.app_context():
        db.engine.dispose()
