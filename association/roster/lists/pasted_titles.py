"""Tells the lines of a pasted list that are no person: titles, greetings, totals, messages of
WhatsApp itself."""

import difflib
import re
from dataclasses import dataclass, field, replace

from association.roster.lists.pasted_marks import Paid, payment
from association.roster.lists.pasted_names import is_titled
from association.roster.lists.pasted_stalls import PHONE, STALL, kind_and_block
from association.roster.lists.pasted_stamps import OPTION, OWN, POLL
from association.roster.lists.pasted_words import CALLED, WARES, word_set
from association.roster.lists.problems import Code
from association.roster.lists.titles import PLACE_AND_DATE, market_in
from association.roster.lists.values import Section
from association.rules.people.names import search_form
from association.rules.people.stalls import KIND_WORDS

TITLE = re.compile(
    r"\b(?:daftar|dftr|data|list|catatan|bakul|iuran|rekap\w*|laporan|lap|absen\w*|anggota|"
    r"pedagang|paguyuban|pgyb|bpjs\w*|periode|bulan"
    r"|bln|update|kelompok|kas|jimpitan|arisan|peserta|pembayaran|setoran|nama|bpu|grup|"
    r"group|pengurus)\b",
    re.IGNORECASE,
)
TITLE_WORDS = word_set(
    (
        "daftar dftr data list iuran rekap laporan absen anggota pedagang paguyuban update "
        "kelompok kas jimpitan"
    ),
    (
        "arisan peserta pembayaran setoran nama bagian sebelah lorong bpjs ketenagakerjaan bpu "
        "yang yg bulan bln"
    ),
    (
        "tahun per minggu tanggal tgl zona los kios blok block blk pelataran plt oprokan shelter "
        "pasar sisi utara"
    ),
    (
        "selatan timur barat atas bawah depan belakang lantai lt area sudah sdh belum blm lor "
        "kidul wetan kulon"
    ),
    (
        "dan orang org group grup semua baru lama pengurus urut lapak petak pojok bakul wilayah "
        "kompleks tengah"
    ),
    "sekitar deret deretan baris",
)
GREETING = re.compile(
    r"^(?:ass?(?:al|yal|lm|w)\w*|wa\W?alaikum\w*|w[rs]\W?w[br]\b|selamat\s+(?:pagi|siang|"
    r"sore|malam)|met\s+\w+|sugeng"
    r"\s+(?:enjang|enjing|siang|sonten|dalu|ndalu|rawuh)|pagi|siang|malam|yth|kepada|dear|"
    r"bapak\W*ibu|bpk\W*ibu|bapak2|ibu2"
    r"|bapak\s+dan\s+ibu|kulo?\s*nuwun|nuwun\s*sewu|nyuwun|monggo|mangga|bismillah\w*|salam|"
    r"permisi|halo|hallo)\b",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"^(?:mohon|mhn|thanks|thank|tolong|tlg|tulung|terima\s*kasih|trima\w*|tks|thx|makasih|"
    r"mksh|matur|maturnuwun|suwun|nuwun|wass?al\w*"
    r"|harap|silah?kan|sila\w*|info|catatan|nb|note|ket|keterangan|ttd|tertanda|"
    r"rek(?:ening)?|bri|bca|mandiri|batas|demikian"
    r"|semoga|mugi\d?|alhamdulillah|ini|iki|pesan|dst|dll|saldo|sisa|dilanjut\w*|lanjut\w*|"
    r"bersambung|bagi|untuk|utk|sing|yang"
    r"|yg|kalau|kalo|nek|ojo|jangan|ayo|yuk|siap|nggih|inggih|njih|nggeh|iya|ya|ok(?:e|ay)?|"
    r"amin|aamiin|sip|wokeh|oalah"
    r"|dikumpulkan|paling|jatuh|transfer|tf|dicek|cek|ditunggu|besok|sesuk|rapat|kumpul|"
    r"https?|www|pengumuman|edit"
    r"|copas|copy|salin|isi|tambah\w*|nomor\s+urut|hormat|mengetahui)\b",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"^(?:sub\s*|grand\s*)?(?:total|jumlah|jml|jmlh|tot)\b|^\W*\d+\s*(?:orang|org|pedagang|"
    r"anggota|kios|los)\b\W*(?:\w+\s*)?$"
    r"|^(?:sudah|sdh|yg sudah|belum|blm|yg belum|lunas|yang sudah|yang "
    r"belum)(?:\s+(?:bayar|lunas|byr))?\s*[:=]\s*(?:rp\W*)?\d[\d.]*"
    r"(?:\s*(?:orang|org|rb|ribu))?$|^(?:uang\s+|kas\s+)?(?:masuk|terkumpul|keluar)\b.*\d",
    re.IGNORECASE,
)
COLUMNS = word_set(
    (
        "no nomor nama los kios blok hp wa telp tempat dagangan ket keterangan nomer paraf ttd "
        "iuran bayar lunas"
    ),
    "pedagang status jualan alamat usaha nik ktp ttl tgl tanggal tempat lahir umur jk l p telepon",
)
LISTED = re.compile(
    r"^(?:ini|iki|niki|bagi|untuk|utk)?\s*(?:daftar|data|list|catatan iuran)\b", re.IGNORECASE
)
COUNT = re.compile(r"\(\s*\d+\s*(?:orang|org|pedagang|anggota|pdg|kios|los)?\s*\)", re.IGNORECASE)
# What people say, and names do not hold.
TALK = word_set(
    (
        "yang yg saya sy aku kulo kula kami kita dari untuk utk dengan dgn jam kok kumpul besok "
        "sesuk nanti tolong"
    ),
    (
        "mohon harap tidak tdk gak ora ini itu iki kuwi kalau kalo nek sing lho lo ya yo nggih "
        "njih mau tadi"
    ),
    (
        "kemarin wingi uang duit bisa iso rapat harus akan apa opo kapan piye bagaimana wae saja "
        "aja dulu sek juga"
    ),
    (
        "lagi karena soale tempat waktu paling lambat setiap tiap sebelum sesudah kantor pasar "
        "wajib membawa"
    ),
    "dikumpulkan iuran di ke",
)
MANY = 2
SIGNED = word_set(
    "ketua wakil sekretaris bendahara paguyuban koordinator los blok mengetahui lurah pasar"
)
WHERE = word_set(
    "lantai lt zona sisi sebelah lorong bagian area deret deretan depan belakang pojok wilayah "
    "lapak petak"
)
FIRST_WORDS = TITLE_WORDS - KIND_WORDS.keys()
MISSPELT = ("daftar", "pedagang", "anggota", "paguyuban", "rekapan")


