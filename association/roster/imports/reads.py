"""Open an upload, and hold its rows against the roster: which are new, which change whom, which
cannot be taken."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.roster.changes.kinds import Values
from association.roster.changes.models import Batch, Change
from association.roster.imports import staged
from association.roster.imports.becoming import Markets, completed, member_values
from association.roster.imports.marks import masked
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.sheets import Sheet
from association.roster.imports.staged import PART
from association.roster.imports.understood import RowRead, Understood
from association.roster.imports.values import RowValues
from association.roster.members.fields import FieldKind
from association.roster.members.keys import NIK_PURPOSE
from association.roster.members.models import Member
from association.roster.members.state import difference, form_state, state_of, values_from
from association.roster.members.values import FIELDS, MemberValues
from association.rules.people.leaving import Leaving
from association.rules.people.sounds import name_key
from association.vault import vault

Value = TypeVar("Value")
AT_ONCE = 500  # values in one IN (...)
LONGEST = {
    name: (field.column_heading, field.longest)
    for name, field in FIELDS.items()
    if field.kind is FieldKind.TEXT
}
LONGEST_PLACE = 20


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"  # a member of the roster gets what the row says beside
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with what becomes of it: whose it is, the values to save, and for a change each field
    before and after."""

    row: RowRead
    member: Member | None = None
    values: MemberValues | None = None
    changes: Values | None = None

    @property
    def fate(self) -> Fate:
        """Tell what becomes of the row."""
        if self.row.problems:
            return Fate.REFUSED
        if self.member is None:
            return Fate.NEW
        return Fate.CHANGED if self.changes else Fate.SAME


def place(upload_id: int, what: str) -> str:
    """Name the place that something of an upload is sealed for: head, sheets, or the number of a
    part."""
    return f"upload|{what}|{upload_id}"


def opened(session: Session, upload_id: int) -> tuple[Upload, Understood]:
    """Get an upload and what was understood of it but for the rows; NoResultFound outside the
    reach."""
    upload = session.get_one(Upload, upload_id)
    return upload, staged.head_from(vault.open(upload.head_sealed, place(upload_id, "head")))


def sheets(upload: Upload) -> tuple[Sheet, ...]:
    """Give the cells of an upload as they were read; none for a list that was pasted."""
    if upload.sheets_sealed is None:
        return ()
    return staged.sheets_from(vault.open(upload.sheets_sealed, place(upload.id, "sheets")))


def part(session: Session, upload_id: int, number: int) -> tuple[RowRead, ...]:
    """Get the rows of one part, PART of them but for the last."""
    kept = session.get_one(UploadPart, (upload_id, number))
    return staged.rows_from(vault.open(kept.rows_sealed, place(upload_id, f"{number}")))


