"""What a roster is narrowed to, and how an address says it."""

from dataclasses import dataclass, field, replace
from typing import Final

from association.rules.law.groups import Group
from association.rules.people.completeness import Gap

OLDEST = 120
LAST_EVENTS = 3  # that somebody stayed away from


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who of a roster is asked for; what says nothing asks for everybody.

    `asked` is how an address says the query: the text, or the id it is kept under.
    """

    query: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    group: Group = Group.ALL
    market_id: int | None = None
    goods: str = ""
    gap: Gap | None = None
    youngest: int | None = None  # years, on the day
    oldest: int | None = None
    without_kpj: bool = False
    stayed_away: bool = False  # from the last three events
    alive: bool = False  # who has not died: for who asks, writes or invites; no address says it

    @property
    def narrowed(self) -> dict[str, str]:
        """Give all but the query and the status as the fields of the form that asks for it."""
        told = {
            "pasar": self.market_id,
            "barang": self.goods,
            "kurang": self.gap.value if self.gap else "",
            "umur": self.youngest,
            "sampai": self.oldest,
            "kpj": "tanpa" if self.without_kpj else "",
            "absen": LAST_EVENTS if self.stayed_away else "",
        }
        return {name: str(value) for name, value in told.items() if value not in ("", None)}

    @property
    def address(self) -> dict[str, str]:
        """Give it as the query of an address."""
        status = {"status": self.group.value} if self.group else {}
        return self.asked | status | self.narrowed

    @property
    def code(self) -> str:
        """Write it as one word, for a page to say of what it gave a count."""
        told = {"q": "_".join(self.query.split()), "status": self.group.value} | self.narrowed
        return "/".join(f"{name}:{'_'.join(text.split())}" for name, text in told.items() if text)

    def without_query(self) -> "Wanted":
        """Give the same of everybody, whatever they are called: what can be kept under a name."""
        return replace(self, query="", asked={})


ALIVE: Final = Wanted(alive=True)
