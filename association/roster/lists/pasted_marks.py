"""The marks of a WhatsApp list: what WhatsApp adds to a line, numbering, ticks, amounts and paid
months."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from association.roster.lists.doubted_names import LEFT
from association.roster.lists.pasted_stamps import ANY_MONTH, EDITED, MONTH, stamp_end
from association.roster.lists.pasted_words import CALLED


class Paid(StrEnum):
    """What a list says of a trader's payment; a tick is no receipt."""

    YES = "lunas"
    PARTLY = "sebagian"
    NO = "belum"


@dataclass(frozen=True, slots=True)
class Payment:
    """What a line says of money: the mark, if any, and the amounts and months as written."""

    paid: Paid | None
    said: tuple[str, ...] = ()


KEYCAPS = re.compile("(?:[0-9]\ufe0f?\u20e3)+\\s*[.)]?")
CIRCLED = re.compile("[①-⑳❶-❿➀-➓]")
STYLED = re.compile(r"(?<!\w)([*_~]|```)(?=\S)(.+?)(?<=\S)\1(?!\w)")
HIDDEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
DASHES = re.compile("[‐-―−➖]")
NUMBERING = re.compile(
    r"\s*(?:no\.?\s*)?(?:#\s*(\d{1,4})\b[.):]?|\((\d{1,4})\)|(\d{1,4})\s*(?:[.):/,=]+|"
    r"-(?!\d))|(\d{1,3})\s(?!\s*(?:orang|org"
    r"|pedagang|anggota|kios|los|bln|bulan|rb|ribu)\b))\s*(?=\D|$)",
    re.IGNORECASE,
)
BULLET = re.compile(
    r"^\s*(?:[•●▪◦‣➢➤►▶👉🔹🔸⁃·>*+\-–—]+"
    r"|o(?=\s+[A-Z]))\s*"
)
CANCELLED = re.compile(r"[❌❎✖✗✘⛔🚫⭕]|\[\s*\]|☐|⬜")
TICKED = re.compile(r"[✅✔☑✓√💰💵👍👌🆗🟢]|\[\s*[xv]\s*\]", re.IGNORECASE)
LEAVING = rf"(?!\s+(?:{LEFT.pattern}))"  # "sudah pindah" says nothing of money
UNPAID = re.compile(
    rf"\b(?:belum|belom|blm|blum|blom|durung|rung|nunggak|tunggak\w*)\b{LEAVING}(?:\s*(?:lunas|lns|"
    r"bayar|byr|setor|iuran|mbayar)\b)?"
    r"|\b(?:tdk|tidak|gak|ga|ora|dereng)\s+(?:bayar|mbayar|byr)\b|\bdereng\b|(?:(?<=\s)|"
    r"(?<=\|)|(?<=:)|(?<=\.))-\s*$|(?<=\s)x\s*$",
    re.IGNORECASE,
)
PAID = re.compile(
    r"\b(?:lunas+|lns|luna|lunsa|done|beres|lnas|luans|okeh?|ok|(?:sdh|sudah|sampun|pun|wis|"
    rf"wes|udah|udh|dah|telah)\b{LEAVING}"
    r"(?:\s*(?:bayar|byr|lunas|lns|setor|mbayar|transfer|tf|iuran)\b)?"
    r"|bayar(?!\s+(?:besok|sesuk|nanti|mengko|tgl|minggu))|byr|mbayar|setor|tf|trf|transfer|"
    r"tunai|cash|kes|qris)\b"
    r"|(?<=\s)v\s*$|\(\s*(?:l|v|ok)\s*\)",
    re.IGNORECASE,
)
PARTLY = re.compile(
    r"\b(?:dp|cicil\w*|nyicil|(?:separo|setengah)(?!\s+(?:los|kios|petak|lapak))|sebagian|"
    r"kurang)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\brp\.?\s*\d[\d.,]*\d(?:\s*(?:rb|ribu|k)\b)?(?:,-|,–)?|\brp\.?\s*\d+\s*(?:rb|ribu|k)\b"
    r"|(?<![\w/.-])\d{1,3}(?:[.,]\d+)?\s*(?:rb|rbu|ribu|k|jt)\b"
    r"|(?<![\w/.-])\d{1,3}[.,]\d{3}(?:[.,]\d{3})?(?:,-|,00)?(?![\d-])|(?<![\w/.-])[1-9]\d{1,"
    r"3}00(?![\d/-])",
    re.IGNORECASE,
)
PROMISED = re.compile(
    (
        r"\b(otw|janji|rencana|baru "
        r"mau|arep|akan)\s+(?:tf|trf|transfer|bayar|byr|mbayar|setor|lunas)\b"
    ),
    re.IGNORECASE,
)
NO_PHONE = re.compile(r"(?:[📱☎📞]|\b(?:hp|wa)\b)[\s:]*-\s*(?=$|\|)", re.IGNORECASE)
MONTHS = re.compile(
    rf"\b(?:s\s?/\s?d|sd|sampai|sampe|smp|s\.d\.?|tekan|"
    rf"nganti)\s*{MONTH}\b(?:\s*(?:'?\d{{2}}|20\d\d)\b)?"
    rf"|\b\d{{1,2}}\s*(?:bln|bulan|sasi|wulan|x)\b|\b(?:(?:bln|bulan)\s+)?{MONTH}\b(?:\s*[-,"
    rf"&/+]\s*{MONTH}\b)*(?:\s*(?:'\d{{2}}|20\d\d)\b)?",
    re.IGNORECASE,
)
FULL_DATES = re.compile(
    rf"(?:\b(?:tgl|tanggal)\.?\s*)?(?<![\w/-])\d{{1,2}}\s*[-/.]?\s*{ANY_MONTH}\.?"
    r"\s*[-/.,]?\s*20\d\d\b",
    re.IGNORECASE,
)
DATES = re.compile(
    (
        r"\b(?:tgl|tanggal)\.?\s*\d{1,2}(?:[/-]\d{1,2}(?:[/-]\d{2,4})?)?\b|(?<![\w/-])\d{1,"
        r"2}/\d{1,2}(?:/\d{2,4})\b"
    ),
    re.IGNORECASE,
)


