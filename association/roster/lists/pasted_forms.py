"""Finds the sign-up forms in a pasted list: which lines with labels tell of one person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from association.roster.lists.columns import Column
from association.roster.lists.pasted_labels import ADDRESS, PERSONAL, Told, told_in
from association.roster.lists.pasted_lines import Line
from association.roster.lists.pasted_names import is_titled
from association.roster.lists.pasted_titles import reason_to_pass, tells_of_stall
from association.roster.lists.pasted_words import word_set
from association.roster.lists.problems import Code
from association.rules.people.names import search_form

# Of these a person has one; a second one tells of somebody else.
SINGLE = (PERSONAL | {Column.NAME}) - {ADDRESS}
TALK = 3  # words before a colon, from which on they may ask for something
REMARKS = word_set("ket keterangan catatan note status")
LIKE_ADDRESS = re.compile(
    r"\b(?:jl|jln|jalan|rt|rw|kel|kelurahan|kec|kecamatan|desa|dusun|dukuh|kampung|kp|gang|gg|no|"
    r"kota|kab|solo|surakarta)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """The labels that tell of one person, and the lines they stand on: from `first` to before
    `end`."""

    first: int
    end: int
    told: tuple[Told, ...]
    sender: str = ""
    unsure: bool = False  # who is meant by which label

    @property
    def name(self) -> str | None:
        """Give the name; None where no label says it."""
        return next((one.value for one in self.told if one.column is Column.NAME), None)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was filled in: a form to be copied."""
        return not any(c.isalnum() for one in self.told for c in one.value)

    @property
    def is_personal(self) -> bool:
        """Tell whether a label says what only people have."""
        return any(one.column in PERSONAL or one.column is Column.NAME for one in self.told)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A label, and the lines that it and its value stand on."""

    first: int
    end: int
    told: Told


@dataclass(slots=True)
class _Block:
    """Lines with labels that no empty line and no other message parts."""

    sender: str = ""
    told: list[_Placed] = field(default_factory=list)

    @property
    def names(self) -> int:
        """Count the names."""
        return sum(one.told.column is Column.NAME for one in self.told)


def forms_in(lines: Sequence[Line]) -> dict[int, Form]:
    """Return the forms by the index of their first line."""
    found: dict[int, Form] = {}
    place = 0
    while place < len(lines):
        blocks, end = _run(lines, place)
        below = place > 0 and lines[place - 1].plain != ""
        forms = _forms(blocks, below=below)
        if forms and (below or forms[0].is_personal):
            found.update({form.first: form for form in forms})
        place = max(end, place + 1)
    return found


def _run(lines: Sequence[Line], start: int) -> tuple[list[_Block], int]:
    """Return the blocks of labels from a line on, and where they end; none when it has no label."""
    blocks: list[_Block] = []
    place = start
    while place < len(lines):
        if not lines[place].plain:
            ahead = next((at for at in range(place, len(lines)) if lines[at].plain), len(lines))
            if not blocks or not _goes_on(lines, ahead, spaced=len(blocks) > 1):
                break
            blocks.append(_Block(blocks[-1].sender))
            place = ahead
        told, used = _read(lines, place, blocks)
        if not told:
            break
        if (stamp := lines[place].stamp) or not blocks:
            blocks.append(_Block(stamp.sender if stamp else ""))
        blocks[-1].told.extend(_Placed(place, place + used, one) for one in told)
        place += used
    return [block for block in blocks if block.told], place


def _goes_on(lines: Sequence[Line], place: int, *, spaced: bool) -> bool:
    """Tell whether the lines behind an empty one go on with labels of a form; in one that is
    spaced by empty lines also with others."""
    if place >= len(lines):
        return False
    line = lines[place]
    unknown = spaced and bool(told_in(line.body)) and line.number is None
    return _is_known(line) or (unknown and _may_be_unknown(line, line))


def _is_known(line: Line) -> bool:
    return any(told.column for told in told_in(line.body))


def _read(lines: Sequence[Line], place: int, blocks: list[_Block]) -> tuple[list[Told], int]:
    """Return the labels of a line, none when it has none, and the number of lines they take."""
    line = lines[place]
    told = told_in(line.body)
    inside = _is_inside(lines, place, blocks)
    if not told:
        wrapped = inside and _wrapped(line, blocks[-1], lines[place + 1 : place + 2])
        return ([Told("", line.body, ADDRESS)] if wrapped else []), 1
    if told[0].column is None and not (inside and _may_be_unknown(line, lines[place - 1])):
        named = not inside and len(told) == 1 and told[0].value and _is_above_person(lines, place)
        return ([replace(told[0], column=Column.NAME, guessed=True)] if named else []), 1
    last = told[-1]
    if not last.value and _value_below(lines, place, inside=inside):
        return [*told[:-1], replace(last, value=lines[place + 1].body)], 2
    # "Nama:" and "Los:" by themselves are headings of what stands below.
    alone = not last.value and last.column not in PERSONAL | {Column.PHONE}
    alone = alone and not _is_blank_above(lines, place)
    return ([] if alone and (not inside or last.column is Column.NAME) else told), 1


def _is_blank_above(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a name without a value stands in a form: right above another known label."""
    return place + 1 < len(lines) and not lines[place + 1].stamp and _is_known(lines[place + 1])


