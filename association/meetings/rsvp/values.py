"""Who speaks on a public page."""

from dataclasses import dataclass

PURPOSE = "rsvp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who speaks on a public page: a card code as stored, or a name and a phone (+62812...), and
    their paguyuban."""

    name: str = ""
    phone: str | None = None
    card: str | None = None
    association_id: int | None = None