def rows_at(session: Session, upload_id: int, places: Sequence[int]) -> list[RowRead]:
    """Get single rows by their places, opening each part once."""
    parts = {
        number: part(session, upload_id, number) for number in sorted({at // PART for at in places})
    }
    return [parts[at // PART][at % PART] for at in places]


def found(session: Session, upload_id: int) -> list[dict[str, Any]]:
    """Give what was found of the checked rows that somebody should see, in the order of the
    list."""
    kept = sa.select(UploadPart).where(
        UploadPart.upload_id == upload_id, UploadPart.found_sealed.is_not(None)
    )
    told: list[dict[str, Any]] = []
    for one in session.scalars(kept.order_by(UploadPart.number)):
        told += json.loads(
            vault.open(one.found_sealed or b"", place(upload_id, f"{one.number} found"))
        )
    return told


def going_on(session: Session, association_id: int) -> list[Upload]:
    """List the uploads that are not finished, the latest first."""
    unfinished = sa.and_(Upload.association_id == association_id, Upload.position < Upload.total)
    return list(
        session.scalars(sa.select(Upload).where(unfinished).order_by(Upload.id.desc()).limit(5))
    )


def is_undone(session: Session, batch_id: int) -> bool:
    """Tell whether the batch of an import is being undone, or was."""
    return (
        session.scalar(sa.select(Batch.id).where(Batch.undoes_id == batch_id).limit(1)) is not None
    )


def planned(
    session: Session, rows: Sequence[RowRead], upload: Upload, markets: Markets
) -> list[Planned]:
    """Say of each row what becomes of it on this roster.

    A member is found by the NIK, or by a like name that nothing contradicts; two such members make
    the row refused, and so does a member whom somebody changed after the upload. Members that this
    upload added are namesakes, not the same.
    """
    rows = [replace(row, problems=(*row.problems, *_too_long(row.values))) for row in rows]
    by_nik = _by_nik(session, [row.values.nik for row in rows if row.values.nik])
    by_name = _by_name(
        session, sorted({name_key(row.values.name) for row in rows if row.values.name})
    )
    mine = _touched(
        session,
        upload,
        [one.id for some in (*by_name.values(), [*by_nik.values()]) for one in some],
    )
    return [_plan(row, by_nik, by_name, mine, upload, markets) for row in rows]


def _plan(
    row: RowRead,
    by_nik: Mapping[str, Member],
    by_name: Mapping[str, list[Member]],
    mine: Mapping[int, bool],
    upload: Upload,
    markets: Markets,
) -> Planned:
    values = row.values
    found = (
        [by_nik[values.nik]]
        if values.nik and values.nik in by_nik
        else _namesakes(values, by_name, mine)
    )
    if len(found) > 1:
        problem = (
            f"Ada {len(found)} anggota bernama {masked(values.name)}. Lengkapi NIK atau nomor "
            f"tempat usahanya."
        )
        return Planned(replace(row, problems=(*row.problems, problem)))
    if not found:
        return Planned(row, None, member_values(row, markets))
    member = found[0]
    if problem := _in_the_way(member, upload, changed_by_us=member.id in mine):
        return Planned(replace(row, problems=(*row.problems, problem)), member)
    before = values_from(member)
    after = completed(before, member_values(row, markets))
    state = state_of(member)
    changes = difference(state, form_state(after, state, omissions=()))
    if member.left_on is not None:
        changes = dict(changes) | {"left_on": (member.left_on.isoformat(), None)}
    return Planned(row, member, after, changes)


def _in_the_way(member: Member, upload: Upload, *, changed_by_us: bool) -> str:
    if member.left_on is not None and member.left_reason != Leaving.UNDONE:
        return (
            f"Ini {masked(member.name)}, yang sudah keluar dari daftar. Kembalikan dulu di "
            f"halaman “Sudah keluar”."
        )
    if member.updated_at > upload.created_at and not changed_by_us and member.left_on is None:
        return (
            f"Data {masked(member.name)} baru saja diubah orang lain sesudah daftar ini "
            f"diunggah. Unggah lagi."
        )
    return ""


def _namesakes(
    values: RowValues, by_name: Mapping[str, list[Member]], mine: Mapping[int, bool]
) -> list[Member]:
    """Give the members who may be meant; where a phone or a birth date is the same, only those."""
    found = [
        one
        for one in by_name.get(name_key(values.name), ())
        if (values.nik is None or one.nik_index is None)
        and not mine.get(one.id)
        and _same_person(values, one)
    ]
    sure = [
        one
        for one in found
        if _told(values.phone, one.phone) or _told(values.birth_date, one.birth_date)
    ]
    return sure or found


def _told(one: object, other: object) -> bool:
    return one is not None and one == other


def _too_long(values: RowValues) -> Iterator[str]:
    for name, (label, most) in LONGEST.items():
        if len(getattr(values, name)) > most:
            yield f"{label} paling banyak {most} huruf."
    if any(
        len(part) > LONGEST_PLACE
        for stall in values.stalls
        for part in (stall.parts.block, stall.parts.number)
    ):
        yield (
            f"Blok atau nomor tempat usaha paling banyak {LONGEST_PLACE} huruf. Tulis misalnya "
            f"Los B-14."
        )


def _by_nik(session: Session, niks: list[str]) -> dict[str, Member]:
    """Give the members with these NIKs, also those who left."""
    by_index = {vault.index(nik, NIK_PURPOSE): nik for nik in niks}
    found: dict[str, Member] = {}
    for some in _some(list(by_index)):
        for member in session.scalars(_with_stalls().where(Member.nik_index.in_(some))):
            found[by_index[member.nik_index or b""]] = member
    return found


def _by_name(session: Session, names: list[str]) -> dict[str, list[Member]]:
    """Give the members whose names sound like these; of those who left only whoever an undone
    import took off."""
    found: dict[str, list[Member]] = {}
    here = sa.or_(Member.left_on.is_(None), Member.left_reason == Leaving.UNDONE)
    for some in _some(names):
        for member in session.scalars(_with_stalls().where(Member.name_sound.in_(some), here)):
            found.setdefault(member.name_sound, []).append(member)
    return found


def _touched(session: Session, upload: Upload, member_ids: list[int]) -> dict[int, bool]:
    """Tell of the members that this upload changed already whether it was by adding them."""
    if upload.batch_id is None:
        return {}
    touched: dict[int, bool] = {}
    for some in _some(member_ids):
        changes = sa.select(Change.member_id, Change.kind).where(
            Change.batch_id == upload.batch_id, Change.member_id.in_(some)
        )
        for member_id, kind in session.execute(changes):
            touched[member_id] = touched.get(member_id, False) or kind == "enrol"
    return touched


def _with_stalls() -> sa.Select[Member]:
    return sa.select(Member).options(selectinload(Member.stalls), selectinload(Member.participant))


def _some(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def _same_person(values: RowValues, member: Member) -> bool:
    """Tell whether a row says nothing that would make it another person than the namesake on the
    roster."""
    if member.birth_date and _born(values) not in (None, _six_digits(member.birth_date)):
        return False
    told = {
        (stall.parts.block.casefold(), stall.parts.number.casefold())
        for stall in values.stalls
        if stall.parts.block or stall.parts.number
    }
    held = {(s.block.casefold(), s.number.casefold()) for s in member.stalls if s.block or s.number}
    same_phone = values.phone is not None and values.phone == member.phone
    return (
        same_phone
        or not told
        or not held
        or any(_may_be(one, other) for one in told for other in held)
    )


def _may_be(told: tuple[str, str], held: tuple[str, str]) -> bool:
    """Tell whether two places, block and number, may be one: a heading names the block alone."""
    return told == held or (told[0] == held[0] and "" in (told[1], held[1]))


def _born(values: RowValues) -> str | None:
    """Give the birth date as a NIK has it, from the row's date or else from its NIK."""
    if values.birth_date:
        return _six_digits(values.birth_date)
    return f"{int(values.nik[6:8]) % 40:02}{values.nik[8:12]}" if values.nik else None


def _six_digits(day: date) -> str:
    return f"{day:%d%m%y}"
