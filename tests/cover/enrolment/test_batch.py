"""/pendaftaran: a batch of all who are ready, its list and letter, and what came of each line."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from flask import Flask
from reportlab.pdfgen.canvas import Canvas

from association import paging
from association.cover.enrolment import batches
from association.cover.enrolment.models import Registration
from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind
from tests.cover.enrolment.conftest import BUDI, PATH
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, Seen
from tests.infra.team import SetDuty
from tests.roster.bulk.test_undo import undone

KPJ = "12345678901"


def figures(seen: Seen) -> dict[str, str]:
    return {
        str(one["data-figure"]): str(one["data-value"]) for one in seen.soup.select("[data-figure]")
    }


def line_of(seen: Seen, name: str) -> tuple[str, str]:
    """Give the address of a line's form, and its state."""
    (row,) = [one for one in seen.soup.select("[data-line]") if name in one.get_text()]
    return f"{PATH}/baris/{str(row['id']).removeprefix('r')}", str(row["data-line"])


def test_one_tap_sends_all_who_are_ready(
    sari: Reader, cast: Cast, enrol: Callable[..., int]
) -> None:
    for number in range(30):
        enrol(number)
    seen = sari.get(PATH)
    assert figures(seen)["ready"] == "31"
    assert len(seen.soup.select("[data-member]")) == 25  # the rest goes along unseen
    made = sari.follow(sari.submit(seen, PATH, anyway="1"))
    assert (figures(made)["waiting"], figures(made)["accepted"], figures(made)["rejected"]) == (
        "31",
        "0",
        "0",
    )
    assert "Berkas 1, 22 November 2026" in made.text
    assert figures(sari.get(PATH))["ready"] == "0"
    assert "Dikirim 22 November 2026" in sari.get(f"/anggota/{cast.member[BUDI]}").text


def test_who_is_unticked_stays(sari: Reader, cast: Cast, enrol: Callable[..., int]) -> None:
    stays, goes = enrol(1), enrol(2)
    made = sari.follow(sari.fill(PATH, member=[str(goes), str(cast.member[BUDI])], anyway="1"))
    assert figures(made)["waiting"] == "2"
    assert figures(sari.get(PATH))["ready"] == "1"
    assert "Bisa dikirim" in sari.get(f"/anggota/{stays}").text
    alone = sari.fill(PATH, all=None, member=None)
    assert (alone.status, "Belum ada yang dicentang." in alone.text) == (422, True)


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"nik": None}, "tanpa NIK"),
        ({"nik": None, "birth_date": None}, "tanpa NIK, tanggal lahir"),
        ({"phone": None}, "tanpa nomor HP"),
    ],
)
def test_who_is_not_ready_is_told_why(
    sari: Reader, enrol: Callable[..., int], fields: dict[str, Any], lacks: str
) -> None:
    member = enrol(1, **fields)
    seen = sari.get(f"{PATH}?lihat=belum")
    row = seen.soup.select_one(f"[data-member='{member}']")
    assert row is not None
    assert lacks in " ".join(row.get_text(" ", strip=True).split())
    assert not sari.get(PATH).soup.select(f"[data-member='{member}']")


def test_the_list_holds_niks_as_text_and_is_logged(
    sari: Reader, batch: str, app: Flask, cast: Cast
) -> None:
    answer = sari.submit(sari.get(batch), f"{batch}/data", password=PASSWORD)
    assert (
        answer.response.headers["Content-Disposition"] == "attachment; filename=pendaftaran-1.xlsx"
    )
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.response.data)).worksheets
    head, row = list(sheet.iter_rows())
    told = {title.value: cell for title, cell in zip(head, row, strict=True)}
    assert list(told)[:2] == ["NIK", "Nama sesuai KTP"]
    assert (told["NIK"].data_type, len(told["NIK"].value), told["NIK"].value.isdigit()) == (
        "s",
        16,
        True,
    )
    assert (told["Nomor HP"].data_type, told["Nomor HP"].value[:2]) == ("s", "08")
    assert (told["Nama sesuai KTP"].value, told["Pekerjaan"].value) == (BUDI, "Pedagang")
    assert told["Jumlah bulan iuran"].value == 1
    with app.app_context():
        logged = [
            entry
            for entry in db.session.query(AuditEntry)
            if entry.details.get("file") == "registration"
        ]
        assert [entry.details["rows"] for entry in logged] == [1]
        assert told["NIK"].value not in str(
            [entry.details for entry in db.session.query(AuditEntry)]
        )


def test_without_password_or_right_no_list(
    sari: Reader, wati: Reader, wati_duty: int, set_duty: SetDuty, batch: str
) -> None:
    wrong = sari.submit(sari.get(batch), f"{batch}/data", password="wrong")
    assert (wrong.status, wrong.response.mimetype) == (422, "text/html")
    assert "Kata sandi salah. Berkas belum dibuat." in wrong.text
    set_duty(wati_duty, may_see_nik=False)
    seen = wati.get(batch)
    assert not seen.soup.select("form[action$='/data']")
    token = seen.soup.select_one("[name=csrf_token]")["value"]  # type: ignore[index]
    assert wati.post(f"{batch}/data", {"csrf_token": token, "password": PASSWORD}).status == 403


