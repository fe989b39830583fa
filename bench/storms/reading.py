"""Lists that are made to do harm, and the longest that are allowed, read beside other requests.

Measured: seconds and memory of each bomb; the server's CPU, its longest write transaction and what
other pages take while 20,000 rows and the longest paste come in.
"""

import io
import resource
import shutil
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

import sqlalchemy as sa
import structlog
from flask import Flask
from sqlalchemy import event

from association import create_app, database, schema
from association.cover.reconciliation import official
from association.cover.reconciliation import uploading as official_uploading
from association.database import db
from association.roster.imports import uploading
from association.roster.lists.apart import apart
from association.roster.lists.sheets import Limits
from association.rules.house.errors import RuleError
from tests.conftest import settings_for
from tests.infra.cast import Cast, gather
from tests.infra.client import Reader

TODAY = "2026-11-22"
MOST_SECONDS, MOST_MEMORY = 60.0, 512.0  # of a bomb: wall, MB
MOST_CPU, MOST_WRITING, MOST_PAGE = 1.5, 0.25, 1.0  # seconds: of a request, a transaction, a page
NAMES = ("Sri", "Budi", "Siti", "Wahyu", "Endang", "Joko", "Dwi", "Agus", "Painem", "Rahayu")
HEAD = "No;Nama;NIK;Tgl Lahir;No HP;Los;Nomor;Dagangan;Alamat;Keterangan"
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


def rows(count: int, chance: Random) -> Iterator[str]:
    """Write invented traders as rows of a CSV."""
    yield HEAD
    for n in range(count):
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(55, 99)
        nik = f"33720{chance.randint(1, 5)}{day:02}{month:02}{year:02}{n % 10_000:04}"
        name = " ".join(chance.choices(NAMES, k=3))
        phone = f"08{chance.randint(10**9, 10**10 - 1)}"
        where = f"{chance.choice('ABCDEF')};{n}"
        yield f"{n + 1};{name};{nik};{day}/{month}/19{year};{phone};{where};Sayur;Jl. Melati;"


def paste(count: int, most: int, chance: Random) -> str:
    """Write invented traders as lines of a chat, up to so many bytes."""
    lines = []
    for line in list(rows(count, chance))[1:]:
        number, name, _nik, _born, phone, block, stall, goods, *_rest = line.split(";")
        lines.append(f"{number}. {name} Los {block}{stall} HP {phone} lunas dagang {goods}")
    return "\n".join(lines)[:most]


