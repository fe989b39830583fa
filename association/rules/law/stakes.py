"""What a family has today, what it loses when cover ends, and the days and months that are left:
from a coverage and a day."""

from dataclasses import dataclass
from datetime import date

from association.rules.house.months import add_months
from association.rules.law.benefits import CHILDREN, SCHOLARSHIP, SCHOLARSHIP_YEARS
from association.rules.law.coverage import Coverage
from association.rules.law.death_benefit import death_benefit_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """What is at stake for one person on one day; sums in whole rupiah.

    law                the text by which JKM pays that day, in force since `law_from`
    now                what JKM pays for a death that day, 0 unless protected; lost when cover ends
    full               what it pays after the waiting months full_from          first day of `full`
    if no month stays unpaid; None when no unbroken months lead up to the day days_left
    days after this one that are still protected, 0 on the last; None unless protected waiting_days
    days until `full_from`, 0 from then on; None unless protected waiting_months     how long only
    the reduced sum is paid, and the wait that may start again after a lapse lapsing
    cover ends with this month: `now` is lost scholarship_from   first day after three years of paid
    months in a row; None like `full_from` scholarship        what two children get at most, from
    `scholarship_from` on; 0 before, and unless protected
    """

    now: int
    full: int
    law: str
    law_from: date | None
    full_from: date | None
    days_left: int | None
    waiting_days: int | None
    waiting_months: int
    lapsing: bool
    scholarship_from: date | None
    scholarship: int

    @property
    def is_full(self) -> bool:
        """Tell whether JKM pays in full today."""
        return self.waiting_days == 0


def stakes(cover: Coverage, *, today: date) -> Stakes:
    """Tell what is at stake on the day of a coverage.

    JKM: only the funeral cost in the first 3 months of membership (Permenaker 1/2025). Scholarship:
    after 3 years of contributions when death is not from work (PP 82/2019, [pp82_poster]); JKK pays
    it from the first day. Both are counted over months paid in a row, as cautious as
    `Coverage.full_benefit_from`: whether a lapse really starts the count again is not said in any
    text seen, so screens call it an estimate.
    """
    row = death_benefit_on(today)
    since, until = cover.member_since, cover.protected_until
    school = add_months(since, 12 * SCHOLARSHIP_YEARS) if since else None
    return Stakes(
        now=cover.death_benefit,
        full=row.full if row else 0,
        law=row.law if row else "",
        law_from=row.first_day if row else None,
        full_from=cover.full_benefit_from,
        days_left=(until - today).days if until else None,
        waiting_days=max((cover.full_benefit_from - today).days, 0)
        if until and cover.full_benefit_from
        else None,
        waiting_months=row.waiting_months if row else 0,
        lapsing=cover.lapsing,
        scholarship_from=school,
        scholarship=CHILDREN * SCHOLARSHIP if until and school and school <= today else 0,
    )
