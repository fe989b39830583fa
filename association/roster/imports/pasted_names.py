"""Tells name, market name, wares and notes of a pasted line apart, once stall, phone and marks are
cut out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from association.rules.people.names import search_form
from association.rules.people.sounds import TITLES


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of the lines."""
    return frozenset(" ".join(lines).split())


# Further ways to address somebody; "P." and "B." only with their full stop.
CALLED = (
    TITLES
    | {"drg", "mbokde", "mbokdhe", "nduk", "thole", "mbakyu", "kangmas", "kak", "bang", "abang"}
    | frozenset(
        (
            "bp",
            "mb",
            "mbk",
            "ms",
            "lek",
            "lik",
            "paklik",
            "bulik",
            "simbah",
            "simbok",
            "nyah",
            "den",
            "gus",
            "mak",
            "dhe",
        )
        + (
            "kaji",
            "kakung",
            "uti",
            "mbahputri",
            "pakde",
            "paklek",
            "bulek",
            "kyai",
            "ustad",
            "cece",
            "ko",
            "jeng",
            "dek",
        )
    )
)
SHORT_TITLE = re.compile(r"^([PB])\.\s?(?=[^\W\d_]{2})", re.IGNORECASE)
GLUED_TITLE = re.compile(
    r"\b(bu|ibu|pak|bpk|bp|mbak|mb|mas|mbah|h|hj|drs|ny|tn)\.(?=[^\W\d_]{2})", re.IGNORECASE
)
AFTER_TITLE = word_set(
    "putri kakung kung dokter bidan dhe de lik lek nom rt rw carik bayan lurah guru kaji haji "
    "dukuh modin kyai"
)
OFFICES = frozenset(
    (
        "rt",
        "rw",
        "lurah",
        "haji",
        "hj",
        "guru",
        "satpam",
        "ketua",
        "bendahara",
        "sekretaris",
        "dokter",
    )
)
WARES = word_set(
    (
        "sayur sayuran bumbu bumbon daging ayam ikan iwak lele buah sembako tempe tahu baju kain "
        "batik gerabah"
    ),
    (
        "grabah plastik jamu beras telur telor endog bakso soto kelapa klopo krambil bawang "
        "brambang lombok cabe"
    ),
    (
        "cabai gedhang pisang jajan jajanan roti gula sepatu sandal kembang bunga pecel gudeg "
        "warung kelontong"
    ),
    (
        "klontong konveksi emas pakaian kerupuk krupuk kopi dawet wedang gorengan nasi sego bubur "
        "mie mi bakmi tas"
    ),
    (
        "kosmetik mainan elektronik hp pulsa loak janganan kentang kacang tepung minyak jagung "
        "singkong ketela"
    ),
    (
        "jahit jenang pindang bandeng gereh teri kelopo parutan selep snack jeruk semangka tomat "
        "kobis bayem peyek"
    ),
    (
        "rempeyek cendol es sate tengkleng rujak lotis seragam kaos cilok siomay arit pande sabun "
        "tela gethuk lemper arem tape"
    ),
    "jeroan katering thrift brem kayu arang bambu tikar ember obat jilbab mukena",
)
SELLS = re.compile(
    r"\b(?:dagang(?:an)?|jual(?:an)?|jualan|bakul|pedagang|dodolan|dodol|usaha)\b[\s.:]*",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:titip|titipan|nitip|ikut|melu|istri|bojo(?:ne)?|suami|anak(?:e|nya|ne)?|ponakan|putra(?:ne)?|putri(?:ne)|putrane|putrine|otw|rencana|arep|akan|telat|adik(?:nya|e)?|kakak(?:nya|e)?"
    r"|mantu|baru|anyar|lama|pindah(?:an)?|libur|prei|cuti|sakit|gerah|tutup|besok|sesuk|nyusul|susulan|nanti|mengko"
    r"|minta|tdk|tidak|gak|ga|ora|hp(?:nya|ne)?|wa(?:nya)?|telp|tlp|ganti(?:kan|ne)?|wakil|dobel|double|depan|dpn|ngarep"
    r"|telepon_\d+|\d+_\w+|sebelah|sblh|samping|belakang|blkg|mburi|pojok|dekat|dkt|cedak|sisi|lantai_\w+|lt_\w+|utk|untuk|pakai|pake|lewat"
    r"|langsung|via|bayar|per|tiap|janji|katanya|jare|yang|yg|mulai|sejak|kontrak|sewa|nyewa|nempati|nomor|no|jam|tempat"
    r"|pasar|kios|los|org|orang|lewat|selatan|utara|lor|kidul|wetan|kulon|ngarepe|mburine|sebelahe|cedake|minggu|kemarin"
    r"|wingi|mau|tadi|punya|masih|sudah|cek|anggota|almarhum|alm|almh|meninggal|wafat|keluar|berhenti|mandek|piket|gantian)\b",
    re.IGNORECASE,
)
DEAD = re.compile(
    r"\b(?:alm|almh|almarhum(?:ah)?|meninggal|wafat|keluar|berhenti|mandek|diganti\w*|sedo)\b",
    re.IGNORECASE,
)
ALIAS = re.compile(r"\b(?:alias|panggilan|dipanggil|pgl|dikenal|aka)\b[\s.:]*", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[{]\s*([^()\[\]{}]*?)\s*[)\]}]")
QUOTED = re.compile(r"[\"“”„](\w[^\"“”„]{1,25})[\"“”„]")
TOWNS = word_set(
    (
        "solo surakarta klaten boyolali sragen wonogiri sukoharjo karanganyar jogja semarang "
        "madura kartasura"
    ),
    "palur colomadu bekonang grogol kra jateng salatiga delanggu ngawi",
)
SPLIT = re.compile(
    r"\s*[|,;:()=\[\]{}<>]+\s*|\s+[-/*~_+&.]+\s+|\s+[-/*~_+&]+$|^[-/*~_+&.]+\s*|\.{2,}\s*|\.\s*$|(?<=\w)/(?=\w)"
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
    doubt: str = ""

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
    nicknames: list[str] = []
    notes: list[str] = []
    goods: list[str] = []
    dead = DEAD.search(rest)

    def sort(match: re.Match[str]) -> str:
        inside = match[1].strip(" .,|-")
        if ALIAS.match(inside):
            nicknames.append(_tidy(ALIAS.sub("", inside, count=1)))
        elif inside and any(c.isalpha() for c in inside):
            _sort_aside(inside, nicknames, notes, goods)
        return " | "

    rest = GLUED_TITLE.sub(r"\1. ", rest)
    rest = BRACKETS.sub(sort, QUOTED.sub(sort, rest))
    before, *after = ALIAS.split(rest, maxsplit=1)
    if after:
        pieces = _pieces(after[0])
        nicknames.append(pieces[0] if pieces else "")
        rest = " | ".join((before, *pieces[1:]))
    name = ""
    for piece in _pieces(rest):
        text, wares, aside = _parted(piece, first=not name)
        goods += [wares] if wares else []
        notes += [aside.replace("_", " ")] if aside else []
        if text and not name:
            name = text
        elif text:
            notes.append(text)
    named = split_titles(name, [nick for nick in nicknames if nick])
    doubt = "tertulis meninggal, berhenti, atau diganti" if dead else ""
    return NameRead(*named, ", ".join(dict.fromkeys(goods))[:LONGEST], tuple(notes), doubt)


def _pieces(text: str) -> list[str]:
    pieces = (_tidy(piece) for piece in SPLIT.split(text))
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


def _tidy(text: str) -> str:
    """Return a text without emoji and marks around its words."""
    kept = "".join(c if c.isalnum() or c in KEPT or c == "_" else " " for c in text)
    return re.sub(r"(?<![^\W\d_])\.+$|^[\s.\-'’`_]+|[\s\-`_]+$", "", " ".join(kept.split())).strip()


def _sort_aside(inside: str, nicknames: list[str], notes: list[str], goods: list[str]) -> None:
    """Put what stands in brackets where it belongs: wares, a note, or a nickname."""
    words = search_form(inside).split()
    sells = SELLS.match(inside)
    if sells or (words and words[0] in WARES):
        goods.append(_tidy(inside[sells.end() :] if sells else inside))
    elif ASIDE.search(inside) or len(words) > 3 or set(words) & TOWNS or re.search(r"\d", inside):
        notes.append(inside[:LONGEST_ASIDE].replace("|", " ").strip())
    else:
        nicknames.append(_tidy(inside))


def _parted(piece: str, *, first: bool) -> tuple[str, str, str]:
    """Part a piece into name (or, behind the name, a word of its own), wares, and an aside such as
    "titip Bu Yem".
    """
    text, wares, aside = piece, "", ""
    start = _after_title(text)
    if (found := SELLS.search(text)) and (found.start() >= start or not first):
        text, wares = text[: found.start()], text[found.end() :]
        if cut := ASIDE.search(wares):
            wares, aside = wares[: cut.start()], wares[cut.start() :]
        return _tidy(text), _tidy(wares), _tidy(aside)
    found = next(
        (match for match in ASIDE.finditer(text) if match.start() >= start or not first), None
    )
    if found:
        text, aside = text[: found.start()], text[found.start() :][:LONGEST_ASIDE]
    words = text.split()
    titles = _titles(words)
    for place, word in enumerate(words):
        if search_form(word) in WARES and (place > titles or not titles):
            text, wares = " ".join(words[:place]), " ".join(words[place:])
            break
    return _tidy(text), _tidy(wares), _tidy(aside)


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
