"""What JKM pays for a death, from which day on in full, and since when somebody has to be covered
for that."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from association.rules.house.months import add_months, last_day, month_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathBenefit:
    """What JKM pays for a death from a day on: reduced in the first months of membership, full from
    then on."""

    source: str
    law: str
    first_day: date
    waiting_months: int
    reduced: int
    full: int

    def full_from(self, since: date) -> date:
        """Return the first day of the full sum for who is covered since a day: so many months
        later."""
        end = last_day(add_months(month_of(since), self.waiting_months))
        return end.replace(day=min(since.day, end.day))

    def since(self, today: date) -> date:
        """Return the latest day since when somebody must be covered for the full sum today; the
        inverse of `full_from`, for queries."""
        end = last_day(add_months(month_of(today), -self.waiting_months))
        if today == last_day(month_of(today)):
            return end
        return end.replace(day=min(today.day, end.day))


# Oldest row first, each from the day it was promulgated. PP 82/2019: 20 + 12 + 10 million.
# Permenaker 1/2025
# (24 Feb 2025, [siplaw]): only the funeral cost in the first 3 months of membership.
DEATH_BENEFITS: Final = (
    DeathBenefit(
        source="pp82_hj",
        law="PP 82/2019",
        first_day=date(2019, 12, 2),
        waiting_months=0,
        reduced=42_000_000,
        full=42_000_000,
    ),
    DeathBenefit(
        source="alkhairaat",
        law="Permenaker 1/2025",
        first_day=date(2025, 2, 24),
        waiting_months=3,
        reduced=10_000_000,
        full=42_000_000,
    ),
)


def death_benefit_on(day: date) -> DeathBenefit | None:
    """Return the row in force on a day: PP 82/2019, Permenaker 1/2025; None before the first."""
    return next((row for row in reversed(DEATH_BENEFITS) if row.first_day <= day), None)
