"""Letters on paper: which of them our font has, and how a text of any length and script is made to
fit."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT = "DejaVuSans"
pdfmetrics.registerFont(TTFont(FONT, Path(__file__).with_name("font") / "DejaVuSans.ttf"))
KNOWN = frozenset(pdfmetrics.getFont(FONT).face.charToGlyph)
# What stands in square brackets where letters of another script stood, by the first word of their
# names in Unicode.
SCRIPTS = {
    "JAVANESE": lazy_gettext("aksara Jawa"),
    "BALINESE": lazy_gettext("aksara Bali"),
    "SUNDANESE": lazy_gettext("aksara Sunda"),
    "ARABIC": lazy_gettext("huruf Arab"),
    "CJK": lazy_gettext("aksara Tionghoa"),
}
OTHER = lazy_gettext("huruf lain")
SIGNS = lazy_gettext("emoji dan tanda gambar")
PICTURES = ("So", "Sk", "Co", "Cn")
UNSEEN = ("Cc", "Cf", "Cs")  # joiners, directions, controls: nothing is lost without them
LEADING = 1.3  # lines, in sizes of their letters


def printable(text: str) -> str:
    """Write a text with the letters of the font: a script that it lacks is named in its place, in
    square brackets; pictures are left out."""
    parts = []
    for lost, letters in _runs(text):
        if not lost:
            parts.append("".join(letters))
        elif lost != str(SIGNS):
            parts.append(f"[{lost}]")
    whole = re.sub(r"(\[[^\[\]]+\])(?:\s*\1)+", r"\1", "".join(parts))
    return " ".join(whole.split())


def cannot_print(texts: Iterable[str | None]) -> str:
    """Say what of these texts paper will not show; empty when it shows all."""
    lost = dict.fromkeys(name for text in texts if text for name, _letters in _runs(text) if name)
    if not lost:
        return ""
    said = _("Tidak bisa dicetak di PDF: %(what)s.", what=", ".join(lost))
    if lost.keys() > {str(SIGNS)} or str(SIGNS) not in lost:
        said += " " + _(
            "Huruf diganti keterangan dalam kurung siku; di Guyub tulisannya tetap utuh."
        )
    return str(said)


def _runs(text: str) -> Iterator[tuple[str, Iterator[str]]]:
    """Part a text into what the font has ("") and what it lacks, by name."""
    plain = unicodedata.normalize("NFC", text)
    if all(ord(letter) in KNOWN for letter in plain):  # as good as always
        return iter([("", iter(plain))])
    letters = (one for letter in plain for one in _known(letter) if not _unseen(one))
    return groupby(letters, _lost)


def _known(letter: str) -> str:
    """Give a letter, or the plain ones that it stands for, as bold ones from elsewhere do."""
    if ord(letter) in KNOWN:
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return plain if all(ord(one) in KNOWN for one in plain) else letter


def _unseen(letter: str) -> bool:
    return not letter.isspace() and (
        unicodedata.category(letter) in UNSEEN
        or unicodedata.name(letter, "").startswith("VARIATION")
    )


def _lost(letter: str) -> str:
    if ord(letter) in KNOWN or letter.isspace():
        return ""
    name = unicodedata.name(letter, "")
    if unicodedata.category(letter) in PICTURES:
        return str(SIGNS)
    return str(SCRIPTS.get(re.split(r"[ -]", name)[0], OTHER))


def fits(text: str, width: float, size: float) -> bool:
    """Tell whether a text is no wider than so many points; one letter always fits."""
    return len(text) < 2 or bool(pdfmetrics.stringWidth(text, FONT, size) <= width)


def wrapped(text: str, width: float, *, size: float) -> Iterator[str]:
    """Break a text into lines between words, and within a word that is longer than a line. Widths
    in points."""
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if fits(joined, width, size):
            line = joined
            continue
        if line:
            yield line
        while not fits(word, width, size):
            cut = next(
                n for n in range(len(word) - 1, 0, -1) if n == 1 or fits(word[:n], width, size)
            )
            yield word[:cut]
            word = word[cut:]
        line = word
    yield line


def fitted(
    text: str, width: float, height: float, *, sizes: Iterable[float]
) -> tuple[float, list[str]]:
    """Choose the first of these sizes at which a text stands in a box, in points; at the last one
    what is too long is cut."""
    size, lines = 0.0, [""]
    for size in sizes:
        lines = list(wrapped(printable(text), width, size=size))
        if len(lines) * size * LEADING <= height:
            return size, lines
    most = max(1, int(height / (size * LEADING)))
    return size, [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
