"""The member form and its stalls."""

from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.roster.members import wording
from association.roster.members.models import Member
from association.roster.members.state import ASKED
from association.roster.members.values import Consent, MemberValues, StallValues
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
from association.web.page import CONTROL, whole_number
from association.web.words import in_words

AS_KEPT = (
    *("name", "known_as", "birth_place", "sex", "mother_name", "address", "commodity"),
    *("employs_helpers", "position", "note", "consent_how"),
)
STALL_PART, PERMIT, LAST_WALK = 20, 30, 9999
STALL_FIELDS = (
    "stall_market",
    "stall_kind",
    "stall_block",
    "stall_number",
    "stall_permit",
    "stall_walk",
)
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
        if self.stall_market == OTHER_MARKET:
            self.errors.append(_("Pilih pasarnya: daftar lengkap sudah dibuka di atas."))
        elif self.stall_market and self.stall_market not in known:
            self.errors.append(_("Pilih pasar dari daftar."))
        if self.stall_kind and self.stall_kind not in set(StallKind):
            self.errors.append(_("Pilih jenis tempat dari daftar."))
        if max(len(self.stall_block), len(self.stall_number)) > STALL_PART:
            self.errors.append(_("Blok dan nomor paling banyak %(n)s huruf.", n=STALL_PART))
        if len(self.stall_permit) > PERMIT:
            self.errors.append(_("Nomor SHP atau KTPP paling banyak %(n)s huruf.", n=PERMIT))
        walk = whole_number(self.stall_walk) or 0
        if self.stall_walk and not 1 <= walk <= LAST_WALK:
            self.errors.append(_("Urutan jalan ditulis dengan angka, 1 sampai %(n)s.", n=LAST_WALK))
        if self.stall_walk and not (
            self.stall_kind or self.stall_block or self.stall_number or self.stall_permit
        ):
            self.errors.append(_("Isi juga jenis, blok, atau nomor tempatnya."))
        if self.errors:
            return None
        kind = StallKind(self.stall_kind) if self.stall_kind else None
        place = (self.stall_block, self.stall_number, self.stall_permit)
        return StallValues(known.get(self.stall_market), kind, *place, walk or None)


