"""Merge two states of one person field by field: what is settled by itself, and what somebody must
choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# As members.state names them, in the order of the screen. The NIK is not among them: the kept row's
# stays.
FIELDS = (
    "name",
    "known_as",
    "birth_date",
    "birth_place",
    "sex",
    "mother_name",
    "phone",
    "address",
    "stalls",
    "commodity",
    "employs_helpers",
    "income",
    "joined_on",
    "position",
    "note",
    "consent",
)


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
        Question(name, kept[name], other[name], _options(name))
        for name in FIELDS
        if kept[name] != other[name] and not _is_empty(kept[name]) and not _is_empty(other[name])
    ]


def settled(
    kept: Mapping[str, Any], other: Mapping[str, Any], chosen: Mapping[str, Take]
) -> dict[str, Any]:
    """Give the fields of the kept row that change: what it lacked, and what was chosen from the
    other."""
    asked = {question.name: question for question in questions(kept, other)}
    changed = {}
    for name in FIELDS:
        if name in asked:
            value = _taken(name, kept[name], other[name], chosen.get(name, asked[name].options[0]))
        else:
            value = other[name] if _is_empty(kept[name]) else kept[name]
        if value != kept[name]:
            changed[name] = value
    return changed


def _options(name: str) -> tuple[Take, ...]:
    return (
        (Take.BOTH, Take.KEPT, Take.OTHER)
        if name in ("stalls", "note")
        else (Take.KEPT, Take.OTHER)
    )


def _taken(name: str, kept: Any, other: Any, take: Take) -> Any:
    if take is not Take.BOTH:
        return other if take is Take.OTHER else kept
    if name == "note":
        return f"{kept}; {other}"[:200]
    return kept + [one for one in other if one not in kept]


def _is_empty(value: Any) -> bool:
    return value in (None, "", False, []) or (
        isinstance(value, list) and value[0] is None and len(value) == 4
    )
