"""Who acts, and on which day."""

from datetime import timedelta

import pytest

from association.access.by import By
from tests.infra.cast import NOW, TODAY


@pytest.mark.parametrize(("hours", "days"), [(-0.51, -1), (-0.5, 0), (0, 0), (23.49, 0), (23.5, 1)])
def test_the_day_of_an_act_is_surakartas(hours: float, days: int) -> None:
    by = By(account_id=None, association_id=None, at=NOW + timedelta(hours=hours))
    assert by.day == TODAY + timedelta(days)
