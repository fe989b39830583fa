"""Who acts, for which paguyuban, when, and on what page: what every action is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from association.config import WIB


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, for which paguyuban or city, when, and what the page `said` that the pressed button
    does (rules.house.said)."""

    account_id: int | None
    association_id: int | None
    at: datetime
    city_id: int | None = None  # for which city an officer or an admin acts
    said: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def told(text: str) -> dict[str, str]:
        """Read what a form carried of its page; empty for a form that says nothing."""
        pairs = (one.partition("=") for one in text.split())
        return {name: value for name, _is, value in pairs}

    @property
    def day(self) -> date:
        """Give the calendar day in Surakarta."""
        return self.at.astimezone(WIB).date()
