"""Finds a date written in numbers, day first or month first, within a text."""

import re

IN_NUMBERS = re.compile(
    r"(?<!\d)(\d{1,2})(\s*[-/.,\s]\s*)(\d{1,2})(\s*[-/.,\s]\s*'?)(\d{4}|\d\d)(?!\d)", re.ASCII
)
RUN_TOGETHER = re.compile(r"(?<!\d)(\d\d)()(\d\d)()((?:19|20)\d\d)(?!\d)", re.ASCII)


def in_numbers(text: str) -> re.Match[str] | None:
    """Find the date in a text that numbers tell: groups 1, 3 and 5 are two of one or two digits and
    the year."""
    return IN_NUMBERS.search(text) or RUN_TOGETHER.search(text)


def day_first(text: str) -> str:
    """Return a text with the first two numbers of its date in each other's place."""
    match = in_numbers(text)
    if match is None:
        return text
    date_ = "".join((match[3], match[2], match[1], match[4], match[5]))
    return text[: match.start()] + date_ + text[match.end() :]
