"""What the screen of the walk sends: a number for each stall on it, and what it showed."""

import wtforms
from flask import request
from flask_babel import gettext as _

from association.rules.house.walking import LAST
from association.web.forms import Form
from association.web.page import posted_text, whole_number

FIELD = "walk"  # and the id of the stall
MOST = 100  # fields of one page, and then some


class WalkForm(Form):
    """The numbers of one part; `shown` are those that the page had, stall by stall."""

    shown = wtforms.HiddenField()
    part = wtforms.HiddenField()

    def texts(self) -> dict[int, str]:
        """Give what stands in each field, by the id of its stall."""
        names = [name for name in request.form if name.startswith(FIELD)][:MOST]
        ids = {name: whole_number(name.removeprefix(FIELD)) for name in names}
        return {
            stall_id: posted_text(name, most=12).strip()
            for name, stall_id in ids.items()
            if stall_id is not None
        }

    def wrong(self) -> dict[int, str]:
        """Say of each field that is no number what is wrong."""
        said = _("Tulis angka 1 sampai %(n)s, atau kosongkan.", n=LAST)
        return {
            stall_id: said
            for stall_id, text in self.texts().items()
            if text and not 1 <= (whole_number(text) or 0) <= LAST
        }

    def typed(self) -> dict[int, int | None]:
        """Give the numbers that differ from those shown: what another set meanwhile stays."""
        pairs = (one.partition(":") for one in (self.shown.data or "")[:4_000].split())
        shown = {stall_id: walk for stall_id, _colon, walk in pairs}
        return {
            stall_id: whole_number(text)
            for stall_id, text in self.texts().items()
            if text != shown.get(str(stall_id), "")
        }
