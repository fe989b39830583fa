"""The filter over the roster as a request says it, in its address or in a form."""

from collections.abc import Mapping

from flask import request

from association.people.finding.forms import Query, asked_query
from association.roster.members.wanted import OLDEST, Wanted
from association.rules.law.groups import Group
from association.rules.people.completeness import Gap
from association.web.page import CONTROL, whole_number

LONGEST_GOODS = 60


def asked_wanted() -> Wanted:
    """Read the filter, and the search, from the address."""
    return wanted_of(request.args, asked_query())


def wanted_of(sent: Mapping[str, str], query: Query) -> Wanted:
    """Read the filter from these fields; what nobody could mean is left out."""
    status, gap = sent.get("status", ""), sent.get("kurang", "")
    return Wanted(
        query=query.text,
        asked=query.address,
        group=Group(status) if status in set(Group) else Group.ALL,
        market_id=whole_number(sent.get("pasar", "")),
        goods=CONTROL.sub("", sent.get("barang", ""))[:LONGEST_GOODS].strip(),
        gap=Gap(gap) if gap in set(Gap) else None,
        youngest=_years(sent.get("umur", "")),
        oldest=_years(sent.get("sampai", "")),
        without_kpj=bool(sent.get("kpj")),
        stayed_away=bool(sent.get("absen")),
    )


def _years(text: str) -> int | None:
    years = whole_number(text.strip())
    return None if years is None else min(years, OLDEST)
