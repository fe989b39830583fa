"""From when until when somebody holds a position."""

from datetime import date, timedelta

from association.rules.house.errors import RuleError

LONGEST_AHEAD = timedelta(days=366)


def check_term(starts_on: date, ends_on: date | None, *, today: date) -> None:
    """Raise RuleError for a term that begins before today or over a year ahead, or ends before it
    begins."""
    if starts_on < today:
        raise RuleError("Tanggal mulai sudah lewat. Pakai hari ini atau sesudahnya.")
    if starts_on - today > LONGEST_AHEAD:
        raise RuleError("Tanggal mulai terlalu jauh. Paling lama satu tahun dari sekarang.")
    if ends_on is not None and ends_on < starts_on:
        raise RuleError("Tanggal selesai lebih awal daripada tanggal mulai.")


def check_end(ends_on: date | None, *, starts_on: date, today: date) -> None:
    """Raise RuleError for a last day that is past, or before the first day."""
    if ends_on is not None and ends_on < today:
        raise RuleError("Hari terakhir sudah lewat. Pakai hari ini atau sesudahnya.")
    if ends_on is not None and ends_on < starts_on:
        raise RuleError("Tanggal selesai lebih awal daripada tanggal mulai.")


def last_day_before(cut: date, *, starts_on: date) -> date:
    """Give the last day of a term that holds no more on `cut`; the day before it began when it
    never did."""
    return max(cut, starts_on) - timedelta(days=1)


def overlaps(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Tell whether two terms share a day. One that ends before it begins has none."""
    starts, ends = (
        max(first[0], second[0]),
        [end for end in (first[1], second[1]) if end is not None],
    )
    return not ends or starts <= min(ends)
