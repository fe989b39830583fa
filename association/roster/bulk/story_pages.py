"""The history of a member."""

from association.database import db
from association.roster.bulk import sentences
from association.roster.bulk import story as told_of
from association.roster.members import reads as members
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, asked_id, page

pages = Pages("history")


@pages.get("/anggota/<id:member_id>/riwayat", may=May.SEE_WHOLE)
def story(member_id: int) -> Answer:
    """Tell what happened to a member: who, when, what, before and after."""
    member = members.one(db.session(), member_id)
    after = asked_id("after")
    found = told_of.story(db.session(), member, after=after)
    lines = sentences.lines(found, created_at=member.created_at, is_first=after is None)
    return page(
        "roster/bulk/story.html",
        parts=("story_rows",),
        member=member,
        lines=lines,
        after=found.after,
    )
