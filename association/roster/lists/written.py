"""What a row of a list said, as texts under plain headings: to be given back in a file, or mended
on screen."""

import re
from collections.abc import Iterator, Sequence

from association.roster.lists.cells import TICKS, is_empty
from association.roster.lists.columns import HEIRS, OF_HEIRS, REPEATABLE, Column
from association.roster.lists.contents import RowRead
from association.roster.lists.further_headings import LABELS
from association.roster.lists.heirs import heirs_cell
from association.roster.lists.problems import Code
from association.roster.lists.recognising import column_of
from association.roster.lists.values import RowStall
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.rules.people.nik import parse_nik
from association.rules.people.phone import parse_phone
from association.rules.people.stalls import KIND_WORDS, parse_stall

REASON = "Alasan ditolak"
# The headings written for what was recognised, in this order; reading them gives the same columns
# back.
HEADINGS = {
    Column.NUMBER: "No",
    Column.NAME: "Nama",
    Column.FURTHER_NAME: "Nama Belakang",
    Column.NIK: "NIK",
    Column.BIRTH: "Tempat, Tanggal Lahir",
    Column.BIRTH_PLACE: "Tempat Lahir",
    Column.BIRTH_DATE: "Tanggal Lahir",
    Column.PHONE: "Nomor HP",
    Column.STALL_KIND: "Jenis Tempat",
    Column.STALL_BLOCK: "Blok",
    Column.STALL: "Tempat Usaha",
    Column.MARKET: "Pasar",
    Column.COMMODITY: "Dagangan",
    **{Column(column): label for column, label in LABELS.items()},
}
STALLS = frozenset(
    {Column.STALL, Column.STALL_KIND, Column.STALL_BLOCK, Column.STALL_NUMBER, Column.MARKET}
)
WAS_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
PLAIN = {heading: column for column, heading in HEADINGS.items()}

Columns = Sequence[tuple[str, Column | None]]
Held = dict[Column, list[tuple[str, str]]]  # the texts under each heading


def written(row: RowRead, columns: Columns) -> dict[str, str]:
    """Give a row's texts by the heading they are written under; empty under the row's number when
    it has none.

    Read again they say what the list said; a cell that a spreadsheet program spoilt is refused
    until it is retyped.
    """
    held, own = _cells(row, dict(columns))
    _join_names(held)
    _join_heirs(held, row, dict(columns))
    line = {HEADINGS[Column.NUMBER]: ""}
    for kind, heading in HEADINGS.items():
        if kind not in STALLS:
            texts = [text for _label, text in held.get(kind, []) if text] or [""] * (kind in held)
            line.update(_numbered(heading, texts))
    _spoil(line, row)
    line.update(_stalls(row.values.stalls) if row.values.stalls else _stalls_as_written(held))
    return line | own


def _join_names(held: Held) -> None:
    """Write a name whose parts stood in columns of their own as one."""
    parts = [text for _label, text in held.pop(Column.FURTHER_NAME, []) if text]
    if parts and Column.NAME in held:
        label, first = held[Column.NAME][0]
        held[Column.NAME] = [(label, " ".join((first, *parts)))]


def _join_heirs(held: Held, row: RowRead, columns: dict[str, Column | None]) -> None:
    """Write heirs who stood in columns of their own as one text."""
    if not OF_HEIRS & held.keys():
        return
    kinds = ((_kind(label, row, columns), text) for label, text in row.cells.items())
    told = [(kind, text) for kind, text in kinds if kind in OF_HEIRS]
    for kind in OF_HEIRS & held.keys():
        del held[kind]
    try:
        text = heirs_cell(told)
    except RuleError:
        text = ", ".join(text for _kind, text in told if text)
    held[HEIRS] = [("", text)]


def column_under(heading: str) -> Column | None:
    """Tell what a plain heading holds, also that of a second phone or stall."""
    return PLAIN.get(re.sub(r" \d+$", "", heading))


def _cells(row: RowRead, columns: dict[str, Column | None]) -> tuple[Held, dict[str, str]]:
    """Sort a row's cells: by what they hold, and those that nobody reads."""
    held: Held = {}
    own: dict[str, str] = {}
    for label, text in row.cells.items():
        kind = _kind(label, row, columns)
        if kind and (kind not in held or kind in REPEATABLE):
            held.setdefault(kind, []).append((label, text))
        elif label != REASON:
            own[label if row.mended else _unread(label)] = text
    return held, own


