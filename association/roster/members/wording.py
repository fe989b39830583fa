"""A member's fields and their values in words, for the form, the member's page and the history."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from association.people.participants.wording import ends, payers, sectors
from association.roster.members.fields import Field, FieldKind, capital
from association.roster.members.values import FIELDS, NO_CONSENT
from association.rules.law.bands import BANDS
from association.rules.law.enrolment import mask_kpj
from association.rules.people.completeness import TO_COMPLETE, TO_SEND, Gap
from association.rules.people.consent import ConsentWay
from association.rules.people.dates import format_date
from association.rules.people.leaving import Leaving
from association.rules.people.nik import mask_nik
from association.rules.people.phone import format_phone
from association.rules.people.stalls import StallKind, stall_label

BESIDE = re.compile(r" \([^()]*\)")  # what stands behind an heir's name: phone, birth, guardian


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind ids in a member's values."""

    markets: Mapping[int, str] = field(default_factory=dict)
    members: Mapping[int, str] = field(default_factory=dict)


def income(lower: int) -> str:
    """Say an income band by its lower bound, as people speak of money: "Rp2,5 – 2,7 juta"."""
    above = next((band.lower for band in BANDS if band.lower > lower), None)
    if above is None:
        return str(_("Rp%(n)s juta ke atas", n=_million(lower)))
    if lower == 0:
        return str(_("di bawah Rp%(n)s juta", n=_million(above)))
    return str(_("Rp%(n)s – %(m)s juta", n=_million(lower), m=_million(above)))


def _million(amount: int) -> str:
    return f"{amount / 1_000_000:g}".replace(".", ",")


def incomes() -> list[tuple[str, str]]:
    """List the 33 bands to choose from."""
    return [("", _("Belum tahu")), *((str(band.lower), income(band.lower)) for band in BANDS)]


def options(field: Field) -> list[tuple[str, str]]:
    """List what a CHOICE may be."""
    return [(option.value, _(option.words)) for option in field.options]


def consent_ways() -> list[tuple[str, str]]:
    """List how a member may agree."""
    return [
        ("", _("Belum ada")),
        (ConsentWay.SPOKEN, _("Lisan")),
        (ConsentWay.WRITTEN, _("Tertulis")),
        (ConsentWay.WHATSAPP, "WhatsApp"),
    ]


def reasons() -> dict[str, str]:
    """Say why a member is no longer on the roster."""
    return {
        Leaving.STOPPED: _("berhenti berdagang"),
        Leaving.MOVED: _("pindah"),
        Leaving.DIED: _("meninggal"),
        Leaving.MERGED: _("digabung dengan data lain dari orang yang sama"),
        Leaving.UNDONE: _("penambahannya dibatalkan"),
    }


def gap_words() -> dict[Gap, str]:
    """Say what each gap costs."""
    return {
        Gap.NIK: _("Tanpa NIK belum bisa didaftarkan dan iurannya belum bisa dicatat."),
        Gap.BIRTH_DATE: _("Tanpa tanggal lahir belum bisa didaftarkan."),
        Gap.PHONE: _("Tanpa nomor HP belum bisa didaftarkan."),
        Gap.REACH: _("Tanpa nomor HP tidak bisa diingatkan. Tetangga bisa membawakan pesan."),
        Gap.MOTHER: _("Tanpa nama ibu kandung pendaftaran tertunda."),
        Gap.BIRTH_PLACE: _("Tanpa tempat lahir pendaftaran tertunda."),
        Gap.ADDRESS: _("Tanpa alamat pendaftaran tertunda."),
        Gap.CONSENT: _("Belum ada catatan bahwa anggota setuju datanya disimpan."),
        Gap.INCOME: _(
            "Penghasilan belum diketahui: iuran diperkirakan untuk penghasilan terendah."
        ),
    }


def gap_names() -> dict[Gap, str]:
    """Name what would make a candidate's data complete, as within a sentence: "tanpa NIK"."""
    return {gap: _(FIELDS[gap.value].words) for gap in (*TO_SEND, *TO_COMPLETE)}


def field_names() -> dict[str, str]:
    """Name every field of a member's state, as within a sentence."""
    return {
        **{name: _(field.words) for name, field in FIELDS.items()},
        "messenger_id": _("pembawa pesan"),
        "left_on": _("tanggal keluar"),
        "left_reason": _("alasan keluar"),
        "sent_on": _("tanggal kirim pendaftaran"),
        "registered_on": _("tanggal terdaftar"),
        "kpj": _("nomor KPJ"),
        "ended_on": _("tanggal berhenti sebagai peserta"),
        "ended_reason": _("alasan berhenti sebagai peserta"),
        "funding": _("pembayar iuran"),
        "sector": _("bidang kerja"),
        "occupation": _("pekerjaan terdaftar"),
        "merged_into_id": _("digabung ke baris lain"),
    }


def label(field: Field) -> str:
    """Say what stands over a field of the form."""
    return str(_(field.label) if field.label else capital(_(field.words)))


def shown(name: str, value: Any, names: Names) -> str:
    """Say one value of a member's state; empty when there is none. NIK and KPJ are masked."""
    if value in (None, "", []) or value == NO_CONSENT:
        return ""
    if name in FIELDS:
        return _field_shown(FIELDS[name], value, names)
    match name:
        case "kpj":
            return mask_kpj(value)
        case "left_on" | "sent_on" | "registered_on" | "ended_on":
            return format_date(date.fromisoformat(value))
        case "messenger_id":
            return names.members.get(value, "")
        case "left_reason" | "ended_reason":
            return (reasons() | ends()).get(value, "")
        case "funding" | "sector":
            return (payers() | sectors()).get(value, "")
    return str(value)


def _field_shown(field: Field, value: Any, names: Names) -> str:
    match field.kind:
        case FieldKind.NIK:
            return mask_nik(value)
        case FieldKind.PHONE:
            return format_phone(value)
        case FieldKind.DAY:
            return format_date(date.fromisoformat(value))
        case FieldKind.YES:
            return str(_("ya") if value else _("tidak"))
        case FieldKind.BAND:
            return income(value)
        case FieldKind.CHOICE:
            return dict(options(field)).get(value, "")
        case FieldKind.HEIRS:
            return BESIDE.sub("", value)  # names and relations, no phones
        case FieldKind.CONSENT:
            way = dict(consent_ways()).get(value[3], value[3])
            return f"{way}, {format_date(date.fromisoformat(value[0]))}"
        case FieldKind.STALLS:
            return "; ".join(_stall(stall, names.markets) for stall in value)
    return str(value)


def _stall(stall: list[Any], markets: Mapping[int, str]) -> str:
    market_id, kind, block, number, permit, walk = stall
    parts = [
        stall_label(StallKind(kind) if kind else None, block, number),
        markets.get(market_id, ""),
    ]
    if permit:
        parts.append(str(_("SHP/KTPP %(n)s", n=permit)))
    if walk:
        parts.append(str(_("urutan jalan %(n)s", n=walk)))
    return ", ".join(filter(None, parts))
