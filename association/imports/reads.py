"""Open an upload, and hold its rows against the roster."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.territory import Market
from association.imports import staged
from association.imports.models import Upload
from association.imports.understood import RowRead, Understood
from association.imports.values import RowStall
from association.members.models import Member, Stall
from association.members.reads import NIK_PURPOSE
from association.members.values import MemberValues, StallValues
from association.rules.names import search_form
from association.vault import vault

AT_ONCE = 500  # values in one IN (...)
LONGEST = {"birth_place": ("Tempat lahir", 40), "commodity": ("Dagangan", 60)}


def place(upload_id: int) -> str:
    """Name the place an upload is sealed for."""
    return f"upload|rows|{upload_id}"


def opened(session: Session, upload_id: int) -> tuple[Upload, Understood]:
    """Get an upload and what was understood of it; NoResultFound outside the reach."""
    upload = session.get_one(Upload, upload_id)
    return upload, staged.from_text(vault.open(upload.rows_sealed, place(upload_id)))


def checked(session: Session, rows: Sequence[RowRead]) -> list[RowRead]:
    """Add to each row what stands in the way of saving it: it is on the roster already, or a text is too long."""
    niks = _names_by_nik(session, [row.values.nik for row in rows if row.values.nik])
    places = _places_by_name(session, [search_form(row.values.name) for row in rows if not row.values.nik])
    found = []
    for row in rows:
        problems = list(row.problems)
        if row.values.nik in niks:
            problems.append(f"NIK ini sudah ada di daftar Anda, atas nama {niks[row.values.nik]}.")
        elif not row.values.nik and _stands_already(row, places.get(search_form(row.values.name))):
            problems.append("Nama dan tempat usaha ini sudah ada di daftar Anda.")
        for name, (label, most) in LONGEST.items():
            if len(getattr(row.values, name)) > most:
                problems.append(f"{label} paling banyak {most} huruf.")
        found.append(replace(row, problems=tuple(problems)))
    return found


def _names_by_nik(session: Session, niks: list[str]) -> dict[str, str]:
    by_index = {vault.index(nik, NIK_PURPOSE): nik for nik in niks}
    indexes, names = list(by_index), {}
    for start in range(0, len(indexes), AT_ONCE):
        some = indexes[start : start + AT_ONCE]
        lines = session.execute(sa.select(Member.nik_index, Member.name).where(Member.nik_index.in_(some)))
        names.update({by_index[index]: name for index, name in lines if index})
    return names


def _places_by_name(session: Session, names: list[str]) -> dict[str, set[tuple[str, str]]]:
    """Give the (block, number) of the stalls of members with these names; an empty set for one without a stall."""
    places: dict[str, set[tuple[str, str]]] = {}
    for start in range(0, len(names), AT_ONCE):
        lines = session.execute(
            sa.select(Member.sort_name, Stall.block, Stall.number)
            .outerjoin(Stall, Stall.member_id == Member.id)
            .where(Member.sort_name.in_(names[start : start + AT_ONCE]))
        )
        for name, block, number in lines:
            known = places.setdefault(name, set())
            if block or number:
                known.add((block.casefold(), number.casefold()))
    return places


def _stands_already(row: RowRead, known: set[tuple[str, str]] | None) -> bool:
    """Tell whether a row without a NIK says nothing that would make it another person than the one on the roster."""
    if known is None:
        return False
    told = {(stall.parts.block.casefold(), stall.parts.number.casefold()) for stall in row.values.stalls} - {("", "")}
    return not told or not known or bool(told & known)


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
        note=("Pasar menurut daftar: " + ", ".join(unknown))[:200] if unknown else "",
        stalls=tuple(_stall(stall, markets) for stall in read.stalls),
    )


def _stall(stall: RowStall, markets: Markets) -> StallValues:
    return StallValues(markets.find(stall.market), stall.parts.kind, stall.parts.block, stall.parts.number)
