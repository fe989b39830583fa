"""Finds the headings of a list of paguyuban and what each column below them holds; without headings
the cells tell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from association.office.intake.entries import PEOPLE, ColumnRead, Key, Kind
from association.office.intake.headings import SOME_NAME, SOME_PHONE, Told, column
from association.office.intake.looks import Looks, looks_of
from association.roster.lists.cells import is_empty, letters, text_of
from association.roster.lists.heading_rows import is_over, joined
from association.roster.lists.sheets import Cell, Sheet

SEARCHED_ROWS, MOST_ROWS_OF_HEADINGS = 40, 3
SHOWN, LONGEST_SAMPLE = 3, 40
LOOSE = {Kind.NAME, Kind.MARKET, Kind.KETUA, Kind.KETUA_PHONE, SOME_PHONE}
ANCHORS = {Kind.NAME, Kind.MARKET, Kind.KETUA, SOME_NAME}
PHONE_OF: dict[Told, Kind] = {pair[0]: pair[1] for pair in PEOPLE.values()}
NAMES = [name for name, _phone in PEOPLE.values()]
PHONES: dict[Told, Kind] = {phone: name for name, phone in PEOPLE.values()}
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's columns by their place, and the first row (0-based) below the headings."""

    start: int
    columns: Mapping[int, ColumnRead]

    def places(self, kind: Kind) -> list[int]:
        """Give the columns that hold something, the leftmost first."""
        return [place for place, one in sorted(self.columns.items()) if one.kind is kind]

    @property
    def is_complete(self) -> bool:
        """Tell whether a paguyuban can be named by it: by its own name or its market's."""
        has_ketua = self.places(Kind.KETUA) or self.places(Kind.KETUA_PHONE)
        return bool(self.places(Kind.NAME) or (self.places(Kind.MARKET) and has_ketua))


def table_of(
    sheet: Sheet, known: Collection[str], chosen: Mapping[Key, Kind | None] | None = None
) -> Table | None:
    """Find what each column of a sheet holds; `known` are keys of the city's markets, `chosen` says
    it of columns by hand. None for a sheet in which no row looks like one of such a list."""
    start, texts = max(_heading_rows(sheet), key=_worth, default=(0, {}))
    below = sheet.rows[start:]
    cells = _cells(below, texts)
    if not cells:
        return None
    looks = {place: looks_of(column_cells, known) for place, column_cells in cells.items()}
    kinds = _by_headings(texts, looks) if texts else _by_looks(looks)
    keys = _keys(texts, sorted(cells))
    if chosen:
        kinds = {place: chosen.get(key, kinds.get(place)) for place, key in keys.items()}
    elif not kinds:
        return None
    columns = {
        place: ColumnRead(*key, kinds.get(place), _samples(cells[place]))
        for place, key in keys.items()
    }
    return Table(start, columns)


