"""Holds the list that BPJS Ketenagakerjaan gives against the roster: what agrees, what differs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from association.rules.house.months import month_of
from association.rules.law.coverage import Status
from association.rules.law.differing import Fields, contradicts, fields_of, months_to_take
from association.rules.law.listed import ENDS, Line, Ours, Pile, Standing, Step, Theirs, Why
from association.rules.people.likeness import like_names

MOST_OFFERS = 3
UNPAID = (Status.ARREARS, Status.INACTIVE)


def sort(
    theirs: Sequence[Theirs],
    ours: Sequence[Ours],
    *,
    day: date,
    today: date,
    whole: bool = True,
    months: bool = True,
) -> list[Line]:
    """Put every row and every member in one pile. `day` is the day of the list, `today` the day it
    is looked at.

    A member is found by the KPJ, then by the NIK. A like name never joins two rows: see `offers`.
    Of a list that is not `whole`, nobody is missed. Without `months` none are taken from it.
    """
    by_kpj = {one.kpj: one for one in reversed(ours) if one.kpj}
    by_nik = {one.nik: one for one in reversed(ours) if one.nik}
    pairs: dict[int, Ours] = {}
    taken: set[int] = set()
    for numbers, column in ((by_kpj, "kpj"), (by_nik, "nik")):
        for row in theirs:
            member = numbers.get(getattr(row, column) or "")
            if member is not None and row.row not in pairs and member.id not in taken:
                pairs[row.row] = member
                taken.add(member.id)
    lines = []
    for row in theirs:
        member = pairs.get(row.row)
        if member is None:
            known = by_kpj.get(row.kpj or "") or by_nik.get(row.nik or "")
            lines.append(_theirs_only(row, known))
        else:
            other = by_nik.get(row.nik or "")
            clash = other is not None and other.id != member.id
            line = _pair(row, member, clash=clash, day=day, today=today)
            lines.append(line if months else _without_months(line))
    if whole:
        lines += [_ours_only(one) for one in ours if one.id not in taken and _is_missed(one)]
    return lines


def offers(row: Theirs, ours: Iterable[Ours]) -> list[Ours]:
    """Name up to three members of a like name who may be this row: nothing of theirs contradicts
    it, and saying so helps."""
    found = (one for one in ours if _may_be(row, one) and like_names(row.name, one.name))
    return [one for one, _n in zip(found, range(MOST_OFFERS), strict=False)]


def joined(row: Theirs, member: Ours, *, day: date) -> Fields:
    """Give what a member gets when a leader says that a row of the list is them."""
    return fields_of(row, member, day=day)


def _may_be(row: Theirs, one: Ours) -> bool:
    if one.has_left or not (row.nik or (one.is_linked and row.kpj)):
        return False
    pairs = ((row.nik, one.nik), (row.kpj, one.kpj), (row.birth_date, one.birth_date))
    return all(said is None or known is None or said == known for said, known in pairs)


def _theirs_only(row: Theirs, known: Ours | None) -> Line:
    if known is not None:
        return Line(pile=Pile.DIFFERENT, step=Step.ASK, ours=known, theirs=row, why=Why.TWICE)
    if row.nik is None:
        return Line(pile=Pile.THEIRS, step=Step.ASK, theirs=row, why=Why.NUMBERLESS)
    step = Step.ASK if row.standing in ENDS else Step.ADD
    return Line(pile=Pile.THEIRS, step=step, theirs=row)


def _is_missed(one: Ours) -> bool:
    return not one.has_left and one.status not in (Status.ENDED, Status.INELIGIBLE)


def _ours_only(one: Ours) -> Line:
    steps = {Status.CANDIDATE: Step.COMPLETE, Status.READY: Step.SEND}
    pile = Pile.PAID if one.status is Status.ACTIVE else Pile.OURS
    return Line(pile=pile, step=steps.get(one.status, Step.ASK), ours=one)


def _pair(row: Theirs, one: Ours, *, clash: bool, day: date, today: date) -> Line:
    line = Line(
        pile=Pile.DIFFERENT,
        step=Step.ASK,
        ours=one,
        theirs=row,
        fields=fields_of(row, one, day=day),
        months=_months(row, one),
    )
    both_ended = one.ended_on is not None and row.standing in ENDS
    if one.has_left and not both_ended:
        return replace(line, pile=Pile.THEIRS, step=Step.REOPEN, why=Why.LEFT)
    if clash:
        return replace(line, why=Why.CLASH)
    if (
        not like_names(row.name, one.name)
        and line.fields.keys() & {"nik", "birth_date"}
        and contradicts(row, one)
    ):
        return replace(line, why=Why.UNLIKE)
    if _paid_not_active(row, one, today=today):
        return replace(line, pile=Pile.PAID)
    line = _with_months(line, row, one, day=day)
    if line.fields or line.run:
        if not one.is_linked:
            return replace(line, run=None, why=Why.PENDING)
        return replace(line, step=Step.ACCEPT)
    if line.why in (Why.HELD, Why.NO_MONTH):
        return replace(line, step=Step.DEPOSIT if line.why is Why.HELD else Step.RECORD)
    if row.standing is Standing.UNKNOWN or row.unread:
        return replace(line, why=line.why or Why.UNCLEAR)
    return line if line.months else replace(line, pile=Pile.MATCH, step=Step.NONE)


def _with_months(line: Line, row: Theirs, one: Ours, *, day: date) -> Line:
    """Say which months are taken with the row, or why none are."""
    if line.months is None:
        unnamed = row.standing is Standing.ACTIVE and row.paid_until is None
        return replace(line, why=Why.NO_MONTH) if unnamed and one.status in UNPAID else line
    until = line.months[1]
    if one.last_paid is not None and one.last_paid >= until:
        return line  # we have more than they have
    run = months_to_take(row, one, day=day)
    if run is None or row.standing in ENDS or row.standing is Standing.UNKNOWN:
        return replace(line, why=Why.UNTAKEN)
    if one.held_until is not None and one.held_until >= run[0]:
        return replace(line, why=Why.HELD)
    return replace(line, run=run)


def _without_months(line: Line) -> Line:
    """Take no months: somebody else has to record them."""
    if line.run is None:
        return line
    step = Step.ACCEPT if line.fields else Step.RECORD
    return replace(line, run=None, step=step, why=Why.UNTAKEN)


def _paid_not_active(row: Theirs, one: Ours, *, today: date) -> bool:
    """Tell whether our book has this month as paid and the list does not have the member as
    active."""
    if one.status is not Status.ACTIVE or row.standing in ENDS:
        return False
    behind = row.paid_until is not None and row.paid_until < month_of(today)
    return behind or row.standing in (Standing.LAPSED, Standing.PENDING)


def _months(row: Theirs, one: Ours) -> tuple[date | None, date] | None:
    if row.paid_until is None or row.paid_until == one.last_paid:
        return None
    return one.last_paid, row.paid_until
