"""Reads a heading as words: abbreviations written out, misspelt words put right."""

import difflib
import functools
import re

from association.roster.lists.vocabulary import KNOWN, VOCABULARY
from association.rules.people.names import search_form

# A row without any of these is no row of headings; only then are its words compared with the
# vocabulary.
NAME_LIKE = re.compile(
    r"\b(?:na+m|nma|nm(?![a-z])|n\W*a\W*m\W*a\b|pedagang|anggota|pemilik|pemegang|penyewa|pengguna|"
    r"penghuni|peserta|bapak|ibu"
    r"|menempati|lengkap)",
    re.IGNORECASE,
)
EXAMPLE = re.compile(r"\(\s*(?:contoh|cth|misal\w*|mis|ex|eg)\b[^)]*\)?", re.IGNORECASE)
BY_LETTER = {
    letter: [word for word in VOCABULARY if word[0] == letter]
    for letter in {word[0] for word in VOCABULARY}
}
SHORT = {
    "lgkp": "lengkap",
    "klmin": "kelamin",
    "nm": "nama",
    "almt": "alamat",
    "tpt": "tempat",
    "tk": "pekerja",
    "ektp": "ktp",
    "hub": "hubungan",
    "ktpel": "ktp",
}
PHRASES = (
    (re.compile(r"\bwhats app\b"), "whatsapp"),
    (re.compile(r"\bhand phone\b"), "handphone"),
    (re.compile(r"\btenaga kerja\b"), "pekerja"),
    (re.compile(r"\bpelaku usaha\b"), "pedagang"),
    (re.compile(r"\bwajib (?:pajak|retribusi)\b"), "wr"),
    (re.compile(r"\borang tua\b"), "ortu"),
    (re.compile(r"\bahli\s?waris\b"), "waris"),
    (re.compile(r"\bkartu tanda penduduk\b"), "ktp"),
)
# Words written as one: NoHP, NamaLengkap, tanggallahir.
CASES = re.compile(
    r"(?<=[A-Za-z][a-z])(?=[A-Z]{2}|[A-Z][a-z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})",
)
FIRST_IN_ONE = frozenset(
    ("nama", "no", "nomor", "nomer", "tgl", "tanggal", "tempat", "tmpt", "jenis", "alamat", "nik")
    + ("blok", "lokasi", "hp", "telp", "ibu")
)
LEFT_OUT = frozenset(("di", "dan", "pada", "tg", "hak", "sip"))


def words_of(heading: str) -> list[str]:
    """Return the words of a heading without numbers and examples, misspelt ones put right."""
    plain = search_form(CASES.sub(" ", EXAMPLE.sub(" ", heading)))
    for phrase, word in PHRASES:
        plain = phrase.sub(word, plain)
    words = plain.split()
    if len(words) > 1 and all(len(word) == 1 for word in words):  # N I K
        words = ["".join(words)]
    bare = (word.rstrip("0123456789") for word in words)
    return [one for word in bare if word for one in _read(word)]


@functools.lru_cache(maxsize=4096)
def _read(word: str) -> tuple[str, ...]:
    """Give the word, or the words, that a written one stands for."""
    if word in KNOWN:
        return (word,)
    if word in SHORT:
        return (SHORT[word],)
    return _apart(word) or (_spelled(word),)


def _apart(word: str) -> tuple[str, ...]:
    """Part known words that are written as one; nothing when they are not."""
    first = next(
        (one for one in sorted(FIRST_IN_ONE, key=len, reverse=True) if word.startswith(one)), ""
    )
    rest = _pieces(word[len(first) :]) if first else ()
    if not rest or (first not in ("no", "tgl") and max(map(len, (first, *rest))) < 4):
        return ()
    return (first, *rest)


def _pieces(text: str) -> tuple[str, ...]:
    for end in range(len(text), 1, -1):
        head = text[:end]
        head = SHORT.get(head, head)
        if head in KNOWN and head not in LEFT_OUT:
            if end == len(text):
                return (head,)
            if rest := _pieces(text[end:]):
                return (head, *rest)
    return ()


def _spelled(word: str) -> str:
    if not 3 <= len(word) <= 20:
        return word
    alike = [known for known in BY_LETTER.get(word[0], ()) if abs(len(known) - len(word)) <= 3]
    near = difflib.get_close_matches(word, alike, n=1, cutoff=0.82)
    return near[0] if near else word
