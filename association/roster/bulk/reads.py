"""Select who can be chosen, and who left the roster."""

from dataclasses import dataclass, field, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page, behind, cut, one_more, page_before
from association.roster.members.models import Member
from association.roster.members.roster import RosterPage, matching_ids
from association.roster.members.roster import search as roster
from association.roster.members.statuses import MISTAKEN, leaves_after, stall_labels
from association.roster.members.wanted import Wanted
from association.rules.people.names import search_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the roster is narrowed to, as its own address says it; `gone` are those who left."""

    wanted: Wanted = field(default_factory=Wanted)
    gone: bool = False

    @property
    def code(self) -> str:
        """Write the filter as one word, for a page to say of what it gave a count."""
        return "/".join(("gone" if self.gone else "here", self.wanted.code))

    @property
    def fields(self) -> dict[str, str]:
        """Give all but the query as the fields of the form that asks for it."""
        group = self.wanted.group.value
        told = {"status": group, "keluar": "1" if self.gone else ""} | self.wanted.narrowed
        return {name: text for name, text in told.items() if text}


@dataclass(frozen=True, slots=True)
class Line:
    """One line to tick: name, where they trade, and for those who left when and why."""

    id: int
    name: str
    about: str
    left_on: date | None = None
    left_reason: str = ""


def lines(
    session: Session, wanted: Filter, *, association_id: int, today: date, after: int | None
) -> Page[Line]:
    """Select one page of those who can be ticked."""
    if wanted.gone:
        return gone(
            session,
            association_id=association_id,
            today=today,
            query=wanted.wanted.query,
            after=after,
        )
    found: RosterPage = roster(
        session,
        association_id=association_id,
        today=today,
        wanted=wanted.wanted,
        after=after,
    )
    return found.showing(
        [Line(row.id, row.name, _about(row.stall, row.commodity)) for row in found.rows]
    )


def _about(stall: str, commodity: str) -> str:
    return " · ".join(filter(None, (stall, commodity)))


def everyone(session: Session, wanted: Filter, *, association_id: int, today: date) -> list[int]:
    """Give the ids of all whom a filter shows."""
    if wanted.gone:
        statement = _gone(association_id, today, wanted.wanted.query).with_only_columns(Member.id)
        return list(session.scalars(statement))
    return matching_ids(
        session,
        association_id=association_id,
        today=today,
        wanted=wanted.wanted,
    )


def gone(
    session: Session, *, association_id: int, today: date, query: str, after: int | None
) -> Page[Line]:
    """Select one page of those who left the roster, by name; rows merged or taken back are not
    people who left."""
    statement = _gone(association_id, today, query)
    before = page_before(session, statement, Member.sort_name, Member.id, after=after)
    statement = behind(session, statement, Member.sort_name, Member.id, after=after)
    found = cut(session.execute(one_more(statement)), lambda line: line.id)
    stalls = stall_labels(session, [line.id for line in found.rows])
    rows = [
        Line(
            line.id,
            line.name,
            _about(stalls.get(line.id, ""), line.commodity),
            line.left_on,
            line.left_reason,
        )
        for line in found.rows
    ]
    return replace(found.showing(rows), before=before)


def _gone(
    association_id: int, today: date, query: str
) -> sa.Select[int, str, str, date | None, str]:
    text = sa.literal(" ") + Member.search_text
    return (
        sa.select(Member.id, Member.name, Member.commodity, Member.left_on, Member.left_reason)
        .where(
            Member.association_id == association_id,
            ~leaves_after(today),
            Member.left_reason.not_in(MISTAKEN),
            *(text.contains(word, autoescape=True) for word in search_form(query).split()),
        )
        .order_by(Member.sort_name, Member.id)
    )
