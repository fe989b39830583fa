"""Which members of the roster a row of a list may mean: by NIK, or by a like name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from association.roster.lists.values import RowValues
from association.roster.members.keys import NIK_PURPOSE
from association.roster.members.models import Member
from association.rules.people.leaving import Leaving
from association.rules.people.sounds import name_key
from association.rules.people.stalls import stall_key
from association.vault import vault

Value = TypeVar("Value")
AT_ONCE = 500  # values in one IN (...)


def by_nik(session: Session, niks: list[str], *, association_id: int) -> dict[str, Member]:
    """Give the members of a roster with these NIKs, also those who left."""
    by_index = {vault.index(nik, NIK_PURPOSE): nik for nik in niks}
    found: dict[str, Member] = {}
    for some in at_once(list(by_index)):
        here = _with_stalls(association_id).where(Member.nik_index.in_(some))
        for member in session.scalars(here):
            found[by_index[member.nik_index or b""]] = member
    return found


def by_name(session: Session, names: list[str], *, association_id: int) -> dict[str, list[Member]]:
    """Give the members of a roster whose names sound like these; of those who left only whoever
    an undone import took off."""
    found: dict[str, list[Member]] = {}
    here = sa.or_(Member.left_on.is_(None), Member.left_reason == Leaving.UNDONE)
    for some in at_once(names):
        alike = _with_stalls(association_id).where(Member.name_sound.in_(some), here)
        for member in session.scalars(alike):
            found.setdefault(member.name_sound, []).append(member)
    return found


def of(
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
        if _agrees(values.phone, one.phone) or _agrees(values.birth_date, one.birth_date)
    ]
    return sure or found


def _agrees(one: object, other: object) -> bool:
    return one is not None and one == other


def _with_stalls(association_id: int) -> sa.Select[Member]:
    theirs = sa.select(Member).where(Member.association_id == association_id)
    return theirs.options(selectinload(Member.stalls), selectinload(Member.participant))


def at_once(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Part values into what one IN (...) takes."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def _same_person(values: RowValues, member: Member) -> bool:
    """Tell whether a row says nothing that would make it another person than the namesake on the
    roster."""
    if member.birth_date and _born(values) not in (None, _six_digits(member.birth_date)):
        return False
    told = {
        stall_key(stall.parts.block, stall.parts.number)
        for stall in values.stalls
        if stall.parts.block or stall.parts.number
    }
    held = {stall_key(s.block, s.number) for s in member.stalls if s.block or s.number}
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
