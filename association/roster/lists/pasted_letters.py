"""Lists that are numbered by letters or Roman numerals: a. b) C. (d), i. II) iii."""

import re
from collections.abc import Iterator, Sequence

MARKED = re.compile(r"\s*(\(?)([a-z]|[ivxl]{1,6})\s*([.):])\s*(?=[^\W\d_])", re.IGNORECASE)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
FEWEST = 2  # in a row: one letter with a full stop is an initial, or "P." for Pak
FEWEST_INITIALS = 3  # capitals with a full stop that do not begin at A or I
APART = 3  # lines between two entries: a phone, a stall

Mark = tuple[str, int]  # "letters" or "roman", and the number from 1


def lettered(lines: Sequence[str]) -> dict[int, tuple[int, str]]:
    """Return by index the number and the rest of the lines that a letter numbers, because the next
    or the one before goes on."""
    found = {place: match for place, line in enumerate(lines) if (match := MARKED.match(line))}
    marked: dict[int, tuple[int, str]] = {}
    for kind in ("letters", "roman"):
        for run in _runs(kind, found, lines):
            if _is_numbering([found[place] for place in run], kind):
                for place in run:
                    match = found[place]
                    number = dict(_marks(match[2].lower()))[kind]
                    marked.setdefault(place, (number, lines[place][match.end() :].strip()))
    return marked


def _runs(kind: str, found: dict[int, re.Match[str]], lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the places of entries whose numbers follow each other."""
    run: list[int] = []
    last = 0
    for place, match in found.items():
        number = dict(_marks(match[2].lower())).get(kind)
        if number is None:
            continue
        between = lines[run[-1] + 1 : place] if run else ()
        apart = len(between) > APART or (
            _may_be_initial(match) and any(re.search(r"[^\W\d_]", line) for line in between)
        )
        if run and number == last + 1 and not apart:
            run.append(place)
        else:
            yield run
            run = [place]
        last = number
    yield run


def _marks(written: str) -> Iterator[Mark]:
    if len(written) == 1:
        yield "letters", ord(written) - ord("a") + 1
    if set(written) <= ROMAN.keys():
        values = [ROMAN[letter] for letter in written]
        yield (
            "roman",
            sum(
                -one if any(one < later for later in values[place + 1 :]) else one
                for place, one in enumerate(values)
            ),
        )


def _is_numbering(run: Sequence[re.Match[str]], kind: str) -> bool:
    """Tell whether a run of letters numbers a list, and is none of initials."""
    if len(run) < FEWEST:
        return False
    first = run[0][2].lower()
    plain = first not in ("a", "i") and all(map(_may_be_initial, run))
    return not plain or kind == "roman" or len(run) >= FEWEST_INITIALS


def _may_be_initial(match: re.Match[str]) -> bool:
    return match[2].isupper() and match[3] != ")" and not match[1]
