"""Places of business in a market: kios, los, pelataran, shelter, with block and number."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from association.rules.house.errors import RuleError


class StallKind(StrEnum):
    """The kinds of stall a city market has; oprokan traders stand on the pelataran."""

    KIOS = "kios"
    LOS = "los"
    PELATARAN = "pelataran"
    SHELTER = "shelter"


@dataclass(frozen=True, slots=True)
class StallParts:
    """A stall as read from a list; what the list does not say is None or empty."""

    kind: StallKind | None
    block: str
    number: str


Place = tuple[int | str | None, str | None, str, str]  # market, kind, block, number
ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
GLUED = re.compile(r"([^\W\d_]{1,2})[.\-]?([0-9].*)")
KIND_WORDS = {
    **dict.fromkeys(("kios", "kiosk", "kiyos", "toko", "ruko"), StallKind.KIOS),
    **dict.fromkeys(("los", "loos", "lost", "loss"), StallKind.LOS),
    **dict.fromkeys(
        ("pelataran", "plataran", "oprokan", "oprok", "lesehan", "emperan"), StallKind.PELATARAN
    ),
    **dict.fromkeys(("shelter", "selter", "shelther"), StallKind.SHELTER),
}
KIND = re.compile(
    rf"\b({'|'.join(KIND_WORDS)})(?![^\W\d_]{{2}})(?=\W|$|[^\W_]?[\s.\-]*\d)", re.IGNORECASE
)
BLOCK_WORD = re.compile(r"\b(?:blok|block|blk)\b\s*[.:]?\s*", re.IGNORECASE)
BLOCK_LAST = re.compile(
    r"^\s*(?:no\w*[\s.:]*)?(\d+[a-z]?)\s+(?:blok|block|blk)\b[\s.:]*([a-z]\w*)\s*$",
    re.IGNORECASE | re.ASCII,
)
NUMBER_WORD = re.compile(r"\b(?:no|nomor|nomer|nmr)\b\s*[.:]?\s*(?=\S*\d)", re.IGNORECASE)
MOST, LONGEST = 20, 20
SEPARATORS = re.compile(r"\s*(?:[,;/&+\n]|\bdan\b|\bserta\b)\s*", re.IGNORECASE)
SPAN = re.compile(
    r"(.*?)(\d+)\s*(?:s\.?\s*/?\s*d\.?|sampai|sd)\s*(?:\D*?)(\d+)\s*",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
# A number may carry a letter or a second part: 14, 14A, 14-15.
NUMBER = re.compile(
    r"(?P<block>.*?)[\s.:\-]*(?P<number>(?<!\d)\d+(?:-\d+)*[a-z]?)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)

MONTH = r"(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec)[a-z]*"
DATE = re.compile(
    rf"\s*(?:\d{{1,2}}[-/ ]{MONTH}(?:[-/ ]\d{{2,4}})?|{MONTH}[-/ "
    rf"]\d{{2,4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:[T ][\d:.]+)?)\s*",
    re.IGNORECASE | re.ASCII,
)
COUNTED = rf"(?:{'|'.join(KIND_WORDS)}|petak|unit|lapak|tempat|buah|meja)"
PART = r"(?:[1-9]\s)?\s*[1-9]\s*[/\u2044]\s*[2-4]|[0-9][.,]\d|setengah|separo|separuh|seperempat"
COUNT = re.compile(
    rf"\s*(?:[1-9]\d?\s*(?:\(\w+\)\s*)?|{PART}|satu|dua|tiga|empat|lima)\s*{COUNTED}\s*"
    rf"|\s*(?:{PART})\s*{COUNTED}\b.*",
    re.IGNORECASE | re.DOTALL,
)
TWO_ENDS = re.compile(
    r"[^,;/&+]*?\b[a-z]{1,2}[\s.\-]?\d+\s*-\s*[a-z]{1,2}[\s.\-]?\d+\s*", re.IGNORECASE | re.ASCII
)
# What is written apart but belongs together, or together but is two stalls: "Blok C, No. 21", "Los
# B, 14", "A12 A13".
REWRITTEN = (
    (
        re.compile(
            (
                rf"^\s*((?:{'|'.join(KIND_WORDS)})?)\s*(?:no\w*[\s.:]*)?(\d+[a-z]?)\s*[,;"
                rf"/]\s*(?:blok|block|blk)\b[\s.:]*([a-z]\w{{0,2}})\s*$"
            ),
            re.IGNORECASE | re.ASCII,
        ),
        r"\1 \3 \2",
    ),
    (
        re.compile(
            r"(?<![^\W_])([a-z])[\s.\-]?(\d+[a-z]?)\s+(?=\1[\s.\-]?\d)", re.IGNORECASE | re.ASCII
        ),
        r"\1 \2, ",
    ),
    (
        re.compile(
            r"(\b(?:blok|block|blk)\b[\s.:]*\w{1,4})\s*[,;/]\s*(?=no(?:mo|me)?r?\b)", re.IGNORECASE
        ),
        r"\1 ",
    ),
    (
        re.compile(
            r"(?<![^\W_])([a-z]{1,4})\s*,\s*(?:no(?:m[oe]r)?\b[\s.:]*)?(?=\d)",
            re.IGNORECASE | re.ASCII,
        ),
        r"\1 ",
    ),
    (
        re.compile(
            (
                r"(?<![^\W_])((?!no|lt|rt|rw)[a-z]{1,2}-?\d+[a-z]?)\s+(?=(?!no|lt|rt|"
                r"rw)[a-z]{1,2}-?\d)"
            ),
            re.IGNORECASE | re.ASCII,
        ),
        r"\1, ",
    ),
    (
        re.compile(
            (
                r"^(.*?)(?<!\w)(\d+[a-z]?(?:\s*(?:[,&/+]|\bdan\b)\s*\d+[a-z]?)+)\s+(?:blok|block|"
                r"blk)\b[\s.:]*([a-z]\w{0,2})\s*$"
            ),
            re.IGNORECASE | re.ASCII,
        ),
        r"\1 \3 \2",
    ),
)


def parse_stall(text: str) -> tuple[StallParts, ...]:
    """Return the stalls a cell such as "Los B-14", "Blok C no 21" or "Kios A-03, A-04" names; none
    when it is empty.

    A later stall inherits the kind, and a bare number the block, of the one before. Words that are
    no kind or number are kept as the block, so nothing that was written is lost. Raises RuleError
    when it is too long for a stall.
    """
    plain = unicodedata.normalize("NFKC", text).replace("–", "-").replace("—", "-")
    _refuse_misread(plain)
    found: list[StallParts] = []
    for piece in _pieces(plain):
        part = _one(piece, before=found[-1] if found else None)
        if (part.kind or part.block or part.number) and not is_named(part, found):
            found.append(part)
        if len(found) > MOST:
            raise RuleError(
                "Tempat usaha terlalu banyak dalam satu isian (lebih dari %(most)s).", most=MOST
            )
    return tuple(found)


def is_named(part: StallParts, before: Sequence[StallParts]) -> bool:
    """Tell whether a stall is one of those before it: "Kios 08" is "Kios 8"."""
    place = (None, part.kind, part.block, part.number)
    return any(is_one_stall(place, (None, one.kind, one.block, one.number)) for one in before)


def stall_label(kind: StallKind | None, block: str, number: str) -> str:
    """Return a stall as people name it: "Los B-14", "Shelter 5", "Pelataran"."""
    place = "-".join(part for part in (block, number) if part)
    return " ".join(part for part in (kind.value.capitalize() if kind else "", place) if part)


def stall_key(block: str, number: str) -> tuple[str, str]:
    """Return block and number by which stalls are compared: "08" is "8", and "B8" is "B" and
    "8"."""
    block, number = (
        ZEROS.sub("", "".join(part.casefold().split())).strip(".-") for part in (block, number)
    )
    together = GLUED.fullmatch(number) if not block else None
    return (together[1], together[2]) if together else (block, number)


def is_one_stall(one: Place, other: Place) -> bool:
    """Tell whether two places are one stall: what either leaves out, market or kind, does not part
    them."""
    if stall_key(*one[2:]) != stall_key(*other[2:]):
        return False
    return all(a == b or not (a and b) for a, b in zip(one[:2], other[:2], strict=True))


def _refuse_misread(plain: str) -> None:
    """Raise RuleError for what looks like a stall's number and is none: a date, a count, the ends
    of a range."""
    shown = " ".join(plain.split())[:30]
    if DATE.fullmatch(plain):
        raise RuleError(
            "Excel mengubah nomor tempat usaha menjadi tanggal (%(text)s). Ketik sebagai teks.",
            text=shown,
        )
    if COUNT.fullmatch(plain):
        raise RuleError(
            "“%(text)s” menyebut jumlah, bukan nomor. Tulis blok dan nomornya, misalnya Los B-14.",
            text=shown,
        )
    if TWO_ENDS.fullmatch(plain):
        raise RuleError(
            "“%(text)s” bisa berarti dua tempat atau satu deretan. Tulis dengan koma atau “s/d”.",
            text=shown,
        )


def _pieces(plain: str) -> Iterator[str]:
    for pattern, better in REWRITTEN:
        plain = pattern.sub(better, plain)
    if not BLOCK_WORD.search(plain):
        plain = re.sub(r"(?<=\d)\s+-\s+(?=\d)", "-", plain)
    # "s/d" and "A/12" hold a slash that does not separate two stalls.
    whole = re.sub(r"\bs\s*/\s*d\b\.?", " sd ", plain, flags=re.IGNORECASE)
    whole = re.sub(r"(?<![^\W_])([^\W\d_])\s*/\s*(?=\d)", r"\1-", whole)
    for piece in SEPARATORS.split(whole):
        span = SPAN.fullmatch(piece)
        first, last = (int(span[2][:6]), int(span[3][:6])) if span else (0, 0)
        if span and first < last < first + MOST:
            yield f"{span[1]}{span[2]}"
            yield from (str(number).zfill(len(span[2])) for number in range(first + 1, last + 1))
        elif piece.strip():
            yield piece


def _one(piece: str, *, before: StallParts | None) -> StallParts:
    named = KIND.search(piece)
    kind = KIND_WORDS[named[1].lower()] if named else None
    bare = piece if named is None else f"{piece[: named.start()]} {piece[named.end() :]}"
    rest = BLOCK_WORD.sub(" ", BLOCK_LAST.sub(r"\2 \1", bare))
    before_number, *after = NUMBER_WORD.split(rest, maxsplit=1)
    match = None if after else NUMBER.fullmatch(rest.strip(" .:-"))
    block, number = (
        (match["block"], match["number"]) if match else (before_number, after[0] if after else "")
    )
    block, number = (" ".join(part.split()).strip(" .:-").upper() for part in (block, number))
    if before and number and not block and kind is None:
        block = before.block
    if kind is None and before:
        kind = before.kind
    if len(block) > LONGEST or len(number) > LONGEST:
        raise RuleError(
            "Tempat usaha “%(text)s…” terlalu panjang. Tulis misalnya Los B-14.",
            text=piece.strip()[:30],
        )
    return StallParts(kind, block, number)
