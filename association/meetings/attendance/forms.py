"""The mark of one member, and the line that tells of somebody who is on no list."""

import re

import wtforms
from flask_babel import lazy_gettext

from association.once import Once
from association.rules.house.errors import RuleError
from association.rules.house.marking import moment_made
from association.rules.house.numbering import read_numbers
from association.web.forms import Form, checked, required
from association.web.gate import settings
from association.web.page import LARGEST_ID, whole_number

MOST_HEADS = 9_999


def _heads(text: str) -> int:
    """Read how many people were counted."""
    digits = re.sub(r"[\s.]|orang", "", text.lower())
    heads = whole_number(digits)
    if heads is None or heads > MOST_HEADS:
        raise RuleError("Tulis dengan angka, 0 sampai %(most)s.", most=MOST_HEADS)
    return heads


def _moment(text: str) -> object:
    return moment_made(text, now=settings().now())


class MarkForm(Form):
    """One tap in the attendance list. `q` and `after` say where in the list it was, `made_at` when
    it was."""

    member = wtforms.IntegerField(validators=[wtforms.validators.NumberRange(1, LARGEST_ID)])
    present = wtforms.StringField(validators=[wtforms.validators.AnyOf(("0", "1"))])
    made_at = wtforms.StringField(validators=[checked(_moment)])
    q = wtforms.StringField(filters=[lambda text: (text or "")[:60]])
    after = wtforms.StringField(
        filters=[lambda text: text if whole_number(text) is not None else ""]
    )

    def once(self) -> Once | None:
        """Give the key of the member's row: the page sends one for all its rows. Call only after
        validate()."""
        self.key.data = f"{self.key.data or ''}-{self.member.data}"
        return super().once()


class NumbersForm(Form):
    """Numbers of the printed sheet."""

    numbers = wtforms.StringField(
        lazy_gettext("Nomor yang hadir"), [required(), checked(read_numbers)]
    )


class HeadsForm(Form):
    """How many came of whom no name was taken."""

    heads = wtforms.StringField(
        lazy_gettext("Berapa orang hadir tanpa dicatat namanya?"), [required(), checked(_heads)]
    )


class WalkInForm(Form):
    """Who came and is on no list, in one line; stall and phone may stand in it or by themselves."""

    name = wtforms.StringField(
        lazy_gettext("Hadir tapi bukan anggota"),
        [
            wtforms.validators.DataRequired(
                lazy_gettext("Tulis namanya dulu, misalnya Bu Siti los B12.")
            )
        ],
    )
    stall = wtforms.StringField()
    phone = wtforms.StringField()
    made_at = wtforms.StringField(validators=[checked(_moment)])
    same = wtforms.StringField()
    other = wtforms.StringField()

    @property
    def same_id(self) -> int | None:
        """Give the member that was chosen, if any."""
        return whole_number(self.same.data)

    @property
    def line(self) -> str:
        """Give all that was typed as one line."""
        parts = (self.name.data, self.stall.data, self.phone.data)
        return " ".join(" ".join(part.split()) for part in parts if part)
