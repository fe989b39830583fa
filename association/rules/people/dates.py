"""Dates as Indonesians type and read them: day first, Indonesian names of months and days."""

import difflib
import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from association.rules.house.errors import RuleError

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# Other spellings met in lists: English, older Indonesian, office shorthand, Roman numerals.
SPELLINGS = (
    *("january jan djanuari i", "february feb pebruari peb ii", "march mrt mar iii", "apr iv"),
    *(
        "may mai v",
        "june jun vi",
        "july jul vii",
        "august aug agus agt agst agu ags viii",
        "sept sep ix",
    ),
    *("october oct okt x", "nopember nov nop xi", "december dec des xii"),
)
MONTH_NUMBERS = {
    word: number
    for number, (name, others) in enumerate(zip(MONTHS, SPELLINGS, strict=True), start=1)
    for word in (name.lower(), *others.split())
}
FIRST_YEAR, LAST_YEAR = 1900, 2100
CLOCK = re.compile(
    r"[T\s]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AP]M)?"
    r"\s*(Z|UTC|GMT|WIB|WITA|WIT|[+-]\d\d:?\d\d)?$",
    re.ASCII | re.IGNORECASE,
)
JAKARTA = ZoneInfo("Asia/Jakarta")
ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "WITA": 8 * 60, "WIT": 9 * 60}  # minutes; WIB is here
MINUTE = timedelta(minutes=1)  # spreadsheets keep a day as a fraction, and midnight comes out short
WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*[,.]?\s+", re.IGNORECASE
)
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/.,\s]\s*(\d{1,2})\s*[-/.,\s]\s*('?\d{2}|\d{4})", re.ASCII)
IN_WORDS = re.compile(r"(\d{1,2})\s*[-/.,\s]?\s*([^\W\d_]+)\s*[-/.,\s]*('?\d{2}|\d{4})", re.ASCII)


class NoSuchMonth(RuleError):
    """A date names a month beyond 12, its value `month`."""


def parse_date(text: str, *, today: date, past: bool = False) -> date:
    """Return the date that was typed; the day always comes before the month.

    A year of two digits is the latest one that is not in the future (`past`) or at most 20 years
    ahead (otherwise). Raises RuleError when there is no such date, or when it lies after `today`
    and `past` is asked for.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).strip(" \t\r\n'’`").split())
    clock = CLOCK.search(plain)
    plain = WEEKDAY.sub("", CLOCK.sub("", plain))
    if not plain:
        raise RuleError("Tanggal kosong. Tulis seperti 17/8/1975 atau 17 Agustus 1975.")
    day, month, year = _split(plain)
    if not 1 <= month <= 12:
        raise NoSuchMonth(
            "Bulan %(month)s tidak ada. Tulis tanggal dulu, lalu bulan, misalnya 17/8/1975.",
            month=month,
        )
    full_year = (
        int(year)
        if len(year) == 4
        else _full_year(int(year[-2:]), day, month, today=today, past=past)
    )
    if not FIRST_YEAR <= full_year <= LAST_YEAR:
        raise RuleError(
            "Tahun %(year)s tidak masuk akal. Tulis seperti 17/8/1975 atau 17 Agustus 1975.",
            year=full_year,
        )
    try:
        found = date(full_year, month, day)
    except ValueError:
        shown = f"{day} {MONTHS[month - 1]} {full_year}"
        raise RuleError("Tanggal %(date)s tidak ada.", date=shown) from None
    if clock and (moment := _moment(found, clock)):
        found = (moment + MINUTE).date()
    if past and found > today:
        raise RuleError(
            "Tanggal %(date)s belum terjadi. Periksa lagi tahunnya.", date=format_date(found)
        )
    return found


def clock_left(text: str, day: date) -> str:
    """Return the time that a text gives beside a date that was read as `day`, or "" for midnight
    here."""
    clock = CLOCK.search(" ".join(text.split()))
    if clock is None:
        return ""
    moment = _moment(day, clock)
    near = moment + MINUTE if moment else None
    if near is None or (near.hour, near.minute) <= (0, 1):
        return ""
    return clock[0].strip(" Tt")


def format_date(day: date) -> str:
    """Return "17 Agustus 1975"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_day(day: date) -> str:
    """Return "Minggu, 22 November 2026"."""
    return f"{DAYS[day.weekday()]}, {format_date(day)}"


def short_date(day: date) -> str:
    """Return "30 Nov"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def format_month(month: date) -> str:
    """Return "November 2026"."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def short_month(month: date) -> str:
    """Return "Nov 2026"."""
    return f"{SHORT_MONTHS[month.month - 1]} {month.year}"


def _moment(day: date, clock: re.Match[str]) -> datetime | None:
    """Return when it was here; None where only a zone was put behind a bare date."""
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3])
    half, zone = (part.upper() if part else "" for part in clock.groups()[3:])
    if half:
        hour = hour % 12 + 12 * (half == "PM")
    if max(hour - 23, minute - 59, second - 59) > 0:
        raise RuleError("Jam %(clock)s tidak ada.", clock=clock[0].strip())
    moment = datetime.combine(day, time(hour, minute, second))
    if zone in ("", "WIB", "+07:00", "+0700"):
        return moment
    if (hour, minute, second) == (0, 0, 0):
        return None
    away = ZONES.get(zone)
    if away is None:
        away = int(f"{zone[0]}1") * (int(zone[1:3]) * 60 + int(zone[-2:]))
    there = moment.replace(tzinfo=timezone(timedelta(minutes=away)))
    return there.astimezone(JAKARTA).replace(tzinfo=None)


def _split(plain: str) -> tuple[int, int, str]:
    if match := YEAR_FIRST.fullmatch(plain):
        return int(match[3]), int(match[2]), match[1]
    if match := DAY_FIRST.fullmatch(plain):
        return int(match[1]), int(match[2]), match[3]
    if match := IN_WORDS.fullmatch(plain):
        return int(match[1]), _month_number(match[2]), match[3]
    if re.fullmatch(r"[0-9]{8}", plain):
        year_first = FIRST_YEAR <= int(plain[:4]) <= LAST_YEAR and int(plain[4:6]) <= 12
        parts = (
            (plain[6:], plain[4:6], plain[:4]) if year_first else (plain[:2], plain[2:4], plain[4:])
        )
        return int(parts[0]), int(parts[1]), parts[2]
    raise unreadable(plain)


def unreadable(text: str) -> RuleError:
    """Make what is raised for a date that nobody can read."""
    return RuleError(
        "Tanggal “%(text)s” tidak bisa dibaca. Tulis seperti 17/8/1975 atau 17 Agustus 1975.",
        text=text[:30],
    )


def _month_number(word: str) -> int:
    lower = word.lower()
    near = (
        [lower]
        if lower in MONTH_NUMBERS
        else difflib.get_close_matches(lower, MONTH_NUMBERS, n=1, cutoff=0.8)
    )
    if not near or (len(lower) < 4 and near[0] != lower):
        raise RuleError(
            "Nama bulan “%(word)s” tidak dikenal. Tulis seperti 17/8/1975 atau 17 Agustus 1975.",
            word=word[:20],
        )
    return MONTH_NUMBERS[near[0]]


def _full_year(short: int, day: int, month: int, *, today: date, past: bool) -> int:
    year = today.year - today.year % 100 + short
    ahead = (
        (year, month, day) > (today.year, today.month, today.day)
        if past
        else year > today.year + 20
    )
    return year - 100 if ahead else year