@dataclass(frozen=True, slots=True)
class Below:
    """What the headings so far say of the lines below them."""

    section: Section = field(default_factory=Section)
    paid: Paid | None = None
    commodity: str = ""


def reason_to_pass(plain: str, body: str, *, numbered: bool) -> Code | None:
    """Return why a line holds no trader; None when it may hold one."""
    if not any(c.isalnum() for c in plain):
        return Code.NO_WORDS
    if numbered and not any(c.isalnum() for c in body):
        return Code.NUMBER_ALONE
    if OWN.fullmatch(plain) or OPTION.fullmatch(plain) or POLL.fullmatch(plain):
        return Code.FROM_WHATSAPP
    return None if numbered else _no_person(plain, body)


def _no_person(plain: str, body: str) -> Code | None:
    """Return why a line without a number holds no trader."""
    words = search_form(plain).split()
    if len(words) > 1 and set(words) <= COLUMNS and "nama" in words and ":" not in plain:
        return Code.HEADINGS
    if PLACE_AND_DATE.fullmatch(body.rstrip(" .")) or set(words) <= SIGNED:
        return Code.PLACE_OR_SIGNATURE
    title = TITLE.search(body) and body.endswith(":")
    if GREETING.match(body) and not PHONE.search(body) and not title:
        return Code.GREETING
    if TOTAL.match(body) and not is_titled(body):
        return Code.TOTAL
    if FOOTER.match(body) and not _tells(body) and not LISTED.search(body):
        return Code.REQUEST
    return None


def _tells(body: str) -> bool:
    """Tell whether a remark names a stall or a phone beside a title: perhaps a person all the
    same."""
    rest = FOOTER.sub("", body, count=1).strip()
    if re.match(r"(?:yang|yg|sing)\b", body, re.IGNORECASE) and body.endswith(":"):
        return True
    if sum(word in CALLED for word in search_form(rest).split()) > 1:
        return True
    facts = PHONE.search(body) or any(re.search(r"\d", match[0]) for match in STALL.finditer(body))
    bare = search_form(payment(STALL.sub(" ", PHONE.sub(" ", rest)))[0])
    return bool(facts) and (not bare or any(word in CALLED for word in bare.split()))


