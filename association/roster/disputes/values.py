"""What an officer sees of the two rows with one NIK: masked, or whether it agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from association.rules.people.recipients import Recipient


class Ask(StrEnum):
    """What a paguyuban is asked about the NIK of a member."""

    CHECK = "check"  # hold it against the KTP
    CORRECT = "correct"  # it is another's: correct it
    TAKEN = "taken"  # it was taken off the row: write the right one


class Decision(StrEnum):
    """What an officer decides about a row whose NIK is known with other data."""

    SAME = "same"  # one person
    THERE = "there"  # two people, and the NIK is not the waiting row's
    HERE = "here"  # two people, and the NIK is the waiting row's
    JOIN = "join"  # nobody else has the NIK any more


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked of a paguyuban about its row, and what it answered."""

    ask: Ask
    asked_at: datetime
    checked_at: datetime | None
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two rows; `place` and the contact are empty for a paguyuban in another city. What
    agrees with the NIK is None where the row does not say it."""

    member_id: int
    place: str
    contact: str
    to: Recipient
    initials: str
    since: date
    left: bool
    birth_fits: bool | None
    sex_fits: bool | None
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A row that waits (`here`), and who has its NIK (`there`, None when nobody has it any more);
    `births` names what differs between the birth dates, None where one is missing."""

    nik: str
    here: Side
    there: Side | None
    names_alike: bool
    births: tuple[str, ...] | None
    registered: bool
    paid: bool
    offered: tuple[Decision, ...]
    mark: str

    @property
    def says(self) -> Mapping[str, object]:
        """Give what the page says, for its forms to carry: both rows as they stand."""
        return {"perkara": self.mark}


def differing(one: date | None, other: date | None) -> tuple[str, ...] | None:
    """Name the parts in which two birth dates differ: day, month, year; None where one is
    missing."""
    if one is None or other is None:
        return None
    return tuple(
        part for part in ("day", "month", "year") if getattr(one, part) != getattr(other, part)
    )
