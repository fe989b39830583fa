"""Marks stand by the moment they were made."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.house.marking import Said, is_under_way, moment_made

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # 13.00 WIB


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("2026-11-24T12:59:30+07:00", "2026-11-24T05:59:30+00:00"),
        ("2026-11-24T05:59:30.120Z", "2026-11-24T05:59:30.120000+00:00"),
        ("2026-11-24T13:00:01+07:00", "2026-11-24T06:00:00+00:00"),  # the phone's clock is fast
        ("2099-01-01T00:00:00Z", "2026-11-24T06:00:00+00:00"),
        ("2026-11-10T12:59:59+07:00", "2026-11-10T06:00:00+00:00"),  # older than 14 days
        ("1970-01-01T00:00:00Z", "2026-11-10T06:00:00+00:00"),
    ],
)
def test_the_moment_of_a_mark(text: str, made: str) -> None:
    assert moment_made(text, now=NOW) == datetime.fromisoformat(made)


@pytest.mark.parametrize("text", ["", "tadi", "2026-11-24", "2026-11-24T13:00:00", "13.00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(RuleError, match="Periksa tanggal dan jam HP"):
        moment_made(text, now=NOW)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(RuleError):
        assert NOW - timedelta(days=14) <= moment_made(text, now=NOW) <= NOW


@given(
    st.lists(
        st.builds(Said, st.datetimes(timezones=st.just(UTC)), st.booleans()), min_size=1, max_size=4
    )
)
def test_any_order_comes_to_the_same_end(said: list[Said]) -> None:
    assert len({max(order) for order in permutations(said)}) == 1
    last = max(one.made_at for one in said)
    assert max(said).present is any(one.present for one in said if one.made_at == last)


@pytest.mark.parametrize(
    ("minutes", "open_"),
    [(-121, False), (-120, True), (0, True), (12 * 60, True), (12 * 60 + 1, False)],
)
def test_an_event_is_under_way_from_two_hours_before_until_twelve_after(
    minutes: int, open_: bool
) -> None:
    assert is_under_way(NOW, now=NOW + timedelta(minutes=minutes)) is open_
