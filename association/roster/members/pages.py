"""One member: where they stand today, or on another day."""

from association.database import db
from association.roster.members import asof, reads
from association.roster.members.context import detail_context
from association.rules.house.permissions import May
from association.web.asof import asked_day
from association.web.gate import Pages
from association.web.page import (
    Answer,
    page,
    refused,
    wanted_part,
)

pages = Pages("members")
DETAIL, DATA = "roster/members/detail.html", ("member_data",)


@pages.get("/anggota/<id:member_id>", may=May.SEE_ROSTER)
def detail(member_id: int) -> Answer:
    """Show one member: status, data, contributions; with `as_of` only where they stood on that
    day."""
    member, as_of = reads.one(db.session(), member_id), asked_day()
    if as_of is None:
        opened = {"opened": wanted_part(DATA) is not None}
        return page(DETAIL, parts=("cover", *DATA), **(detail_context(member) | opened))
    return (refused if as_of.problem else page)(
        "roster/members/asof_detail.html", **asof.member_context(member, as_of)
    )
