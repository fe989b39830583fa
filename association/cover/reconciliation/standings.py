"""Reads what a list calls somebody's membership: "AKTIF (JKK, JKM)", "belum lunas", "bukan PU".

A negation binds to the next word, the name of a programme is no status, and what stands in brackets
or is said of somebody else does not count. Whatever is doubtful is UNKNOWN: it is shown as it is
written, and nothing follows from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from association.rules.law.listed import Standing
from association.rules.people.names import search_form

WORDS = {
    "active": "aktif aktip aktiv aktive active diaktifkan lunas",
    "lapsed": "nonaktif nonaktip nonactive inaktif inactive dinonaktifkan na grace unpaid",
    "owing": "menunggak nunggak tunggakan tunggak tertunggak",
    "died": "meninggal wafat alm almarhum almarhumah almh deceased",
    "stopped": "berhenti keluar mengundurkan mundur resign resigned",
    "waiting": "proses diproses verifikasi",
    "pending": "ditolak gagal pending menunggu antri antrian proses diproses verifikasi",
    "paying": "bayar dibayar membayar terbayar paid",
    "registered": "terdaftar daftar didaftarkan mendaftar",
    "not": "tidak tdk tak belum blm bukan bkn non tanpa bebas nggak ndak gak ga not",
    "between": "lagi pernah ada sedang juga di status berstatus pekerja peserta jadi menjadi",
    "not now": "setelah sesudah sempat dulu dulunya tadinya sebelumnya semula mantan eks ex bekas "
    "dari sejak pernah calon akan bakal rencana",
    "unless": "jika bila kalau apabila andai bilamana",
    "unsure": "katanya kabarnya mungkin diduga sepertinya kayaknya konfirmasi dikonfirmasi cek "
    "dicek ragu tentu pasti jelas",
    "persons": "suami istri isteri anak ibu bapak ayah ahli waris pasangan saudara adik kakak "
    "mertua menantu ortu orang keluarga majikan karyawan cucu keponakan tetangga wali",
    "of a claim": "klaim bayar pembayaran iuran jht jkk jkm jp jkp santunan pencairan cair debit "
    "debet autodebet",
}
SETS = {name: frozenset(words.split()) for name, words in WORDS.items()}
OWING, PENDING, REGISTERED = SETS["owing"], SETS["pending"], SETS["registered"]
NOT, BETWEEN, NOT_NOW = SETS["not"], SETS["between"], SETS["not now"]
STANDINGS = {
    **dict.fromkeys(SETS["active"], Standing.ACTIVE),
    **dict.fromkeys(SETS["lapsed"] | OWING, Standing.LAPSED),
    **dict.fromkeys(SETS["died"], Standing.DIED),
    **dict.fromkeys(SETS["stopped"], Standing.STOPPED),
    **dict.fromkeys(PENDING, Standing.PENDING),
    "pu": Standing.EMPLOYED,
}
NEGATED = {
    **dict.fromkeys(SETS["active"] | SETS["paying"], Standing.LAPSED),
    **dict.fromkeys(REGISTERED | SETS["waiting"], Standing.PENDING),
}
NONE = re.compile(r"(?:rp)?0+|nol|nihil|kosong")
BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*(?:[)\]}]|$)")
BREAKS = re.compile(
    r"[,;/|\n•&+]|(?<=\w{5})\.\s|\s[-–—]+\s|[-=]?>|→"
    r"|\b(?:te)?tapi\b|\bnamun\b|\bsedang(?:kan)?\b|\bdan\b",
    re.IGNORECASE,
)
ENDINGS = ((Standing.DIED, Standing.STOPPED), (Standing.EMPLOYED, Standing.STOPPED))


def standing_of(text: str) -> Standing | None:
    """Read what a list calls somebody's membership; None when nothing is written, UNKNOWN for words
    that are not known, doubtful, or contrary to each other."""
    if not search_form(text):
        return None
    outside = text
    while BRACKETS.search(outside):
        outside = BRACKETS.sub(" , ", outside)
    said = _Said()
    for clause in _clauses(outside if search_form(outside) else text.strip("()[]{} ")):
        said.hear(clause)
    if "?" in text and search_form(text):
        return Standing.UNKNOWN
    return said.standing()


def _clauses(text: str) -> Iterator[list[str]]:
    plain = re.sub(r"\bs\s?[./]\s?d\b\.?", " sd ", text, flags=re.IGNORECASE)
    plain = re.sub(r"\bb[.\s-]*p[.\s]*u\b\.?", " bpu ", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\bp[.\s]u\b\.?|\bpenerima\s+upah\b", " pu ", plain, flags=re.IGNORECASE)
    plain = re.sub(r"(?<=\d)[.,](?=\d)|:", " ", plain)
    for clause in BREAKS.split(plain):
        yield search_form(clause).split()


@dataclass
class _Said:
    """What the clauses of a cell say so far; `weakly` counts only when nothing else is said."""

    claims: set[Standing] = field(default_factory=set)
    weakly: set[Standing] = field(default_factory=set)
    denied: set[Standing] = field(default_factory=set)
    doubtful: bool = False
    dangling: bool = False  # a clause ended with a negation

    def standing(self) -> Standing:
        """Give the one thing that was said."""
        said = set(self.claims)
        for strong, weak in ENDINGS:
            if strong in said:
                said.discard(weak)
        if len(said) > 1 and Standing.ACTIVE not in said:
            said.discard(Standing.LAPSED)
        if not said:
            said = {Standing.ACTIVE} if Standing.ACTIVE in self.weakly else self.weakly
        if self.doubtful or self.dangling or len(said) != 1 or said & self.denied:
            return Standing.UNKNOWN
        return next(iter(said))

    def hear(self, words: list[str]) -> None:
        """Take in one clause."""
        negated = elsewhen = False
        if words:  # "tidak/belum aktif" negates once; "belum. Aktif" may mean anything
            self.doubtful |= self.dangling and words[0] not in NOT
            self.dangling = words[-1] in NOT
        last: Standing | None = None
        for place, word in enumerate(words):
            if word in SETS["unless"] or _is_person(word):
                # "meninggal suaminya" may be either of the two
                self.doubtful |= place > 0 and last in (Standing.DIED, Standing.EMPLOYED)
                return
            last = None
            self.doubtful |= word in SETS["unsure"] or (word in NOT and negated)
            if word in NOT:
                negated = True
            elif word in NOT_NOW and not (word == "pernah" and negated):
                elsewhen = True
            elif word not in BETWEEN:
                last = self._claim(words, place, negated=negated, elsewhen=elsewhen)
                elsewhen = elsewhen and last is None and word != "bpu"
                negated = False

    def _claim(
        self, words: list[str], place: int, *, negated: bool, elsewhen: bool
    ) -> Standing | None:
        word, rest, before = words[place], words[place + 1 :], words[:place]
        if word in OWING and (negated or _owes_nothing(before, rest)):
            self.weakly.add(Standing.ACTIVE)
            return Standing.ACTIVE
        standing = NEGATED.get(word) if negated else STANDINGS.get(word)
        if standing is Standing.PENDING and word in PENDING and _of_a_claim(before, rest):
            return None
        if negated and word in STANDINGS and standing is None:
            self.denied.add(STANDINGS[word])
        if standing is Standing.EMPLOYED and Standing.STOPPED in self.claims:
            # "keluar dari PU", "berhenti jadi PU": no employee any more
            self.doubtful |= bool({"dari", "jadi", "sebagai", "kerja"} & set(before[-2:])) and (
                "karena" not in before
            )
        if standing is not None and not elsewhen:
            self.claims.add(standing)
        elif word in REGISTERED and not negated:
            self.weakly.add(Standing.REGISTERED)
        elif word == "bpu" and not elsewhen and not negated:
            self.denied.add(Standing.EMPLOYED)
        return standing


def _is_person(word: str) -> bool:
    return word in SETS["persons"] or word.removesuffix("nya") in SETS["persons"]


def _owes_nothing(before: list[str], rest: list[str]) -> bool:
    """Tell whether there are no arrears: "tunggakan Rp0", "0 tunggakan"."""
    following = next((word for word in rest if word not in ("rp", "sebesar", "selama")), "")
    return bool(NONE.fullmatch(following) or (before and NONE.fullmatch(before[-1])))


def _of_a_claim(before: list[str], rest: list[str]) -> bool:
    """Tell whether it is a claim or a payment that waits or failed, not the registration."""
    beside = (*before[-1:], *rest[:2])
    return bool(SETS["of a claim"] & set(beside))
