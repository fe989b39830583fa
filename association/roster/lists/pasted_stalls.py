"""Finds the stalls and the phone that a line of a pasted list names, however they are written."""

import re
from dataclasses import dataclass

from association.roster.lists.pasted_words import CALLED, WARES
from association.roster.lists.values import RowStall, Section
from association.rules.house.errors import RuleError
from association.rules.people.phone import ENUMERATED, parse_phone
from association.rules.people.stalls import (
    KIND_WORDS,
    StallKind,
    StallParts,
    is_named,
    parse_stall,
)

SHORT_KINDS = (
    (re.compile(r"\b(blok|block|blk|los|kios|plt)(?=[a-z]{0,2}\d)", re.IGNORECASE), r"\1 "),
    (re.compile(r"\b(?:plt|pltr|pltrn|plataran|latar)\b", re.IGNORECASE), "pelataran"),
    (re.compile(r"\b(?:ks|kio|kiosnya|kius)\b", re.IGNORECASE), "kios"),
    (re.compile(r"\b(?:shltr|selter|shelter)\b", re.IGNORECASE), "shelter"),
    (re.compile(r"\b(?:ls|lo[sz]{1,2})\b(?=[\s.:-]*[a-z]?[\s.-]*\d)", re.IGNORECASE), "los"),
    (re.compile(r"\b(?:blok|blog|bolk|blk|blok)\b", re.IGNORECASE), "blok"),
    (
        re.compile(r"\b(?:lapak|petak|meja|dasaran|bedak)\b[\s.:]*(?=(?:no\W*)?\d)", re.IGNORECASE),
        "no ",
    ),
)
# A shop's own name follows "toko" and "ruko" more often than a number does.
KIND = "|".join(word for word in KIND_WORDS if word not in ("toko", "ruko"))
BLOCK = r"(?:blok|block)\b[\s.:\-]*"
NOT_A_BLOCK = (
    r"(?!(?:no|lt|rt|rw|ke|di|bu|hp|wa|th|yg|jl|km|rp|pk|tf|jm|pa|mb|ms|hj|sd|rb|dr|ny|tn|ll)\b)"
)
NOT_A_BLOCK_GLUED = r"(?!(?:no|lt|rt|rw|jl|km|rp|hp|wa)[\s.\-/]?\d)"
ONE = r"\d{1,3}(?:[a-d]\b|\b(?!\s*[.)]\s*[^\W\d_]{2}))"
MORE = rf"(?:\s*(?:[,&/+\-]|\bdan\b|\bkaro\b|\bs\s?/?\s?d\b)\s*(?:[a-z]{{1,2}}[\s.\-]?)?{ONE})*"
NUMBER = rf"{ONE}{MORE}"
STALL = re.compile(
    rf"(?<![^\W_])(?:(?:{KIND})\b[\s.:\-]*)?{BLOCK}[a-z]{{1,2}}(?![^\W\d_])[\s.:,"
    rf"\-]*(?:no\w{{0,3}}[\s.:]*)?(?:{NUMBER})?"
    rf"|(?<![^\W_])(?:{KIND})[\s.:\-]*(?:[a-z]{{1,2}}[\s.\-/]{{0,3}})?(?:no\w{{0,"
    rf"3}}[\s.:]*)?{NUMBER}(?:\s+{BLOCK}[a-z]{{1,2}}\b)?"
    rf"|(?<![^\W_])no(?:mor|mer)?[\s.:]*\d{{1,3}}[a-d]?\s+{BLOCK}[a-z]{{1,2}}\b|"
    rf"(?<![^\W_]){BLOCK}{NUMBER}"
    rf"|(?<![^\W_]){NOT_A_BLOCK}{NOT_A_BLOCK_GLUED}[a-z]{{1,2}}(?:\s*[.\-/]\s*|"
    rf"\s)?(?:no\b[\s.:]*)?{NUMBER}"
    rf"|(?<![^\W_])(?:{KIND})\b(?:[\s.\-]+[a-z]\b(?![.']))?"
    r"|(?<![^\W_])no(?:mor|mer)?\b[\s.:]*\d{1,3}[a-d]?\b"
    rf"|(?<![^\W_]){NOT_A_BLOCK_GLUED}[a-z]{{1,2}}-?\d{{1,3}}(?=\s*[.)]\s*[^\W\d_]{{2}})",
    re.IGNORECASE,
)
OF_WARES = re.compile(
    rf"\b({KIND})\s+({'|'.join(sorted(WARES))})[\s.,]+((?:no\w*\W*)?\d{{1,3}}[a-d]?)\b",
    re.IGNORECASE,
)
BARE_END = re.compile(rf"(?<=[^\W\d_])[\s.,\-|]+({NUMBER})(?=\s*(?:\||$))", re.IGNORECASE)

