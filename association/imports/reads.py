"""Open an upload, and hold its rows against the roster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.territory import Market
from association.imports import staged
from association.imports.marks import masked
from association.imports.models import Upload
from association.imports.understood import RowRead, Understood
from association.imports.values import RowStall, RowValues
from association.members.models import Member, Stall
from association.members.reads import NIK_PURPOSE
from association.members.values import MemberValues, StallValues
from association.rules.names import search_form
from association.vault import vault

AT_ONCE = 500  # values in one IN (...)
LONGEST = {"birth_place": ("Tempat lahir", 40), "commodity": ("Dagangan", 60)}
LONGEST_PLACE = 20


def place(upload_id: int) -> str:
    """Name the place an upload is sealed for."""
    return f"upload|rows|{upload_id}"


def opened(session: Session, upload_id: int) -> tuple[Upload, Understood]:
    """Get an upload and what was understood of it; NoResultFound outside the reach."""
    upload = session.get_one(Upload, upload_id)
    return upload, staged.from_text(vault.open(upload.rows_sealed, place(upload_id)))


def added_by(upload: Upload, understood: Understood) -> list[RowRead]:
    """Give the rows of an upload that have become members already."""
    refused = set(upload.refused)
    return [row for index, row in enumerate(understood.rows[: upload.position]) if index not in refused]


def checked(session: Session, rows: Sequence[RowRead], *, own: Sequence[RowRead] = ()) -> list[RowRead]:
    """Add to each row what stands in the way of saving it: it is on the roster already, or a text is too long.

    `own` are the rows that this upload has put on the roster: a namesake among them is another person, as the
    preview said.
    """
    niks = _names_by_nik(session, [row.values.nik for row in rows if row.values.nik])
    known = _known_by_name(session, sorted({search_form(row.values.name)[:60] for row in rows if row.values.name}))
    just_added = {_key(row.values) for row in own}
    found = []
    for row in rows:
        name = search_form(row.values.name)[:60]
        namesakes = [one for one in known.get(name, ()) if (name, one.birth_date, one.places) not in just_added]
        problems = (*row.problems, *_on_roster(row.values, niks, namesakes), *_too_long(row.values))
        found.append(replace(row, problems=tuple(dict.fromkeys(problems))))
    return found


def _on_roster(values: RowValues, niks: dict[str, str], namesakes: Sequence["_Known"]) -> Iterator[str]:
    if values.nik in niks:
        yield f"NIK ini sudah ada di daftar Anda, atas nama {masked(niks[values.nik])}."
    elif any(_same_person(values, one) for one in namesakes if values.nik is None or not one.has_nik):
        yield (
            "Sudah ada di daftar tanpa NIK; lengkapi NIK di halamannya."
            if values.nik
            else "Nama dan tempat usaha ini sudah ada di daftar Anda."
        )


def _too_long(values: RowValues) -> Iterator[str]:
    for name, (label, most) in LONGEST.items():
        if len(getattr(values, name)) > most:
            yield f"{label} paling banyak {most} huruf."
    if any(len(part) > LONGEST_PLACE for stall in values.stalls for part in (stall.parts.block, stall.parts.number)):
        yield f"Blok atau nomor tempat usaha paling banyak {LONGEST_PLACE} huruf. Tulis misalnya Los B-14."


def _names_by_nik(session: Session, niks: list[str]) -> dict[str, str]:
    by_index = {vault.index(nik, NIK_PURPOSE): nik for nik in niks}
    indexes, names = list(by_index), {}
    for start in range(0, len(indexes), AT_ONCE):
        some = indexes[start : start + AT_ONCE]
        lines = session.execute(sa.select(Member.nik_index, Member.name).where(Member.nik_index.in_(some)))
        names.update({by_index[index]: name for index, name in lines if index})
    return names


Places = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the roster has of a member by which a namesake in a list is told apart."""

    has_nik: bool
    birth_date: date | None
    phone: str | None
    places: Places


