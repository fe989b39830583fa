"""Some power cuts of bench/storms/power.py, which plays 200: nothing that was answered is lost."""

from pathlib import Path

import pytest

from bench.storms.power import Found, played
from tests.infra.cast import Cast


@pytest.mark.slow
def test_a_power_cut_takes_nothing_back(sqlite_stage: tuple[Path, Cast]) -> None:
    assert played("FULL", 6, each=1, stage=sqlite_stage) == Found(lost=0, broken=0)
    # less than the full sync loses: the cuts are cuts
    assert played("NORMAL", 6, each=1, stage=sqlite_stage).lost > 0