PHONE = re.compile(
    r"(?<![\d+])(?:\(?\+?\s?62\)?[\s.\-()]{0,3}0?|\(?0)8\d(?:[\s.\-()/]{0,3}\d){5,"
    r"12}(?![\-.]?\d|[xX?]{2})"
    r"|(?<![\w.\-])8[1-35-9]\d(?:[\s.\-]?\d){6,9}(?!\w)",
    re.ASCII,
)
ODD_PHONE = re.compile(
    r"(?<![\w.])(?:\+\s?\d{2,3}|0)[\s.\-]?8[\d\s.\-]{1,}[\dxXoO?.]*|(?<!\w)0\d{2}8?[xX?.]{3,}",
    re.ASCII,
)
CALLED_PHONE = re.compile(
    r"\b(?:no(?:mor|mer)?\.?\s*)?(?:hp|wa|telp|tlp|telepon|whatsapp)(?:\s*/\s*(?:wa|hp))?"
    r"\s*[.:=]*\s*\|",
    re.IGNORECASE,
)
ANOTHER_END = re.compile(r"(?<=\d{9})\s*(/\s*\d{1,4})(?!\d)", re.ASCII)  # 081226004086/7
LANDLINE = re.compile(r"(?<![\w+])\(?(0(?!8)[2-9]\d{1,2})\)?[\s\-./]*\d{5,8}(?!\d)", re.ASCII)
LETTER_O = re.compile(r"(?<![^\W\d_])[oO](?=8\d{2,})|(?<=\d)[oO](?=\d{2})|(?<=\d\d)[oO](?=\d)")


@dataclass(frozen=True, slots=True)
class PhoneRead:
    """The phone of a line as E.164, what was written, and what is wrong with it."""

    phone: str | None = None
    written: str = ""
    problem: RuleError | None = None
    others: tuple[str, ...] = ()


def phone_in(text: str) -> tuple[PhoneRead, str]:
    """Return the first mobile number of a line, and the line with all its numbers cut out as
    "|".
    """
    text = LANDLINE.sub(r" | telepon_\1 | ", ENUMERATED.sub(" | ", text))
    text, ends = ANOTHER_END.sub(" | ", text), ANOTHER_END.findall(text)
    text = LETTER_O.sub("0", re.sub(r"(?<=[^\W\d_])(?=(?:\+62|08)\d{8})", " ", text))
    found: list[str] = []
    bad: list[tuple[str, RuleError | None]] = []

    def cut(match: re.Match[str]) -> str:
        phone, rest, problem = _parsed(match[0])
        if phone:
            found.append(phone)
        else:
            bad.append((match[0].strip(), problem))
        return f" | {rest} | " if rest else " | "

    text = CALLED_PHONE.sub(" | ", PHONE.sub(cut, text))
    if not found and not bad and (odd := ODD_PHONE.search(text)):
        bad.append((odd[0].strip(), _parsed(odd[0])[2]))
        text = f"{text[: odd.start()]} | {text[odd.end() :]}"
    if found:
        return PhoneRead(found[0], found[0], others=tuple(dict.fromkeys((*found[1:], *ends)))), text
    return (PhoneRead(None, bad[0][0][:30], bad[0][1]), text) if bad else (PhoneRead(), text)


