"""What a family reads: one row for each kind and state of a case, and one for each last day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString, lazy_gettext

from association.public.family.last_days import LastDay, Matter
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.people.dates import format_day
from association.web.formats import clock, wib_date
from association.web.language import filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A state in words: heading, one sentence, the family's step, the paguyuban's or that of BPJS
    Ketenagakerjaan, and what it means to hear nothing."""

    heading: LazyString
    sentence: LazyString
    yours: LazyString
    theirs: LazyString
    silence: LazyString


_COLLECT = lazy_gettext("Kumpulkan surat yang masih kurang di bawah ini, lalu beri tahu pengurus.")
ALL_THERE = lazy_gettext("Semua surat sudah ada. Tunggu kabar dari pengurus.")
_HAND_IN = lazy_gettext(
    "Pengurus memeriksa surat-surat, lalu menyerahkannya ke BPJS Ketenagakerjaan bersama keluarga."
)
_NOT_YET = lazy_gettext(
    "Selama surat belum lengkap, tidak ada yang berjalan sendiri. Tanyakan kepada pengurus kapan "
    "saja."
)
_HANDED_IN = lazy_gettext("Sudah diserahkan ke BPJS Ketenagakerjaan")
_EXAMINED = lazy_gettext("BPJS Ketenagakerjaan sedang memeriksa surat-surat.")
_WAIT = lazy_gettext(
    "Tidak ada yang perlu dilakukan. Bila ada yang menelepon, jangan sebutkan kode apa pun."
)
_NOT_REFUSED = lazy_gettext(
    "Belum ada kabar bukan berarti ditolak. Bila hari itu lewat, pengurus menanyakannya ke BPJS "
    "Ketenagakerjaan."
)
_ASKED = lazy_gettext("BPJS Ketenagakerjaan meminta tambahan")
_LACKING = lazy_gettext("Ada surat atau keterangan yang masih kurang. Ini belum ditolak.")
_BRING = lazy_gettext("Serahkan yang diminta kepada pengurus. Belum jelas? Tanyakan dulu.")
_PASS_ON = lazy_gettext("Pengurus menyerahkan tambahannya ke BPJS Ketenagakerjaan.")
_THEY_WAIT = lazy_gettext(
    "BPJS Ketenagakerjaan menunggu tambahan itu. Tanpa itu pemeriksaan tidak berlanjut."
)
_LOOK = lazy_gettext("Periksa rekening di bank. Bila uangnya belum masuk, beri tahu pengurus.")
_CLOSE = lazy_gettext("Bila uangnya belum masuk, pengurus menanyakannya ke BPJS Ketenagakerjaan.")
_NO_MORE = lazy_gettext("Sesudah ini tidak ada kabar lagi.")
_REFUSED = lazy_gettext("BPJS Ketenagakerjaan menolak")
_NOT_THE_END = lazy_gettext(
    "Pengajuan ini ditolak. Itu belum tentu akhir: bila alasannya bisa dijawab, pengajuan bisa "
    "diulang."
)
_ASK_WHY = lazy_gettext(
    "Minta alasannya secara tertulis dari BPJS Ketenagakerjaan, lalu bicarakan dengan pengurus."
)
_ASK_AGAIN = lazy_gettext(
    "Pengurus membantu menanyakan alasannya, melengkapi surat, dan mengajukan lagi bila bisa."
)
_NOTHING_MOVES = lazy_gettext("Bila didiamkan, tidak ada yang diajukan lagi dengan sendirinya.")

_D, _A, _H = ClaimKind.DEATH, ClaimKind.ACCIDENT, ClaimKind.OLD_AGE
_COLLECTING = lazy_gettext("Surat-surat sedang dikumpulkan")