def plain_text(line: str) -> tuple[str, bool]:
    """Return a line without what WhatsApp added to it, and whether it was struck through."""
    text = KEYCAPS.sub(lambda keys: re.sub(r"\D", "", keys[0]) + ". ", line.replace("🔟", "10. "))
    text = CIRCLED.sub(lambda sign: f"{unicodedata.numeric(sign[0]):.0f}. ", text)
    text = (
        text.replace("\t", " | ")
        .replace("\ufe0f", "")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in HIDDEN)
    text = unicodedata.normalize("NFKC", text)
    text = DASHES.sub("-", text)
    text = EDITED.sub("", text[stamp_end(text) :])
    struck = False
    for _nested in range(3):
        struck = struck or any(match[1] == "~" for match in STYLED.finditer(text))
        text = STYLED.sub(r"\2", text)
    return " ".join(text.split()).strip("| "), struck


def numbering(text: str) -> tuple[int | None, str]:
    """Return the number a line begins with, or None, and the rest without number or bullet."""
    ticks = re.match(
        rf"\s*(?:(?:{TICKED.pattern}|{CANCELLED.pattern})\s*)+(?=\d{{1,3}}\s*[.)])",
        text,
        re.IGNORECASE,
    )
    front, rest = (text[: ticks.end()], text[ticks.end() :]) if ticks else ("", text)
    bare = BULLET.sub("", rest)
    match = NUMBERING.match(bare)
    if match:
        number = int(next(group for group in match.groups() if group))
        return number, f"{BULLET.sub('', bare[match.end() :])} {front}".strip()
    return None, f"{bare} {front}".strip()


def payment(text: str) -> tuple[str, Payment]:
    """Return a text with its marks of money cut out as "|", and what they say.

    Ticks and crosses together, or a word such as "kurang" or "dp", say that a part is paid.
    """
    text = PROMISED.sub(lambda match: f" | {match[1]} | ", NO_PHONE.sub(" | ", text))
    no = bool(CANCELLED.search(text) or UNPAID.search(text))
    text = UNPAID.sub(" | ", CANCELLED.sub(" | ", text))
    bare = PAID.sub(
        lambda match: match[0] if _after_title(match) else " | ", TICKED.sub(" | ", text)
    )
    yes = bare != text
    text, said = _amounts(bare)
    if partly := PARTLY.search(text):
        text, said = PARTLY.sub(" | ", text), [partly[0], *said]
    counted = any(not DATES.fullmatch(word) and not FULL_DATES.fullmatch(word) for word in said)
    if partly or (yes and no):
        paid = Paid.PARTLY
    elif no:
        paid = Paid.NO
    else:
        return text, Payment(Paid.YES if yes or counted else None, tuple(said))
    return text, Payment(paid, tuple(said))


def _amounts(text: str) -> tuple[str, list[str]]:
    """Return a text without the months, amounts and dates in it, and these."""
    said: list[str] = []
    for pattern in (FULL_DATES, MONTHS, AMOUNT, DATES):
        said.extend(match[0].strip() for match in pattern.finditer(text) if not _is_name(match))
        text = pattern.sub(lambda match: match[0] if _is_name(match) else " | ", text)
    return text, said


def _after_title(match: re.Match[str]) -> bool:
    """Tell whether a mark is a name: "Pak Wis"."""
    before = re.search(r"([^\W\d_]+)\.?\s*$", match.string[: match.start()])
    return before is not None and before[1].casefold() in CALLED


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether what may be a month is a name: "Bu Mar", "Mei Lan"."""
    before = re.findall(r"[^\W\d_]+", match.string[: match.start()].rpartition("|")[2])
    behind = match.string[match.end() :].lstrip()
    if not re.fullmatch(r"[^\W\d_]+", match[0]):
        return False
    return bool(before and before[-1].casefold() in CALLED) or (not before and behind[:1].isalpha())
