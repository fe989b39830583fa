"""Invented families of invented people: who would inherit, and the neighbour who knows them."""

from datetime import date
from random import Random

from association.demo.people import MEN, MEN_LAST, WOMEN, WOMEN_LAST, phone
from association.roster.members.values import MemberValues
from association.rules.people.heirs import Heir, Relation, heirs_text
from association.rules.people.nik import sex_of

UNKNOWN = 0.06  # of the participants: nobody asked yet
SINGLE = 0.12
ADULT = 18


def heirs_of(values: MemberValues, number: int, *, today: date) -> str:
    """Invent the heirs of a participant, as a member keeps them; empty for some. Each `number` has
    a family of its own, and a phone of the invented range."""
    rng = Random(number)  # noqa: S311 - nothing secret is drawn; and nothing else is drawn anew
    if not values.nik or rng.random() < UNKNOWN:
        return ""
    found: list[Heir] = []
    is_woman = sex_of(values.nik) == "P"
    if rng.random() < SINGLE:
        found.append(Heir(relation=Relation.PARENT, name=_name(rng, woman=True)))
    else:
        spouse = Relation.HUSBAND if is_woman else Relation.WIFE
        name = _name(rng, woman=not is_woman)
        found.append(Heir(relation=spouse, name=name, phone=phone(99_999 - number)))
        found += _children(rng, name, today.year)
    if rng.random() < 0.4:
        neighbour = ("Bu " if rng.random() < 0.5 else "Pak ") + rng.choice(WOMEN + MEN)
        found.append(Heir(relation=Relation.NEIGHBOUR, name=neighbour))
    return heirs_text(found)


def _children(rng: Random, guardian: str, year: int) -> list[Heir]:
    born = sorted(year - rng.randint(1, 28) for _ in range(rng.randint(0, 3)))
    return [
        Heir(
            relation=Relation.CHILD,
            name=rng.choice(MEN + WOMEN),
            birth_year=one,
            guardian=guardian if year - one < ADULT else "",
        )
        for one in dict.fromkeys(born)
    ]


def _name(rng: Random, *, woman: bool) -> str:
    first, last = (WOMEN, WOMEN_LAST) if woman else (MEN, MEN_LAST)
    return f"{rng.choice(first)} {rng.choice(last)}"
