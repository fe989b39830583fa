"""A stall roster to be sealed: its rows in walking order, and the one text that its hash is made
of."""

import json
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime

from association.rules.people.stalls import StallKind, stall_label

FORMAT = "guyub stall roster 1"


@dataclass(frozen=True, slots=True)
class RollRow:
    """One stall as printed; empty parts are unknown."""

    kind: str
    block: str
    number: str
    permit: str
    name: str
    commodity: str

    @property
    def stall(self) -> str:
        """Give the stall as people say it: Los B-14."""
        return stall_label(StallKind(self.kind) if self.kind else None, self.block, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """All that is printed: whose stalls, in which market, at which moment; a row's number is its
    place, from 1."""

    association: str
    market: str
    made_at: datetime
    rows: tuple[RollRow, ...]


def canonical(roll: Roll) -> str:
    """Return the text that stands for a roster: equal rosters give equal texts, others never do."""
    rows = [astuple(row) for row in roll.rows]
    parts = [FORMAT, roll.association, roll.market, roll.made_at.isoformat(), rows]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Roll:
    """Return the roster that a canonical text stands for; ValueError for any other text."""
    form, association, market, made_at, rows = json.loads(text)
    if form != FORMAT:
        raise ValueError(f"not a {FORMAT}")
    return Roll(
        association=association,
        market=market,
        made_at=datetime.fromisoformat(made_at),
        rows=tuple(RollRow(*row) for row in rows),
    )


def plain(text: str) -> str:
    """Return a text on one line, as it can be printed."""
    return " ".join(text.split())


def in_order(rows: Iterable[tuple[int | None, RollRow]]) -> tuple[RollRow, ...]:
    """Sort rows given with their place on the round through the market; without one they follow by
    kind, block, number."""
    return tuple(row for _walk, row in sorted(rows, key=_place))


def _place(pair: tuple[int | None, RollRow]) -> tuple[object, ...]:
    walk, row = pair
    parts = (
        row.kind,
        natural(row.block),
        natural(row.number),
        row.name.casefold(),
        row.permit,
        row.commodity,
    )
    return walk is None, walk or 0, *parts


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which B-2 comes before B-14."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text.casefold())
    return tuple((int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts)