class MemberForm(Form):
    """What one screen asks about a member; only the name is required."""

    version = wtforms.HiddenField()
    name = wtforms.StringField(lazy_gettext("Nama sesuai KTP"), [required(), checked(clean_name)])
    known_as = wtforms.StringField(lazy_gettext("Nama panggilan di pasar"), [checked(clean_name)])
    nik = wtforms.StringField(lazy_gettext("NIK"), [checked(parse_nik)])
    nik_removed = wtforms.BooleanField(lazy_gettext("Hapus NIK yang tersimpan"))
    birth_date = wtforms.StringField(lazy_gettext("Tanggal lahir"), [checked(past_date)])
    birth_place = wtforms.StringField(
        lazy_gettext("Tempat lahir"), [wtforms.validators.Length(max=40)]
    )
    sex = wtforms.SelectField(lazy_gettext("Jenis kelamin"), choices=wording.sexes, default="")
    mother_name = wtforms.StringField(lazy_gettext("Nama ibu kandung"), [checked(clean_name)])
    address = wtforms.StringField(lazy_gettext("Alamat"), [wtforms.validators.Length(max=200)])
    phone = wtforms.StringField(lazy_gettext("Nomor HP"), [checked(parse_phone)])
    commodity = wtforms.StringField(lazy_gettext("Dagangan"), [wtforms.validators.Length(max=60)])
    employs_helpers = wtforms.BooleanField(
        lazy_gettext("Mempekerjakan orang lain (wajib ikut JHT)")
    )
    income = wtforms.SelectField(
        lazy_gettext("Penghasilan sebulan"), choices=wording.incomes, default=""
    )
    joined_on = wtforms.StringField(lazy_gettext("Bergabung sejak"), [checked(past_date)])
    position = wtforms.StringField(
        lazy_gettext("Jabatan di paguyuban"), [wtforms.validators.Length(max=40)]
    )
    note = wtforms.StringField(lazy_gettext("Catatan"), [wtforms.validators.Length(max=200)])
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

    def opens(self, *names: str) -> bool:
        """Tell whether one of these fields holds something to see."""
        return any(self[name].errors or self[name].data for name in names)

    def take_stalls(self, markets: list[Market]) -> bool:
        """Read the stall lines of the posted form; False when one cannot be understood."""
        columns = [request.form.getlist(name) for name in STALL_FIELDS]
        typed = [
            StallLine(
                **{
                    name: CONTROL.sub("", cell).strip()
                    for name, cell in zip(STALL_FIELDS, line, strict=True)
                }
            )
            for line in zip_longest(*columns, fillvalue="")
        ]
        self.stall_lines = typed[:1] + [
            line for line in typed[1:] if not line.is_empty or line.stall_market == OTHER_MARKET
        ] or [StallLine()]
        known = {str(market.id): market.id for market in markets}
        read = [line.understood(known) for line in self.stall_lines]
        self.stalls = tuple(stall for stall in read if stall is not None)
        return not any(line.errors for line in self.stall_lines)

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

    def kept(self) -> frozenset[str]:
        """Name the fields that stay as they are: not sent at all, or a NIK that nobody typed
        anew."""
        sent = request.form
        away = {name for name in ASKED if name in self._fields and name not in sent}
        away -= {"employs_helpers"} if "income" in sent else set()  # an empty box is not sent
        away |= {"consent"} if "consent_how" not in sent else set()
        away |= {"stalls"} if not sent.keys() & set(STALL_FIELDS) else set()
        return frozenset(away - {"nik"}) | (
            set() if self.nik.value or self.nik_removed.data else {"nik"}
        )

    def values(self) -> MemberValues:
        """Give what was typed as the action takes it; call only after validate()."""
        agreed = self.consent_on.value or settings().today()
        how = self.consent_how.data
        return MemberValues(
            name=self.name.value,
            known_as=self.known_as.value or "",
            nik=self.nik.value,
            birth_date=self.birth_date.value,
            birth_place=(self.birth_place.data or "").strip(),
            sex=self.sex.data,
            mother_name=self.mother_name.value or "",
            address=(self.address.data or "").strip(),
            phone=self.phone.value,
            commodity=(self.commodity.data or "").strip(),
            employs_helpers=self.employs_helpers.data,
            income=int(self.income.data) if self.income.data else None,
            joined_on=self.joined_on.value,
            position=(self.position.data or "").strip(),
            note=(self.note.data or "").strip(),
            consent=Consent(agreed, actor().account_id, VERSION, how) if how else None,
            stalls=self.stalls,
        )

    def take_over(self, saved: "MemberForm", names: tuple[str, ...]) -> None:
        """Show what was saved meanwhile in these fields of a member's state."""
        for name in names:
            if name == "stalls":
                self.stall_lines = saved.stall_lines
            for one in (name, *(("consent_how", "consent_on") if name == "consent" else ())):
                if one in self._fields and one != "nik":
                    self[one].data = saved[one].data


def blank(market: Market | None) -> MemberForm:
    """Make an empty form with one stall line in the paguyuban's first market."""
    form = MemberForm()
    form.stall_lines = [StallLine(str(market.id) if market else "")]
    return form


def filled(member: Member) -> MemberForm:
    """Make the form of a saved member. The NIK stays out of the page: an empty field keeps it."""
    phone = member.phone
    form = MemberForm(
        version=str(member.version),
        birth_date=format_date(member.birth_date) if member.birth_date else "",
        joined_on=format_date(member.joined_on) if member.joined_on else "",
        consent_on=format_date(member.consent_on) if member.consent_on else "",
        phone=format_phone(phone) if phone else "",
        income=str(band_of(member.income).lower) if member.income is not None else "",
        **{name: getattr(member, name) for name in AS_KEPT},
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
