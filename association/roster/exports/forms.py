"""The roster's filter as an address says it."""

from association.roster.exports.reads import Asked
from association.roster.members.wanted_forms import asked_wanted
from association.web.gate import actor, settings


def asked_filter() -> Asked:
    """Read from the address the filter that the roster has, too."""
    return Asked(
        association_id=actor().association_id, today=settings().today(), wanted=asked_wanted()
    )
