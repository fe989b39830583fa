"""The roster's filter as an address says it."""

from flask import request

from association.roster.exports.reads import Asked
from association.rules.law.groups import Group
from association.web.gate import actor, settings
from association.web.page import asked_id, asked_text


def asked_filter() -> Asked:
    """Read from the address the filter that the roster has, too."""
    status = request.args.get("status")
    return Asked(
        association_id=actor().association_id,
        today=settings().today(),
        query=asked_text("q"),
        group=Group(status) if status in set(Group) else Group.ALL,
        market_id=asked_id("pasar"),
    )