def _known_by_name(session: Session, names: list[str]) -> dict[str, list[_Known]]:
    """Give the members with these names, in search form."""
    known: dict[str, list[_Known]] = {}
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        columns = (Member.id, Member.sort_name, Member.nik_index, Member.birth_date, Member.phone_sealed)
        places: dict[int, set[tuple[str, str]]] = {}
        stalls = sa.select(Stall.member_id, Stall.block, Stall.number).join(Member, Stall.member_id == Member.id)
        for member_id, block, number in session.execute(stalls.where(Member.sort_name.in_(some))):
            places.setdefault(member_id, set()).add((block.casefold(), number.casefold()))
        for member_id, name, nik, born, sealed in session.execute(
            sa.select(*columns).where(Member.sort_name.in_(some))
        ):
            phone = vault.open(sealed, f"member|phone|{member_id}") if sealed else None
            held = frozenset(places.get(member_id, set()) - {("", "")})
            known.setdefault(name, []).append(_Known(nik is not None, born, phone, held))
    return known


def _places(values: RowValues) -> Places:
    return frozenset(
        (stall.parts.block.casefold(), stall.parts.number.casefold())
        for stall in values.stalls
        if stall.parts.block or stall.parts.number
    )


def _key(values: RowValues) -> tuple[str, date | None, Places]:
    return search_form(values.name)[:60], values.birth_date, _places(values)


def _same_person(values: RowValues, known: _Known) -> bool:
    """Tell whether a row says nothing that would make it another person than the namesake on the roster."""
    if known.birth_date and _born(values) not in (None, _six_digits(known.birth_date)):
        return False
    told = _places(values)
    same_phone = values.phone is not None and values.phone == known.phone
    return same_phone or not told or not known.places or bool(told & known.places)


def _born(values: RowValues) -> str | None:
    """Give the birth date as a NIK has it, from the row's date or else from its NIK."""
    if values.birth_date:
        return _six_digits(values.birth_date)
    return f"{int(values.nik[6:8]) % 40:02}{values.nik[8:12]}" if values.nik else None


def _six_digits(day: date) -> str:
    return f"{day:%d%m%y}"


@dataclass(frozen=True, slots=True)
class Markets:
    """The city's markets by every name people use for them, and the one to take when a list names none."""

    by_name: dict[str, int]
    usual: int | None

    @classmethod
    def of(cls, markets: Sequence[Market], own: Sequence[Market]) -> "Markets":
        """Gather the names; the usual market is the paguyuban's own, if it works in one only."""
        names = {_plain(name): market.id for market in markets for name in (market.name, *market.aliases)}
        return cls(names, own[0].id if len(own) == 1 else None)

    def find(self, text: str) -> int | None:
        """Give the market a list means; None for a name nobody knows."""
        return self.by_name.get(_plain(text)) if text else self.usual


def _plain(name: str) -> str:
    return search_form(name).removeprefix("pasar ")


def member_values(row: RowRead, markets: Markets) -> MemberValues:
    """Give a good row as the roster takes it; a market nobody knows is kept in words, as a note."""
    read = row.values
    unknown = sorted({stall.market for stall in read.stalls if stall.market and markets.find(stall.market) is None})
    return MemberValues(
        name=read.name,
        nik=read.nik,
        birth_date=read.birth_date,
        birth_place=read.birth_place,
        phone=read.phone,
        commodity=read.commodity,
        known_as=read.known_as,
        mother_name=read.mother_name,
        sex=read.sex,
        address=read.address,
        income=read.income,
        joined_on=read.joined_on,
        position=read.position,
        employs_helpers=read.employs_helpers,
        note="; ".join(filter(None, (read.note, "Pasar menurut daftar: " + ", ".join(unknown) if unknown else "")))[
            :200
        ],
        stalls=tuple(_stall(stall, markets) for stall in read.stalls),
    )


def _stall(stall: RowStall, markets: Markets) -> StallValues:
    parts = stall.parts
    return StallValues(markets.find(stall.market), parts.kind, parts.block, parts.number, stall.permit, stall.walk)