def archive(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts as a workbook does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def workbook(*sheets: bytes, **more: bytes) -> bytes:
    """Make the least .xlsx that holds these sheets."""
    named = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1)
    )
    office = "http://schemas.openxmlformats.org"
    kind = f"{office}/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    strings = f'<Relationship Id="s" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
    strings = strings if "sharedStrings" in more else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="b" Type="{kind}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{office}/spreadsheetml/2006/main" xmlns:r="{kind}">'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f"{links}{strings}</Relationships>",
    }
    own = {f"xl/worksheets/s{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}
    other = {f"xl/{name}.xml": part for name, part in more.items()}
    return archive({name: part.encode() for name, part in parts.items()} | own | other)


def ods(table: str) -> bytes:
    """Make the least .ods that holds this table."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = f'<table:table table:name="A">{table}</table:table>'
    inner = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{inner}</office:document-content>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b"<manifest/>"
    return archive(
        {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest}
    )


def sheet(*lines: bytes) -> bytes:
    """Make a sheet of these rows."""
    return SHEET + b"".join(lines) + END


def texts(count: int, text: bytes) -> bytes:
    """Make so many rows of one text."""
    cell = b'<c t="inlineStr"><is><t>' + text + b"</t></is></c>"
    return sheet(*[b"<row>" + cell + b"</row>"] * count)


def bombs() -> dict[str, bytes]:
    """Make every bomb, by what it tries."""
    zeros = {f"xl/media/{n}.png": bytes(1024 * 1024) for n in range(490)}
    shared = b"<sst><si><t>" + b"x" * 55_000_000 + b"</t></si></sst>"
    many_shared = b"<sst>" + b"<si><t>abcdefgh</t></si>" * 2_000_000 + b"</sst>"
    cell = '<table:table-cell office:value-type="string"><text:p>Nama</text:p></table:table-cell>'
    wide = b'<row r="1">' + b"<c><v>1</v></c>" * 16_384 + b"</row>"
    point = workbook(sheet(b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>' * 2_000))
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:B9"/>' * 1_500_000 + b"</mergeCells>"
    few = b'<row r="1"><c><v>1</v></c></row>'
    swollen = workbook(sheet(few), sharedStrings=shared)
    repeated = 'table:number-rows-repeated="1048576"'
    hidden = '<table:table-row table:visibility="collapse" table:number-rows-repeated="20000"/>'
    return {
        "490 parts of a MB": archive({"xl/workbook.xml": b"<a/>", **zeros}),
        "1,000 parts": archive({"xl/workbook.xml": b"", **{f"{n}.bin": b"x" for n in range(999)}}),
        "60,000 empty parts": archive({f"{n}": b"" for n in range(40_000)})[: 5 * 1024 * 1024],
        "deflate64": _as_deflate64(point),
        "parts that overlap": _overlapping(),
        "a part in a part": archive({"xl/workbook.xml": b"", "a.bin": swollen}),
        "shared string of 55 MB": swollen,
        "shared strings of 100 MB": workbook(sheet(few), sharedStrings=shared + shared[12:]),
        "2,000,000 shared strings": workbook(sheet(few), sharedStrings=many_shared),
        "16,384 columns": workbook(sheet(wide)),
        "16,384 columns in 200 rows": workbook(sheet(*[wide] * 200)),
        "far corner": workbook(
            sheet(few, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
        ),
        "1,000,000 rows": workbook(sheet(b"<row><c><v>1</v></c></row>" * 1_000_000)),
        "1,000,000 hidden rows": workbook(sheet(b'<row hidden="1"/>' * 1_500_000)),
        "1,500,000 merges": workbook(sheet(few).replace(b"</worksheet>", merges + b"</worksheet>")),
        "200 sheets": workbook(*[sheet(few)] * 200),
        "400 sheets of 500 rows": workbook(*[texts(500, b"Sri Rahayu")] * 400),
        "40,000 long cells": workbook(texts(40_000, b"x" * 1_200)),
        "ods rows repeated": ods(f"<table:table-row {repeated}>{cell}</table:table-row>"),
        "ods repeated both ways": ods(
            f"<table:table-row {repeated}>"
            + cell.replace("cell ", 'cell table:number-columns-repeated="16384" ', 1)
            + "</table:table-row>"
        ),
        "ods hidden rows repeated": ods(
            hidden * 200_000 + f"<table:table-row>{cell}</table:table-row>"
        ),
        "ods deep": ods("<table:table-row>" * 100_000),
        "csv of separators": b";" * 5_000_000,
        "csv of short lines": b"a\n" * 2_500_000,
        "csv of one line": b"Nama;NIK\n" + b"x" * 5_000_000,
        "csv of quotes": b'Nama;NIK\n"' + b'"' * 4_000_000,
        "csv of commas and quotes": b"Nama,NIK\n" + b'"a,' * 1_500_000,
        "csv of 49,000 names": ("Nama;Los\n" + "Sri Rahayu;B12\n" * 49_000).encode(),
        "csv of 190 columns": ("Nama;" + ";".join(map(str, range(189))) + "\n").encode()
        + (";".join(["Sri"] * 190) + "\n").encode() * 6_000,
    }


def _as_deflate64(data: bytes) -> bytes:
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.find(mark)
        while place >= 0:
            changed[place + at] = 9
            place = data.find(mark, place + 1)
    return bytes(changed)


def _overlapping() -> bytes:
    """Name one part of a MB 400 times in the directory."""
    data = archive({"xl/workbook.xml": b"<a/>", "xl/media/1.png": bytes(1024 * 1024)})
    start = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entries = data[data.index(b"PK\x01\x02") : start] + data[start:end] * 400
    tail = bytearray(data[end:])
    tail[8:10] = tail[10:12] = (401).to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    return data[: data.index(b"PK\x01\x02")] + entries + bytes(tail)


def tried(name: str, read: Callable[[], object]) -> list[str]:
    """Read one bomb; say what it took, and what of that is too much. Memory is that of the largest
    child so far."""
    began = time.monotonic()
    try:
        read()
        said = "read"
    except RuleError as error:
        said = str(error)
    seconds = time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name}: {seconds:.1f} s, children so far {memory:.0f} MB: {said[:70]}", flush=True)
    wrong = [f"{name} took {seconds:.0f} s"] if seconds > MOST_SECONDS else []
    return wrong + ([f"{name} took {memory:.0f} MB"] if memory > MOST_MEMORY else [])


def made_on_disk(folder: Path) -> None:
    """Write the bombs into a folder."""
    for name, data in bombs().items():
        (folder / name.replace("/", "-")).write_bytes(data)


def bombs_are_harmless(folder: Path) -> list[str]:
    """Read every bomb as a roster, and some as a list of BPJS."""
    making = get_context("spawn").Process(target=made_on_disk, args=(folder,))
    making.start()  # apart: a child counts the memory of whoever starts it as its own
    making.join()
    wrong = []
    about = {"filename": "daftar", "today": TODAY}
    for path in sorted(folder.iterdir()):
        name, data = path.name, path.read_bytes()
        read = partial(apart, uploading.upload, data, limits=Limits(), **about)
        wrong += tried(name, read)
        if name.startswith("csv"):
            job, limits = official_uploading.upload, official.LIMITS
            wrong += tried(f"{name}, BPJS", partial(apart, job, data, limits=limits, **about))
    for name, text in {
        "pasted line of 200 KB": "Sri " * 50_000,
        "pasted digits": "0812 " * 40_000,
        "pasted brackets": "(" * 199_000,
        "2,000 pasted lines of odd letters": "(a) *b* _c_ 1. 2) – x✅\n" * 1_999,
    }.items():
        read = partial(apart, uploading.paste, text.encode(), weight=10**6, today=TODAY)
        wrong += tried(name, read)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"the server's own memory at most: {own:.0f} MB")
    return wrong


def _unheard(*_event: object) -> str:
    raise structlog.DropEvent


@contextmanager
def staged() -> Iterator[tuple[Flask, Cast]]:
    """Give an app with the cast in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    url = f"sqlite:///{folder / 'guyub.db'}"
    try:
        schema.upgrade(url)
        app = create_app(settings_for(url, folder))
        structlog.configure(processors=[_unheard])
        with app.app_context():
            cast = gather()
        yield app, cast
    finally:
        shutil.rmtree(folder)


@contextmanager
def writing(app: Flask) -> Iterator[list[float]]:
    """Gather the seconds that each write transaction lasts."""
    lasted: list[float] = []
    begun: dict[int, float] = {}

    def begin(connection: sa.Connection) -> None:
        if database._writing.get():
            begun[id(connection)] = time.monotonic()

    def end(connection: sa.Connection) -> None:
        if id(connection) in begun:
            lasted.append(time.monotonic() - begun.pop(id(connection)))

    with app.app_context():
        engine = db.engine
    for name, heard in (("begin", begin), ("commit", end), ("rollback", end)):
        event.listen(engine, name, heard)
    yield lasted
    for name, heard in (("begin", begin), ("commit", end), ("rollback", end)):
        event.remove(engine, name, heard)


def measured(app: Flask, cast: Cast, name: str, **sent: object) -> list[str]:
    """Upload or paste a long list while others read; say what it cost them."""
    sari, budi = Reader(app, cast.token["sari"]), Reader(app, cast.token["budi"])
    form = sari.get("/anggota/impor").soup.select_one("form[action='/anggota/impor']")
    hidden = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    others: list[float] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            began = time.monotonic()
            assert budi.client.get("/anggota").status_code == 200
            others.append(time.monotonic() - began)
            time.sleep(0.05)

    reader = threading.Thread(target=read)
    with writing(app) as lasted:
        reader.start()
        began, cpu = time.monotonic(), time.thread_time()
        answer = sari.client.post("/anggota/impor", data=hidden | sent)
        seconds, cpu = time.monotonic() - began, time.thread_time() - cpu
        is_over.set()
        reader.join()
    slow = sorted(others)[int(len(others) * 0.99)]
    print(
        f"{name}: answered {answer.status_code} in {seconds:.1f} s; the server's CPU {cpu:.2f} s; "
        f"longest write transaction {max(lasted, default=0) * 1000:.0f} ms of {len(lasted)}; "
        f"other pages {len(others)}, p99 {slow * 1000:.0f} ms",
        flush=True,
    )
    wrong = [] if answer.status_code == 303 else [f"{name} was answered {answer.status_code}"]
    wrong += [f"{name} took {cpu:.1f} s of the server's CPU"] if cpu > MOST_CPU else []
    wrong += (
        [f"{name} wrote for {max(lasted, default=0):.2f} s"]
        if max(lasted, default=0) > MOST_WRITING
        else []
    )
    return wrong + ([f"beside {name} a page took {slow:.1f} s"] if slow > MOST_PAGE else [])


def run() -> list[str]:
    """Play everything."""
    chance = Random(14)
    with staged() as (app, cast):
        csv = "\n".join(rows(20_000, chance)).encode()
        wrong = measured(app, cast, "20,000 rows of CSV", file=(io.BytesIO(csv), "daftar.csv"))
        text = paste(1_999, 199_000, chance)
        wrong += measured(app, cast, "the longest paste", text=text)
    with tempfile.TemporaryDirectory() as folder:
        return wrong + bombs_are_harmless(Path(folder))
