"""What a leader types, or a list says, of a member: the table of its fields, and the values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Generic, TypeVar, get_args, get_type_hints

from association.roster.members.fields import (
    N_,
    Field,
    FieldKind,
    HeadingWords,
    MergeRule,
    Option,
)
from association.rules.people.stalls import StallKind, is_one_stall

Place = TypeVar("Place")
# What may stand beside the words that name a field in the heading of a list.
CALLED = ("nama", "di", "pasar", "sehari", "hari", "pedagang", "anggota")
MONTHLY = (
    "sebulan",
    "perbulan",
    "per",
    "bulan",
    "bulanan",
    "rata",
    "usaha",
    "dagang",
    "rp",
    "bersih",
)
JOINING = (
    "tanggal",
    "tgl",
    "tahun",
    "mulai",
    "sejak",
    "anggota",
    "paguyuban",
    "jadi",
    "menjadi",
    "pasar",
    "di",
)
DWELLING = ("rumah", "domisili", "tinggal", "tempat", "lengkap", "sesuai", "ktp", "asal")


@dataclass(frozen=True, slots=True)
class StallValues:
    """A stall as typed or read; empty parts are unknown."""

    market_id: int | None = None
    kind: StallKind | None = None
    block: str = ""
    number: str = ""
    permit: str = ""  # number of the SHP or KTPP
    walk: int | None = None  # place on the round through the market, from 1

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing but perhaps the market was said."""
        return not (self.kind or self.block or self.number or self.permit)

    def is_one(self, other: "StallValues") -> bool:
        """Tell whether this is the other stall, too: Kios 08 is Kios 8."""
        return is_one_stall(
            (self.market_id, self.kind, self.block, self.number),
            (other.market_id, other.kind, other.block, other.number),
        )


def without_doubles(stalls: Sequence[StallValues]) -> tuple[StallValues, ...]:
    """Return stalls each once; a permit or a place on the round fills up the same stall before
    it."""
    kept: list[StallValues] = []
    for stall in stalls:
        same = next((at for at, one in enumerate(kept) if _repeats(one, stall)), None)
        if same is None:
            kept.append(stall)
        else:
            one = kept[same]
            permit, walk = one.permit or stall.permit, one.walk or stall.walk
            kind, market = one.kind or stall.kind, one.market_id or stall.market_id
            kept[same] = StallValues(market, kind, one.block, one.number, permit, walk)
    return tuple(kept)


def _repeats(one: StallValues, other: StallValues) -> bool:
    numbered = bool(one.block or one.number) and one.is_one(other)
    return numbered and (not (one.permit and other.permit) or one.permit == other.permit)


