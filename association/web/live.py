"""The sentence that a screen reader says after a swap: base.html has the one live region."""

from typing import Any

from flask_babel import gettext as _
from markupsafe import escape

# Out of band, into the region: one that is itself replaced is not read out.
REGION = '<p id="live" hx-swap-oob="innerHTML">{}</p>'


def told(part: str, body: str, status: int, context: dict[str, Any]) -> str:
    """Give what a part tells: `live` or `said` of its context, else how much its list shows.

    What is refused is an alert of the part, and a form that opens has the focus: both tell nothing
    here, and what was told before is taken away.
    """
    sentence = context.get("live") or context.get("said") or ""
    if status != 200 or context.get("problem"):
        sentence = ""
    elif not sentence and part.endswith("_rows"):  # the next rows; ui.more has the id of the part
        goes_on = f'id="{part}"' in body
        sentence = _("Lanjutannya tampil.") if goes_on else _("Semua sudah tampil.")
    elif not sentence and "found" in context:
        found = context["found"]
        rows = getattr(found, "rows", getattr(found, "lines", None))
        more = getattr(found, "after", getattr(found, "more", None)) is not None
        sentence = listed(len(rows), more=more) if rows is not None else ""
    return REGION.format(escape(sentence))


def listed(n: int, *, more: bool = False) -> str:
    """Say how many a list shows, and whether it goes on."""
    if not n:
        return str(_("Tidak ada yang ditemukan."))
    return str(_("%(n)s teratas, masih ada lagi.", n=n) if more else _("%(n)s ditemukan.", n=n))
