"""The database of a test past its app, and the two rows of one trader."""

import pytest

from tests.attacks.walk import Store
from tests.infra.cast import Cast
from tests.roster.duplicates.conftest import twins

__all__ = ["twins"]


@pytest.fixture
def store(stage: tuple[str, Cast]) -> Store:
    """Give the database of this test, to compare and to put back; on SQLite only."""
    return Store(stage[0].removeprefix("sqlite:///"))
