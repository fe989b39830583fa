"""The message to who came and has not joined."""

from datetime import date

from flask_babel import gettext as _

from association.cover.reminders.wording import Whom, addressed, joining, letter
from association.meetings.effect.days import day_of
from association.meetings.effect.following import Follow
from association.meetings.events.models import AwarenessEvent
from association.rules.people.dates import format_date
from association.rules.people.recipients import chat_link
from association.web.language import in_indonesian


@in_indonesian()
def message_link(
    one: Follow, event: AwarenessEvent, *, sender: str, place: str, today: date
) -> str:
    """Give the WhatsApp link with a message to who came and has not joined; empty when they are not
    to be written to."""
    if not one.to or one.said_no or one.told or not one.terms.is_asked:
        return ""
    row = one.row
    whom = Whom(
        name=row.name,
        cover=row.coverage,
        sex=one.sex,
        stall=row.stall,
        terms=one.terms,
    )
    said = _(
        "Terima kasih sudah hadir di %(title)s pada %(day)s. Apakah berminat didaftarkan BPJS "
        "Ketenagakerjaan? Balas YA, nanti kami bantu.",
        title=event.title,
        day=format_date(day_of(event)),
    )
    text = letter(addressed(row.name, one.sex), f"{said} {joining(whom, today)}", sender, place)
    return chat_link(one.to, text)