def _heading_rows(sheet: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
    """Find rows that may be headings: two columns or more that are known, one of them of
    paguyuban, markets or people."""
    rows = sheet.rows[:SEARCHED_ROWS]
    for first in range(len(rows)):
        if first and is_over(rows, first - 1, sheet.merges) and _told(rows[first - 1]):
            continue  # its headings mean nothing without those above
        for last in range(first, min(first + MOST_ROWS_OF_HEADINGS, len(rows))):
            texts = joined(rows, first, last, sheet.merges)
            if texts is None:
                break
            kinds = {kind for text in texts.values() if (kind := column(text))}
            if len(kinds) > 1 and kinds & ANCHORS:
                yield last + 1, texts


def _told(row: Row) -> bool:
    """Tell whether some word of a row is a heading."""
    return any(column(text_of(cell)) for cell in row if isinstance(cell, str))


def _worth(found: tuple[int, Mapping[int, str]]) -> tuple[int, int, int]:
    """Weigh headings: those that tell most things, in the fewest words, the upper ones."""
    start, texts = found
    told = [kind for text in texts.values() if (kind := column(text))]
    return len(set(told)), len(told), -sum(map(len, texts.values())) - start


def _cells(rows: Sequence[Row], texts: Mapping[int, str]) -> dict[int, list[Cell]]:
    width = max((len(row) for row in rows), default=0)
    found = {
        place: [row[place] for row in rows if place < len(row) and not is_empty(row[place])]
        for place in range(max([width, *(place + 1 for place in texts)]))
    }
    return {place: cells for place, cells in found.items() if cells or texts.get(place)}


def _keys(texts: Mapping[int, str], places: Sequence[int]) -> dict[int, Key]:
    headings = [texts.get(place, "") for place in places]
    return {
        place: (text[:80], letters(place) if not text or headings.count(text) > 1 else "")
        for place, text in zip(places, headings, strict=True)
    }


def _samples(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(text_of(cell)[:LONGEST_SAMPLE] for cell in islice(cells, SHOWN))


def _by_headings(texts: Mapping[int, str], looks: Mapping[int, Looks]) -> dict[int, Kind | None]:
    """Take each column for what its heading says; where that leaves open whose name or phone it
    is, the columns before it tell."""
    told = _said_alone(texts, sorted(looks))
    kinds: dict[int, Kind | None] = {}
    person: Kind = Kind.KETUA
    for place, kind in told.items():
        if kind == SOME_NAME:
            kind = Kind.KETUA if Kind.NAME in told.values() else Kind.NAME
            if kind in kinds.values() or kind in told.values():
                kind = None
        elif kind == SOME_PHONE:
            kind = PHONE_OF[person]
        name = PHONES.get(kind)
        if name and looks[place].people > looks[place].phones:  # "Ketua / No HP": both in one cell
            kind = name if name not in told.values() else kind
        elif kind in PHONE_OF and looks[place].phones > looks[place].people:
            kind = PHONE_OF[kind]  # "CP", "Kontak": only numbers below
        assert kind is None or isinstance(kind, Kind)
        person = kind if kind and kind in PHONE_OF else person
        kinds[place] = kind
    return kinds | _with_hidden_phone(kinds, looks)


def _said_alone(texts: Mapping[int, str], places: Sequence[int]) -> dict[int, Told]:
    """Read what each heading says by itself."""
    told: dict[int, Told] = {place: column(texts.get(place, "")) for place in places}
    for place, kind in told.items():
        loose = column(texts.get(place, ""), loosely=True) if kind is None else None
        if loose in LOOSE and loose not in told.values():
            told[place] = loose
    phones = [place for place, kind in told.items() if kind == SOME_PHONE]
    if len(phones) == 1 and Kind.KETUA_PHONE not in told.values():
        told[phones[0]] = Kind.KETUA_PHONE  # one for all, wherever it stands
    return told


def _with_hidden_phone(
    kinds: Mapping[int, Kind | None], looks: Mapping[int, Looks]
) -> dict[int, Kind]:
    """Take a column of phones under a heading that says nothing for the ketua's, when there is no
    other."""
    if Kind.KETUA_PHONE in kinds.values():
        return {}
    free = [place for place, one in looks.items() if kinds[place] is None and one.phones > 0.5]
    return {free[0]: Kind.KETUA_PHONE} if free else {}


def _by_looks(looks: Mapping[int, Looks]) -> dict[int, Kind | None]:
    """Take columns without headings for what their cells look like; nothing where no column could
    be a paguyuban's or a market's."""
    kinds: dict[int, Kind | None] = {}
    for place, one in looks.items():
        if one.numbers > 0.6:
            kinds[place] = Kind.NUMBER
        elif one.phones > 0.5:
            free = [phone for _name, phone in PEOPLE.values() if phone not in kinds.values()]
            kinds[place] = free[0] if free else None
    rest = [place for place in looks if place not in kinds]
    for kind in (Kind.NAME, Kind.MARKET, Kind.DISTRICT, Kind.ADDRESS):
        shares = {place: _share(kind, looks[place]) for place in rest}
        share, best = max(((share, -place) for place, share in shares.items()), default=(0, 0))
        if share:
            kinds[-best] = kind
            rest.remove(-best)
    if Kind.NAME not in kinds.values() and len(rest) > (Kind.MARKET in kinds.values()):
        kinds[rest.pop(0)] = Kind.NAME
    named = zip(NAMES, rest, strict=False)
    kinds |= {place: kind for kind, place in named if looks[place].people > 0.5}
    held = set(kinds.values())
    has_some = held & {Kind.KETUA, Kind.KETUA_PHONE} and held & {Kind.NAME, Kind.MARKET}
    return kinds if has_some else {}


def _share(kind: Kind, one: Looks) -> float:
    """Tell which share of a column's cells look like a kind; 0 when too few do."""
    share, least = {
        Kind.NAME: (one.organisations, 0.3),
        Kind.MARKET: (one.markets, 0.4),
        Kind.DISTRICT: (one.districts, 0.5),
        Kind.ADDRESS: (one.addresses, 0.4),
    }[kind]
    return share if share > least else 0
