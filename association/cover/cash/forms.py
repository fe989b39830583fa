"""What the round asks."""

from collections.abc import Mapping
from datetime import date, datetime

import wtforms
from flask_babel import lazy_gettext

from association.config import WIB
from association.cover.cash.outcomes import Asking, Outcome
from association.once import Once
from association.rules.house.errors import RuleError
from association.rules.house.marking import moment_taken
from association.rules.house.money import parse_rupiah
from association.rules.law.payments import MOST_MONTHS
from association.rules.people.dates import parse_date
from association.web.forms import Form, checked
from association.web.gate import settings
from association.web.page import whole_number

FORGET, TAKE_BACK = "forget", "take_back"


def _months(text: str) -> int:
    months = whole_number(text) or 0
    if not 1 <= months <= MOST_MONTHS:
        raise RuleError("Jumlah bulan harus 1 sampai %(n)s.", n=MOST_MONTHS)
    return months


def _taken(text: str) -> int:
    amount = parse_rupiah(text)
    if amount > 10**9:
        raise RuleError("Jumlah uang terlalu besar. Periksa angkanya.")
    return amount


def _member(text: str) -> int:
    member_id = whole_number(text)
    if member_id is None:
        raise RuleError("Anggota ini tidak ada.")
    return member_id


def _day(text: str) -> date:
    return parse_date(text, today=settings().today())


def _moment(text: str) -> datetime:
    return moment_taken(text, now=settings().now())


class VisitForm(Form):
    """One tap of the round; `made_at` when it was, from a phone that had no signal then."""

    not_body = frozenset({"made_at"})  # a tap that may have arrived comes once more, with it

    member = wtforms.StringField(validators=[wtforms.validators.DataRequired(), checked(_member)])
    outcome = wtforms.SelectField(
        choices=[
            wtforms.SelectChoice(one, one)
            for one in (*(o.value for o in Outcome), FORGET, TAKE_BACK)
        ]
    )
    months = wtforms.StringField(validators=[checked(_months)])
    amount = wtforms.StringField(lazy_gettext("Uang yang diterima"), [checked(_taken)])
    day = wtforms.StringField(lazy_gettext("Janji tanggal"), [checked(_day)])
    made_at = wtforms.StringField(validators=[checked(_moment)])

    def only_mistyped(self) -> bool:
        """Tell whether what is wrong is only what people type; call after validate()."""
        return not self.member.errors and not self.outcome.errors and self.member.value is not None

    def mistyped(self) -> str:
        """Say what is wrong with what was typed; "" when nothing is."""
        return next(
            (
                str(field.errors[0])
                for field in (self.months, self.amount, self.day, self.made_at)
                if field.errors
            ),
            "",
        )

    def once(self) -> Once | None:
        """Give the key of the member's row: the page sends one for all its rows. Call only after
        validate()."""
        self.key.data = f"{self.key.data or ''}-{self.member.value}"
        return super().once()

    def tapped_on(self) -> date:
        """Give the day in Surakarta when it was tapped: what was so then counts. Call only after
        validate()."""
        made_at: datetime | None = self.made_at.value
        return made_at.astimezone(WIB).date() if made_at else settings().today()

    def asking(self, said: Mapping[str, str]) -> Asking:
        """Give what was tapped as the action takes it: as many months as were typed, or else as the
        page `said`. Call only after validate(), and only for an Outcome."""
        stated = [n for n in range(1, MOST_MONTHS + 1) if str(n) in said]
        return Asking(
            outcome=Outcome(self.outcome.data),
            months=self.months.value or (stated[0] if len(stated) == 1 else 1),
            taken=self.amount.value,
            promised_for=self.day.value,
        )
