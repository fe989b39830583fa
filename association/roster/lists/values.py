"""What one row of a list says about one trader, and what stands around it."""

from dataclasses import dataclass

from association.roster.members.values import Particulars
from association.rules.people.stalls import StallKind, StallParts, is_one_stall, stall_label


@dataclass(frozen=True, slots=True)
class RowStall:
    """A stall and the market the list names for it, as written; empty when it names none."""

    parts: StallParts
    market: str
    permit: str = ""
    walk: int | None = None

    @property
    def label(self) -> str:
        """Give the stall as people say it."""
        return stall_label(self.parts.kind, self.parts.block, self.parts.number)

    def is_one(self, other: "RowStall") -> bool:
        """Tell whether this is the other stall, too: "Kios 08" is "Kios 8"."""
        mine, theirs = self.parts, other.parts
        return is_one_stall(
            (self.market, mine.kind, mine.block, mine.number),
            (other.market, theirs.kind, theirs.block, theirs.number),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading between rows, the sheet's name or the title says of all rows below it."""

    kind: StallKind | None = None
    block: str = ""
    market: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowValues(Particulars[RowStall]):
    """What one row says about one trader; what it does not say, or says wrongly, is empty."""

    name: str = ""
