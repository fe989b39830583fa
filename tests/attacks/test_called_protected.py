"""Nobody is called protected on the strength of money that was not paid in, or of a person who is
not registered (DOMAIN 12): on no page, message, file or figure of the whole URL map."""

import io
import re
from collections.abc import Callable, Iterator

import openpyxl
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.people.participants.models import Contribution, Participant
from tests.attacks.scene import Scene, owned, rules
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen

# What would say of a person that they are covered. Rules and law texts ("Rp42.000.000 setelah tiga
# bulan") say so of nobody.
CALLED = re.compile(
    r"(?<!belum )(?<!tidak )terlindungi sampai|perlindungan habis|s\.d\. \d|sudah bayar sampai"
    r"|sudah dibayar sampai|\baktif s\.d|keluarga anda akan menerima|sisa perlindungan",
    re.IGNORECASE,
)
# That SQL says the same on both engines is people/participants/test_status_sql.py's.
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
COUNTED = ("active", "at_stake", "lapsing", "habis", "benefit")
ACCOUNTS = "/pengguna/unduh.csv"  # an account is Aktif there
CODE, BORN = "DEMO-TONO", "17 Agustus 1975"


@pytest.fixture
def scene(sari: Reader, cast: Cast) -> Scene:
    return owned(sari, cast)


def not_paid_in(session: Session) -> None:
    """Put all money back into the collectors' hands."""
    values = {"custody": "entrusted", "received_on": None, "deposit_id": None}
    session.execute(sa.update(Contribution).values(values))


def not_registered(session: Session) -> None:
    """Let nobody be registered, whatever they paid."""
    nobody = {"registered_on": None, "kpj_sealed": None, "kpj_index": None}
    session.execute(sa.update(Participant).values(nobody))


def called(seen: Seen) -> Iterator[str]:
    """Find what a page says of cover."""
    for chip in seen.soup.select("[data-status=active]"):
        yield f"status: {chip}"
    for one in seen.soup.select("[data-protected-until]"):
        if one["data-protected-until"]:
            yield f"until: {one['data-protected-until']}"
    for name in COUNTED:
        for one in seen.soup.select(f"[data-figure={name}]"):
            if one["data-value"] != "0":
                yield f"figure: {one}"
    links = [str(a["href"]) for a in seen.soup.select("a[href^='https://wa.me']")]
    yield from CALLED.findall(" ".join([seen.text, *links]).replace("%20", " "))


def cells(data: bytes) -> Iterator[str]:
    """Give the cells of a workbook as text."""
    for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True):
        yield from (str(cell) for cell in row if cell is not None)


@ON_SQLITE
@pytest.mark.parametrize("take_away", [not_paid_in, not_registered])
@pytest.mark.parametrize("who", ["sari", "dewi", "visitor"])
def test_nobody_is_called_protected(
    app: Flask,
    scene: Scene,
    someone: Callable[[str], Reader],
    who: str,
    take_away: Callable[[Session], None],
) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        take_away(tx.session)
    reader = Reader(app) if who == "visitor" else someone(who)
    looked = 0
    for rule in rules(app, "GET"):
        address = scene.address(rule)
        answer = reader.client.get(address)
        if answer.mimetype == "text/html":
            seen = Seen(answer, BeautifulSoup(answer.get_data(as_text=True), "html.parser"))
            assert list(called(seen)) == [], address
            looked += answer.status_code == 200
        elif answer.status_code == 200:
            data = answer.get_data()
            told = " ".join(cells(data)) if data[:2] == b"PK" else data.decode("utf-8", "replace")
            found = re.search(r"\bAktif\b(?!;Dititip)", told)
            assert rule.rule == ACCOUNTS or not found, address
    assert looked >= 10
    own = Reader(app).fill("/cek", code=CODE, birth_date=BORN)
    assert list(called(own)) == []
    assert "Kematian (JKM) Tidak" in own.text


def test_who_is_covered_is_called_so(sari: Reader, visitor: Reader, cast: Cast) -> None:
    """What is looked for above is there as long as the money and the registration are."""
    assert list(called(sari.get("/")))
    assert list(called(sari.get("/anggota")))
    assert list(called(sari.get(f"/anggota/{cast.member['Tono Wibowo']}")))
    assert list(called(visitor.fill("/cek", code=CODE, birth_date=BORN)))
