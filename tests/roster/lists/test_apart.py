"""Long lists are read in a child that may die; the server only keeps what it told."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from association.roster.imports import among, anew, storage, uploading
from association.roster.lists import apart as readers
from association.roster.lists.apart import Told, apart
from association.roster.lists.sheets import Limits, UnreadableFile
from association.roster.pasting import answering
from association.rules.house.errors import RuleError
from tests.infra.client import Reader
from tests.roster.imports.test_import_pages import upload

TODAY = "2026-11-22"
HEAD = "Nama;NIK;Los\n"
SHORT = (HEAD + "Sri Rahayu;3372994411700077;B12\nTono;12;B13\n").encode()
LONG = SHORT + b"".join(b"Siti %d;;A%d\n" % (n, n) for n in range(600))


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Give the commands of the children that were started."""
    started: list[list[str]] = []
    run = subprocess.run

    def running(command: list[str], **named: Any) -> Any:
        started.append(command)
        assert not [name for name in named["env"] if "GUYUB" in name]
        return run(command, **named)

    monkeypatch.setattr(subprocess, "run", running)
    monkeypatch.setenv("GUYUB_DATA_KEY", "never handed on")
    return started


def read(data: bytes, **limits: int) -> Told:
    return apart(
        uploading.upload, data, limits=Limits(**limits), filename="daftar.csv", today=TODAY
    )


def test_a_child_tells_the_same_as_the_server_would(children: list[list[str]]) -> None:
    short = read(SHORT)
    assert children == []
    assert short.facts == {"total": 2}
    long = read(LONG)
    assert len(children) == 1
    assert long == uploading.upload(LONG, limits=Limits(), filename="daftar.csv", today=TODAY)
    assert [len(storage.rows_from(part)) for part in long.texts[2:]] == [500, 102]


def test_what_swells_goes_to_a_child_however_short(children: list[list[str]]) -> None:
    swelling = HEAD.encode() + b"A;;\n" * 400
    assert len(swelling) < readers.SMALL
    assert read(swelling).facts["total"] > 0
    assert len(children) == 1


def test_every_job_crosses_to_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    def done() -> list[Told]:
        told = read(SHORT)
        head, sheets, *parts = told.texts
        data = "\n".join((sheets, *parts)).encode()
        line = {"Nama": "Tono", "NIK": ""}
        about = {"chosen": {"Los": None}, "answers": {}, "today": TODAY}
        asked = "\n".join((head, *parts)).encode()
        return [
            told,
            apart(anew.anew, data, **about),
            apart(among.among, parts[0].encode(), place=1, line=line, names=["nik"], today=TODAY),
            apart(answering.answered, asked, number="1", said=None),
            apart(uploading.paste, b"1. Sri A1\n2. Tono A2", today=TODAY),
        ]

    here = done()
    monkeypatch.setattr(readers, "SMALL", -1)
    assert done() == here


@pytest.mark.parametrize("small", [readers.SMALL, -1])
def test_a_refusal_is_told_in_its_words(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(readers, "SMALL", small)
    for data, said in (
        (b"%PDF-1.7", "Berkas ini PDF, bukan lembar kerja."),
        (b"Nama;NIK\n;\n", "Berkas ini terbaca, tetapi tidak ada baris berisi nama."),
        (b"a;b\n" * 11, "paling banyak 10 baris"),
    ):
        with pytest.raises(RuleError) as error:
            read(data, rows=10)
        assert said in error.value.message


@pytest.mark.parametrize(
    ("dying", "said"),
    [
        ("os.kill(os.getpid(), 9)", "terlalu rumit"),
        ("sys.exit(3)", "rusak"),
        ("print('x')", "rusak"),
        ("time.sleep(60)", "terlalu rumit"),
    ],
)
def test_a_child_that_dies_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dying: str, said: str
) -> None:
    child = tmp_path / "child.py"
    child.write_text(f"import os, sys, time\n{dying}\n")
    monkeypatch.setattr(readers, "CHILD", child)
    with pytest.raises(UnreadableFile, match=said):
        read(LONG, seconds=1 if "sleep" in dying else 30)


def test_too_much_time_ends_in_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="terlalu rumit"):
        read(LONG * 8, seconds=1)


def test_a_full_house_keeps_what_was_typed(monkeypatch: pytest.MonkeyPatch, sari: Reader) -> None:
    monkeypatch.setattr(readers, "SMALL", -1)
    monkeypatch.setattr(readers, "LONGEST_WAIT", 0.05)
    form = sari.get("/anggota/impor").form("/anggota/impor")
    hidden = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    for place, held in ((readers.CHILDREN, 2), (readers.SEATS, 4)):
        for _ in range(held):
            place.acquire()
        answer = sari.client.post("/anggota/impor", data=hidden | {"text": "1. Sri Rahayu A1"})
        for _ in range(held):
            place.release()
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "5"
        assert "sedang dibaca" in answer.text
        assert "1. Sri Rahayu A1" in answer.text
    assert sari.client.post("/anggota/impor", data=hidden | {"text": "Sri A1"}).status_code == 303


def test_others_write_while_a_child_reads(monkeypatch: pytest.MonkeyPatch, sari: Reader) -> None:
    """No transaction is open meanwhile, neither to write nor to read."""
    from association.database import db

    opened = []
    running = readers.run

    def run(*args: Any, **named: Any) -> bytes:
        opened.append(db.session().in_transaction())
        return running(*args, **named)

    monkeypatch.setattr(readers, "run", run)
    monkeypatch.setattr(readers, "SMALL", -1)
    assert upload(sari, SHORT, "daftar.csv").status == 303
    assert opened == [False]
