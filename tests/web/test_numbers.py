"""Numbers that come with a request: what a column holds, or nothing."""

import pytest

from association.web.gate import key_place
from association.web.page import LARGEST_ID, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("9223372036854775807", LARGEST_ID),
        ("9223372036854775808", None),
        ("9" * 20, None),
        ("9" * 5000, None),  # int() itself refuses so many
        ("", None),
        (None, None),
        (" 7", None),
        ("-7", None),
        ("+7", None),
        ("7.0", None),
        ("1_000", None),
        ("१२", None),
        ("²", None),
    ],
)
def test_a_number_is_what_a_column_holds(text: str | None, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("p12-abc", "12"),
        ("p9223372036854775807-abc", "9223372036854775807"),
        ("p9223372036854775808-abc", ""),
        ("p" + "9" * 60 + "-abc", ""),
        ("p-abc", ""),
        ("abc", ""),
    ],
)
def test_a_key_names_a_paguyuban_only_by_a_number(key: str, place: str) -> None:
    assert key_place(key) == place
