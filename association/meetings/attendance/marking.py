"""What the answers to a mark and to a walk-in share: what the rows need, and what stands now."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from association.database import db
from association.meetings.attendance import reads
from association.meetings.events.models import AwarenessEvent
from association.meetings.events.reads import LASTS
from association.web.csrf import masked_token
from association.web.forms import Form
from association.web.gate import settings

LIST = "meetings/attendance/list.html"
KEPT_AFTER = timedelta(hours=12)  # the end of an event: no server can reach a lost phone


def not_here() -> str:
    """Say that there is no such member."""
    return str(_("Anggota ini tidak ada di daftar paguyuban Anda, atau sudah keluar."))


def why_not(form: Form) -> str:
    """Give the first sentence that is wrong with a form."""
    typed = [*form.errors.get("name", []), *form.errors.get("made_at", [])]
    return (
        str(typed[0])
        if typed
        else _("Isiannya tidak lengkap. Muat ulang halaman ini, lalu coba lagi.")
    )


def stands(event_id: int, member_id: int) -> dict[str, Any]:
    """Say what stands now of a member, and how many came."""
    session = db.session()
    return {
        "present": reads.attendee(session, event_id, member_id).present,
        "count": reads.attendance(session, event_id),
    }


def kept_seconds(event: AwarenessEvent) -> int:
    """Say how long from now a phone may keep the sheet for when there is no signal, in seconds; 0
    when it may not."""
    end = event.starts_at + LASTS + KEPT_AFTER
    return int(max(end - settings().now(), timedelta()).total_seconds())


def marking(event: AwarenessEvent, form: Form) -> dict[str, Any]:
    """Give what the rows need. One token and one key stand for all rows of a page: compression
    makes them cost once."""
    count = reads.attendance(db.session(), event.id)
    return {
        "event": event,
        "count": count,
        "token": masked_token(),
        "key": form.key.data,
        "place": form.key.data.rpartition("-")[0] + "-",
        "marked": False,
    }