@dataclass(frozen=True, slots=True)
class Consent:
    """That a member agreed to be on the list: the day, the account that was told, which wording,
    and how."""

    on: date
    by: int | None
    text: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars(Generic[Place]):
    """A member's fields, one row each, in the order of a spreadsheet; only the name is required.

    Form, history, merging, export, import and the officer's fence read this table. A new field is
    a row here, its column in models.py, a migration, and its place in form.html and detail.html.
    """

    name: Annotated[str, Field(FieldKind.NAME, N_("nama"), label=N_("Nama sesuai KTP"))]
    known_as: Annotated[
        str,
        Field(
            FieldKind.NAME,
            N_("nama di pasar"),
            label=N_("Nama panggilan di pasar"),
            heading=N_("Nama panggilan"),
            also=(HeadingWords(some=("panggilan", "alias", "julukan"), beside=CALLED),),
        ),
    ] = ""
    nik: Annotated[
        str | None, Field(FieldKind.NIK, N_("NIK"), merge=MergeRule.KEEP, sealed="nik")
    ] = None
    birth_place: Annotated[str, Field(FieldKind.TEXT, N_("tempat lahir"), longest=40)] = ""
    birth_date: Annotated[date | None, Field(FieldKind.DAY, N_("tanggal lahir"))] = None
    sex: Annotated[
        str,
        Field(
            FieldKind.CHOICE,
            N_("jenis kelamin"),
            options=(
                Option("", N_("Menurut NIK")),
                Option("L", N_("Laki-laki"), ("lk", "laki", "pria")),
                Option("P", N_("Perempuan"), ("pr", "wanita")),
            ),
            also=(
                HeadingWords(
                    some=("kelamin", "jk", "gender"), beside=("jenis", "l", "p", "lk", "pr")
                ),
                HeadingWords(every=("l", "p")),
            ),
        ),
    ] = ""
    mother_name: Annotated[
        str,
        Field(
            FieldKind.NAME,
            N_("nama ibu kandung"),
            also=(HeadingWords(every=("ibu",), some=("kandung", "gadis"), beside=("nama",)),),
            sealed="mother",
        ),
    ] = ""
    phone: Annotated[str | None, Field(FieldKind.PHONE, N_("nomor HP"), sealed="phone")] = (
        None  # +62812...
    )
    address: Annotated[
        str,
        Field(
            FieldKind.TEXT,
            N_("alamat"),
            heading=N_("Alamat rumah"),
            longest=200,
            also=(HeadingWords(every=("alamat",), beside=DWELLING),),
            sealed="address",
        ),
    ] = ""
    stalls: Annotated[
        tuple[Place, ...],
        Field(FieldKind.STALLS, N_("tempat usaha"), merge=MergeRule.JOIN),
    ] = ()
    commodity: Annotated[str, Field(FieldKind.TEXT, N_("dagangan"))] = ""
    employs_helpers: Annotated[
        bool,
        Field(
            FieldKind.YES,
            N_("mempekerjakan orang"),
            label=N_("Mempekerjakan orang lain (wajib ikut JHT)"),
            heading=N_("Punya karyawan"),
            also=(
                HeadingWords(
                    some=("karyawan", "pembantu"), beside=("punya", "ada", "jumlah", "jml")
                ),
            ),
        ),
    ] = False
    income: Annotated[  # a month, whole rupiah
        int | None,
        Field(
            FieldKind.BAND,
            N_("penghasilan"),
            label=N_("Penghasilan sebulan"),
            heading=N_("Penghasilan sebulan"),
            also=(
                HeadingWords(some=("penghasilan", "pendapatan", "omzet", "omset"), beside=MONTHLY),
            ),
        ),
    ] = None
    joined_on: Annotated[
        date | None,
        Field(
            FieldKind.DAY,
            N_("tanggal bergabung"),
            label=N_("Bergabung sejak"),
            also=(
                HeadingWords(some=("bergabung",), beside=JOINING),
                HeadingWords(every=("masuk",), some=("tanggal", "tgl", "tahun"), beside=JOINING),
            ),
        ),
    ] = None
    position: Annotated[
        str,
        Field(
            FieldKind.TEXT,
            N_("jabatan"),
            label=N_("Jabatan di paguyuban"),
            longest=40,
            also=(HeadingWords(every=("jabatan",), beside=("paguyuban", "di")),),
        ),
    ] = ""
    note: Annotated[
        str,
        Field(
            FieldKind.TEXT,
            N_("catatan"),
            longest=200,
            also=(
                HeadingWords(some=("ket", "keterangan", "catatan"), beside=("lain", "tambahan")),
            ),
            merge=MergeRule.JOIN,
        ),
    ] = ""
    heirs: Annotated[
        str,
        Field(
            FieldKind.HEIRS,
            N_("ahli waris"),
            merge=MergeRule.JOIN,
            sealed="heirs",
        ),
    ] = ""
    consent: Annotated[Consent | None, Field(FieldKind.CONSENT, N_("persetujuan"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberValues(Particulars[StallValues]):
    """What a leader knows of a member; NIK and phone are already parsed."""


def _rows() -> dict[str, Field]:
    hints = get_type_hints(Particulars, include_extras=True)
    return {name: replace(get_args(hint)[1], name=name) for name, hint in hints.items()}


FIELDS = _rows()
PERSONAL = frozenset(field.column for field in FIELDS.values() if not field.in_parts)
NO_CONSENT = [None, None, "", ""]  # as a state holds it
# A stall is told of in several columns of a spreadsheet, where the stalls stand in the table.
STALL_HEADINGS = {
    "stall_market": N_("Pasar"),
    "stall_kind": N_("Jenis tempat"),
    "stall_block": N_("Blok"),
    "stall_number": N_("Nomor"),
    "permit": N_("Nomor SHP/KTPP"),
    "walk": N_("Urutan jalan"),
}


def _headings() -> dict[str, str]:
    headings: dict[str, str] = {}
    for name, field in FIELDS.items():
        if field.kind is FieldKind.STALLS:
            headings |= STALL_HEADINGS
        elif field.kind is not FieldKind.CONSENT:
            headings[name] = field.column_heading
    return headings


# The columns of a roster as a spreadsheet: what the export writes and the import reads.
HEADINGS = _headings()
