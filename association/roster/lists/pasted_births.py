"""Finds the birth date in a pasted line, with the town before it: it is no payment, stall or
phone."""

import re
from collections.abc import Iterator

from association.roster.lists.pasted_stamps import ANY_MONTH
from association.roster.lists.pasted_words import TOWNS

DAY, NUMBER = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
# Nobody pays for these years, and a trader was born in one of them.
YEAR = r"(?:19[2-9]\d|200\d|201[0-6])"
SHORT = r"'?(?:[3-9]\d|0\d|1[0-6])"
DATE = re.compile(
    rf"(?<![\w/])(?<!\d[.\-])(?:{DAY}\s*[-/., ]?\s*{ANY_MONTH}\.?\s*[-/.,]?\s*(?:{YEAR}|{SHORT})"
    rf"|{DAY}\s*(?P<sign>[-/.])\s*{NUMBER}\s*(?P=sign)\s*(?:{YEAR}|{SHORT}(?![./\-]\d))"
    rf"|{DAY}\s{NUMBER}\s{YEAR}|{YEAR}([-/]){NUMBER}\2{DAY})(?!\w)",
    re.IGNORECASE | re.ASCII,
)
DOUBTFUL = re.compile(r"\d{1,2}\D.*(?<!\d)'?[01]\d", re.ASCII)  # 10-11-12 may be three stalls
COMPACT = re.compile(rf"(?<!\d){DAY}(?:0[1-9]|1[0-2]){YEAR}(?!\d)", re.ASCII)
SAID = re.compile(
    r"\b(?:t\.?\s?t\.?\s?l\b\.?|te?mpa?t\W{0,3}(?:dan\s+)?(?:tgl|tanggal)\.?\s*(?:lahir|lhr)\b|"
    r"(?:tgl|tanggal)\.?\s*(?:lahir|lhr)\b|(?:lahir|lhr|kelahiran)\b)[\s.:=]*(?:(?:di|ing|tgl|"
    r"tanggal|tahun|thn|th|pada)\b[\s.:]*)*",
    re.IGNORECASE,
)
AGE = re.compile(
    r"\b(?:umur|usia|yuswa|yuswo)\W{0,3}\d{1,3}(?:\s*(?:th|thn|tahun)\b\.?)?"
    rf"|\b\d{{2}}\s*(?:th|thn|tahun)\b\.?(?!\s*\d)|\b(?:tahun|thn|th)\b\W{{0,3}}{YEAR}\b"
    rf"|\b(?:lahir|lhr|kelahiran)\W{{0,3}}(?:(?:tahun|thn|th)\b\W{{0,3}})?{YEAR}\b",
    re.IGNORECASE,
)
NAMED = (
    r"(?:(?:kab|kabupaten|kota)\b[.\s]*)?(?:" + "|".join(sorted(TOWNS, key=len, reverse=True)) + ")"
)
TOWN = re.compile(rf"\b{NAMED}$", re.IGNORECASE)
TOWN_AFTER = re.compile(rf"[,\s]*(?:di\s+)?({NAMED})\b", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_][^\d,;:/|()]{1,40}")
LONGEST = 500  # letters in which a line is searched
EDGES = " ,.;:/|-(="
PART_OF_PHONE = re.compile(r"(?<!\S)\+?(?:\d[.\-]?){3,8}\s$")


def birth_in(text: str) -> tuple[str, str]:
    """Return the town and date of birth that a line names, as written, or "", and the line with
    "|" in their place."""
    for match in _dates(text[:LONGEST]):
        before, town = _town_before(text[: match.start()])
        behind = text[match.end() :].lstrip(") ")
        if not town and (after := TOWN_AFTER.match(behind)):
            town, behind = after[1], behind[after.end() :]
        born = ", ".join(part for part in (town, match[0].strip()) if part)
        return born, f"{before.rstrip(EDGES)} | {behind}"
    return "", text


def ages_in(text: str) -> tuple[tuple[str, ...], str]:
    """Return the ages and years of birth that a line names without a day, and the line without
    them."""
    return tuple(found[0].strip() for found in AGE.finditer(text)), AGE.sub(" | ", text)


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Yield what can be a birth date and nothing else."""
    said = SAID.search(text)
    for match in DATE.finditer(text):
        if (said or not DOUBTFUL.fullmatch(match[0])) and not PART_OF_PHONE.search(
            text[: match.start()]
        ):
            yield match
    if said:
        yield from COMPACT.finditer(text)


def _town_before(before: str) -> tuple[str, str]:
    """Part what stands before a date into the rest and the town: what "lahir" names, or a town
    that is known."""
    labels = list(SAID.finditer(before))
    named = before[labels[-1].end() :].strip(EDGES) if labels else ""
    if labels and (not named or WORDS.fullmatch(named)):
        return before[: labels[-1].start()], " ".join(named.split())
    bare = before.rstrip(EDGES)
    town = TOWN.search(bare)
    if town:
        return bare[: town.start()], town[0]
    return before, ""
