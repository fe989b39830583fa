"""Codes for cameras: drawn for a page, or dot by dot for paper."""

import segno
from markupsafe import Markup

# A quarter of a code may be stained, torn or folded away: what is printed hangs in a market.
ON_PAPER = "q"
ON_SCREEN = "m"


def svg(text: str, *, error: str = ON_PAPER, scale: int | None = None) -> Markup:
    """Draw a code for a page, `scale` pixels a dot; without one it takes the size that the page
    gives it."""
    code = segno.make(text, micro=False, error=error)
    sized = {"omitsize": True} if scale is None else {"scale": scale}
    return Markup(code.svg_inline(border=2, **sized))  # noqa: S704 - segno made it


def dots(text: str) -> list[list[bool]]:
    """Give a code for paper line by line from the top, dark is True; without the white around
    it."""
    code = segno.make(text, micro=False, error=ON_PAPER)
    return [[bool(dot) for dot in line] for line in code.matrix]
