"""Who acts, for which paguyuban, when, and on what page: what every action is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from association.config import WIB


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, for which paguyuban, when, and what the page `said` that the pressed button does
    (rules.house.said)."""

    account_id: int | None
    association_id: int | None
    at: datetime
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """Give the calendar day in Surakarta."""
        return self.at.astimezone(WIB).date()
