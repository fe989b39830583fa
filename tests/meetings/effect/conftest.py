"""A world on stage: `staged(world)` puts it there and gives the ids of its events."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.infra.cast import Cast
from tests.meetings.effect.world import World, put

Staged = Callable[[World], dict[str, int]]


@pytest.fixture
def staged(app: Flask, cast: Cast) -> Staged:
    def stage(world: World) -> dict[str, int]:
        with app.app_context():
            return put(world, cast)

    return stage
