"""Reads whom a sign-up form tells of, from its labels and values."""

import re
from dataclasses import replace

from association.roster.lists.cells import is_empty
from association.roster.lists.columns import HEIRS, OF_HEIRS, Column
from association.roster.lists.doubted_names import tells_of_leaving
from association.roster.lists.marks import mask
from association.roster.lists.pasted_forms import Form
from association.roster.lists.pasted_labels import ADDRESS, PARTS, Told
from association.roster.lists.pasted_lines import Person, nik_in
from association.roster.lists.pasted_marks import Payment, payment
from association.roster.lists.pasted_stalls import STALL, kind_and_block, phone_in, stalls_in
from association.roster.lists.pasted_titles import Below
from association.roster.lists.problems import Code
from association.roster.lists.values import Section
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.rules.people.nik import parse_nik

STALLS = (Column.STALL, Column.STALL_KIND, Column.STALL_BLOCK, Column.STALL_NUMBER)
MONEY = re.compile(
    r"\b(?:ket\w*|catatan|status|bayar|iuran|pembayaran|setoran|lunas)\b", re.IGNORECASE
)
NUMBER = re.compile(r"(?:no|nomor|nomer)\.?", re.IGNORECASE)
HOME = re.compile(r"\b(?:jl|jln|jalan|rt|rw|desa|dusun|kel|kec|kampung|gang|gg)\b", re.IGNORECASE)


def with_labels(person: Person, form: Form, below: Below) -> tuple[Person, RuleError | None]:
    """Return a person with what the labels of a form say, and the first thing that could not be
    read."""
    wrong: RuleError | None = None
    told = [_numbered(one, form) for one in form.told if not is_empty(one.value)]
    for one in told:
        person, problem = _with(person, one)
        wrong = wrong or problem
    if any(one.column in STALLS for one in told):
        person, problem = _with_stalls(person, told, below)
        wrong = wrong or problem
    return person, wrong


def _numbered(told: Told, form: Form) -> Told:
    """Give "No : 12" as a stall's number where a label names the block."""
    blocks = any(one.column is Column.STALL_BLOCK for one in form.told)
    number = blocks and NUMBER.fullmatch(told.key) and told.value[:1].isdigit()
    return replace(told, column=Column.STALL_NUMBER) if number else told


def _with(person: Person, told: Told) -> tuple[Person, RuleError | None]:
    """Add what one label says."""
    match told.column:
        case Column.NAME:
            return person, None
        case Column.NIK:
            return _with_nik(person, told.value)
        case Column.PHONE:
            return _with_phone(person, told)
        case Column.COMMODITY:
            rest, money = payment(told.value)
            named = replace(person.named, commodity=rest.replace("|", " ").strip())
            return replace(person, named=named, money=_both(person.money, money)), None
        case None:
            return _with_note(person, told), None
        case column if column in OF_HEIRS:
            return _with_heir(person, told, column), None
        case column if column in STALLS or column is Column.MARKET:
            return person, None
    return _with_cell(person, told, told.column), None


def _with_nik(person: Person, value: str) -> tuple[Person, RuleError | None]:
    nik, _rest, wrong = nik_in(value)
    if nik is None and wrong is None:
        try:
            nik = parse_nik(value)
        except RuleError as error:
            wrong = error
    return replace(person, nik=person.nik or nik), wrong


def _with_phone(person: Person, told: Told) -> tuple[Person, RuleError | None]:
    phone, _rest = phone_in(told.value)
    if not phone.phone and not phone.problem:
        return _with_note(person, told), None
    if person.phone.phone:
        others = tuple(one for one in (*person.phone.others, phone.phone) if one)
        return replace(person, phone=replace(person.phone, others=others)), None
    return replace(person, phone=phone), phone.problem


def _with_note(person: Person, told: Told) -> Person:
    """Keep what has no field of its own; a remark may also be a mark, or say that somebody has
    gone."""
    if "waris" in told.key.lower():  # their NIK and address are nowhere to be kept
        return person
    notes = (*person.named.notes, mask(f"{told.key}: {told.value}").replace("|", " "))
    if not MONEY.search(told.key):
        return replace(person, named=replace(person.named, notes=notes))
    rest, money = payment(told.value)
    doubt = Code.GONE if tells_of_leaving(told.value) else person.named.doubt
    if not search_form(rest):
        notes = person.named.notes
    named = replace(person.named, notes=notes, doubt=doubt)
    return replace(person, named=named, money=_both(person.money, money))


def _both(first: Payment, second: Payment) -> Payment:
    return Payment(second.paid or first.paid, first.said + second.said)


def _with_cell(person: Person, told: Told, column: Column) -> Person:
    """Add a value that is read as the cell of a file; the parts of an address stand on several
    lines."""
    value = told.value
    if column is ADDRESS and STALL.fullmatch(value) and not HOME.search(value):
        stalls = tuple(one for one in stalls_in(value, Section())[0] if one.parts.number)
        return replace(person, stalls=(*(s for s in person.stalls if s.parts.number), *stalls))
    if column is ADDRESS:
        part = set(search_form(told.key).split()) <= PARTS and told.key
        value = f"{told.key} {value}" if part else value
        if before := person.cells.get(column):
            value = f"{before[0]}, {value}"
    return replace(person, cells={**person.cells, column: [value]})


def _with_heir(person: Person, told: Told, column: Column) -> Person:
    """Add what one line says of heirs to what the lines above it said; their phone is nobody
    else's."""
    before = person.cells.get(HEIRS, [])
    said = f"lahir {told.value}" if column is Column.HEIR_BIRTH else told.value
    return replace(person, cells={**person.cells, HEIRS: [", ".join((*map(str, before), said))]})


def _stall_text(told: Told) -> str:
    """Write a stall's value with the kind or "blok" that its label names."""
    kind, _block = kind_and_block(told.key)
    if told.column is Column.STALL_BLOCK:
        return told.value if STALL.match(told.value) else f"blok {told.value}"
    if kind is None or kind_and_block(told.value)[0]:
        return told.value
    return f"{kind.value} {told.value}"


def _with_stalls(person: Person, told: list[Told], below: Below) -> tuple[Person, RuleError | None]:
    """Add the stalls that labels name; kind, block and number on lines of their own are one."""
    named = [one for one in told if one.column in STALLS]
    parts = {one.column for one in named}
    joined = (" " if len(parts) > 1 else ", ").join(_stall_text(one) for one in named)
    market = next((one.value for one in told if one.column is Column.MARKET), "")
    section = replace(below.section, market=market or below.section.market)
    stalls, rest, problem = stalls_in(joined, section)
    if not any(stall.parts.number or stall.parts.block for stall in stalls) and rest.strip(" |"):
        where = Told("Tempat usaha", rest.replace("|", " ").strip(), None)
        return _with_note(person, where), problem
    before = tuple(one for one in person.stalls if one.parts.number and one not in stalls)
    return replace(person, stalls=(*before, *stalls)), problem
