"""Names of people as written on a KTP, and how alike two of them are."""

import re
import unicodedata

from association.rules.errors import RuleError

LONGEST = 60
TITLES = frozenset(
    ("h", "hj", "haji", "hajjah", "bu", "ibu", "pak", "bapak", "bpk", "mbah", "mbok", "mas", "mbak")
    + ("sdr", "sdri", "ny", "tn", "alm", "almh", "almarhum", "almarhumah")
)
MUHAMMADS = frozenset(
    ("m", "moh", "muh", "mohammad", "muhammad", "mohamad", "muhamad")
    + ("mochammad", "mochamad", "moch", "much", "muchamad", "muchammad")
)
OLD_SPELLINGS = (("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("y", "i"), ("j", "i"))


def clean_name(text: str) -> str:
    """Return a name with its spaces tidied and its letters as typed.

    Raises RuleError when it is empty, longer than 60 characters, without a letter, or holds control characters.
    """
    plain = unicodedata.normalize("NFC", text)
    name = " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf").split())
    if not name:
        raise RuleError("Nama kosong. Isi nama seperti di KTP.")
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co"} for c in name):
        raise RuleError("Nama berisi tanda yang tidak bisa ditampilkan. Ketik ulang namanya.")
    if len(name) > LONGEST:
        raise RuleError("Nama terlalu panjang (%(n)s huruf, paling banyak %(most)s).", n=len(name), most=LONGEST)
    if not any(c.isalpha() for c in name):
        raise RuleError("Nama tidak berisi huruf. Isi nama seperti di KTP.")
    return name


def search_form(text: str) -> str:
    """Return a text as it is searched: lower case, no accents, punctuation as single spaces."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in folded if not unicodedata.category(c).startswith("M"))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def like_names(a: str, b: str) -> bool:
    """Tell whether two names may well be one person's: titles, old spelling, a part or one slip do not matter."""
    first, second = _tokens(a), _tokens(b)
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    one, other = " ".join(first), " ".join(second)
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    return min(len(one), len(other)) >= 5 and _one_slip(one, other)


def sound_form(name: str) -> str:
    """Return a name as it sounds: no titles, old spellings as new ones, Muhammad however it is written."""
    return " ".join(_tokens(name))


def _tokens(name: str) -> list[str]:
    words = [word for word in re.findall(r"[^\W_]+", search_form(name)) if word not in TITLES]
    found = []
    for word in words:
        if word in MUHAMMADS:
            word = "muhammad"
        for old, new in OLD_SPELLINGS:
            word = word.replace(old, new)
        found.append(word)
    return found


def _one_slip(a: str, b: str) -> bool:
    """Tell whether one letter more, less, other or swapped with its neighbour makes `a` into `b`."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = a[start : start + 2][::-1] == b[start : start + 2] and a[start + 2 :] == b[start + 2 :]
    return swapped or a[start + 1 :] == b[start + 1 :]


def initials(name: str) -> str:
    """Return a name as a public page may show it: "S… L…"."""
    return " ".join(f"{word[0].upper()}…" for word in name.split())
