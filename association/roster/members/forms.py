"""The member form and its stalls."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Any

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from association.roster.members import wording
from association.roster.members.fields import Field, FieldKind
from association.roster.members.models import Member
from association.roster.members.values import (
    FIELDS,
    Consent,
    MemberValues,
    StallValues,
    without_doubles,
)
from association.rules.house.walking import LAST
from association.rules.law.bands import band_of
from association.rules.people.consent import VERSION
from association.rules.people.dates import format_date
from association.rules.people.names import clean_name
from association.rules.people.nik import nik_warnings, parse_nik, sex_of
from association.rules.people.phone import format_phone, parse_phone
from association.rules.people.stalls import StallKind
from association.territory.models import Market
from association.web.forms import Form, checked, past_date, required
from association.web.gate import actor, settings
from association.web.language import shown
from association.web.page import CONTROL, whole_number
from association.web.words import in_words

STALL_PART, PERMIT = 20, 30
STALL_FIELDS = tuple(
    f"stall_{part}" for part in ("market", "kind", "block", "number", "permit", "walk")
)
# What can be changed by itself, in the words of the address and of form.html.
PARTS = ("diri", "kontak", "usaha", "daftar", "paguyuban", "setuju")
OTHER_MARKET = "lain"  # asks for the form again, with every market of the city


@dataclass(slots=True)
class StallLine:
    """One line of the stall fields as typed, with what is wrong with it."""

    stall_market: str = ""
    stall_kind: str = ""
    stall_block: str = ""
    stall_number: str = ""
    stall_permit: str = ""
    stall_walk: str = ""
    errors: list[str] = field(default_factory=list, init=False)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing but perhaps the market was typed."""
        return not "".join(
            (
                self.stall_kind,
                self.stall_block,
                self.stall_number,
                self.stall_permit,
                self.stall_walk,
            )
        )

    def understood(self, known: dict[str, int]) -> StallValues | None:
        """Read the line, or say in `errors` why not; `known` are the markets by their id as
        text."""
        walk = whole_number(self.stall_walk) or 0
        self.errors += [*self._wrong_place(known), *self._wrong_beside(walk)]
        if self.errors:
            return None
        kind = StallKind(self.stall_kind) if self.stall_kind else None
        place = (self.stall_block, self.stall_number, self.stall_permit)
        return StallValues(known.get(self.stall_market), kind, *place, walk or None)

    def _wrong_place(self, known: dict[str, int]) -> Iterator[str]:
        if self.stall_market == OTHER_MARKET:
            yield _("Pilih pasarnya: daftar lengkap sudah dibuka di atas.")
        elif self.stall_market and self.stall_market not in known:
            yield _("Pilih pasar dari daftar.")
        if self.stall_kind and self.stall_kind not in set(StallKind):
            yield _("Pilih jenis tempat dari daftar.")
        if max(len(self.stall_block), len(self.stall_number)) > STALL_PART:
            yield _("Blok dan nomor paling banyak %(n)s huruf.", n=STALL_PART)

    def _wrong_beside(self, walk: int) -> Iterator[str]:
        if len(self.stall_permit) > PERMIT:
            yield _("Nomor SHP atau KTPP paling banyak %(n)s huruf.", n=PERMIT)
        if self.stall_walk and not 1 <= walk <= LAST:
            yield _("Urutan jalan ditulis dengan angka, 1 sampai %(n)s.", n=LAST)
        place = (self.stall_kind, self.stall_block, self.stall_number, self.stall_permit)
        if self.stall_walk and not any(place):
            yield _("Isi juga jenis, blok, atau nomor tempatnya.")


