"""What a member's family gets, by programme: sums in whole rupiah, from dated public texts."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from association.rules.law.death_benefit import DEATH_BENEFITS

# JKK: death pays 60 % x 80 = 48 times the basis, total disability 70 % x 80 = 56 times [rm_jkk]; at
# death 12 million paid at once for 24 months and 10 million for the funeral come on top, as with
# JKM.
JKK_SOURCE: Final = "rm_jkk"
DEATH_TIMES: Final = 48
DISABILITY_TIMES: Final = 56
PERIODIC: Final = 12_000_000
FUNERAL: Final = 10_000_000
LEAST_DEATH_SUM: Final = 20_000_000  # never below the sum of JKM

# PP 82/2019: at most two children, 87 million each; three years of contributions unless death came
# from work.
SCHOLARSHIP_SOURCE: Final = "pp82_poster"
SCHOLARSHIP: Final = 87_000_000
CHILDREN: Final = 2
SCHOLARSHIP_YEARS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefits:
    """What a family gets at a basis: JKM from the first day and in full, JKK for a death or total
    disability at work."""

    law: str
    law_from: date
    jkm_first: int
    jkm_waiting_months: int
    jkm_full: int
    jkk_death: int
    jkk_disability: int
    scholarship: int


def benefits(basis: int) -> Benefits:
    """Return the benefits at an income band's basis. PP 82/2019, Permenaker 1/2025; treatment (JKK)
    has no cost cap."""
    jkm = DEATH_BENEFITS[-1]
    return Benefits(
        law=jkm.law,
        law_from=jkm.first_day,
        jkm_first=jkm.reduced,
        jkm_waiting_months=jkm.waiting_months,
        jkm_full=jkm.full,
        jkk_death=max(DEATH_TIMES * basis, LEAST_DEATH_SUM) + PERIODIC + FUNERAL,
        jkk_disability=DISABILITY_TIMES * basis + PERIODIC,
        scholarship=CHILDREN * SCHOLARSHIP,
    )
