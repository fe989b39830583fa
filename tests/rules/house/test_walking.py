"""Numbers of the walk: what is typed counts, and who stood there makes room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.walking import LAST, arranged, filled

TYPED = [
    ([10, 20, 30], {2: 15}, {2: 15}),  # into a gap: nobody else moves
    ([10, 20, 30], {2: 10}, {2: 10, 0: 11}),  # one makes room
    ([1, 2, 3, 4], {3: 1}, {3: 1, 0: 2, 1: 3, 2: 4}),  # as far as the place it came from
    ([1, 2, 3, 9], {3: 1}, {3: 1, 0: 2, 1: 3, 2: 4}),
    ([None, None, None], {0: 5, 2: 5}, {0: 5, 2: 6}),  # both typed 5: the page's order
    ([10, 20, None], {1: None}, {1: None}),  # not on the walk any more
    ([7, 7, 8], {2: 9}, {2: 9}),  # who shared a number goes on
    ([7, 7, 8], {2: 7}, {2: 7, 0: 8, 1: 9}),
    ([LAST, 5], {1: LAST}, {1: LAST}),  # no room behind the last
    ([10, 20], {0: 10}, {}),
]


@pytest.mark.parametrize(("walks", "typed", "changed"), TYPED)
def test_numbers_that_were_typed(
    walks: list[int | None], typed: dict[int, int | None], changed: dict[int, int | None]
) -> None:
    assert arranged(range(len(walks)), dict(enumerate(walks)), typed) == changed


NUMBER = st.none() | st.integers(1, 40)


@given(st.lists(NUMBER, min_size=1, max_size=30), st.data())
def test_those_typed_stand_as_typed_and_all_others_as_before(
    walks: list[int | None], data: st.DataObject
) -> None:
    typed = data.draw(st.dictionaries(st.sampled_from(range(len(walks))), NUMBER, max_size=1))
    known = dict(enumerate(walks))
    after = known | arranged(range(len(walks)), known, typed)
    assert all(after[stall] == number for stall, number in typed.items())
    others = [one for one in known if one not in typed and known[one] is not None]
    for one in others:
        for other in others:
            if (known[one] or 0) < (known[other] or 0):
                assert (after[one] or 0) < (after[other] or 0)


def test_empty_ones_are_numbered_in_tens_behind_the_last() -> None:
    walks = {1: 20, 2: None, 3: 25, 4: None, 5: None}
    assert filled(walks, [2, 3, 4]) == {2: 30, 4: 40}
    assert filled({2: None}, [2]) == {2: 10}
