"""What invites people and tells them of changes."""

from flask_babel import gettext as _

from association.meetings.events.models import AwarenessEvent, State
from association.meetings.events.wording import address, facts, host_name, moment
from association.rules.house.whatsapp import unmarked
from association.web.language import in_indonesian


@in_indonesian()
def invitation(event: AwarenessEvent) -> str:
    """Write the message that people forward in WhatsApp: no names of traders, one thing to do."""
    text: str = _(
        "Bapak/Ibu pedagang,\n\n%(host)s mengundang ke:\n*%(title)s*\n%(facts)s\n\nMohon hadir. "
        "Beri tahu bila akan datang: %(address)s",
        host=unmarked(host_name(event)),
        title=unmarked(event.title),
        facts="\n".join(unmarked(fact) for fact in facts(event)),
        address=address(event),
    )
    return text


@in_indonesian()
def news(event: AwarenessEvent, name: str) -> str:
    """Write the message to one who said they would come: what changed, and what to do."""
    if event.state == State.CANCELLED:
        what, then = _("DIBATALKAN"), _("Bapak/Ibu tidak perlu datang.")
    elif event.state == State.POSTPONED:
        what, then = _("DITUNDA"), _("Mohon datang pada waktu yang baru.")
    else:
        what, then = _("BERUBAH waktu atau tempatnya"), _("Mohon datang sesuai yang baru.")
    lines = [
        _("Bapak/Ibu %(name)s,", name=unmarked(name)),
        "",
        _("*%(title)s* %(what)s.", title=unmarked(event.title), what=what),
    ]
    if event.state == State.POSTPONED and event.was_at is not None:
        lines.append(_("Semula: %(old)s", old=moment(event.was_at)))
    if event.state == State.CANCELLED:
        lines.append(_("Semula: %(old)s", old=moment(event.starts_at)))
    else:
        lines += [
            _("Waktu: %(new)s", new=moment(event.starts_at)),
            _("Tempat: %(place)s", place=unmarked(event.place)),
        ]
    if event.reason:
        lines.append(_("Alasan: %(reason)s", reason=unmarked(event.reason)))
    lines += [then, "", unmarked(host_name(event)), address(event)]
    return "\n".join(str(line) for line in lines)