ROW_OF: Final[Mapping[tuple[ClaimKind, ClaimState], Row]] = {
    (_D, ClaimState.OPENED): Row(
        heading=_COLLECTING,
        sentence=lazy_gettext(
            "Pengurus paguyuban membantu mengurus santunan kematian dari BPJS Ketenagakerjaan."
        ),
        yours=_COLLECT,
        theirs=_HAND_IN,
        silence=_NOT_YET,
    ),
    (_D, ClaimState.SUBMITTED): Row(
        heading=_HANDED_IN, sentence=_EXAMINED, yours=_WAIT, silence=_NOT_REFUSED,
        theirs=lazy_gettext(
            "BPJS Ketenagakerjaan memeriksa, lalu membayar ke rekening ahli waris."
        ),
    ),
    (_D, ClaimState.ASKED): Row(
        heading=_ASKED, sentence=_LACKING, yours=_BRING, theirs=_PASS_ON, silence=_THEY_WAIT
    ),
    (_D, ClaimState.PAID): Row(
        heading=lazy_gettext("Santunan sudah dibayar"),
        sentence=lazy_gettext("BPJS Ketenagakerjaan sudah membayar kepada ahli waris."),
        yours=_LOOK,
        theirs=_CLOSE,
        silence=_NO_MORE,
    ),
    (_D, ClaimState.REFUSED): Row(
        heading=_REFUSED, sentence=_NOT_THE_END, yours=_ASK_WHY, theirs=_ASK_AGAIN,
        silence=_NOTHING_MOVES,
    ),
    (_A, ClaimState.OPENED): Row(
        heading=lazy_gettext("Kecelakaan dilaporkan, surat dikumpulkan"),
        sentence=lazy_gettext(
            "Biaya berobat dan santunan kecelakaan kerja diurus lewat BPJS Ketenagakerjaan."
        ),
        yours=lazy_gettext(
            "Berobat di rumah sakit atau klinik yang bekerja sama (PLKK) dan bawa KTP. Minta dua "
            "saksi menulis apa yang terjadi. Simpan semua kuitansi."
        ),
        theirs=lazy_gettext(
            "Pengurus membantu melapor ke BPJS Ketenagakerjaan dan memeriksa surat-surat."
        ),
        silence=_NOT_YET,
    ),
    (_A, ClaimState.SUBMITTED): Row(
        heading=_HANDED_IN, sentence=_EXAMINED, yours=_WAIT, silence=_NOT_REFUSED,
        theirs=lazy_gettext(
            "BPJS Ketenagakerjaan memeriksa, lalu membayar ke rekening yang diajukan."
        ),
    ),
    (_A, ClaimState.ASKED): Row(
        heading=_ASKED, sentence=_LACKING, yours=_BRING, theirs=_PASS_ON, silence=_THEY_WAIT
    ),
    (_A, ClaimState.PAID): Row(
        heading=lazy_gettext("Kecelakaan kerja sudah dibayar"),
        sentence=lazy_gettext("BPJS Ketenagakerjaan sudah membayar yang diajukan."),
        yours=_LOOK,
        theirs=_CLOSE,
        silence=_NO_MORE,
    ),
    (_A, ClaimState.REFUSED): Row(
        heading=_REFUSED, sentence=_NOT_THE_END, yours=_ASK_WHY, theirs=_ASK_AGAIN,
        silence=_NOTHING_MOVES,
    ),
    (_H, ClaimState.OPENED): Row(
        heading=_COLLECTING,
        sentence=lazy_gettext("Pengurus paguyuban membantu mengambil tabungan hari tua (JHT)."),
        yours=_COLLECT,
        theirs=_HAND_IN,
        silence=_NOT_YET,
    ),
    (_H, ClaimState.SUBMITTED): Row(
        heading=_HANDED_IN, sentence=_EXAMINED, yours=_WAIT,
        theirs=lazy_gettext("BPJS Ketenagakerjaan memeriksa, lalu membayar ke rekening peserta."),
        silence=lazy_gettext(
            "Belum ada kabar bukan berarti ditolak. Minta pengurus menanyakannya ke BPJS "
            "Ketenagakerjaan."
        ),
    ),
    (_H, ClaimState.ASKED): Row(
        heading=_ASKED, sentence=_LACKING, yours=_BRING, theirs=_PASS_ON, silence=_THEY_WAIT
    ),
    (_H, ClaimState.PAID): Row(
        heading=lazy_gettext("Tabungan hari tua sudah dibayar"),
        sentence=lazy_gettext("BPJS Ketenagakerjaan sudah membayar kepada peserta."),
        yours=_LOOK,
        theirs=_CLOSE,
        silence=_NO_MORE,
    ),
    (_H, ClaimState.REFUSED): Row(
        heading=_REFUSED, sentence=_NOT_THE_END, yours=_ASK_WHY, theirs=_ASK_AGAIN,
        silence=_NOTHING_MOVES,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWords:
    """A last day in words, while it is to come and once it has passed; and what then."""

    ahead: LazyString
    missed: LazyString
    passed: LazyString | None = None


LAST: Final[Mapping[Matter, LastWords]] = {
    Matter.REPORT: LastWords(
        ahead=lazy_gettext("Kecelakaan dilaporkan paling lambat %(when)s"),
        passed=lazy_gettext("Batas lapor kecelakaan sudah lewat: %(when)s"),
        missed=lazy_gettext(
            "Bila lewat dan belum dilaporkan, tetap laporkan secepatnya ke BPJS Ketenagakerjaan, "
            "telepon 175. BPJS Ketenagakerjaan yang memutuskan."
        ),
    ),
    Matter.LAPSE: LastWords(
        ahead=lazy_gettext("Hak atas santunan kecelakaan kerja (JKK) berlaku sampai %(when)s"),
        passed=lazy_gettext("Hak atas santunan kecelakaan kerja (JKK) berlaku sampai %(when)s"),
        missed=lazy_gettext("Sesudah 5 tahun hak itu hilang."),
    ),
    Matter.IN_FORCE: LastWords(
        ahead=lazy_gettext("Tidak ada batas waktu, selama iuran berlaku saat meninggal"),
        missed=lazy_gettext(
            "Tidak ada yang hilang karena terlambat. Santunan dibayar sesudah surat lengkap."
        ),
    ),
    Matter.NONE: LastWords(
        ahead=lazy_gettext("Tidak ada batas waktu yang kami ketahui"),
        missed=lazy_gettext("Tabungannya tetap ada."),
    ),
    Matter.ASKED: LastWords(
        ahead=lazy_gettext("Serahkan yang diminta secepatnya"),
        missed=lazy_gettext(
            "Selama belum diserahkan, BPJS Ketenagakerjaan tidak membayar. Tanyakan kepada "
            "pengurus apakah ada batas harinya."
        ),
    ),
    Matter.PAY: LastWords(
        ahead=lazy_gettext("BPJS Ketenagakerjaan membayar paling lambat %(when)s"),
        passed=lazy_gettext("Seharusnya sudah dibayar paling lambat %(when)s"),
        missed=lazy_gettext(
            "Bila suratnya lengkap dan hari itu lewat, BPJS Ketenagakerjaan wajib menambah "
            "satu persen untuk setiap hari terlambat."
        ),
    ),
    Matter.UNPROMISED: LastWords(
        ahead=lazy_gettext("Tidak ada jumlah hari yang dijanjikan"),
        missed=lazy_gettext("Bila lama tidak ada kabar, minta pengurus menanyakannya."),
    ),
    Matter.PAID: LastWords(
        ahead=lazy_gettext("Tidak ada lagi hari yang harus dikejar"),
        missed=lazy_gettext("Urusan ini sudah selesai."),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A last day as it is read, and what if it passes."""

    matter: Matter
    until: str
    missed: str
    passed: bool


def told(last: LastDay) -> Told:
    """Word a last day."""
    words = LAST[last.matter]
    sentence = words.passed if last.passed and words.passed else words.ahead
    values = {"when": _when(last)}
    missed = filled(str(words.missed), values)
    return Told(last.matter, filled(str(sentence), values), missed, last.passed)


def _when(last: LastDay) -> str:
    if last.at is not None:
        return f"{format_day(wib_date(last.at))}, {clock(last.at)}"
    return format_day(last.day) if last.day else ""
