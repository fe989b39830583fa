"""Merge two states of one person field by field: what is settled by itself, and what somebody must
choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from association.roster.members.fields import Field, FieldKind, MergeRule
from association.roster.members.values import FIELDS, NO_CONSENT
from association.rules.people.heirs import joined_texts
from association.rules.people.stalls import is_one_stall

# All but what the kept row knows for certain: its NIK stays.
MERGEABLE = {name: one for name, one in FIELDS.items() if one.merge is not MergeRule.KEEP}


class Take(StrEnum):
    """From which row a field is taken."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Question:
    """A field that both rows fill differently; `options` are the ways to settle it, the likeliest
    first."""

    name: str
    kept: Any
    other: Any
    options: tuple[Take, ...]


def questions(kept: Mapping[str, Any], other: Mapping[str, Any]) -> list[Question]:
    """List the fields that somebody must choose: both rows say something, and not the same."""
    return [
        Question(name, kept[name], other[name], _options(field))
        for name, field in MERGEABLE.items()
        if not _is_empty(kept[name])
        and not _is_empty(other[name])
        and not _are_same(field, kept[name], other[name])
    ]


def settled(
    kept: Mapping[str, Any], other: Mapping[str, Any], chosen: Mapping[str, Take]
) -> dict[str, Any]:
    """Give the fields of the kept row that change: what it lacked, and what was chosen from the
    other."""
    asked = {question.name: question for question in questions(kept, other)}
    changed = {}
    for name, field in MERGEABLE.items():
        if name in asked:
            value = _taken(field, kept[name], other[name], chosen.get(name, asked[name].options[0]))
        else:
            value = other[name] if _is_empty(kept[name]) else kept[name]
        if value != kept[name]:
            changed[name] = value
    return changed


def _options(field: Field) -> tuple[Take, ...]:
    both = (Take.BOTH,) if field.merge is MergeRule.JOIN else ()
    return (*both, Take.KEPT, Take.OTHER)


def _taken(field: Field, kept: Any, other: Any, take: Take) -> Any:
    if take is not Take.BOTH:
        return other if take is Take.OTHER else kept
    if field.in_parts:
        return kept + [one for one in other if not any(_is_one(one, held) for held in kept)]
    if field.kind is FieldKind.HEIRS:
        return joined_texts(kept, other)
    return f"{kept}; {other}"[: field.longest]


def _are_same(field: Field, kept: Any, other: Any) -> bool:
    """Tell whether two rows say the same; Kios 08 is Kios 8."""
    if field.kind is not FieldKind.STALLS:
        return bool(kept == other)
    return len(kept) == len(other) and all(
        any(_is_one(one, held) for held in kept) for one in other
    )


def _is_one(stall: list[Any], other: list[Any]) -> bool:
    """Tell whether two stalls, as a state holds them, are one and say nothing different."""
    (market, kind, block, number, *beside), (in_market, of_kind, in_block, at, *held) = stall, other
    one = is_one_stall((market, kind, block, number), (in_market, of_kind, in_block, at))
    return one and all(not said or said == known for said, known in zip(beside, held, strict=True))


def _is_empty(value: Any) -> bool:
    return value in (None, "", False, [], NO_CONSENT)
