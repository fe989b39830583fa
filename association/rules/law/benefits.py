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
SCHOLARSHIP_ENDS: Final = 23  # years of age; earlier with marriage or work [jabarnews]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLevel:
    """What the scholarship pays at most for one child at one level of school."""

    code: str
    each_year: int
    years: int


SCHOOL_LEVELS: Final = (  # [pp82_poster], the same in [valoranews]
    SchoolLevel(code="primary", each_year=1_500_000, years=8),  # TK and SD
    SchoolLevel(code="lower", each_year=2_000_000, years=3),  # SMP
    SchoolLevel(code="upper", each_year=3_000_000, years=3),  # SMA
    SchoolLevel(code="university", each_year=12_000_000, years=5),  # to S1
)

# JKK of who lives: treatment as needed, without a limit of cost; these have one.
CARE_SOURCE: Final = "bpjs_18923"
BY_LAND: Final = 5_000_000
BY_SEA: Final = 2_000_000
BY_AIR: Final = 10_000_000
HOME_CARE: Final = 20_000_000  # within a year
# STMB: all of the basis for 12 months, then half until recovered ([suarakarya], [rm_jkk]; that the
# half ends after six months says one page only, [metrosulteng]).
WAGE_SOURCE: Final = "suarakarya"
PARTIAL_TIMES: Final = 80  # of the basis, times the percentage of the table


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
