"""Who acts, for which paguyuban, and when: what every action is told."""

from dataclasses import dataclass
from datetime import date, datetime

from association.config import WIB


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, for which paguyuban, and when."""

    account_id: int | None
    association_id: int | None
    at: datetime

    @property
    def day(self) -> date:
        """Give the calendar day in Surakarta."""
        return self.at.astimezone(WIB).date()
