"""Which papers a case needs, in the order of the errands: at home, at the paguyuban, then one trip
to the kelurahan and one to BPJS Ketenagakerjaan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from association.rules.law.claims import ClaimKind
from association.rules.law.heirs import SPOUSES, may_be_minor
from association.rules.people.heirs import Heir, Relation


class Place(StrEnum):
    """Where a paper is got, in the order of the errands."""

    AT_HOME = "at_home"
    PAGUYUBAN = "paguyuban"  # writes or prints it, and brings it along
    HOSPITAL = "hospital"
    POLICE = "police"
    KELURAHAN = "kelurahan"
    BPJS = "bpjs"


class Paper(StrEnum):
    """A paper; the codes are kept with a case, so they never change."""

    CARD = "card"  # or the KPJ
    MEMBER_KTP = "member_ktp"
    FAMILY_CARD = "family_card"  # KK
    MEMBER_ACCOUNT = "member_account"
    HEIR_KTP = "heir_ktp"
    HEIR_ACCOUNT = "heir_account"
    MARRIAGE_BOOK = "marriage_book"
    WILL = "will"  # a notary's deed
    NPWP = "npwp"
    TRANSPORT_RECEIPTS = "transport_receipts"
    TREATMENT_RECEIPTS = "treatment_receipts"
    CHRONOLOGY = "chronology"
    WITNESS_KTP = "witness_ktp"
    HEIR_POWER = "heir_power"  # surat kuasa: one of several heirs goes for all
    TRADE_LETTER = "trade_letter"
    POLICE_REPORT = "police_report"
    DOCTOR_FORM = "doctor_form"  # 3b KK3
    DEATH_LETTER = "death_letter"
    DEATH_CERTIFICATE = "death_certificate"  # Dukcapil; in Surakarta through the kelurahan
    HEIR_LETTER = "heir_letter"
    GUARDIAN_LETTER = "guardian_letter"
    REPORT_FORM = "report_form"  # 3 KK1
    OUTCOME_FORM = "outcome_form"  # 3a KK2
    DEATH_FORM = "death_form"  # F4
    OLD_AGE_FORM = "old_age_form"  # F5


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper, where it is got, and for which report of an accident: 1 within 2 x 24 hours, 2 once
    the doctor has said how it ends; 0 for a case without stages. `if_asked`: BPJS wants it of some
    only, so a case may go without it."""

    paper: Paper
    place: Place
    stage: int
    source: str
    if_asked: bool = False


JKM, HEIRS, JKK, JHT = "kompas_jkm", "tribun_jkm", "tribun_jkk", "rbtv_jht"

# Where the forms can be printed beforehand; BPJS Ketenagakerjaan's own pages [jp_data].
_FORMS: Final = "https://www.bpjsketenagakerjaan.go.id/assets/uploads/formulir/"
FORMS: Final[Mapping[Paper, str]] = {
    Paper.REPORT_FORM: f"{_FORMS}Formulir_3KK1_BPJS_Ketenagakerjaan.pdf",
    Paper.OUTCOME_FORM: f"{_FORMS}FORM_3A_KK_2_BPJS_Ketenagakerjaan.pdf",
    Paper.DOCTOR_FORM: f"{_FORMS}Formulir_3bKK3_BPJS_Ketenagakerjaan.pdf",
    Paper.DEATH_FORM: f"{_FORMS}F4_Pengajuan_pembayaran_jaminan_kematian_dan_jaminan_hari_tua.pdf",
    Paper.OLD_AGE_FORM: f"{_FORMS}F5_Pengajuan_pembayaran_jaminan_hari_tua.pdf",
}


def _of_member(stage: int, source: str) -> tuple[Needed, ...]:
    return (
        Needed(Paper.CARD, Place.AT_HOME, stage, source),
        Needed(Paper.MEMBER_KTP, Place.AT_HOME, stage, source),
    )


def _of_heirs(stage: int) -> tuple[Needed, ...]:
    return (
        Needed(Paper.FAMILY_CARD, Place.AT_HOME, stage, JKM),
        Needed(Paper.HEIR_KTP, Place.AT_HOME, stage, JKM),
        Needed(Paper.MARRIAGE_BOOK, Place.AT_HOME, stage, JKM),
        Needed(Paper.WILL, Place.AT_HOME, stage, "permenaker1_p79"),
        Needed(Paper.HEIR_ACCOUNT, Place.AT_HOME, stage, JKM),
        Needed(Paper.NPWP, Place.AT_HOME, stage, JKM, if_asked=True),
        Needed(Paper.HEIR_POWER, Place.PAGUYUBAN, stage, HEIRS),
        Needed(Paper.TRADE_LETTER, Place.PAGUYUBAN, stage, JKM, if_asked=True),
        Needed(Paper.DEATH_LETTER, Place.KELURAHAN, stage, HEIRS),
        Needed(Paper.DEATH_CERTIFICATE, Place.KELURAHAN, stage, "setda_akta"),
        Needed(Paper.HEIR_LETTER, Place.KELURAHAN, stage, HEIRS),
        Needed(Paper.GUARDIAN_LETTER, Place.KELURAHAN, stage, "grid_wali"),
        Needed(Paper.DEATH_FORM, Place.BPJS, stage, "jp_data"),
    )


