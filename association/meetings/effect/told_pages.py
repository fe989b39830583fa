"""Note who was written to after an event."""

from flask import url_for

from association.cover.reminders.sending import sent
from association.database import db
from association.meetings.effect import following
from association.meetings.effect.shown import RESULT, asked_list, followed, result_of
from association.meetings.events import reads as events
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, by, settings
from association.web.page import Answer, done, refused
from association.web.words import in_words

pages = Pages("told")


@pages.post("/kegiatan/<id:event_id>/hasil/<id:member_id>/diingatkan", may=May.SEND_REMINDER)
def told(event_id: int, member_id: int) -> Answer:
    """Note that a member was written to after an event: the row to htmx, the list again to a plain
    form."""
    event, which, today = events.one(db.session(), event_id), asked_list(), settings().today()
    try:
        sent(member_id, by(), today=today, once=Form.received().once())
    except RuleError as error:
        return refused(RESULT, **(result_of(event_id) | {"problem": in_words(error)}))
    return done(
        RESULT,
        parts={f"f{member_id}": "follow_row"},
        to=url_for(
            "results.result", event_id=event_id, daftar=which.value, _anchor=f"f{member_id}"
        ),
        said="",
        one=following.follow(db.session(), member_id, today=today),
        **followed(events.one(db.session(), event.id), which),
    )
