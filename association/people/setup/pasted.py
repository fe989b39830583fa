"""Markets as people write them: one on a line, with other names in brackets and the kecamatan
behind a comma."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from association.rules.house.errors import RuleError
from association.rules.people.names import search_form

LONGEST, LONGEST_TEXT, MOST = 80, 40_000, 500
BULLET = re.compile(r"\s*(?:\d{1,3}\s*[.)\]:]|[-*•–·])\s*")
APART = re.compile(r"\t|;|,|\|")
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
KECAMATAN = re.compile(r"kec(?:amatan|\.)?\s+", re.IGNORECASE)
OTHER_NAMES = re.compile(r"[,;/]|\balias\b|\batau\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarketLine:
    """A market as it was written; an unknown kecamatan is None."""

    name: str
    aliases: tuple[str, ...]
    district: str | None


def read_markets(text: str, districts: Iterable[str]) -> list[MarketLine]:
    """Read a list of markets; the same name twice is one. Raises RuleError, which says which line
    is unclear."""
    if len(text) > LONGEST_TEXT:
        raise RuleError("Daftar pasar terlalu panjang. Kirim sebagian dulu, sisanya sesudah itu.")
    known = {search_form(one): one for one in districts}
    found: dict[str, MarketLine] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            market = _market(line, number, known)
            found.setdefault(market.name.lower(), market)
    if len(found) > MOST:
        raise RuleError("Paling banyak %(most)s pasar sekali kirim.", most=MOST)
    return list(found.values())


def _market(line: str, number: int, known: dict[str, str]) -> MarketLine:
    bare = BULLET.sub("", line, count=1) if BULLET.match(line) else line
    aliases = [
        _tidy(one) for inside in IN_BRACKETS.findall(bare) for one in OTHER_NAMES.split(inside)
    ]
    name, *rest = [_tidy(one) for one in APART.split(IN_BRACKETS.sub(" ", bare))]
    if not any(letter.isalpha() for letter in name):
        raise RuleError("Baris %(line)s: nama pasarnya tidak ada.", line=number)
    if len(name) > LONGEST or any(len(one) > LONGEST for one in aliases):
        raise RuleError(
            "Baris %(line)s: nama terlalu panjang (paling banyak %(most)s huruf). Satu pasar per "
            "baris.",
            line=number,
            most=LONGEST,
        )
    return MarketLine(name, tuple(filter(None, aliases)), _district(rest, number, known))


def _district(rest: list[str], number: int, known: dict[str, str]) -> str | None:
    """Find the kecamatan among what stands behind the name."""
    written = [KECAMATAN.sub("", one) for one in rest if one]
    if not written:
        return None
    district = known.get(search_form(written[0]))
    if district is None or len(written) > 1:
        raise RuleError(
            "Baris %(line)s: %(what)s bukan kecamatan di sini. Tulis satu pasar per baris, "
            "kecamatannya di belakang koma, atau kosongkan.",
            line=number,
            what="“" + ", ".join(written)[:60] + "”",
        )
    return district


def _tidy(text: str) -> str:
    return " ".join(text.split())
