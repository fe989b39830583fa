"""/riwayat: the audit log in words."""

import ast
from pathlib import Path

import pytest

from association.office.trail.wording import WORDS
from association.roster.history.kinds import ChangeKind
from tests.conftest import Clock
from tests.infra.cast import Cast
from tests.infra.client import Reader

PACKAGE = Path(__file__).parents[3] / "association"


def recorded() -> set[str]:
    """Name every kind of entry that the code writes in plain words."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or len(node.args) < 4:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("record", "_record"):
                inner = ast.walk(node.args[2])
                texts = [one.value for one in inner if isinstance(one, ast.Constant)]
                whole = not isinstance(node.args[2], ast.JoinedStr)
                found |= {one for one in texts if isinstance(one, str) and whole}
    return found


def test_every_entry_has_its_words() -> None:
    without = {"batch", "overdue"}
    assert len(recorded()) > 60
    assert recorded() - WORDS.keys() - without == set()
    one_member = {"enrol", "edit", "leave", "return", "merge", "restore", "undo", "sent"}
    assert one_member <= set(ChangeKind)
    assert {f"{kind} member" for kind in one_member} <= WORDS.keys()


def test_a_ketua_reads_whose_nik_was_seen_and_by_whom(
    sari: Reader, cast: Cast, clock: Clock
) -> None:
    tono = cast.member["Tono Wibowo"]
    sari.fill(f"/anggota/{tono}", f"/anggota/{tono}/nik")
    seen = sari.get("/riwayat?hanya=y")
    assert "Sari melihat NIK lengkap: Tono Wibowo" in " ".join(seen.text.split())
    assert seen.soup.select_one(f"main a[href='/anggota/{tono}']")
    assert "menambah anggota" not in seen.text
    everything = sari.get("/riwayat")
    assert "menambah anggota: Sri Lestari" in " ".join(everything.text.split())
    assert "Joko" not in everything.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("siapa={sari}", True),
        ("siapa={yanti}", False),
        ("dari=2026-11-22&sampai=2026-11-22", True),
        ("dari=23 November 2026", False),
        ("sampai=2026-11-21", False),
        ("q=lengkap", True),
        ("q=tono", True),
        ("q=iuran", False),
        ("q=sari", True),
        ("q=%00", True),
        ("hanya=y&q=tono", True),
    ],
)
def test_the_log_is_searched(sari: Reader, cast: Cast, asked: str, *, found: bool) -> None:
    tono = cast.member["Tono Wibowo"]
    sari.fill(f"/anggota/{tono}", f"/anggota/{tono}/nik")
    seen = sari.get("/riwayat?" + asked.format(**cast.account))
    assert ("melihat NIK lengkap" in seen.soup.select_one("main").get_text()) is found


@pytest.mark.parametrize("asked", ["siapa=x", "siapa=999", "dari=besok", "sampai=31 Februari 2026"])
def test_what_cannot_be_asked_is_said(sari: Reader, asked: str) -> None:
    assert sari.get(f"/riwayat?{asked}").status == 422


def test_the_office_reads_what_was_taken_out_and_of_nobody(
    sari: Reader, dewi: Reader, admin: Reader, cast: Cast
) -> None:
    tono = cast.member["Tono Wibowo"]
    sari.fill(f"/anggota/{tono}", f"/anggota/{tono}/nik")
    sari.fill(f"/anggota/{tono}/ubah", commodity="Jamu")
    assert "melihat NIK" not in dewi.get("/riwayat").text
    for office in (dewi, admin):
        seen = " ".join(office.get(f"/riwayat?siapa={cast.account['sari']}").text.split())
        assert "Sari melihat NIK lengkap: Paguyuban Pasar Rejosari" in seen
        assert "Tono" not in seen
        assert "mengubah data anggota" not in seen
        assert "Tono" not in office.get("/riwayat?q=tono").soup.select_one("main ul, p.hint").text
        assert office.get(f"/riwayat?siapa={cast.account['rina']}").status == 422


def test_who_does_not_lead_and_who_is_nobody_read_nothing(
    someone, visitor: Reader, budi: Reader
) -> None:
    assert someone("yanti").get("/riwayat").status == 403
    assert visitor.get("/riwayat").location == "/masuk?next=/riwayat"
    assert "Tono" not in budi.get("/riwayat").text


def test_a_long_log_comes_in_pages(sari: Reader) -> None:
    for number in range(26):
        sari.fill("/pengurus/kontak", name=f"Bu {'abcdefghijklmnopqrstuvwxyz'[number]}x")
    first = sari.get("/riwayat?q=kontak")
    more = str(first.soup.select_one("#trail_rows a")["href"])
    assert "q=kontak" in more
    rows = sari.get(more, part="trail_rows")
    assert rows.text.count("mengubah kontak paguyuban") == 1
