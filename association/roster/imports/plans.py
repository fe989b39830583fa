"""Hold the rows of an upload against the roster: which are new, which change whom, which cannot be
taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.roster.history.kinds import Values
from association.roster.history.models import Change
from association.roster.imports import namesakes
from association.roster.imports.models import Upload
from association.roster.lists.becoming import Markets, complete, member_values
from association.roster.lists.contents import RowRead
from association.roster.lists.doubted_names import doubt_of_name, tells_of_leaving
from association.roster.lists.marks import mask
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowValues
from association.roster.members.fields import FieldKind
from association.roster.members.models import Member
from association.roster.members.state import difference, form_state, state_of, values_from
from association.roster.members.values import FIELDS, MemberValues
from association.rules.people.leaving import Leaving
from association.rules.people.sounds import name_key

LONGEST = {name: field.longest for name, field in FIELDS.items() if field.kind is FieldKind.TEXT}
LONGEST_PLACE = 20
EXAMPLES = 20  # good rows shown of each part


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"  # a member of the roster gets what the row says beside
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Plan:
    """A row with what becomes of it: whose it is, the values to save, and for a change each field
    before and after."""

    row: RowRead
    member: Member | None = None
    values: MemberValues | None = None
    changes: Values | None = None

    @property
    def fate(self) -> Fate:
        """Tell what becomes of the row."""
        if self.row.problems:
            return Fate.REFUSED
        if self.member is None:
            return Fate.NEW
        return Fate.CHANGED if self.changes else Fate.SAME

    def is_shown(self, at: int) -> bool:
        """Tell whether the preview shows the row, by its place in its part: of good ones a
        sample."""
        is_sample = at < EXAMPLES or bool(self.row.warnings)
        return self.fate in (Fate.REFUSED, Fate.CHANGED) or (self.fate is Fate.NEW and is_sample)

    def told(self, place: int) -> dict[str, Any]:
        """Give what the preview shows of a row; plain values, as the history keeps them."""
        values = self.row.values
        return {
            "place": place,
            "fate": self.fate.value,
            "name": self.member.name if self.member else values.name,
            "where": [self.row.sheet, self.row.line],
            "problems": [asdict(problem) for problem in self.row.problems],
            "warnings": [asdict(warning) for warning in self.row.warnings],
            "changes": dict(self.changes or {}),
            "said": {
                "nik": values.nik,
                "birth_date": values.birth_date.isoformat() if values.birth_date else None,
                "phone": values.phone,
                "commodity": values.commodity,
                "heirs": values.heirs.count(";") + bool(values.heirs),
            },
            "stalls": [stall.label for stall in values.stalls],
        }


def plans(
    session: Session, rows: Sequence[RowRead], upload: Upload, markets: Markets
) -> list[Plan]:
    """Say of each row what becomes of it on this roster.

    A member is found by the NIK, or by a like name that nothing contradicts; two such members make
    the row refused, and so does a member whom somebody changed after the upload. Members that this
    upload added are namesakes, not the same.
    """
    rows = [replace(row, problems=(*row.problems, *_too_long(row.values))) for row in rows]
    here = {"association_id": upload.association_id}
    niks = [row.values.nik for row in rows if row.values.nik]
    by_nik = namesakes.by_nik(session, niks, **here)
    names = {name_key(row.values.name) for row in rows if row.values.name}
    by_name = namesakes.by_name(session, sorted(names), **here)
    mine = _touched(
        session,
        upload,
        [one.id for some in (*by_name.values(), [*by_nik.values()]) for one in some],
    )
    return [_plan(row, by_nik, by_name, mine, upload, markets) for row in rows]


def _plan(
    row: RowRead,
    by_nik: Mapping[str, Member],
    by_name: Mapping[str, list[Member]],
    mine: Mapping[int, bool],
    upload: Upload,
    markets: Markets,
) -> Plan:
    values = row.values
    member = by_nik.get(values.nik or "")
    found = [member] if member else namesakes.of(values, by_name, mine)
    if len(found) > 1:
        problem = Problem.of(Code.NAMESAKES, count=len(found), name=mask(values.name))
        return Plan(_refused(row, problem))
    if not found:
        return Plan(row, None, member_values(row, markets))
    member = found[0]
    plan = _change(_without_known(row, member), member, member_values(row, markets))
    code = _in_the_way(member, upload, changed_by_us=member.id in mine)
    if code is None or (code is Code.MEMBER_CHANGED and not plan.changes):
        return plan  # who was changed to what the row says is in nobody's way
    return Plan(_refused(row, Problem.of(code, name=mask(member.name))), member)


def _without_known(row: RowRead, member: Member) -> RowRead:
    """Ask nothing of a row whose doubtful note or name is on the roster: somebody answered it."""
    note, name = row.values.note, member.name
    known = (note and note in member.note) or tells_of_leaving(name) or doubt_of_name(name)
    if not known or not row.is_unclear:
        return row
    left = tuple(one for one in row.problems if one.code is not Code.UNCLEAR)
    return replace(row, problems=left)


def _refused(row: RowRead, problem: Problem) -> RowRead:
    return replace(row, problems=(*row.problems, problem))


def _change(row: RowRead, member: Member, values: MemberValues) -> Plan:
    """Say what a row changes of a member; one whom an undone import took off comes back."""
    after = complete(values_from(member), values)
    state = state_of(member)
    changes = difference(state, form_state(after, state, omissions=()))
    if member.left_on is not None:
        changes = dict(changes) | {"left_on": (member.left_on.isoformat(), None)}
    return Plan(row, member, after, changes)


def _in_the_way(member: Member, upload: Upload, *, changed_by_us: bool) -> Code | None:
    if member.left_on is not None and member.left_reason != Leaving.UNDONE:
        return Code.MEMBER_LEFT
    if member.updated_at > upload.created_at and not changed_by_us and member.left_on is None:
        return Code.MEMBER_CHANGED
    return None


def _too_long(values: RowValues) -> Iterator[Problem]:
    for name, most in LONGEST.items():
        if len(getattr(values, name)) > most:
            yield Problem.of(Code.FIELD_LONG, field=name, most=most)
    if any(
        len(part) > LONGEST_PLACE
        for stall in values.stalls
        for part in (stall.parts.block, stall.parts.number)
    ):
        yield Problem.of(Code.STALL_LONG, most=LONGEST_PLACE)


def _touched(session: Session, upload: Upload, member_ids: list[int]) -> dict[int, bool]:
    """Tell of the members that this upload changed already whether it was by adding them."""
    if upload.batch_id is None:
        return {}
    touched: dict[int, bool] = {}
    for some in namesakes.at_once(member_ids):
        changes = sa.select(Change.member_id, Change.kind).where(
            Change.batch_id == upload.batch_id, Change.member_id.in_(some)
        )
        for member_id, kind in session.execute(changes):
            touched[member_id] = touched.get(member_id, False) or kind == "enrol"
    return touched
