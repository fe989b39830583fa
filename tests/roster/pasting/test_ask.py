"""Pasting a WhatsApp list: the preview, the questions one at a time, the saving."""

import pytest

from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen, fields

LIST = (
    "*Daftar anggota Los B*\n1. Bu Sudarmi B12 ✅ 0812-2600-1234\n2. Pak Rebo B13 blm\n3. Bu Legi "
    "& Pak Pon B14\n4. 0812\njam 7 kumpul di kantor ya\nTotal 4 orang\n"
)


def paste(reader: Reader, text: str) -> Seen:
    page = reader.get("/anggota/impor")
    form = next(form for form in page.soup.find_all("form") if form.find("textarea"))
    return reader.post("/anggota/impor", fields(form) | {"text": text})


@pytest.fixture
def preview(sari: Reader) -> Seen:
    return sari.follow(paste(sari, LIST))


def answered(reader: Reader, where: str, answer: str, **typed: str) -> Seen:
    page = reader.get(where)
    return reader.post(where, fields(page.form(where)) | typed | {"answer": answer})


def test_the_preview_shows_what_was_read_and_what_a_tick_is(preview: Seen) -> None:
    assert preview.figure("good") == 2
    assert preview.figure("bad") == 3
    assert preview.figure("unclear") == 3
    assert (
        "Tanda lunas di 1 baris, tanda belum di 1 baris. Tanda ini bukan bukti bayar"
        in preview.text
    )
    assert "Baris ini belum jelas: seperti ada dua nama." in preview.text
    assert "Total 4 orang" in preview.text


def test_each_unclear_line_is_asked_once_and_the_list_is_saved(sari: Reader, preview: Seen) -> None:
    where = preview.response.request.path
    asked = sari.get(f"{where}/tanya")
    assert "3. Bu Legi & Pak Pon B14" in asked.text
    assert asked.form(f"{where}/tanya").find(id="stall")["value"] == "Los B-14"
    assert (
        "menjadi anggota"
        in sari.follow(answered(sari, f"{where}/tanya", "person", name="Bu Legi")).text
    )
    assert sari.get(f"{where}/tanya").figure("unclear") == 2
    wrong = answered(sari, f"{where}/tanya", "person", name="Tugiman", phone="123")
    assert wrong.status == 422
    assert "Tugiman" in str(wrong.soup.find(id="name"))
    sari.follow(
        answered(
            sari, f"{where}/tanya", "person", name="Tugiman", stall="kios 3", phone="0812 2600 9999"
        )
    )
    sari.follow(answered(sari, f"{where}/tanya", "nobody"))
    after = sari.get(where)
    assert after.figure("good") == 4
    assert "jam 7 kumpul di kantor ya" in after.text
    assert "menurut jawaban Anda bukan orang" in after.text
    saved = sari.follow(sari.submit(after, where))
    assert saved.figure("added") == 4
    assert sari.get("/anggota?q=sudarmi").names() == ["Sudarmi"]
    assert sari.get("/anggota?q=tugiman").names() == ["Tugiman"]


def test_market_name_and_mark_are_on_the_member(sari: Reader, preview: Seen) -> None:
    where = preview.response.request.path
    sari.follow(sari.submit(preview, where))
    page = sari.get("/anggota?q=sudarmi")
    member = page.soup.select_one("[data-member]")["data-member"]
    card = sari.get(f"/anggota/{member}")
    assert "Bu Sudarmi" in card.text
    assert "Menurut daftar WhatsApp: lunas" in card.text


def test_a_second_tap_answers_nothing_twice(sari: Reader, preview: Seen) -> None:
    where = f"{preview.response.request.path}/tanya"
    form = fields(sari.get(where).form(where)) | {"answer": "nobody"}
    for _ in range(2):
        sari.post(where, form)
    assert sari.get(where).figure("unclear") == 2


def test_questions_end_when_the_saving_has_begun(sari: Reader, preview: Seen) -> None:
    where = preview.response.request.path
    asked = fields(sari.get(f"{where}/tanya").form(f"{where}/tanya")) | {"answer": "nobody"}
    saved = sari.follow(sari.submit(preview, where))
    assert saved.figure("added") == 2
    sari.post(f"{where}/tanya", asked)
    assert "Tulisan di WhatsApp" not in saved.text
    assert sari.get(f"{where}/tanya").response.location.endswith(where)
    assert len(sari.client.get(f"{where}/ditolak.xlsx").data) > 1000


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Belum ada tulisan yang ditempel"),
        ("Total 34 orang", "tidak ada baris berisi nama"),
        ("x\n" * 2001, "paling banyak 2.000 baris atau 200 KB"),
        ("x" * 200_001, "paling banyak 2.000 baris atau 200 KB"),
    ],
)
def test_what_cannot_be_taken_is_kept_on_the_screen(sari: Reader, text: str, sentence: str) -> None:
    seen = paste(sari, text)
    assert seen.status == 422
    assert sentence in seen.wrong
    assert seen.soup.find("textarea").text.strip() == text.strip()


def test_a_nik_in_a_pasted_line_is_sealed_and_never_shown(sari: Reader) -> None:
    preview = sari.follow(paste(sari, "1. Bu Sudarmi B12 3372994701750009\n2. 3372994701750017\n"))
    assert "3372994701750009" not in preview.text
    assert "3372994701750017" not in preview.text
    assert "3372994701750017" not in sari.get(f"{preview.response.request.path}/tanya").text


def test_only_the_paguyuban_answers(cast: Cast, sari: Reader, budi: Reader, preview: Seen) -> None:
    where = f"{preview.response.request.path}/tanya"
    assert budi.get(where).status == 404
    own = fields(budi.get("/anggota/impor").form("/anggota/impor"))
    assert budi.post(where, own | {"number": "3", "answer": "nobody"}).status == 404
    assert sari.get(where).figure("unclear") == 3


@pytest.mark.parametrize("who", ["dewi", "visitor"])
def test_nobody_else_is_asked(request: pytest.FixtureRequest, preview: Seen, who: str) -> None:
    reader: Reader = request.getfixturevalue(who)
    assert reader.get(f"{preview.response.request.path}/tanya").status in (302, 303, 403, 404)


def test_a_heading_takes_no_stall_number_away(sari: Reader) -> None:
    first = sari.follow(paste(sari, "Los K\n1. Bu Tumpinah K7\n"))
    sari.follow(sari.submit(first, first.response.request.path))
    again = sari.follow(paste(sari, "Los K\n1. Bu Tumpinah ✅\n"))
    assert again.figure("changed") == 1
    sari.follow(sari.submit(again, again.response.request.path))
    assert sari.get("/anggota?q=k7").names() == ["Tumpinah"]