def _kind(label: str, row: RowRead, columns: dict[str, Column | None]) -> Column | None:
    """Tell what a row's text under a heading was taken for."""
    if row.mended:
        return column_under(label)
    return columns.get(label) or columns.get(re.sub(r" \(\d+\)$", "", label))


def _spoil(line: dict[str, str], row: RowRead) -> None:
    """Write what was refused so that it is refused again until somebody retypes it."""
    nik, phone = HEADINGS[Column.NIK], HEADINGS[Column.PHONE]
    if nik in line:
        line[nik] = _nik(row, line[nik])
    if row.is_refused_for(Code.DATE_BOTH_WAYS):
        # Alone, without the date that raised the doubt, it would be taken as it stands.
        dates = (HEADINGS[Column.BIRTH], HEADINGS[Column.BIRTH_DATE])
        line.update({heading: f"{line[heading]} ?" for heading in dates if line.get(heading)})
    if row.values.phone:
        line[phone] = _phone(row.values.phone, line[phone])


def _numbered(heading: str, texts: Sequence[str]) -> dict[str, str]:
    return {
        heading if place == 1 else f"{heading} {place}": text for place, text in enumerate(texts, 1)
    }


def _unread(label: str) -> str:
    """Give a column that was not read a heading under which it is not read next time either."""
    return f"Tidak dipakai: {label}" if column_of(label) or label in HEADINGS.values() else label


def _nik(row: RowRead, text: str) -> str:
    """Give a NIK that was a number back as one sees it in Excel: as text it would pass, with a
    digit lost."""
    try:
        digits = parse_nik(text)
    except RuleError:
        return text
    if row.values.nik and not row.is_refused_for(Code.DIGITS_LOST):
        return text
    return f"{int(digits):.14E}"


def _phone(phone: str, text: str) -> str:
    """Give a phone as written; the number that was taken where several stood on lines of their
    own."""
    return text if any(part in text for part in "/,;&") or _is_phone(text) else phone


def _is_phone(text: str) -> bool:
    try:
        return bool(parse_phone(text))
    except RuleError:
        return False


def _stalls(stalls: Sequence[RowStall]) -> dict[str, str]:
    """Write stalls that were understood, with what the list said of them elsewhere: in one cell if
    they allow it."""
    markets = {stall.market for stall in stalls}
    texts = [next(_ways(stall)) for stall in stalls]
    if len(markets) == 1:
        joined = ", ".join(texts)
        return {HEADINGS[Column.STALL]: joined, HEADINGS[Column.MARKET]: markets.pop()} | (
            {} if _says(joined, stalls) else _numbered(HEADINGS[Column.STALL], texts)
        )
    both = [f"{text} {stall.market}".strip() for text, stall in zip(texts, stalls, strict=True)]
    return _numbered(HEADINGS[Column.STALL], both)


def _ways(stall: RowStall) -> Iterator[str]:
    """Yield the wordings that are read as this stall, its plain name when there is none."""
    kind = stall.parts.kind.value.capitalize() if stall.parts.kind else ""
    block, number = stall.parts.block, stall.parts.number
    full = (kind, block and f"Blok {block}", number and f"No {number}")
    for text in (stall.label, " ".join(part for part in full if part)):
        if not is_empty(text) and text.lower() not in TICKS and _says(text, [stall]):
            yield text
    yield stall.label


def _says(text: str, stalls: Sequence[RowStall]) -> bool:
    try:
        return parse_stall(text) == tuple(stall.parts for stall in stalls)
    except RuleError:
        return False


def _stalls_as_written(held: Held) -> dict[str, str]:
    """Write the cells of a stall that was not understood, with the kind that their headings
    named."""
    line = {
        HEADINGS[kind]: held[kind][0][1]
        for kind in (Column.STALL_KIND, Column.STALL_BLOCK, Column.MARKET)
        if kind in held
    }
    texts = []
    for label, text in (*held.get(Column.STALL, []), *held.get(Column.STALL_NUMBER, [])):
        kinds = {KIND_WORDS[word] for word in search_form(label).split() if word in KIND_WORDS}
        under = (
            ""
            if line.get(HEADINGS[Column.STALL_KIND]) or len(kinds) != 1
            else kinds.pop().value.capitalize()
        )
        if date := WAS_DATE.fullmatch(
            text
        ):  # Excel's date for "3-4": as text it would be read as three stalls
            texts.append("KETIK ULANG TEMPAT USAHA " + ".".join(date.groups()))
        elif text.lower() in TICKS:
            texts.append(under)
        elif text:
            texts.append(text if search_form(under) in search_form(text) else f"{under} {text}")
    return line | _numbered(HEADINGS[Column.STALL], texts)
