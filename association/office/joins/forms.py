"""The forms with which paguyuban are joined and divided."""

from collections.abc import Sequence

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.office.regrouping.choosing import Place
from association.office.regrouping.reads import Part
from association.people.team.reads import Line
from association.people.team.wording import position_names
from association.rules.house.permissions import Position
from association.web.forms import Form, required
from association.web.page import whole_number

LONGEST_NAME = 80


class JoinForm(Form):
    """Whom a paguyuban is joined to, and which of its pengurus work there, too."""

    ke = wtforms.HiddenField()
    duties = wtforms.SelectMultipleField(
        lazy_gettext("Pengurus yang ikut"),
        choices=[],
        coerce=int,
        validate_choice=False,  # the action takes who works there: a form sent again is answered
        option_widget=wtforms.widgets.CheckboxInput(),
    )

    def offer(self, lines: Sequence[Line]) -> None:
        """Let these pengurus be chosen."""
        self.duties.choices = [wtforms.SelectChoice(one.duty_id, _named(one)) for one in lines]


class SplitForm(Form):
    """The new paguyuban's name, who leads it, and which markets and blocks go there."""

    bagian = wtforms.SelectMultipleField(
        lazy_gettext("Yang ikut ke paguyuban baru"),
        choices=[],
        validate_choice=False,
        option_widget=wtforms.widgets.CheckboxInput(),
    )
    name = wtforms.StringField(
        lazy_gettext("Nama paguyuban baru"),
        [required(), wtforms.validators.Length(max=LONGEST_NAME)],
        filters=[lambda text: " ".join((text or "").split())],
    )
    duty = wtforms.RadioField(
        lazy_gettext("Ketuanya"), choices=[], default="", validate_choice=False
    )

    def offer(self, parts: Sequence[Part], lines: Sequence[Line]) -> None:
        """Let these parts go, and these pengurus lead."""
        every = [one for part in parts for one in (part, *part.blocks)]
        self.bagian.choices = [wtforms.SelectChoice(one.place.code, one.name) for one in every]
        self.duty.choices = [
            *(wtforms.SelectChoice(str(one.duty_id), _named(one)) for one in lines),
            wtforms.SelectChoice("", _("Nanti, lewat undangan")),
        ]

    @property
    def duty_id(self) -> int | None:
        """Give the duty of who is to lead; None when nobody is chosen yet."""
        return whole_number(self.duty.data)


def _named(line: Line) -> str:
    return f"{line.name} · {position_names()[Position(line.position)]}"


def places(codes: Sequence[str]) -> list[Place]:
    """Read the places that a form or an address names; what names none is left out."""
    found = []
    for code in dict.fromkeys(codes):
        number, colon, block = code.partition(":")
        market_id = whole_number(number)
        if market_id is not None:
            found.append(Place(market_id, block if colon else None))
    return found
