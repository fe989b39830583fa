"""What is asked before something is done to many members."""

from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.rules.house.bulk import Action
from association.rules.people.leaving import GIVEN, Leaving
from association.territory.models import Market
from association.web.forms import Form, checked, past_date
from association.web.page import whole_number

MOVE = "move"
CARDS = "cards"


class LeaveForm(Form):
    """Why and when somebody left."""

    left_reason = wtforms.SelectField(lazy_gettext("Alasan"), validate_choice=False)
    left_on = wtforms.StringField(lazy_gettext("Tanggal keluar"), [checked(past_date)])

    def offer(self, today: date) -> None:
        """Fill in the reasons, and today when no day was typed."""
        self.left_reason.choices = [
            ("", _("Pilih alasan")),
            *((one.value, reason_names()[one]) for one in GIVEN),
        ]
        if self.left_on.data is None:
            self.left_on.data = today.isoformat()

    def has_left(self) -> bool:
        """Tell whether reason and day are there, with a sentence beside what is missing."""
        good = bool(self.validate())
        if self.left_reason.data not in [one.value for one in GIVEN]:
            self.refuse("left_reason", _("Pilih alasannya dulu."))
            good = False
        if not self.left_on.errors and self.left_on.value is None:
            self.refuse("left_on", _("Tulis tanggalnya, misalnya 22/11/2026."))
            good = False
        return good

    def left(self) -> dict[str, Any]:
        """Give reason and day as the roster keeps them."""
        return {"left_on": self.left_on.value.isoformat(), "left_reason": self.left_reason.data}


class ActionForm(LeaveForm):
    """Everything that can be done to a selection; each part of the page sends its own fields."""

    action = wtforms.HiddenField()
    sent_on = wtforms.StringField(lazy_gettext("Tanggal dikirim"), [checked(past_date)])
    stall_market = wtforms.SelectField(lazy_gettext("Pasar"), validate_choice=False)
    stall_block = wtforms.StringField(lazy_gettext("Blok"), [wtforms.validators.Length(max=20)])
    to = wtforms.SelectField(lazy_gettext("Paguyuban tujuan"), validate_choice=False)

    def offer_all(
        self, today: date, markets: list[Market], neighbours: list[tuple[int, str]]
    ) -> None:
        """Fill in what can be chosen."""
        self.offer(today)
        self.stall_market.choices = [
            ("", _("Pasar tidak berubah")),
            *((str(one.id), one.name) for one in markets),
        ]
        self.to.choices = [
            ("", _("Pilih paguyuban")),
            *((str(number), name) for number, name in neighbours),
        ]
        if self.sent_on.data is None:
            self.sent_on.data = today.isoformat()

    def understood(self) -> dict[str, Any] | None:
        """Give what the chosen action needs, or None with a sentence beside what is missing."""
        action = self.action.data
        if action == Action.LEAVE:
            return self.left() if self.has_left() else None
        if not self.validate():
            return None
        if action == Action.SENT:
            return self._sent()
        if action == Action.STALL:
            return self._placed()
        if action == MOVE:
            return self._moving()
        return {} if action in (Action.RETURN, CARDS) else None

    def _sent(self) -> dict[str, Any] | None:
        if self.sent_on.value is None:
            self.refuse("sent_on", _("Tulis tanggalnya, misalnya 22/11/2026."))
            return None
        return {"sent_on": self.sent_on.value.isoformat()}

    def _placed(self) -> dict[str, Any] | None:
        block = (self.stall_block.data or "").strip()
        market = self.stall_market.data or ""
        if market not in [value for value, _name in self.stall_market.choices]:
            market = ""
        if not block and not market:
            self.refuse("stall_block", _("Pilih pasar atau tulis bloknya dulu."))
            return None
        return {"market_id": whole_number(market), "block": block}

    def _moving(self) -> dict[str, Any] | None:
        if not self.to.data or self.to.data not in [value for value, _name in self.to.choices]:
            self.refuse("to", _("Pilih paguyuban tujuannya dulu."))
            return None
        return {"to": whole_number(self.to.data)}


def reason_names() -> dict[str, str]:
    """Say in words why somebody left."""
    return {
        Leaving.STOPPED: _("Berhenti berdagang"),
        Leaving.MOVED: _("Pindah"),
        Leaving.DIED: _("Meninggal dunia"),
        Leaving.MERGED: _("Digabung dengan baris lain"),
        Leaving.UNDONE: _("Impornya dibatalkan"),
        "": "",
    }
