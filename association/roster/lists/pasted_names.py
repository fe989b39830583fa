"""Tells name, market name, wares and notes of a pasted line apart, once stall, phone and marks are
cut out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from association.roster.lists.doubted_names import tells_of_leaving
from association.roster.lists.pasted_words import AFTER_TITLE, CALLED, TOWNS, WARES
from association.roster.lists.problems import Code
from association.rules.people.names import search_form

SHORT_TITLE = re.compile(r"^([PB])\.\s?(?=[^\W\d_]{2})", re.IGNORECASE)
GLUED_TITLE = re.compile(
    r"\b(bu|ibu|pak|bpk|bp|mbak|mb|mas|mbah|h|hj|drs|ny|tn)\.(?=[^\W\d_]{2})", re.IGNORECASE
)
BOTH_TITLES = re.compile(r"\b(?:bpk|bapak|bp|pak)\.?\s*/\s*(?=(?:ibu|bu)\b)", re.IGNORECASE)
SELLS = re.compile(
    r"\b(?:dagang(?:an)?|jual(?:an)?|jualan|bakul|pedagang|dodolan|dodol|usaha)\b[\s.:]*",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:titip|titipan|nitip|ikut|melu|istri|bojo(?:ne)?|suami|anak(?:e|nya|ne)?|ponakan|"
    r"putra(?:ne)?|putri(?:ne)|putrane|putrine|otw|rencana|arep|akan|telat|adik(?:nya|e)?|"
    r"kakak(?:nya|e)?"
    r"|mantu|baru|anyar|lama|pindah(?:an)?|libur|prei|cuti|sakit|gerah|tutup|besok|sesuk|"
    r"nyusul|susulan|nanti|mengko"
    r"|minta|tdk|tidak|gak|ga|ora|hp(?:nya|ne)?|wa(?:nya)?|telp|tlp|ganti(?:kan|ne)?|wakil|"
    r"dobel|double|depan|dpn|ngarep"
    r"|telepon_\d+|\d+_\w+|sebelah|sblh|samping|belakang|blkg|mburi|pojok|dekat|dkt|cedak|"
    r"sisi|lantai_\w+|lt_\w+|utk|untuk|pakai|pake|lewat"
    r"|langsung|via|bayar|per|tiap|janji|katanya|jare|yang|yg|mulai|sejak|kontrak|sewa|nyewa|"
    r"nempati|nomor|no|jam|tempat"
    r"|pasar|kios|los|org|orang|lewat|selatan|utara|lor|kidul|wetan|kulon|ngarepe|mburine|"
    r"sebelahe|cedake|minggu|kemarin"
    r"|wingi|mau|tadi|punya|masih|sudah|cek|anggota|almarhum|alm|almh|meninggal|wafat|keluar|"
    r"berhenti|mandek|piket|gantian)\b",
    re.IGNORECASE,
)
ALIAS = re.compile(r"\b(?:alias|panggilan|dipanggil|pgl|dikenal|aka)\b[\s.:]*", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[{]\s*([^()\[\]{}]*?)\s*[)\]}]")
QUOTED = re.compile(r"[\"“”„](\w[^\"“”„]{1,25})[\"“”„]")
SPLIT = re.compile(
    r"\s*[|,;:()=\[\]{}<>]+\s*|\s+[-/*~_+&.]+\s+|\s+[-/*~_+&]+$|^[-/*~_+&.]+\s*|\.{2,}\s*|"
    r"\.\s*$|(?<=\w)/(?=\w)"
)
SIDE = r"[^\W\d_][^\d|,;:/&+()\[\]\-]+?"
BESIDE = re.compile(
    rf"(?:^|(?<=[|,;]))\s*(?P<one>{SIDE})(?:\s*[/&+]\s*|\s+(?:-|n|sama|kaliyan|kalih)\s+|,\s+)"
    rf"(?P<two>{SIDE})\s*(?=[|,;/&+(]|$)"
)
KEPT = frozenset(" .'’`-")
LONGEST, LONGEST_ASIDE = 60, 80


@dataclass(frozen=True, slots=True)
class NameRead:
    """What the rest of a line says: the name for the KTP, what the market says, wares, notes;
    `doubt` asks a question."""

    name: str = ""
    known_as: str = ""
    commodity: str = ""
    notes: tuple[str, ...] = ()
    doubt: Code | None = None

    @property
    def titled(self) -> bool:
        """Tell whether the name was written with a title, which only people have."""
        return bool(self.known_as) and is_titled(self.known_as)


def is_titled(text: str) -> bool:
    """Tell whether a text begins with a title and goes on: "Bu Siti", "P. Joko"."""
    words = search_form(text).split()
    return len(words) > 1 and (words[0] in CALLED or bool(SHORT_TITLE.match(text)))


def name_in(rest: str) -> NameRead:
    """Return what the rest of a line says; an empty name when there is none."""
    aside = _Aside([], [], [])
    gone = tells_of_leaving(rest)
    rest = BOTH_TITLES.sub("", GLUED_TITLE.sub(r"\1. ", rest))
    rest = BRACKETS.sub(aside.sort, QUOTED.sub(aside.sort, rest))
    before, *after = ALIAS.split(rest, maxsplit=1)
    if after:
        pieces = _pieces(after[0])
        aside.nicknames.append(pieces[0] if pieces else "")
        rest = " | ".join((before, *pieces[1:]))
    name = aside.sort_pieces(_pieces(rest))
    named = split_titles(name, [nick for nick in aside.nicknames if nick])
    goods = ", ".join(dict.fromkeys(aside.goods))[:LONGEST]
    doubt = Code.GONE if gone else Code.TWO_NAMES if _are_two(rest) else None
    return NameRead(*named, goods, tuple(aside.notes), doubt)


def _are_two(rest: str) -> bool:
    """Tell whether two names stand side by side, as "Tutik / Tono" do; no wares, place, remark."""
    return any(
        _is_one_name(match["one"]) and _is_one_name(match["two"]) for match in BESIDE.finditer(rest)
    )


def _is_one_name(text: str) -> bool:
    words = set(search_form(text).split())
    odd = words & (WARES | TOWNS) or ASIDE.search(text) or SELLS.search(text)
    return bool(words - CALLED) and len(words) < 4 and text.strip()[0].isupper() and not odd


@dataclass(slots=True)
class _Aside:
    """What a line says beside the name."""

    nicknames: list[str]
    notes: list[str]
    goods: list[str]

    def sort(self, match: re.Match[str]) -> str:
        """Put what stands in brackets where it belongs, and give what stays in its place."""
        inside = match[1].strip(" .,|-")
        if ALIAS.match(inside):
            self.nicknames.append(_tidy(ALIAS.sub("", inside, count=1)))
        elif inside and any(c.isalpha() for c in inside):
            self.sort_bracketed(inside)
        return " | "

    def sort_bracketed(self, inside: str) -> None:
        """Tell wares, a note and a nickname apart."""
        words = search_form(inside).split()
        sells = SELLS.match(inside)
        if sells or (words and words[0] in WARES):
            self.goods.append(_tidy(inside[sells.end() :] if sells else inside))
        elif ASIDE.search(inside) or len(words) > 3 or set(words) & TOWNS or _has_digit(inside):
            self.notes.append(inside[:LONGEST_ASIDE].replace("|", " ").strip())
        else:
            self.nicknames.append(_tidy(inside))

    def sort_pieces(self, pieces: Sequence[str]) -> str:
        """Return the first piece that is a name; the others become notes."""
        name = ""
        for piece in pieces:
            text, wares, aside = _parted(piece, first=not name)
            self.goods += [wares] if wares else []
            self.notes += [aside.replace("_", " ")] if aside else []
            if text and name:
                self.notes.append(text)
            name = name or text
        return name


def _has_digit(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _pieces(text: str) -> list[str]:
    pieces = (_tidy(piece) for piece in SPLIT.split(text))
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


EDGES = re.compile(r"(?<![^\W\d_])\.+$|^[\s.\-'’`_]+|[\s\-`_]+$")


def _tidy(text: str) -> str:
    """Return a text without emoji and marks around its words."""
    kept = "".join(c if c.isalnum() or c in KEPT or c == "_" else " " for c in text)
    return EDGES.sub("", " ".join(kept.split())).strip()


def _parted(piece: str, *, first: bool) -> tuple[str, str, str]:
    """Part a piece into name (or, behind the name, a word of its own), wares, and an aside such as
    "titip Bu Yem".
    """
    start = _after_title(piece)
    if (sells := SELLS.search(piece)) and (sells.start() >= start or not first):
        wares, aside = piece[sells.end() :], ""
        if cut := ASIDE.search(wares):
            wares, aside = wares[: cut.start()], wares[cut.start() :]
        return _tidy(piece[: sells.start()]), _tidy(wares), _tidy(aside)
    text, aside = piece, ""
    marks = (match.start() for match in ASIDE.finditer(piece))
    mark = next((place for place in marks if place >= start or not first), None)
    if mark is not None:
        text, aside = piece[:mark], piece[mark:][:LONGEST_ASIDE]
    text, wares = _without_wares(text)
    return _tidy(text), _tidy(wares), _tidy(aside)


def _without_wares(text: str) -> tuple[str, str]:
    """Split a name and the wares behind it: "Bu Siti sayur"."""
    words = text.split()
    titles = _titles(words)
    for place, word in enumerate(words):
        if search_form(word) in WARES and (place > titles or not titles):
            return " ".join(words[:place]), " ".join(words[place:])
    return text, ""


def _after_title(text: str) -> int:
    """Return where the word behind the titles ends: what stands up to there is a name, whatever it
    means."""
    words = text.split()
    count = _titles(words)
    return len(" ".join(words[: count + 1])) if count else 0


def _titles(words: list[str]) -> int:
    """Count the titles that a name begins with."""
    count = 0
    while (
        count < len(words) and (plain := search_form(words[count]).split()) and set(plain) <= CALLED
    ):
        count += 1
        if count < len(words) - 1 and words[count].casefold() in AFTER_TITLE:
            count += 1
    if not count and words and SHORT_TITLE.match(" ".join(words)):
        return 1 if words[0].endswith(".") else 0
    return count


def split_titles(written: str, nicknames: Sequence[str] = ()) -> tuple[str, str]:
    """Return "Slamet" and "H. Slamet": the name for the KTP, and what the market says, with its
    nicknames.
    """
    spaced = written.rstrip(" .-")
    words = spaced.split()
    titles = _titles(words)
    bare = " ".join(words[titles:]).strip(" .-")
    nickname = ", ".join(nicknames)
    if not bare:
        return "", written
    if not titles:
        return bare, nickname
    return bare, f"{spaced} ({nickname})" if nickname else spaced
