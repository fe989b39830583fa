"""What a row becomes: the values of a member, new or with what the list adds to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from association.roster.lists.contents import RowRead
from association.roster.lists.values import RowStall
from association.roster.members.fields import Field, FieldKind, MergeRule
from association.roster.members.values import FIELDS, MemberValues, StallValues
from association.rules.people.heirs import joined_texts
from association.rules.people.names import search_form
from association.rules.people.stalls import stall_key
from association.territory.models import Market


@dataclass(frozen=True, slots=True)
class Markets:
    """The city's markets by every name people use for them, and the one to take when a list names
    none."""

    by_name: dict[str, int]
    usual: int | None

    @classmethod
    def of(cls, markets: Sequence[Market], own: Sequence[Market]) -> "Markets":
        """Gather the names; the usual market is the paguyuban's own, if it works in one only."""
        names = {
            _plain(name): market.id for market in markets for name in (market.name, *market.aliases)
        }
        return cls(names, own[0].id if len(own) == 1 else None)

    def find(self, text: str) -> int | None:
        """Give the market a list means; None for a name nobody knows."""
        return self.by_name.get(_plain(text)) if text else self.usual


def _plain(name: str) -> str:
    return search_form(name).removeprefix("pasar ")


def member_values(row: RowRead, markets: Markets) -> MemberValues:
    """Give a good row as the roster takes it; a market nobody knows is kept in words, as a note."""
    read = row.values
    unknown = sorted(
        {
            stall.market
            for stall in read.stalls
            if stall.market and markets.find(stall.market) is None
        }
    )
    markets_note = "Pasar menurut daftar: " + ", ".join(unknown) if unknown else ""
    same = {name: getattr(read, name) for name in FIELDS if name not in ("note", "stalls")}
    return MemberValues(
        **same,
        note="; ".join(filter(None, (read.note, markets_note)))[: FIELDS["note"].longest],
        stalls=tuple(_stall(stall, markets) for stall in read.stalls),
    )


def _stall(stall: RowStall, markets: Markets) -> StallValues:
    parts = stall.parts
    return StallValues(
        markets.find(stall.market), parts.kind, parts.block, parts.number, stall.permit, stall.walk
    )


def complete(known: MemberValues, told: MemberValues) -> MemberValues:
    """Give a member's values with what a list says: a blank never wipes, capital letters change
    nothing, and only a NIK corrects a name."""
    new = {
        name: _joined(getattr(known, name), value, field)
        for name, field in FIELDS.items()
        if (value := getattr(told, name)) not in (None, "", False)
        and name != "name"
        and not field.in_parts
        and not _differ_by_case(getattr(known, name), value)
    }
    if (
        told.nik is not None
        and told.nik == known.nik
        and search_form(told.name) != search_form(known.name)
    ):
        new["name"] = told.name  # the NIK says that it is a correction; else it is another spelling
    return replace(known, **new, stalls=_stalls(known.stalls, told.stalls))


def _joined(known: Any, told: Any, field: Field) -> Any:
    """Give what a list says; for a field to be joined, behind what is known."""
    if field.merge is not MergeRule.JOIN or not known:
        return told
    if field.kind is FieldKind.HEIRS:
        return joined_texts(known, told)
    return known if told.casefold() in known.casefold() else f"{known}; {told}"[: field.longest]


def _differ_by_case(known: Any, told: Any) -> bool:
    """Tell whether two texts are the same but for capital letters: lists are typed in capitals."""
    return isinstance(told, str) and isinstance(known, str) and told.casefold() == known.casefold()


def _stalls(
    known: tuple[StallValues, ...], told: tuple[StallValues, ...]
) -> tuple[StallValues, ...]:
    """Give the stalls: those of the list fill up the same ones, are added where some are the same,
    else replace them."""
    told = tuple(
        stall
        for stall in told
        if not stall.is_empty and not any(_is_vaguer(stall, one) for one in known)
    )
    if not told:
        return known
    places = {_place(stall): stall for stall in told}
    kept = tuple(
        _filled(stall, places.pop(_place(stall))) if _place(stall) in places else stall
        for stall in known
    )
    return (
        (*kept, *places.values()) if len(places) < len({_place(stall) for stall in told}) else told
    )


def _is_vaguer(told: StallValues, known: StallValues) -> bool:
    """Tell whether a list says less of a stall than is known, as the heading "Los B" does of Los
    B-12.
    """
    if told.number or told.permit or told.walk or not known.number:
        return False
    block = stall_key(told.block, "")[0]
    return told.kind in (None, known.kind) and block in ("", _place(known)[0])


def _place(stall: StallValues) -> tuple[str, str]:
    return stall_key(stall.block, stall.number)


def _filled(known: StallValues, told: StallValues) -> StallValues:
    return StallValues(
        known.market_id or told.market_id,
        told.kind or known.kind,
        known.block,
        known.number,
        told.permit or known.permit,
        told.walk or known.walk,
    )
