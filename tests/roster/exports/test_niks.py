"""/anggota/unduh: the choice of a file; with NIKs in full only for the password, and logged."""

from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account
from tests.infra.cast import PASSWORD, ROSTER, Cast
from tests.infra.client import Reader, Seen
from tests.roster.exports.test_download import read_csv, sheet

NIKS = {nik for _name, nik, *_ in ROSTER if nik}


def ask(reader: Reader, query: str = "", **typed: Any) -> Seen:
    path = f"/anggota/unduh{query}"
    return reader.fill(path, path, **typed)


def logged(app: Flask) -> list[AuditEntry]:
    with app.app_context():
        return list(
            db.session.scalars(sa.select(AuditEntry).where(AuditEntry.what == "export NIK"))
        )


def test_the_page_says_what_and_offers_three_ways(sari: Reader) -> None:
    seen = sari.get("/anggota/unduh?q=su&status=aktif")
    assert "1 anggota, sesuai saringan." in seen.text
    links = {str(a["href"]) for a in seen.soup.select("a.btn")}
    assert links == {
        f"/anggota/unduh.{kind}?q=su&status=aktif&nik={nik}"
        for kind in ("xlsx", "csv")
        for nik in ("samar", "tanpa")
    }
    assert seen.form("/anggota/unduh?q=su&status=aktif").has_attr("data-download")
    assert "6 anggota." in sari.get("/anggota/unduh").text


def test_the_roster_leads_there_with_its_filter(sari: Reader) -> None:
    for seen in (sari.get("/anggota?q=su"), sari.get("/anggota?q=su", part="member_table")):
        links = {str(a["href"]) for a in seen.soup.select("#member_table nav a")}
        assert "/anggota/unduh?q=su" in links
        assert "/anggota/lembar?q=su" in links


def test_the_password_gives_the_niks_and_is_logged(app: Flask, sari: Reader, cast: Cast) -> None:
    rows = read_csv(ask(sari, password=PASSWORD, file="csv").response.data)
    assert {row["NIK"].removeprefix("'") for row in rows} - {""} == NIKS
    assert all(row["NIK"].startswith("'") for row in rows if row["NIK"])
    (entry,) = logged(app)
    assert entry.account_id == cast.account["sari"]
    assert entry.association_id == cast.association["sari"]
    assert entry.details == {"rows": 6, "file": "csv"}


def test_a_workbook_holds_them_as_text_and_the_filter_is_kept(app: Flask, sari: Reader) -> None:
    answer = ask(sari, "?status=menunggak", password=PASSWORD)
    cell = sheet(answer.response.data)["C2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("3372994202650003", "s", "@")
    assert isinstance(cell, openpyxl.cell.Cell)
    assert [entry.details for entry in logged(app)] == [{"rows": 1, "file": "xlsx"}]


@pytest.mark.parametrize("password", ["", "salah", "x" * 200, None])
def test_without_the_password_there_is_no_file(
    app: Flask, sari: Reader, password: str | None
) -> None:
    refused = ask(sari, "?q=su", password=password)
    assert refused.status == 422
    assert "Kata sandi salah. Berkas belum dibuat." in refused.text
    assert "1 anggota, sesuai saringan." in refused.text
    assert "Content-Disposition" not in refused.response.headers
    assert logged(app) == []


def test_guessing_is_slowed_and_the_right_password_must_wait_too(
    app: Flask, sari: Reader, clock: Any
) -> None:
    for _ in range(5):
        assert ask(sari, password="salah").status == 422
    refused = ask(sari, password=PASSWORD)
    assert refused.status == 429
    assert "Terlalu banyak percobaan." in refused.text
    assert int(refused.response.headers["Retry-After"]) > 0
    assert logged(app) == []
    clock.tick(minutes=1)
    assert ask(sari, password=PASSWORD, file="csv").status == 200


def test_a_right_password_forgets_the_wrong_ones(sari: Reader) -> None:
    for password in ("salah", "salah", "salah", PASSWORD, "salah", "salah", "salah"):
        assert ask(sari, password=password).status == (200 if password == PASSWORD else 422)
    assert ask(sari, password=PASSWORD).status == 200


def test_others_may_not(
    app: Flask, budi: Reader, dewi: Reader, visitor: Reader, sari: Reader, cast: Cast
) -> None:
    with app.app_context(), write_tx() as tx:
        his = sa.update(Account).where(Account.id == cast.account["budi"])
        tx.session.execute(his.values(password_hash=""))
    assert ask(budi, password=PASSWORD).status == 422  # Sari's password is not his
    page = sari.get("/anggota/unduh")
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    assert dewi.post("/anggota/unduh", {"csrf_token": token, "password": PASSWORD}).status in (
        400,
        403,
    )
    assert visitor.post("/anggota/unduh", {"password": PASSWORD}).status == 400
    assert sari.post("/anggota/unduh", {"password": PASSWORD}).status == 400
    assert logged(app) == []