@dataclass(frozen=True, slots=True)
class _Title:
    """A line that may be a heading, and what stands in it."""

    plain: str
    bare: str
    words: list[str]
    section: Section  # what the line itself names
    numbered: bool  # a stall with its number
    left: list[str]  # words that no title is made of
    wares: list[str]
    is_title: bool

    @classmethod
    def of(cls, plain: str, bare: str, words: list[str]) -> "_Title":
        """Gather what stands in a line."""
        kind, block = kind_and_block(bare)
        section = Section(kind, block, market_in(bare))
        numbered = any(re.search(r"\d", match[0]) for match in STALL.finditer(bare))
        usual = TITLE_WORDS | {block.lower()}
        left = [word for word in words if word not in usual and not word.isdigit()]
        wares = [word for word in left if word in WARES]
        shouted = bare.isupper() or plain.endswith(":")
        is_title = bool(TITLE.match(bare) or (shouted and TITLE.search(bare)))
        return cls(plain, bare, words, section, numbered, left, wares, is_title)


def heading(plain: str, below: Below) -> Below | None:
    """Return what a line without number says of the lines below; None when it is no heading."""
    bare = COUNT.sub(" ", plain).strip(" :.-=*_•●▪■◼➡👉📍📌🔹🔸")
    bare = re.sub(r"^(?:ini|iki|niki)\s+", "", bare, flags=re.IGNORECASE)
    if PHONE.search(plain) or len(bare) > 120:
        return None
    words = [_spelled(word) for word in search_form(bare).split()]
    if not words:
        return None
    if bare.isupper():
        bare = " ".join(words).upper()
    elif TITLE_WORDS.intersection(words):
        bare = " ".join(words)
    if paid := _paid_heading(plain, bare):
        return replace(below, paid=paid)
    titled = any(is_titled(part) for part in re.split(r"\s*[-:|,]\s*", bare))
    if titled and not TITLE.search(bare):
        return None
    return _below(_Title.of(plain, bare, words), below)


def _below(title: _Title, below: Below) -> Below | None:
    """Return what a line says of the lines below it: a place, a title, or wares."""
    own, words, wares = title.section, title.words, " ".join(title.wares)
    if not title.numbered and _is_place(title):
        market = own.market or below.section.market
        section = Section(own.kind, own.block, market)
        if title.is_title and not own.block and not own.kind:
            section = Section(below.section.kind, below.section.block, market)
        return Below(section, None, wares if words[0] not in WARES else "")
    if title.is_title and not title.numbered:
        before = below.section
        section = Section(
            own.kind or before.kind, own.block or before.block, own.market or before.market
        )
        return Below(section, None, wares or below.commodity)
    if WHERE.intersection(words) and all(word in TITLE_WORDS or word.isdigit() for word in words):
        return Below(below.section)
    if title.plain.rstrip().endswith(":") and wares and len(title.left) == len(title.wares):
        return Below(below.section, None, wares)
    return None


def _is_place(title: _Title) -> bool:
    """Tell whether a line names a kind, a block or a market, and little else."""
    own, words = title.section, title.words
    if not (own.kind or own.block or own.market):
        return False
    others = [word for word in title.left if word not in title.wares and len(word) > MANY]
    if own.market or not others or words[0] in FIRST_WORDS or TITLE.search(title.bare):
        return True
    return title.is_title or (title.plain.endswith(":") and len(words) < 4)


def _paid_heading(plain: str, bare: str) -> Paid | None:
    """Return the mark that "Sudah bayar:" or "YANG BELUM" gives to the lines below."""
    ends = plain.rstrip().endswith((":", "👇", "⬇")) or bare.isupper()
    rest, money = payment(
        re.sub(r"^(?:daftar\s+)?(?:yang|yg|sing)\s+", "", bare, flags=re.IGNORECASE)
    )
    words = [
        word for word in search_form(rest).split() if word not in TITLE_WORDS | {"nov", "lunas"}
    ]
    return money.paid if ends and not words and not re.search(r"\d", bare) else None


def _spelled(word: str) -> str:
    near = difflib.get_close_matches(word, MISSPELT, n=1, cutoff=0.8) if len(word) > 5 else []
    return near[0] if near and word not in TITLE_WORDS else word


def tells_of_stall(text: str) -> bool:
    """Tell whether a text names a phone or a stall with its number."""
    named = (re.search(r"\d", match[0]) for match in STALL.finditer(text))
    return bool(PHONE.search(text)) or any(named)


def says_much(text: str) -> bool:
    """Tell whether a text is talk rather than a name."""
    return bool(TALK.intersection(search_form(text).split()))
