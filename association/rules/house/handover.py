"""Serah terima: the text that both ketua sign, and when it may take effect."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from association.rules.house.errors import RuleError
from association.rules.house.terms import LONGEST_AHEAD


class Matter(StrEnum):
    """What is handed over, as counts."""

    MEMBERS = "members"
    LAPSING = "lapsing"
    DUE = "due"
    ARREARS = "arrears"
    INACTIVE = "inactive"
    SENT = "sent"
    LINKS = "links"
    TRANSFERS = "transfers"
    EVENTS = "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Whom the outgoing ketua names, from which day, and what is handed over beside the counts."""

    to_duty_id: int
    takes_effect: date
    cash: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What is signed: who hands over to whom, from which day, how much cash (whole rupiah), and
    what is open.

    `entrusted` is members' money that collectors hold and have not deposited yet. `salt` is 128
    random bits, so that nobody finds the text by guessing at its hash.
    """

    place: str
    outgoing: str
    incoming: str
    takes_effect: date
    counted_at: datetime
    cash: int
    entrusted: int
    note: str
    matters: dict[Matter, int]
    salt: str = ""  # papers of before 0.2.0 have none


def canonical(papers: Papers) -> str:
    """Write the papers as the one text that is hashed, kept and signed."""
    return json.dumps(
        asdict(papers), default=_text, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def _text(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(type(value).__name__)


def read(text: str) -> Papers:
    """Read what canonical() wrote."""
    kept = json.loads(text)
    dates = {
        "takes_effect": date.fromisoformat(kept["takes_effect"]),
        "counted_at": datetime.fromisoformat(kept["counted_at"]),
        "matters": {Matter(name): count for name, count in kept["matters"].items()},
    }
    return Papers(**(kept | dates))


def check_day(takes_effect: date, *, today: date) -> None:
    """Raise RuleError for a day that is past or over a year ahead."""
    if takes_effect < today:
        raise RuleError("Tanggal serah terima sudah lewat. Pakai hari ini atau sesudahnya.")
    if takes_effect - today > LONGEST_AHEAD:
        raise RuleError("Tanggal serah terima terlalu jauh. Paling lama satu tahun dari sekarang.")
