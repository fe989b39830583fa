"""Of what a contribution is reckoned, in tests: the least there is, but for what one says."""

from dataclasses import replace
from typing import Any

from association.rules.law.enrolment import Funding, Sector
from association.rules.law.price import Terms
from association.rules.law.tariff import MINIMUM

LOWEST = Terms(
    programmes=MINIMUM,
    income=0,
    sector=Sector.TRADE,
    funding=Funding.SELF,
    employs_helpers=False,
    since=None,
)


def terms(**said: Any) -> Terms:
    return replace(LOWEST, **said)