_REPORT: Final = (
    *_of_member(1, JKK),
    Needed(Paper.CHRONOLOGY, Place.PAGUYUBAN, 1, JKK),
    Needed(Paper.WITNESS_KTP, Place.PAGUYUBAN, 1, JKK),
    Needed(Paper.POLICE_REPORT, Place.POLICE, 1, JKK),
    Needed(Paper.REPORT_FORM, Place.BPJS, 1, JKK),
)
_OUTCOME: Final = (
    Needed(Paper.TRANSPORT_RECEIPTS, Place.AT_HOME, 2, JKK, if_asked=True),
    Needed(Paper.DOCTOR_FORM, Place.HOSPITAL, 2, JKK),
    Needed(Paper.TREATMENT_RECEIPTS, Place.HOSPITAL, 2, JKK, if_asked=True),  # not of a PLKK
    Needed(Paper.OUTCOME_FORM, Place.BPJS, 2, JKK),
)
_DEATH: Final = (*_of_member(0, JKM), *_of_heirs(0))
_WORK_DEATH: Final = (*_REPORT, *_OUTCOME, *_of_heirs(2))
_ACCIDENT: Final = (
    *_REPORT,
    Needed(Paper.MEMBER_ACCOUNT, Place.AT_HOME, 2, JKK),
    Needed(Paper.NPWP, Place.AT_HOME, 2, JKK, if_asked=True),
    *_OUTCOME,
)
_OLD_AGE: Final = (
    *_of_member(0, JHT),
    Needed(Paper.FAMILY_CARD, Place.AT_HOME, 0, JHT, if_asked=True),
    Needed(Paper.MEMBER_ACCOUNT, Place.AT_HOME, 0, JHT),
    Needed(Paper.NPWP, Place.AT_HOME, 0, JHT, if_asked=True),
    Needed(Paper.OLD_AGE_FORM, Place.BPJS, 0, "jp_data"),
)


def needed(
    kind: ClaimKind,
    *,
    from_work: bool,
    first: tuple[Heir, ...],
    traffic: bool,
    has_jht: bool,
    day: date | None = None,
) -> tuple[Needed, ...]:
    """Return the papers of a case in the order of the errands; `first` are the heirs first in
    line, `day` that of the case (without it, a child is a minor when a guardian is named)."""
    rows = {
        ClaimKind.DEATH: _WORK_DEATH if from_work else _DEATH,
        ClaimKind.ACCIDENT: _ACCIDENT,
        ClaimKind.OLD_AGE: _OLD_AGE,
    }[kind]
    left_out = set(_not_needed(first, day, traffic=traffic, has_jht=has_jht))
    if kind is ClaimKind.DEATH and from_work and not has_jht:
        left_out.add(Paper.DEATH_FORM)  # it asks for JKM and JHT; JKK has its own
    places = list(Place)
    return tuple(
        sorted(
            (row for row in rows if row.paper not in left_out),
            key=lambda row: (row.stage, places.index(row.place)),
        )
    )


def trips(papers: Iterable[Needed]) -> tuple[Place, ...]:
    """Return the offices that a family goes to, in order: each once, home and paguyuban none."""
    near = (Place.AT_HOME, Place.PAGUYUBAN)
    places = {row.place for row in papers if not row.if_asked}
    return tuple(place for place in Place if place in places and place not in near)


def _not_needed(
    first: tuple[Heir, ...], day: date | None, *, traffic: bool, has_jht: bool
) -> Iterator[Paper]:
    relations = {heir.relation for heir in first}
    if not relations & set(SPOUSES):
        yield Paper.MARRIAGE_BOOK
    if Relation.WILL not in relations:
        yield Paper.WILL
    if len(first) < 2:
        yield Paper.HEIR_POWER
    if not any(_needs_guardian(heir, first, day) for heir in first):
        yield Paper.GUARDIAN_LETTER
    if not traffic:
        yield Paper.POLICE_REPORT
    if not has_jht:
        yield Paper.NPWP


def _needs_guardian(heir: Heir, first: tuple[Heir, ...], day: date | None) -> bool:
    """Tell whether a guardian signs for a child: a parent who lives does so without a letter, and
    is a spouse of the member among the heirs (UU 1/1974 art. 47)."""
    if heir.relation is not Relation.CHILD or any(one.relation in SPOUSES for one in first):
        return False
    return may_be_minor(heir, day.year) if day else bool(heir.guardian)
