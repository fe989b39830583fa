"""Parts of a page that rooms above hand in, gathered before it renders: its template neither climbs
nor asks the database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from association.web.page import Answer, page, wanted_part

Subject = TypeVar("Subject")
Gather = Callable[[Subject], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page: its template, and what that shows, as `part`."""

    template: str
    shown: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Section(Generic[Subject]):
    template: str
    gather: Gather[Subject]
    blocks: tuple[str, ...]


class Sections(Generic[Subject]):
    """The places of one page where rooms above put something; in one place, in FEATURES' order."""

    def __init__(self, *places: str) -> None:
        self._places: dict[str, list[_Section[Subject]]] = {place: [] for place in places}

    def hand_in(
        self, place: str, template: str, *, blocks: tuple[str, ...] = ()
    ) -> Callable[[Gather[Subject]], Gather[Subject]]:
        """Put a template into a place; the decorated function gathers what it shows.

        `blocks` are those of the template that htmx may ask for alone.
        """

        def put(gather: Gather[Subject]) -> Gather[Subject]:
            self._places[place].append(_Section(template, gather, blocks))
            return gather

        return put

    def gather(self, subject: Subject) -> dict[str, list[PagePart]]:
        """Gather what every place shows about a subject."""
        return {
            place: [PagePart(one.template, one.gather(subject)) for one in sections]
            for place, sections in self._places.items()
        }

    def alone(self, subject: Subject) -> Answer | None:
        """Answer with a block of one section when htmx asks for that alone; else None."""
        for sections in self._places.values():
            for one in sections:
                if wanted_part(one.blocks):
                    return page(one.template, parts=one.blocks, part=one.gather(subject))
        return None
