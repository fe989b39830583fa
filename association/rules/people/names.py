"""Names of people as written on a KTP, and the form in which they are searched."""

import unicodedata
from functools import lru_cache

from association.rules.house.errors import RuleError

LONGEST = 60
# What search_form makes of each ASCII character: most of a list is nothing else.
PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def clean_name(text: str) -> str:
    """Return a name with its spaces tidied and its letters as typed.

    Raises RuleError when it is empty, longer than 60 characters, without a letter, or holds control
    characters.
    """
    plain = unicodedata.normalize("NFC", text)
    name = " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf").split())
    if not name:
        raise RuleError("Nama kosong. Isi nama seperti di KTP.")
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co"} for c in name):
        raise RuleError("Nama berisi tanda yang tidak bisa ditampilkan. Ketik ulang namanya.")
    if len(name) > LONGEST:
        raise RuleError(
            "Nama terlalu panjang (%(n)s huruf, paling banyak %(most)s).", n=len(name), most=LONGEST
        )
    if not any(c.isalpha() for c in name):
        raise RuleError("Nama tidak berisi huruf. Isi nama seperti di KTP.")
    return name


@lru_cache(maxsize=4096)  # each cell of a list is asked a dozen times
def search_form(text: str) -> str:
    """Return a text as it is searched: lower case, no accents, punctuation as single spaces."""
    if text.isascii():
        return " ".join(text.translate(PLAIN).split())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in folded if not unicodedata.category(c).startswith("M"))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def initials(name: str) -> str:
    """Return a name as a public page may show it: "S… L…"."""
    return " ".join(f"{word[0].upper()}…" for word in name.split())
