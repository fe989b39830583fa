"""What becomes of each paguyuban of a list: made, completed, left as it is, or asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from association.office.intake.entries import NEW, NONE, Entry, Named, Read
from association.office.intake.known import City, Known
from association.office.intake.names import loose_key, market_key, market_name, paguyuban_key
from association.roster.lists.problems import Problem
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Position
from association.rules.people.likeness import candidates, one_slip


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    COMPLETED = "completed"
    SAME = "same"
    WAITS = "waits"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An entry, by its place in the list, and what becomes of it."""

    place: int
    entry: Entry
    fate: Fate
    market_ids: tuple[int, ...] = ()
    new_markets: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    alike: Known | None = None  # nobody has said yet whether it is this one
    existing: Known | None = None
    ketua: Named | None = None
    notes: tuple[Problem, ...] = ()

    @property
    def is_made(self) -> bool:
        """Tell whether pressing the button does something for it."""
        return self.fate in (Fate.NEW, Fate.COMPLETED)


@dataclass(frozen=True, slots=True)
class Question:
    """A market that the city does not have by this name, or a paguyuban much like one that is
    there (`alike`): what could be meant, and the answer so far."""

    key: str
    name: str
    rows: int
    likely: int | None
    answer: str
    alike: str = ""


def planned(read: Read, city: City) -> list[Plan]:
    """Say what becomes of each entry, in the order of the list."""
    taken: set[str] = set()
    plans = []
    for place, entry in enumerate(read.entries):
        plan = _plan(place, entry, read.choices, city, taken)
        if plan.is_made:
            taken.add(paguyuban_key(entry.name))
        plans.append(plan)
    return plans


def _plan(
    place: int, entry: Entry, choices: Mapping[str, str], city: City, taken: set[str]
) -> Plan:
    if entry.left_out:
        return Plan(place=place, entry=entry, fate=Fate.LEFT_OUT)
    if entry.problems:
        return Plan(place=place, entry=entry, fate=Fate.REFUSED, notes=entry.problems)
    key = paguyuban_key(entry.name)
    if key in taken:
        twin = RuleError("Nama ini sudah ada di baris lain. Ubah namanya, atau lewati.")
        return Plan(place=place, entry=entry, fate=Fate.REFUSED, notes=(Problem.by_rule(twin),))
    ketua, notes = _ketua(entry, city)
    if known := city.paguyuban.get(key):
        return _of_known(place, entry, known, ketua, notes)
    alike = _alike(entry, city)
    said = choices.get(asked_of(entry), "") if alike else NEW
    if alike and said == str(alike.id):
        return _of_known(place, entry, alike, ketua, notes)
    ids, new, unknown = _markets(entry, choices, city)
    return Plan(
        place=place,
        entry=entry,
        fate=Fate.WAITS if unknown or said != NEW else Fate.NEW,
        alike=None if said == NEW else alike,
        market_ids=tuple(ids),
        new_markets=tuple(new),
        unknown=tuple(unknown),
        ketua=ketua,
        notes=(*entry.warnings, *notes),
    )


def asked_of(entry: Entry) -> str:
    """Name the question whether a paguyuban is one that is there already."""
    return f"paguyuban {paguyuban_key(entry.name)}"


def _alike(entry: Entry, city: City) -> Known | None:
    """Find a paguyuban of the city whose name differs by a slip, or by words that any may have."""
    key = loose_key(entry.name)
    slips = (one for name, one in city.alike.items() if len(key) > 5 and one_slip(name, key))
    return city.alike.get(key) or next(slips, None)


def _of_known(
    place: int, entry: Entry, known: Known, ketua: Named | None, notes: tuple[Problem, ...]
) -> Plan:
    """Complete a paguyuban that is there with the ketua it lacks; any other is left as it is."""
    lacks = ketua is not None and not known.has_ketua and not known.is_closed
    if known.is_closed:
        notes = (Problem.by_rule(RuleError("Paguyuban ini sudah ditutup, jadi dibiarkan.")),)
    elif lacks:
        gets = RuleError("Sudah ada, tetapi belum punya ketua: ketuanya ditambahkan.")
        notes = (*notes, Problem.by_rule(gets))
    else:
        notes = (Problem.by_rule(RuleError("Sudah ada, jadi dibiarkan.")),)
    return Plan(
        place=place,
        entry=entry,
        fate=Fate.COMPLETED if lacks else Fate.SAME,
        existing=known,
        ketua=ketua if lacks else None,
        notes=notes,
    )


def _ketua(entry: Entry, city: City) -> tuple[Named | None, tuple[Problem, ...]]:
    """Give who is invited to lead; nobody without a number, or with an officer's."""
    ketua = entry.holder(Position.KETUA)
    if ketua is None or not ketua.phone or not ketua.name:
        return None, ()
    if ketua.phone in city.offices:
        told = RuleError("Nomor HP ketua milik akun yang tidak bisa menjadi ketua: tidak diundang.")
        return None, (Problem.by_rule(told),)
    return ketua, ()


def _markets(
    entry: Entry, choices: Mapping[str, str], city: City
) -> tuple[list[int], list[str], list[str]]:
    """Sort the markets of an entry: known ids, names to be made, and those nobody has answered."""
    ids: dict[int, None] = {}
    new: dict[str, None] = {}
    unknown: dict[str, None] = {}
    numbers = {one.id for one in city.places}
    for written in entry.markets:
        key = market_key(written)
        answer = choices.get(key, "")
        if key in city.markets:
            ids[city.markets[key].id] = None
        elif answer.isdecimal() and int(answer) in numbers:
            ids[int(answer)] = None
        elif answer == NEW:
            new[market_name(written)] = None
        elif answer != NONE:
            unknown[market_name(written)] = None
    return list(ids), list(new), list(unknown)


def questions(read: Read, plans: Sequence[Plan], city: City) -> list[Question]:
    """List the paguyuban and the markets that somebody has to say something about, each once, with
    what was said."""
    names = [(one.id, market_key(one.name)) for one in city.places]
    rows: dict[str, list[str]] = {}
    for plan in plans:
        if plan.fate in (Fate.NEW, Fate.WAITS):
            for written in plan.entry.markets:
                if (key := market_key(written)) not in city.markets:
                    rows.setdefault(key, []).append(market_name(written))
    same = [
        Question(
            key=asked_of(plan.entry),
            name=plan.entry.name,
            rows=1,
            likely=known.id,
            answer=read.choices.get(asked_of(plan.entry), ""),
            alike=known.name,
        )
        for plan in plans
        if plan.fate in (Fate.NEW, Fate.WAITS, Fate.COMPLETED, Fate.SAME)
        and (known := _alike(plan.entry, city))
        and paguyuban_key(plan.entry.name) not in city.paguyuban
    ]
    return same + [
        Question(
            key,
            written[0],
            len(written),
            next(iter(candidates(key, names, most=1)), None),
            read.choices.get(key, ""),
        )
        for key, written in rows.items()
    ]


def new_markets(plans: Sequence[Plan]) -> dict[str, tuple[str, str]]:
    """Give the markets that are to be made, by key: their name, and their kecamatan by the
    list."""
    found: dict[str, tuple[str, str]] = {}
    for plan in plans:
        for name in plan.new_markets if plan.fate is Fate.NEW else ():
            found.setdefault(market_key(name), (name, plan.entry.district))
    return found