class MemberForm(Form):
    """What one screen asks about a member; the table of the fields adds those of one input."""

    has_draft = True
    version = wtforms.HiddenField()
    nik_removed = wtforms.BooleanField(lazy_gettext("Hapus NIK yang tersimpan"))
    consent_how = wtforms.SelectField(
        lazy_gettext("Cara setuju"), choices=wording.consent_ways, default=""
    )
    consent_on = wtforms.StringField(lazy_gettext("Tanggal setuju"), [checked(past_date)])
    stall_lines: list[StallLine]
    stalls: tuple[StallValues, ...] = ()

    def validate_consent_how(self, chosen: wtforms.Field) -> None:
        """Refuse a day without a way."""
        if not chosen.data and (self.consent_on.data or "").strip():
            raise wtforms.ValidationError(_("Pilih cara setujunya, atau kosongkan tanggalnya."))

    def others(self) -> list[int]:
        """Give the members of whom was said that this is somebody else."""
        ticked = (whole_number(one) for one in request.form.getlist("other_person"))
        return [one for one in ticked if one is not None]

    def ask_no_name(self) -> None:
        """Take a form of one part as it is: what it does not send stays as it was."""
        if "name" not in request.form:
            self.name.validators = [checked(clean_name)]

    def opens(self, *names: str) -> bool:
        """Tell whether one of these fields holds something to see."""
        return any(self[name].errors or self[name].data for name in names)

    def take_stalls(self, markets: list[Market]) -> bool:
        """Read the stall lines of the posted form; False when one cannot be understood."""
        self.show_stalls(request.form)
        known = {str(market.id): market.id for market in markets}
        read = [line.understood(known) for line in self.stall_lines]
        self.stalls = without_doubles([stall for stall in read if stall is not None])
        return not any(line.errors for line in self.stall_lines)

    def show_stalls(self, sent: MultiDict[str, str]) -> None:
        """Take the stall lines as they were typed."""
        columns = [sent.getlist(name) for name in STALL_FIELDS]
        lines = zip_longest(*columns, fillvalue="")
        cleaned = ([CONTROL.sub("", cell).strip() for cell in line] for line in lines)
        typed = [StallLine(**dict(zip(STALL_FIELDS, line, strict=True))) for line in cleaned]
        self.stall_lines = typed[:1] + [
            line for line in typed[1:] if not line.is_empty or line.stall_market == OTHER_MARKET
        ] or [StallLine()]

    @property
    def another_stall(self) -> StallLine:
        """Give a blank line for one more stall in the same market."""
        return StallLine(self.stall_lines[0].stall_market)

    def offered(self, own: list[Market], every: list[Market]) -> list[Market]:
        """List the markets to choose from: the paguyuban's own and those chosen before, or all when
        that is asked."""
        chosen = {line.stall_market for line in self.stall_lines}
        if not own or OTHER_MARKET in chosen:
            return every
        near = {market.id for market in own}
        return [market for market in every if market.id in near or str(market.id) in chosen]

    def omissions(self) -> frozenset[str]:
        """Name the fields that stay as they are: not sent at all, or a NIK that nobody typed
        anew."""
        sent = request.form
        away = {name for name in FIELDS if name in self._fields and name not in sent}
        if "income" in sent:  # all was asked: an empty box is not sent
            away -= {name for name, field in FIELDS.items() if field.kind is FieldKind.YES}
        away |= {"consent"} if "consent_how" not in sent else set()
        away |= {"stalls"} if not sent.keys() & set(STALL_FIELDS) else set()
        away |= {name for name, field in FIELDS.items() if field.kind is FieldKind.HEIRS}
        return frozenset(away - {"nik"}) | (
            set() if self.nik.value or self.nik_removed.data else {"nik"}
        )

    def values(self) -> MemberValues:
        """Give what was typed as the action takes it; call only after validate()."""
        day, how = self.consent_on.value or settings().today(), self.consent_how.data
        consent = Consent(day, actor().account_id, VERSION, how) if how else None
        simple = {name: _value(self[name], one) for name, one in FIELDS.items() if name in self}
        return MemberValues(**simple, consent=consent, stalls=self.stalls)

    def take_over(self, saved: "MemberForm", names: tuple[str, ...]) -> None:
        """Show what was saved meanwhile in these fields of a member's state."""
        for name in names:
            if name == "stalls":
                self.stall_lines = saved.stall_lines
            for one in (name, *(("consent_how", "consent_on") if name == "consent" else ())):
                if one in self._fields and one != "nik":
                    self[one].data = saved[one].data


def _input(field: Field) -> Any:
    """Make the input of a field that has one."""
    label = LazyString(wording.label, field)
    match field.kind:
        case FieldKind.YES:
            return wtforms.BooleanField(label)
        case FieldKind.CHOICE:
            options = partial(wording.options, field)
            return wtforms.SelectField(label, choices=options, default="")
        case FieldKind.BAND:
            return wtforms.SelectField(label, choices=wording.incomes, default="")
        case FieldKind.TEXT:
            return wtforms.StringField(label, [wtforms.validators.Length(max=field.longest)])
    needed = [required()] if field.name == "name" else []
    return wtforms.StringField(label, [*needed, checked(RULES[field.kind])])


RULES: dict[FieldKind, Callable[[str], Any]] = {
    FieldKind.NAME: clean_name,
    FieldKind.NIK: parse_nik,
    FieldKind.PHONE: parse_phone,
    FieldKind.DAY: past_date,
}
for _field in FIELDS.values():
    if _field.in_form:
        setattr(MemberForm, _field.name, _input(_field))


def _value(typed: wtforms.Field, field: Field) -> Any:
    match field.kind:
        case FieldKind.YES | FieldKind.CHOICE:
            return typed.data
        case FieldKind.BAND:
            return whole_number(typed.data)
        case FieldKind.TEXT:
            return (typed.data or "").strip()
        case FieldKind.NAME:
            return typed.value or ""
    return typed.value


def _as_typed(value: Any, field: Field) -> Any:
    """Give a value as somebody would type it."""
    if value is None:
        return ""
    match field.kind:
        case FieldKind.DAY:
            return shown(format_date(value))
        case FieldKind.PHONE:
            return format_phone(value)
        case FieldKind.BAND:
            return str(band_of(value).lower)
    return value


def blank(market: Market | None) -> MemberForm:
    """Make an empty form with one stall line in the paguyuban's first market."""
    form = MemberForm()
    form.stall_lines = [StallLine(str(market.id) if market else "")]
    return form


def filled(member: Member) -> MemberForm:
    """Make the form of a saved member. The NIK stays out of the page: an empty field keeps it."""
    form = MemberForm(
        version=str(member.version),
        consent_how=member.consent_how,
        consent_on=shown(format_date(member.consent_on)) if member.consent_on else "",
        **{
            name: _as_typed(getattr(member, name), field)
            for name, field in FIELDS.items()
            if field.in_form and field.kind is not FieldKind.NIK
        },
    )
    form.stall_lines = [
        StallLine(str(s.market_id or ""), s.kind, s.block, s.number, s.permit, str(s.walk or ""))
        for s in member.stalls
    ] or [StallLine()]
    return form


def warnings(form: MemberForm, *, today: date) -> tuple[str, ...]:
    """Say what is odd but may be right: an unknown region, or another birth date or sex than the
    NIK holds."""
    if not form.nik.value:
        return ()
    found = nik_warnings(form.nik.value, birth_date=form.birth_date.value, today=today)
    odd = tuple(in_words(one) for one in found)
    if form.sex.data and form.sex.data != sex_of(form.nik.value):
        odd += (
            _("Jenis kelamin berbeda dari NIK. Lihat lagi di KTP; bila memang begitu, biarkan."),
        )
    return odd
