"""Texts that a spreadsheet program would run as a formula, made harmless."""

RISKY = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a text with an apostrophe before it when a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
