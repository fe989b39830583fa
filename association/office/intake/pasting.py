"""Turns a pasted list of paguyuban into cells: copied cells, blocks of labels, or lines as people
write them on WhatsApp."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from association.office.intake.entries import Kind
from association.office.intake.headings import ORGANISATION, SOME_NAME, SOME_PHONE, column
from association.office.intake.names import ENUMERATION, names_market, person_in
from association.roster.lists.delimited import read_delimited
from association.roster.lists.phones import CANDIDATE
from association.roster.lists.sheets import Cell, Limits, Sheet, UnreadableFile
from association.rules.people.names import search_form

MOST_BYTES, MOST_LINES = 200_000, 3_000
SHEET = "Tempelan"
STAMP = re.compile(
    r"^\s*\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\]?\s*(?:-\s*)?"
    r"[^:\n]{1,40}:\s?"
)
LABEL = re.compile(r"^\s*[*_•\-–]*\s*([^:=]{2,40}?)\s*[*_]*\s*[:=]\s*(.*)$")
MARKS = re.compile(r"[*_~`]+(?=\S)|(?<=\S)[*_~`]+")
BEGINS = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)]|\d{1,3}\s*[-–]\s)\s*")
# What parts the things said on one line; a comma before a title ("S.E.") parts nothing.
PARTS = re.compile(
    r"\s+[-–—]+\s+|\s*[;|/()\t]\s*|\s*,\s*(?!(?:S|M|A|Dr|Drs)\.)|\s*:\s*|(?<=\S)\s{3,}"
)
SHORT = re.compile(r"(?<!\w)(?:\+?62|0)8\d[\d .\-]{1,}\d(?!\w)", re.ASCII)  # digits are missing
BARE_ROLE = re.compile(
    r"^(?:ketua(?:nya)?|koordinator|kordinator|pic|cp|contact person|kontak)\b[\s.:=]*",
    re.IGNORECASE,
)
BESIDE = re.compile(r"^[^,;:/()\d]{3,60}\(\s*([^()]*[^\W\d][^()]*)\)(?=\s*\S)")  # a market's name
LINE_HEADINGS: tuple[Cell, ...] = ("Paguyuban", "Pasar", "Ketua", "No HP Ketua", "Keterangan")
BLOCK_HEADINGS = {
    Kind.NAME: "Paguyuban",
    Kind.MARKET: "Pasar",
    Kind.KETUA: "Ketua",
    Kind.KETUA_PHONE: "No HP Ketua",
    Kind.SEKRETARIS: "Sekretaris",
    Kind.SEKRETARIS_PHONE: "No HP Sekretaris",
    Kind.BENDAHARA: "Bendahara",
    Kind.BENDAHARA_PHONE: "No HP Bendahara",
    Kind.DISTRICT: "Kecamatan",
    Kind.ADDRESS: "Alamat",
    Kind.PAPERS: "SK",
    Kind.NOTE: "Keterangan",
    Kind.MEMBERS: "Jumlah anggota",
}
PHONE_OF = {
    Kind.KETUA: Kind.KETUA_PHONE,
    Kind.SEKRETARIS: Kind.SEKRETARIS_PHONE,
    Kind.BENDAHARA: Kind.BENDAHARA_PHONE,
}
Said = dict[Kind, str]


def sheet_of(text: str, known: Collection[str]) -> Sheet:
    """Give a pasted list as one sheet; `known` are keys of the city's markets. Raises
    UnreadableFile when it is empty or too long."""
    data = text.encode(errors="replace")
    lines = [MARKS.sub("", STAMP.sub("", line)).rstrip() for line in text.splitlines()]
    if not any(line.strip() for line in lines):
        raise UnreadableFile("Tempelkan daftarnya dulu.")
    if len(data) > MOST_BYTES or len(lines) > MOST_LINES:
        raise UnreadableFile("Tulisan ini terlalu panjang. Tempelkan sebagian dulu.")
    filled = [line for line in lines if line.strip()]
    if sum("\t" in line for line in filled) * 2 > len(filled):
        return read_delimited(data, limits=Limits())
    if sum(any(mark in line for mark in ";|") for line in filled) * 3 > len(filled) * 2:
        return read_delimited("\n".join(filled).encode(), limits=Limits())
    labelled = [_label(line) for line in filled]
    if sum(one is not None for one in labelled) * 2 > len(filled):
        return _of_blocks(lines, known)
    return _of_lines(lines, known)


def _label(line: str) -> tuple[Kind | str, str] | None:
    """Read "Ketua : Pak Slamet" as what it is and what it says; None for any other line."""
    found = LABEL.match(ENUMERATION.sub("", BEGINS.sub("", line)))
    kind = column(found[1]) if found else None
    return (kind, found[2].strip()) if found and kind else None


def _of_blocks(lines: Sequence[str], known: Collection[str]) -> Sheet:
    """Read blocks of labelled lines: a name, or the first label once more, begins the next one."""
    blocks: list[Said] = [{}]
    person = Kind.KETUA
    for line in lines:
        label = _label(line)
        if label is None:
            if head := _head(line, known):
                blocks.append(head)
                person = Kind.KETUA
            continue
        kind, text = label
        if kind == SOME_PHONE:
            kind = PHONE_OF[person]
        elif kind == SOME_NAME:
            kind = Kind.KETUA if Kind.NAME in blocks[-1] else Kind.NAME
        if not isinstance(kind, Kind) or kind not in BLOCK_HEADINGS:
            continue
        person = kind if kind in PHONE_OF else person
        first = next(iter(blocks[-1]), kind)
        if blocks[-1] and kind is first:
            blocks.append({})
            person = Kind.KETUA
        blocks[-1][kind] = "; ".join(filter(None, (blocks[-1].get(kind, ""), text)))
    blocks = [block for block in blocks if block]
    heads = [kind for kind in BLOCK_HEADINGS if any(kind in block for block in blocks)]
    rows = [tuple(block.get(kind) or None for kind in heads) for block in blocks]
    return Sheet(SHEET, (tuple(BLOCK_HEADINGS[kind] for kind in heads), *rows))


def _head(line: str, known: Collection[str]) -> Said:
    """Read a line without a label that begins the next paguyuban: numbered, or a name."""
    bare = BEGINS.sub("", line).strip(" :.")
    if names_market(bare, known):
        return {Kind.MARKET: bare}
    begins = search_form(bare).split()[:1]
    is_name = BEGINS.match(line) or (begins and begins[0] in ORGANISATION)
    return {Kind.NAME: bare} if is_name and any(c.isalpha() for c in bare) else {}


def _of_lines(lines: Sequence[str], known: Collection[str]) -> Sheet:
    """Read lines: a number begins the next paguyuban, without numbers each line or each block of
    lines does."""
    groups = list(_groups(lines))
    rows: list[tuple[Cell, ...]] = [LINE_HEADINGS]
    for group in groups:
        text = " ; ".join(group)
        if len(group) == 1 and not CANDIDATE.search(text) and _is_section(group[0], known):
            rows.append((BEGINS.sub("", group[0]).strip(" :"),))
        elif CANDIDATE.search(text) or BEGINS.match(group[0]):
            rows.append(_row(BEGINS.sub("", text), known))
    return Sheet(SHEET, tuple(rows))


def _is_section(line: str, known: Collection[str]) -> bool:
    return not BEGINS.match(line) and names_market(line.strip(" :"), known)


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Give the lines of each paguyuban."""
    numbered = sum(bool(BEGINS.match(line)) for line in lines)
    with_phone = sum(bool(CANDIDATE.search(line)) for line in lines)
    if numbered > 1 and numbered * 2 >= with_phone:
        yield from _numbered(lines)
        return
    blocks = [
        list(block) for empty, block in groupby(lines, lambda one: not one.strip()) if not empty
    ]
    in_blocks = len(blocks) > 1 and all(
        sum(bool(CANDIDATE.search(line)) for line in block) < 2 for block in blocks
    )
    yield from blocks if in_blocks else ([line] for block in blocks for line in block)