def _parsed(written: str) -> tuple[str | None, str, RuleError | None]:
    """Return the number, what was written behind it, and the problem; "0812 2600 1234 2" ends
    before the 2.
    """
    words = written.split()
    cut = len(words)
    while cut > 1 and len(words[cut - 1]) <= 2:
        cut -= 1
    problem: RuleError | None = None
    for end in dict.fromkeys((cut, len(words), *range(cut, 0, -1))):
        try:
            return parse_phone(" ".join(words[:end]).strip(" .-()/")), " ".join(words[end:]), None
        except RuleError as error:
            problem = problem or error
    return None, "", problem


def stalls_in(text: str, section: Section) -> tuple[tuple[RowStall, ...], str, RuleError | None]:
    """Return the stalls a line names, filled up from its section, the line with them cut out, and a
    problem."""
    for pattern, word in SHORT_KINDS:
        text = pattern.sub(word, text)
    text = OF_WARES.sub(r"\1 \3 | \2 ", text)
    text = re.sub(r"\b(lantai|lt)\b\.?\s*(\d|[iv]+\b)", r"| \1_\2 |", text, flags=re.IGNORECASE)
    found, problem = _named(text)
    rest = STALL.sub(lambda match: match[0] if _is_name(match) else " | ", text)
    if not found and (section.block or section.kind) and (last := BARE_END.search(rest)):
        found, rest = list(parse_stall(last[1])), f"{rest[: last.start()]} | {rest[last.end() :]}"
    found = _kind_joined(found)
    if not found and (section.kind or section.block):
        found = [StallParts(section.kind, section.block, "")]
    return tuple(RowStall(_filled(part, section), section.market) for part in found), rest, problem


def _named(text: str) -> tuple[list[StallParts], RuleError | None]:
    """Return the stalls that a text names, each once, and the first problem."""
    found: list[StallParts] = []
    problem: RuleError | None = None
    for match in STALL.finditer(text):
        if _is_name(match):
            continue
        try:
            parts = parse_stall(re.sub(r"\bkaro\b", "dan", match[0], flags=re.IGNORECASE))
        except RuleError as error:
            problem = problem or error
            continue
        found.extend(part for part in parts if not is_named(part, found))
    return found, problem


def _kind_joined(stalls: list[StallParts]) -> list[StallParts]:
    """Give a kind that stands by itself to the stall behind it: "kios, B 12"."""
    if len(stalls) < 2:
        return stalls
    first, second, *others = stalls
    if not first.kind or first.block or first.number or second.kind:
        return stalls
    return [StallParts(first.kind, second.block, second.number), *others]


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether what may be a stall is a short name: "Bu Um 16"."""
    before = re.search(r"([^\W\d_]+)\.?\s*$", match.string[: match.start()])
    return (
        before is not None
        and before[1].casefold() in CALLED
        and bool(re.match(r"[a-z]{2}\s", match[0], re.IGNORECASE))
    )


def _filled(part: StallParts, section: Section) -> StallParts:
    """Complete a stall by its section; one that names another kind than the section's stands
    elsewhere."""
    if part.kind and section.kind and part.kind is not section.kind:
        return part
    if part.block:
        return StallParts(part.kind or section.kind, part.block, part.number)
    return StallParts(part.kind or section.kind, section.block, part.number)


def kind_and_block(text: str) -> tuple[StallKind | None, str]:
    """Return the one kind and the one block that a heading names; None and "" where it names
    several or none.
    """
    for pattern, word in SHORT_KINDS:
        text = pattern.sub(word, text)
    kinds = {
        KIND_WORDS[word.lower()]
        for word in re.findall(rf"(?<![^\W_])(?:{KIND})\b", text, re.IGNORECASE)
    }
    block = r"(?<![^\W_])(?:" + KIND + rf"|blok|block)[\s.:\-]+(?:{BLOCK})?([a-z]{{1,2}}\d?)\b"
    blocks = {found.upper() for found in re.findall(block, text, re.IGNORECASE)} - {
        "DI",
        "NO",
        "BU",
        "LT",
        "DAN",
    }
    joined = re.search(r"\b[a-z]\s*(?:[&,/+]|dan|s/?d)\s*[a-z]\b", text, re.IGNORECASE)
    return kinds.pop() if len(kinds) == 1 else None, blocks.pop() if len(
        blocks
    ) == 1 and not joined else ""
