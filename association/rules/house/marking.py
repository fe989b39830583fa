"""Marks of who came: when each was made, and which one stands when they arrive in any order."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from association.rules.house.errors import RuleError

OLDEST = timedelta(days=14)  # a phone keeps a mark that could not be sent for no longer
LONGEST = 40
BEFORE, AFTER = (
    timedelta(hours=2),
    timedelta(hours=12),
)  # a meeting is under way from before its start until after it


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """Somebody said, at a moment, that a member is there (or is not). The greater one stands.

    Of two things said at one moment, that the member is there stands: so no order of arrival makes
    a difference.
    """

    made_at: datetime
    present: bool


def moment_made(text: str, *, now: datetime) -> datetime:
    """Read the moment a phone says it made a mark ("2026-11-24T13:05:09.120+07:00"), never in the
    future, at most 14 days old.

    Raises RuleError for anything that is no moment with its time zone.
    """
    try:
        made = datetime.fromisoformat(text.strip()[:LONGEST])
        if made.tzinfo is None:
            raise ValueError
        return min(max(made, now - OLDEST), now)
    except (ValueError, OverflowError):
        raise RuleError(
            "Jam di HP ini tidak terbaca. Periksa tanggal dan jam HP, lalu coba lagi."
        ) from None


def moment_taken(text: str, *, now: datetime) -> datetime:
    """Read the moment a phone says it took money, as `moment_made` does; but of money no other day
    is written down than the one it says. Raises RuleError for one more than 14 days ago."""
    made = moment_made(text, now=now)
    if made <= now - OLDEST:
        raise RuleError(
            "Menurut jam HP ini, itu lebih dari %(n)s hari yang lalu. Periksa jam HP, atau catat "
            "iurannya di halaman anggota dengan tanggalnya.",
            n=OLDEST.days,
        )
    return made


def is_under_way(starts_at: datetime, *, now: datetime) -> bool:
    """Tell whether people may be arriving: from 2 hours before the start until 12 hours after
    it."""
    return starts_at - BEFORE <= now <= starts_at + AFTER
