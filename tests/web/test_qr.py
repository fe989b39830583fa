"""Codes on paper bear stains: a quarter of a code may be lost (level Q)."""

import re

import pytest

from association.web import qr

ADDRESS = "https://guyub.example/k/ABCDEFGH23"
LEVELS = {(0, 1): "L", (0, 0): "M", (1, 1): "Q", (1, 0): "H"}


def level(lines: list[list[bool]]) -> str:
    """Read the level as a camera does: the first two dots of the format, unmasked (ISO 18004)."""
    return LEVELS[lines[8][0] ^ 1, lines[8][1] ^ 0]


def test_what_is_printed_has_level_q() -> None:
    lines = qr.dots(ADDRESS)
    assert level(lines) in "QH"
    assert len({len(lines), *map(len, lines)}) == 1


@pytest.mark.parametrize(("scale", "size"), [(None, None), (5, "185")])
def test_a_page_shows_the_same_code(scale: int | None, size: str | None) -> None:
    drawn = qr.svg(ADDRESS, scale=scale)
    side = len(qr.dots(ADDRESS)) + 4  # two dots of white on each side
    found = re.search(r'<svg[^>]* width="([^"]+)"', drawn)
    assert (found and found[1]) == size
    assert f"0 0 {side} {side}" in drawn or scale
    assert len(drawn) < 2_200  # bytes of a page
