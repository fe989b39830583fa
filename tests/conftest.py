"""The stage: an app on SQLite and on PostgreSQL with the cast of tests/infra/cast.py, fresh for
every test."""

import copy
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as examples
from jinja2 import FileSystemBytecodeCache

from association import create_app, schema, waiting
from association.config import Settings
from association.database import db
from tests.infra.cast import NOW, Cast, gather
from tests.infra.client import Reader
from tests.infra.kept import app_with

# How fast the machine is decides nothing; HYPOTHESIS_PROFILE=thorough looks four times as long.
patient = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
examples.register_profile("quick", max_examples=50, **patient)
examples.register_profile("thorough", max_examples=200, **patient)
examples.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

pytest_plugins = [
    "tests.infra.lock_order",
    "tests.infra.postgres",
    "tests.infra.browser",
    "tests.infra.server",
    "tests.infra.team",
    "tests.infra.writing",
]


class Clock:
    """Gives the test's moment; `tick` moves it."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def tick(self, **by: float) -> None:
        self.moment += timedelta(**by)


def settings_for(url: str, folder: Path, clock: Callable[[], datetime] = lambda: NOW) -> Settings:
    """Make the settings of a test app."""
    return Settings(
        database_url=url,
        secret_key="only-for-tests-" * 3,
        data_key=b"only-for-tests-0123456789abcdef!",
        base_url="http://localhost",
        instance=folder,
        clock=clock,
    )


def pytest_collection_finish() -> None:
    """Look less often for garbage, and never among what stays to the end: modules and tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled templates for the next test's app."""
    cache = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Flask, "jinja_options", {"bytecode_cache": cache})
        yield


@pytest.fixture(scope="session", autouse=True)
def _requests_take_their_time() -> Iterator[None]:
    """Let one request do all its chunks: on a busy machine it would leave some to the next."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(waiting, "CHUNKS_SECONDS", 60.0)
        yield


@pytest.fixture(scope="session")
def sqlite_stage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """Migrate and fill one SQLite file; every test gets a copy."""
    folder = tmp_path_factory.mktemp("stage")
    return folder / "stage.db", _staged(f"sqlite:///{folder / 'stage.db'}", folder)


@pytest.fixture(scope="session")
def postgres_stage(
    remade: Callable[[str, str], str], tmp_path_factory: pytest.TempPathFactory
) -> Cast:
    """Migrate and fill one PostgreSQL database; every test gets a copy made from this template."""
    return _staged(remade("stage", "template1"), tmp_path_factory.mktemp("stage"))


def _staged(url: str, folder: Path) -> Cast:
    schema.upgrade(url)
    app = create_app(settings_for(url, folder))
    with app.app_context():
        cast = gather()
        db.engine.dispose()
    return cast


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Cast]]:
    """Give the URL of a fresh copy of the stage on each engine."""
    if request.param == "sqlite":
        source, cast = request.getfixturevalue("sqlite_stage")
        shutil.copy(source, tmp_path / "guyub.db")
        yield f"sqlite:///{tmp_path / 'guyub.db'}", copy.deepcopy(cast)
        return
    cast = request.getfixturevalue("postgres_stage")
    yield request.getfixturevalue("remade")("test", "stage"), copy.deepcopy(cast)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a minute for a lock: a busy machine is slow, not stuck."""
    for name in ("REQUEST_SECONDS", "LOCK_SECONDS", "IN_VAIN_SECONDS"):
        monkeypatch.setattr(waiting, name, 60)


@pytest.fixture
def clock() -> Clock:
    """Give the clock of this test: Sunday, 22 November 2026, 00.30 WIB, until it ticks."""
    return Clock()


@pytest.fixture
def app(stage: tuple[str, Cast], tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """Give the app on this test's database."""
    with app_with(settings_for(stage[0], tmp_path, clock)) as made:
        made.config["TESTING"] = False  # errors are answered as for users
        yield made


@pytest.fixture
def cast(stage: tuple[str, Cast]) -> Cast:
    """Give everyone's ids."""
    return stage[1]


@pytest.fixture
def someone(app: Flask, cast: Cast) -> Callable[[str], Reader]:
    """Give a signed-in person by name."""
    return lambda name: Reader(app, cast.token[name])


@pytest.fixture
def sari(someone: Callable[[str], Reader]) -> Reader:
    """Sari, ketua of Rejosari."""
    return someone("sari")


@pytest.fixture
def budi(someone: Callable[[str], Reader]) -> Reader:
    """Budi, ketua of Gede, in the same city."""
    return someone("budi")


@pytest.fixture
def dewi(someone: Callable[[str], Reader]) -> Reader:
    """Dewi, officer of the city."""
    return someone("dewi")


@pytest.fixture
def admin(someone: Callable[[str], Reader]) -> Reader:
    """The admin."""
    return someone("admin")


@pytest.fixture
def rina(someone: Callable[[str], Reader]) -> Reader:
    """Rina, ketua in another city."""
    return someone("rina")


@pytest.fixture
def visitor(app: Flask) -> Reader:
    """Nobody."""
    return Reader(app)
