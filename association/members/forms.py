"""The member form and its stalls."""

from dataclasses import dataclass, field
from datetime import date

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.access.territory import Market
from association.members.models import Member
from association.members.values import MemberValues, StallValues
from association.rules.dates import format_date
from association.rules.names import clean_name
from association.rules.nik import nik_warnings, parse_nik
from association.rules.phone import format_phone, parse_phone
from association.rules.stalls import StallKind
from association.web.forms import Form, checked, past_date, required
from association.web.page import CONTROL

STALL_PART = 20
STALL_FIELDS = ("stall_market", "stall_kind", "stall_block", "stall_number")


@dataclass(slots=True)
class StallLine:
    """One line of the stall fields as typed, with what is wrong with it."""

    stall_market: str = ""
    stall_kind: str = ""
    stall_block: str = ""
    stall_number: str = ""
    errors: list[str] = field(default_factory=list)


class MemberForm(Form):
    """What one screen asks about a member; only the name is required."""

    version = wtforms.HiddenField()
    name = wtforms.StringField(lazy_gettext("Nama sesuai KTP"), [required(), checked(clean_name)])
    nik = wtforms.StringField(lazy_gettext("NIK"), [checked(parse_nik)])
    nik_removed = wtforms.BooleanField(lazy_gettext("Hapus NIK yang tersimpan"))
    birth_date = wtforms.StringField(lazy_gettext("Tanggal lahir"), [checked(past_date)])
    birth_place = wtforms.StringField(lazy_gettext("Tempat lahir"), [wtforms.validators.Length(max=40)])
    phone = wtforms.StringField(lazy_gettext("Nomor HP"), [checked(parse_phone)])
    commodity = wtforms.StringField(lazy_gettext("Dagangan"), [wtforms.validators.Length(max=60)])
    employs_helpers = wtforms.BooleanField(lazy_gettext("Mempekerjakan orang lain (wajib ikut JHT)"))
    note = wtforms.StringField(lazy_gettext("Catatan"), [wtforms.validators.Length(max=200)])
    stall_lines: list[StallLine]
    stalls: tuple[StallValues, ...] = ()

    def take_stalls(self, markets: list[Market]) -> bool:
        """Read the stall lines of the posted form; False when one cannot be understood."""
        columns = [request.form.getlist(name) for name in STALL_FIELDS]
        lines = zip(*([CONTROL.sub("", cell).strip() for cell in column] for column in columns), strict=False)
        typed = [StallLine(*line) for line in lines]
        self.stall_lines = typed[:1] + [
            line for line in typed[1:] if line.stall_kind or line.stall_block or line.stall_number
        ]
        known = {str(market.id): market.id for market in markets}
        values = []
        for line in self.stall_lines:
            if line.stall_market and line.stall_market not in known:
                line.errors.append(_("Pilih pasar dari daftar."))
            if line.stall_kind and line.stall_kind not in set(StallKind):
                line.errors.append(_("Pilih jenis tempat dari daftar."))
            if max(len(line.stall_block), len(line.stall_number)) > STALL_PART:
                line.errors.append(_("Blok dan nomor paling banyak %(n)s huruf.", n=STALL_PART))
            if not line.errors:
                kind = StallKind(line.stall_kind) if line.stall_kind else None
                values.append(StallValues(known.get(line.stall_market), kind, line.stall_block, line.stall_number))
        self.stalls = tuple(values)
        return not any(line.errors for line in self.stall_lines)

    def values(self) -> MemberValues:
        """Give what was typed as the action takes it; call only after validate()."""
        return MemberValues(
            name=self.name.value,
            nik=self.nik.value,
            birth_date=self.birth_date.value,
            birth_place=(self.birth_place.data or "").strip(),
            phone=self.phone.value,
            commodity=(self.commodity.data or "").strip(),
            employs_helpers=self.employs_helpers.data,
            note=(self.note.data or "").strip(),
            stalls=self.stalls,
        )


def blank(market: Market | None) -> MemberForm:
    """Make an empty form with one stall line in the paguyuban's first market."""
    form = MemberForm()
    form.stall_lines = [StallLine(str(market.id) if market else "")]
    return form


def filled(member: Member, phone: str | None) -> MemberForm:
    """Make the form of a saved member. The NIK stays out of the page: an empty field keeps it."""
    form = MemberForm(
        version=str(member.version),
        name=member.name,
        birth_date=format_date(member.birth_date) if member.birth_date else "",
        birth_place=member.birth_place,
        phone=format_phone(phone) if phone else "",
        commodity=member.commodity,
        employs_helpers=member.employs_helpers,
        note=member.note,
    )
    form.stall_lines = [StallLine(str(s.market_id or ""), s.kind, s.block, s.number) for s in member.stalls] or [
        StallLine()
    ]
    return form


def warnings(form: MemberForm, *, today: date) -> tuple[str, ...]:
    """Say what is odd but may be right: an unknown region, or another birth date than the NIK holds."""
    if not form.nik.value:
        return ()
    return nik_warnings(form.nik.value, birth_date=form.birth_date.value, today=today)
