"""What is missing of a member, and what that costs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.people.completeness import COSTS, Cost, Gap, Known, gaps, is_reachable

FLAGS = (
    "nik",
    "birth_date",
    "birth_place",
    "mother_name",
    "address",
    "phone",
    "messenger",
    "income",
    "consent",
)
ALL = Known(**dict.fromkeys(FLAGS, True))


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ((), ()),
        (("nik",), (Gap.NIK,)),
        (("birth_date",), (Gap.BIRTH_DATE,)),
        (("phone",), (Gap.PHONE,)),  # a neighbour carries messages
        (("messenger",), ()),  # reached by their own phone
        (("phone", "messenger"), (Gap.PHONE, Gap.REACH)),
        (("mother_name",), (Gap.MOTHER,)),
        (("income", "consent"), (Gap.CONSENT, Gap.INCOME)),
    ],
)
def test_gaps(missing: tuple[str, ...], found: tuple[Gap, ...]) -> None:
    assert gaps(replace(ALL, **dict.fromkeys(missing, False))) == found


@given(st.fixed_dictionaries(dict.fromkeys(FLAGS, st.booleans())))
def test_once_registered_nothing_blocks_or_delays_that(flags: dict[str, bool]) -> None:
    over = {Cost.REGISTRATION, Cost.DELAY}
    open_gaps = gaps(Known(**flags))
    assert gaps(Known(**flags, registered=True)) == tuple(
        gap for gap in open_gaps if COSTS[gap] not in over
    )
    assert (Gap.REACH in open_gaps) is not is_reachable(
        phone=flags["phone"], messenger=flags["messenger"]
    )


def test_every_gap_has_a_cost() -> None:
    assert set(COSTS) == set(Gap)