def _numbered(lines: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if BEGINS.match(line) or not line.strip():
            if group:
                yield group
            group = [line] if line.strip() else []
        elif group and BEGINS.match(group[0]):
            group.append(line.strip())
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _is_role(text: str) -> bool:
    return bool(BARE_ROLE.match(text) or CANDIDATE.search(text))


def _row(text: str, known: Collection[str]) -> tuple[Cell, ...]:
    """Sort what a line says: paguyuban, markets, ketua, phones."""
    found = CANDIDATE.findall(text) or SHORT.findall(text)
    phones = " / ".join(one.strip(" -.") for one in found)
    name, ketua = "", ""
    beside = BESIDE.match(text)
    markets = [beside[1].strip()] if beside and not _is_role(beside[1]) else []
    given = len(markets)
    if beside and markets:
        text = f"{text[: beside.start(1)]}{text[beside.end(1) :]}"
    for part in PARTS.split(SHORT.sub(" ; ", CANDIDATE.sub(" ; ", text))):
        bare = part.strip(" .,:;-–")
        role = BARE_ROLE.match(bare)
        words = set(search_form(bare).split())
        if role and bare[role.end() :].strip():
            ketua = ketua or bare[role.end() :]
        elif not any(c.isalpha() for c in bare) or role or column(bare):
            continue
        elif words & ORGANISATION and not name:
            name = bare
        elif names_market(bare, known):
            markets.append(bare)
        elif not name and len(markets) == given:
            name = bare
        elif not ketua:
            ketua = person_in(bare)[0]
    if not name and markets:
        name = f"Paguyuban {markets[0]}"
    return (name or None, ", ".join(markets) or None, ketua or None, phones or None, None)
