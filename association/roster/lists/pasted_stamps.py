"""What WhatsApp puts around a message: the stamp with day, time and sender, and messages of its
own."""

import re
from dataclasses import dataclass

MONTH = (
    r"(?:jan|januari|feb|peb|februari|pebruari|mar|mrt|maret|apr|april|mei|jun|juni|jul|juli|"
    r"agu|ags|agt|agst|agust|agustus"
    r"|sep|sept|september|okt|oktober|nov|nop|november|nopember|des|desember)"
)
# "Agus" and "May" are names, too, where no day and year stand around them.
ANY_MONTH = rf"(?:{MONTH}|agus|may|aug|oct|dec)"
DAY = (
    r"(?:\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}|\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?"
    rf"|20\d{{6}}|\d{{1,2}}\s+{ANY_MONTH}\.?(?:\s+\d{{2,4}})?"
    rf"|{ANY_MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}})"
)
TIME = (
    r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[ap]\.?\s?m\b\.?|\s(?:pagi|siang|sore|malam)\b)?"
    r"(?:\s?wi(?:b|ta|t)\b)?"
)
WEEKDAY = r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad),?\s+)?"
WHEN = (
    rf"{WEEKDAY}(?:{DAY},?\s+(?:(?:pukul\s+|jam\s+|at\s+)?{TIME}|(?:pukul|jam)\s+\d{{1,2}})"
    rf"|{TIME},?\s+{DAY})"
)
SENDER = r"(?!\d{1,3}\s*[.)])[^:\n\[\]]{1,40}"
STAMPS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # iPhone, WhatsApp Web: [18/11/26 19.02.05] Bu Nunung: ...; Android: 18/11/26 19.02 - ...
        rf"\s*[\[(]\s*{WHEN}\s*[\])]\s*(?:-\s+)?(?:(?P<sender>{SENDER}):(?:\s+|$))?",
        rf"\s*{WHEN}\s+-(?:\s+|$)(?:(?P<sender>{SENDER}):(?:\s+|$))?",
        rf"\s*{WHEN}\s*(?:-\s*)?(?P<sender>{SENDER}):(?:\s+|$)",
        # Telegram and others: Bu Nunung, [18/11/26 19.02]: ...
        rf"\s*(?P<sender>{SENDER}),\s*\[\s*{WHEN}\s*\]\s*(?::\s*|$)",
    )
)
EXPORTED = STAMPS[:2]  # a spreadsheet's row may begin with a day and a time, too
CHAT_LINES, FEWEST_STAMPS = 40, 2
MARK = "\u200e"  # stands before what WhatsApp itself says
POLL = re.compile(r"\W*(?:polling|poll|jajak pendapat|pemungutan suara)\s*:?\s*", re.IGNORECASE)
EDITED = re.compile(r"<(?:pesan ini diedit|this message was edited)>", re.IGNORECASE)
# What Android writes with a stamp and no sender: "Pak Jo keluar".
UNSENT = re.compile(
    r".*\b(?:keluar|left|bergabung|joined|masuk|added|removed|ditambahkan|dikeluarkan)\W*"
    r"|.*\bberubah\b.*|.*\bchanged\b.*",
    re.IGNORECASE,
)
OPTION = re.compile(
    r"\W*(?:opsi|option|pilihan)\s*:.*|.*\(\s*\d+\s*(?:suara|votes?)\s*\)\W*", re.IGNORECASE
)
OWN = re.compile(
    r"\W*(?:<?(?:media|gambar|image|video|sticker|stiker|audio|dokumen|document|foto|gif|"
    r"kontak|kartu kontak|contact card|pesan|lokasi langsung|live location|catatan video)\b.*"
    r"(?:disertakan|omitted|dihapus|deleted|dihilangkan|dibagikan|shared|dimulai|berakhir).*>?"
    r"|.*pesan (?:ini )?(?:telah )?(?:anda )?dihapus|anda (?:telah )?menghapus pesan.*"
    r"|(?:you|this message was) deleted.*|.*(?:terenkripsi|end-to-end)"
    r"|.*(?:bergabung (?:menggunakan|melalui|dengan)|menambahkan|mengeluarkan|keluar dari grup"
    r"|mengubah (?:nama|subjek|ikon|deskripsi|setelan|pengaturan|nomor)|mengganti (?:nama|ikon|foto"
    r"|nomor)|membuat grup|menyematkan|kode keamanan|pesan sementara|sekarang admin"
    r"|bukan lagi admin|menunggu pesan ini|waiting for this message|created (?:this )?group"
    r"|joined using|changed (?:the|this|to|their)|pinned a message|security code"
    r"|disappearing messages)"
    r"|.*\bpanggilan (?:suara|video|grup)\b.*|(?:missed )?(?:voice|video) call\b.*"
    r"|<?pesan ini diedit>?|<this message was edited>|diteruskan(?: berkali-kali)?|forwarded|null"
    r"|.*\((?:file terlampir|file attached)\)|<(?:terlampir|lampiran|attached):.*"
    r"|(?:lokasi|location):\s*https?:.*|(?:view once|sekali lihat).*).*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stood before a message; the sender is empty when none was named."""

    sender: str


def stamp_end(text: str) -> int:
    """Return where the stamp of a line ends; 0 without one."""
    return next((found.end() for one in STAMPS if (found := one.match(text))), 0)


def is_chat(text: str) -> bool:
    """Tell whether a text is a chat as WhatsApp exports it: two of its first lines have stamps."""
    first = [line for line in text.splitlines() if line.strip()][:CHAT_LINES]
    plain = (line.lstrip(MARK + "\ufeff ") for line in first)
    return sum(any(one.match(line) for one in EXPORTED) for line in plain) >= FEWEST_STAMPS


def stamp_of(written: str) -> tuple[Stamp | None, bool]:
    """Return the stamp of a line, or None, and whether WhatsApp's own mark stands before its
    text."""
    bare = written.lstrip(MARK + "\ufeff ")
    found = next((found for one in STAMPS if (found := one.match(bare))), None)
    text = bare[found.end() :] if found else written.lstrip("\ufeff ")
    return Stamp((found["sender"] or "").strip()) if found else None, text.startswith(MARK)
