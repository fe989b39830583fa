"""Whose roster is filled, and what stands on it, before it is in the database."""

from dataclasses import dataclass
from typing import Any, NamedTuple

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Roster:
    """The paguyuban whose roster is filled, and the account that fills it."""

    association_id: int
    city_id: int
    account_id: int | None = None


class Entry(NamedTuple):
    """A member on a roster, and the participant's row when there is a NIK."""

    member_id: int
    person: Row | None
