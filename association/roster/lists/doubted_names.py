"""What makes a name doubtful, in a cell as in a pasted line: who left, two people, a shop."""

import re

from association.roster.lists.pasted_words import CALLED
from association.roster.lists.problems import Code
from association.rules.people.names import search_form

DEAD = re.compile(
    r"\b(?:alm|almh|almarhum(?:ah)?|meninggal|wafat|keluar|berhenti|mandek|diganti\w*|sedo|ninggal"
    r"|berpulang|pensiun|resign)\b",
    re.IGNORECASE,
)
# What is said as well of somebody who is perhaps no member any more.
LEFT = re.compile(
    rf"{DEAD.pattern}|\bpindah\w*|\bmutasi\b|\bmengundurkan\b|\bmundur\b"
    r"|\b(?:tidak|tdk|ga|gak|nggak|ora|non)[\s-]?"
    r"(?:aktif|(?:ber)?jualan|(?:ber)?dagang|dodolan)\b",
    re.IGNORECASE,
)
# Not yet; from where somebody came; to another stall of the market; a phone that does not answer.
STILL_HERE = re.compile(
    rf"\b(?:belum|blm|tidak|tdk|bukan)\s+(?:{DEAD.pattern}|pindah\w*)"
    r"|\bpindahan\b|\bpindah\w*\s+(?:dari|saking|soko)\b"
    r"|\b(?:hp|wa|telp?|nomor|no)(?:[\s-]?(?:nya|ne))?\s+"
    r"(?:(?:sudah|sdh|lama)\s+)?(?:tidak|tdk|ga|gak|nggak|ora|non)[\s-]?aktif\b"
    r"|\bpindah\w*\s+(?:(?:ke|neng|ning)\s+)?(?:los|kios|blok|block|blk|lapak|pelataran|shelter"
    r"|lantai|lt|depan|belakang|sebelah|[a-z]{1,2}[\s.-]?\d)",
    re.IGNORECASE,
)
SHOP = re.compile(r"^(?:toko|warung|depot|ud|cv|rm|salon|koperasi|kopwan)\b", re.IGNORECASE)
EMPTY_PLACE = frozenset(("kosong", "tutup", "suwung", "tidak ada", "libur", "belum diisi"))
AND = re.compile(r"\s*[/&+]\s*|\s+(?:dan|karo|serta)\s+", re.IGNORECASE)
PARTS = re.compile(r"\s*[,;:]\s*")
DEGREE = re.compile(r"[sdm]\.?\s?[a-z]{1,4}\.?", re.IGNORECASE)
# How the words that tell who left hang on a name: "Siti (alm)", "Siti - sudah keluar".
HANGS = re.compile(
    rf"[\s(\[,;/-]*(?:(?:sudah|sdh|telah|udah|wis)\s+)?(?:{LEFT.pattern})[^()]*[)\]]?",
    re.IGNORECASE,
)
FEWEST_LETTERS = 3


def tells_of_leaving(text: str) -> bool:
    """Tell whether a name or note says that somebody died, left, moved or was replaced."""
    return bool(LEFT.search(STILL_HERE.sub(" ", text)))


def without_leaving(name: str) -> str:
    """Return a name without what is said of its bearer's leaving; "Alm. Siti" is Siti, too."""
    begins = LEFT.match(name.lstrip(" (["))
    if begins:
        return LEFT.sub(" ", name, count=1).strip(" .,()[]-")
    return HANGS.sub(" ", name).strip(" .,-")


def doubt_of_name(name: str) -> Code | None:
    """Return why what stands where a name belongs may be none, or two."""
    if search_form(name) in EMPTY_PLACE:
        return Code.PLACE_EMPTY
    if SHOP.match(name):
        return Code.SHOP_NAME
    return Code.TWO_NAMES if names_two(name) else None


def names_two(name: str) -> bool:
    """Tell whether a name is two people's: "Siti / Joko", "Bu Siti dan Pak Joko", "Bu A, Pak B"."""
    bare = re.sub(r"\(.*?\)", " ", name)
    sides = [side for side in AND.split(bare) if _is_name(side)]
    titled = [part for part in PARTS.split(bare) if _is_titled(part)]
    return len(sides) > 1 or len(titled) > 1


def _is_name(side: str) -> bool:
    letters = sum(c.isalpha() for c in side)
    return letters >= FEWEST_LETTERS and not DEGREE.fullmatch(side.strip())


def _is_titled(part: str) -> bool:
    words = search_form(part).split()
    return len(words) > 1 and words[0] in CALLED