def test_the_letter_names_people_without_numbers(
    sari: Reader, batch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = Canvas.drawString
    monkeypatch.setattr(
        Canvas,
        "drawString",
        lambda self, x, y, text, **how: [drawn.append(text), draw(self, x, y, text)],
    )
    answer = sari.client.get(f"{batch}/surat.pdf")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
    text = " ".join(drawn)
    assert "Paguyuban Pasar Rejosari" in text
    assert BUDI in text
    assert "33729" not in text
    assert "Surakarta" in text


def test_a_line_is_accepted_with_its_number(sari: Reader, batch: str, cast: Cast) -> None:
    address, state = line_of(sari.get(batch), BUDI)
    assert state == "sent"
    wrong = sari.submit(sari.get(batch), address, kpj="123", do="accept")
    assert (wrong.status, "yang diketik ada 3" in wrong.text) == (422, True)
    assert wrong.soup.select_one("input[name=kpj]")["value"] == "123"  # type: ignore[index]
    seen = sari.follow(sari.submit(sari.get(batch), address, kpj=KPJ, do="accept"))
    assert line_of(seen, BUDI)[1] == "accepted"
    assert KPJ in seen.text
    assert "Terdaftar, belum bayar" in sari.get(f"/anggota/{cast.member[BUDI]}").text


def test_the_row_alone_comes_back_to_a_tap(sari: Reader, batch: str) -> None:
    address, _state = line_of(sari.get(batch), BUDI)
    part = address.replace(f"{PATH}/baris/", "r")
    tapped = sari.submit(sari.get(batch), address, part=part, do="accept")
    assert tapped.status == 200
    assert [str(one["data-line"]) for one in tapped.soup.select("[data-line]")] == ["accepted"]
    assert "KPJ belum ada" in tapped.text
    assert figures(tapped)["accepted"] == "1"  # the count comes along
    assert tapped.soup.find("h1") is None


def test_a_rejected_line_says_why_and_is_sent_again(sari: Reader, batch: str, cast: Cast) -> None:
    address, _state = line_of(sari.get(batch), BUDI)
    token = sari.get(batch).soup.select_one("[name=csrf_token]")["value"]  # type: ignore[index]
    empty = sari.post(address, {"csrf_token": token, "do": "reject", "reason": " "})
    assert (empty.status, "Tulis alasannya dulu" in empty.text) == (422, True)
    sari.post(address, {"csrf_token": token, "do": "reject", "reason": "Nama ibu tidak sama"})
    assert line_of(sari.get(batch), BUDI)[1] == "rejected"
    assert (
        "Pendaftaran ditolak: Nama ibu tidak sama."
        in sari.get(f"/anggota/{cast.member[BUDI]}").text
    )
    assert "Pernah ditolak: Nama ibu tidak sama" in sari.get(PATH).text
    again = sari.follow(sari.fill(PATH, anyway="1"))
    assert "Berkas 2" in again.text
    assert line_of(again, BUDI)[1] == "sent"
    assert line_of(sari.get(batch), BUDI)[1] == "rejected"


def test_a_batch_can_be_undone(sari: Reader, batch: str, cast: Cast) -> None:
    link = str(sari.get(batch).soup.select("a[href^='/anggota/perubahan/']")[-1]["href"])
    assert undone(sari, int(link.rpartition("/")[2])).figure("changed") == 1
    assert "Berkas ini sudah dibatalkan." in sari.get(batch).text
    assert figures(sari.get(PATH))["ready"] == "1"


def test_strangers(budi: Reader, dewi: Reader, visitor: Reader, batch: str) -> None:
    assert [who.get(PATH).status for who in (budi, dewi, visitor)] == [200, 403, 303]
    for path in (batch, f"{batch}/surat.pdf", f"{batch}/kpj"):
        assert [who.get(path).status for who in (budi, dewi, visitor)] == [404, 403, 303], path
    assert BUDI not in budi.get(PATH).text


def test_without_the_right_to_edit_one_only_looks(
    wati: Reader, wati_duty: int, set_duty: SetDuty, batch: str
) -> None:
    set_duty(wati_duty, may_edit=False)
    seen = wati.get(batch)
    assert (seen.status, seen.soup.select("form[action*='/baris/']")) == (200, [])
    assert not wati.get(PATH).soup.select("main button")


def test_batches_are_listed_page_by_page_by_their_numbers(
    leading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids run on over every paguyuban, numbers in each: here the later number has the lower id."""
    monkeypatch.setattr(paging, "ROWS", 1)
    with leading() as by:
        for number in (3, 2, 1):
            with write_tx() as tx:
                batch_id = open_batch(tx.session, by, BatchKind.BULK)
                own = {"association_id": by.association_id, "number": number, "batch_id": batch_id}
                tx.session.add(Registration(**own, day=by.day, months=1, made_at=by.at))
        before, numbers = None, []
        for _page in range(3):
            found = batches.listed(db.session(), association_id=by.association_id, before=before)
            numbers += [one.registration.number for one in found.rows]
            before = found.after
        assert (numbers, before) == ([3, 2, 1], None)