def _is_inside(lines: Sequence[Line], place: int, blocks: list[_Block]) -> bool:
    """Tell whether a label stands above a line, in a spaced form behind empty lines."""
    told = [one for block in blocks for one in block.told]
    return bool(told) and not any(line.plain for line in lines[told[-1].end : place])


def _is_above_person(lines: Sequence[Line], place: int) -> bool:
    """Tell whether what only people have stands right below a line: its label was misspelt."""
    behind = told_in(lines[place + 1].body) if place + 1 < len(lines) else []
    return bool(behind) and behind[0].column in PERSONAL and lines[place].number is None


def _may_be_unknown(line: Line, above: Line) -> bool:
    """Tell whether words with a colon that are no known label stand in a form: numbered only where
    its labels are."""
    words = set(search_form(line.body.partition(":")[0]).split())
    why = reason_to_pass(line.plain, line.body, numbered=False) if words - REMARKS else None
    if why and not (why is Code.REQUEST and len(words) < TALK):  # "Rekening : BRI 1234"
        return False
    return line.number is None or above.number == line.number - 1


def _value_below(lines: Sequence[Line], place: int, *, inside: bool) -> bool:
    """Tell whether the value of a label stands on the next line: behind it comes a label, or
    nothing more."""
    value, behind = lines[place + 1 : place + 2], lines[place + 2 : place + 3]
    if not value or not value[0].plain or value[0].number is not None or told_in(value[0].body):
        return False
    if not behind or not behind[0].plain or _is_known(behind[0]):
        return True
    return inside and bool(told_in(behind[0].body))


def _wrapped(line: Line, block: _Block, behind: Sequence[Line]) -> bool:
    """Tell whether a line goes on with the address above it: it says so, or a label follows."""
    if not block.told or block.told[-1].told.column is not ADDRESS or line.number is not None:
        return False
    if is_titled(line.body) or tells_of_stall(line.body):
        return False
    if reason_to_pass(line.plain, line.body, numbered=False):
        return False
    followed = any(told_in(one.body) and not one.stamp for one in behind)
    return followed or bool(LIKE_ADDRESS.search(line.body))


def _forms(blocks: Sequence[_Block], *, below: bool) -> list[Form]:
    """Part blocks into forms: an empty line parts two people only where the second has a name, or
    what the first has already. `below` says that the first may belong to somebody above it."""
    forms: list[Form] = []
    for block in blocks:
        for form in _parts(block):
            of_above = below and len(forms) == 1 and forms[0].name is None and form.name
            if forms and not of_above and _is_more(forms[-1], form):
                last = forms.pop()
                form = replace(last, end=form.end, told=last.told + form.told)
            forms.append(form)
    return [replace(form, unsure=form.unsure or _is_doubled(form)) for form in forms]


def _is_more(last: Form, form: Form) -> bool:
    """Tell whether labels go on with the person of those before them."""
    if (last.name is not None and form.name is not None) or last.sender != form.sender:
        return False
    said = {told.column for told in last.told}
    return not any(told.column in said & SINGLE for told in form.told)


def _is_doubled(form: Form) -> bool:
    """Tell whether a form says two different things where a person has one."""
    values: dict[Column | None, set[str]] = {}
    for told in form.told:
        if told.column in SINGLE and told.value:
            values.setdefault(told.column, set()).add(told.value.casefold())
    return any(len(said) > 1 for said in values.values())


def _parts(block: _Block) -> Iterator[Form]:
    """Part a block with several names: at its names if it begins with one, else at its first
    label if each name has one."""
    if block.names < 2:
        yield _form(block, 0, len(block.told))
        return
    columns = [one.told.column for one in block.told]
    starts = [at for at, column in enumerate(columns) if column is columns[0]]
    if len(starts) != block.names:
        starts = [at for at, column in enumerate(columns) if column is Column.NAME]
    unsure = starts[0] > 0
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(block.told)], strict=True):
        yield _form(block, start, end, unsure=unsure)


def _form(block: _Block, start: int, end: int, *, unsure: bool = False) -> Form:
    placed = block.told[start:end]
    told = tuple(one.told for one in placed)
    return Form(placed[0].first, placed[-1].end, told, block.sender, unsure)
