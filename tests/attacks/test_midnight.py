"""A button does what it said, also when it is pressed on the day after its page was opened.

`GUYUB_NIGHTS=all` presses every form on four nights: `script/storms clock` does.
"""

import os

import pytest

from tests.attacks.midnight import NIGHTS, nights
from tests.attacks.stops import CASH, STOPS, TURN
from tests.attacks.test_forms import ON_SQLITE, walk
from tests.attacks.test_pressed import MORE
from tests.attacks.walk import Store, Walk

__all__ = ["walk"]
ALL = os.environ.get("GUYUB_NIGHTS") == "all"
STATING = {CASH.rule, TURN.rule, "/anggota/<id:member_id>/iuran", "/anggota/lembar-kios"}
FEW = tuple(one for one in STOPS if one.rule in STATING)
# Must be pressed on the far nights, too, where much of the scene is over.
FEWEST = {"New Year": 90, "a 15th": 90, "28 February": 75, "29 February": 60}


@ON_SQLITE
@pytest.mark.parametrize("night", NIGHTS if ALL else ["New Year"])
def test_a_form_opened_before_midnight_does_what_it_said(
    walk: Walk, store: Store, night: str
) -> None:
    found = list(nights(walk, store, NIGHTS[night], STOPS + MORE if ALL else FEW))
    refused = sum(one.is_refused for one in found)
    print(
        f"{night}: {len(found)} forms, {refused} refused with what holds now, the others the same"
    )
    wrong = [f"{one.rule} {one.status} {one.differs}" for one in found if one.differs]
    assert not wrong, "\n".join(wrong)
    assert len(found) >= (FEWEST[night] if ALL else len(FEW))
    assert refused >= 3
