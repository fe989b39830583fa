"""What of a list of BPJS Ketenagakerjaan differs from the roster, and what of that can be taken."""

from datetime import date
from typing import Any

from association.rules.house.months import add_months, last_day, month_of, months_between
from association.rules.law.coverage import GRACE
from association.rules.law.listed import ENDS, Ours, Standing, Theirs
from association.rules.people.names import search_form

Fields = dict[str, tuple[Any, Any]]


def fields_of(row: Theirs, one: Ours, *, day: date) -> Fields:
    """Give what differs and can be written (field: ours, theirs). What the list leaves open stays
    as it is; `day` is the day of the list."""
    wanted: dict[str, Any] = {}
    if search_form(row.name) != search_form(one.name):
        wanted["name"] = row.name
    wanted |= {
        name: said
        for name in ("nik", "birth_date", "kpj")
        if (said := getattr(row, name)) and said != getattr(one, name)
    }
    registered = registered_on(row, one, day=day)
    if registered != one.registered_on:
        wanted["registered_on"] = registered
    if row.standing in ENDS:
        if one.ended_on is None:
            wanted["ended_on"] = day
        if one.ended_reason != ENDS[row.standing]:
            wanted["ended_reason"] = ENDS[row.standing].value
    elif row.standing is Standing.ACTIVE and one.ended_on is not None:
        wanted |= {"ended_on": None, "ended_reason": ""}
    return {name: (_plain(getattr(one, name)), _plain(value)) for name, value in wanted.items()}


def registered_on(row: Theirs, one: Ours, *, day: date) -> date | None:
    """Give the day of registration once the list is taken: its own; else ours; else the last day
    on which it can have been, since a KPJ or a paid month on the list is a registration."""
    if row.standing is Standing.PENDING:
        return one.registered_on
    if row.since is not None and row.since <= day:
        return row.since
    if one.registered_on is not None:
        return one.registered_on
    if row.paid_until is not None:
        return min(day, last_day(row.paid_until))
    return None if row.standing is Standing.UNKNOWN and not row.kpj else day


def months_to_take(row: Theirs, one: Ours, *, day: date) -> tuple[date, int] | None:
    """Give the first month and the number of months that the list shows as paid and we have not.

    Those that follow our latest one, when so few are missing that no end of the membership can lie
    between ([probis59]: three unpaid months). Otherwise only those from the month of the list on:
    who has paid ahead has paid this month. Never months before the registered one.
    """
    until, before = row.paid_until, one.last_paid
    if until is None or (before is not None and before >= until):
        return None
    first = min(until, month_of(day))
    if before is not None:
        near = months_between(before, until) <= GRACE.months
        first = add_months(before, 1) if near else max(first, add_months(before, 1))
    registered = registered_on(row, one, day=day)
    if registered is not None:
        first = max(first, month_of(registered))
    return (first, months_between(first, until) + 1) if first <= until else None


def contradicts(row: Theirs, one: Ours) -> bool:
    """Tell whether the list and the roster say another NIK or birth date."""
    pairs = ((row.nik, one.nik), (row.birth_date, one.birth_date))
    return any(said is not None and known is not None and said != known for said, known in pairs)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
