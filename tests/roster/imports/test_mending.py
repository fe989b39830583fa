"""A refused row is mended on the phone: edited in its place, or taken without what is wrong."""

import io

import openpyxl
import pytest

from tests.infra.client import Reader, Seen, fields
from tests.roster.imports.test_import_pages import save, upload
from tests.roster.pasting.test_ask import paste

LIST = (
    "Nama;NIK;Tgl Lahir;No HP;Los/Kios;Dagangan\n"
    "Paijo;337299010160000;17-8-1975;0812-2600-1235;Los C-22;Soto\n"
    "Sutini;3372994701750009;31-2-1975;0812-2600-1234;Los C-21;Jamu\n"
    "Wagirah;;;1234;Los C-23;Gula\n"
    ";3372990101600012;;;Los C-24;\n"
    "Legi;3372994701750009;;0812-2600-1236;Los C-25;Beras\n"
)


@pytest.fixture
def preview(sari: Reader) -> Seen:
    return sari.follow(upload(sari, LIST.encode()))


def row(preview: Seen, number: int) -> str:
    return f"{preview.response.request.path}/baris/{number}"


def offered(seen: Seen) -> list[str]:
    """Give what each refused row can be taken without."""
    return [one["value"] for one in seen.soup.select("input[name=names]")]


def member(sari: Reader, query: str) -> str:
    found = sari.get(f"/anggota?q={query}").soup.select_one("[data-member]")
    return sari.get(f"/anggota/{found['data-member']}").text


def test_each_refused_row_offers_what_helps(preview: Seen) -> None:
    assert preview.figure("bad") == 5
    assert offered(preview) == ["nik", "birth_date", "phone", "nik"]
    assert "Simpan tanpa tanggal lahir" in preview.text
    assert len([one for one in preview.soup.select("a") if one.text.strip() == "Perbaiki"]) == 5


def test_a_row_is_taken_in_its_place_and_the_counts_follow(sari: Reader, preview: Seen) -> None:
    answer = sari.submit(preview, f"{row(preview, 1)}/tanpa", part="r1")
    assert "Paijo siap disimpan" in answer.text
    assert (answer.figure("good"), answer.figure("bad")) == (1, 4)
    assert answer.soup.select_one("#import_counts")["hx-swap-oob"] == "true"
    assert answer.soup.select_one("li")["id"] == "r1"


@pytest.mark.parametrize("part", ["", "r1"])
def test_a_row_is_taken_without_its_bad_field(sari: Reader, preview: Seen, part: str) -> None:
    sari.submit(preview, f"{row(preview, 1)}/tanpa", part=part)
    after = sari.get(preview.response.request.path)
    assert (after.figure("good"), after.figure("bad")) == (1, 4)
    assert "NIK di daftar tidak bisa dibaca dan tidak ikut disimpan" in after.text
    assert save(sari, after).figure("added") == 1
    told = member(sari, "paijo")
    assert "17 Agustus 1975" in told
    assert "0812-2600-1235" in told
    assert "Soto" in told


@pytest.mark.parametrize("part", ["", "r1"])
def test_a_row_is_edited_in_its_place(sari: Reader, preview: Seen, part: str) -> None:
    path = row(preview, 1)
    form = sari.get(path, part=part)
    assert bool(form.soup.find("html")) is not bool(part)
    assert form.soup.find(id="r1-nik")["value"] == "337299010160000"
    assert "kurang satu angka (15 dari 16)" in form.soup.find(id="r1-nik-err1").text
    assert form.soup.find(id="r1-stall")["value"] == "Los C-22"
    worse = sari.submit(form, path, part=part, nik="33729901016000", commodity="Soto ayam")
    assert worse.status == 422
    assert "14 dari 16" in worse.wrong
    assert worse.soup.find(id="r1-commodity")["value"] == "Soto ayam"
    sari.submit(worse, path, part=part, nik="3372991708750009")
    after = sari.get(preview.response.request.path)
    assert (after.figure("good"), after.figure("bad")) == (1, 4)
    assert save(sari, after).figure("added") == 1
    assert "Soto ayam" in member(sari, "paijo")
    assert "•••• 0009" in member(sari, "paijo")


def test_a_good_nik_is_kept_and_not_shown(sari: Reader, preview: Seen) -> None:
    path = row(preview, 2)
    form = sari.get(path)
    assert "3372994701750009" not in form.response.get_data(as_text=True)
    assert "tetap memakai NIK •••• 0009" in form.text
    assert sari.submit(form, path, birth_date="7 Januari 1975").status == 303
    save(sari, sari.get(preview.response.request.path))
    assert "•••• 0009" in member(sari, "sutini")


def test_what_stood_in_the_way_of_another_row_goes_with_it(sari: Reader, preview: Seen) -> None:
    where = preview.response.request.path
    assert "NIK ini sudah ada di baris 3" in preview.text
    sari.fill(row(preview, 2), nik="-", birth_date="")
    after = sari.get(where)
    assert (after.figure("good"), after.figure("bad")) == (2, 3)
    again = sari.submit(sari.get(row(preview, 1)), row(preview, 1), nik="3372994701750009")
    assert again.status == 422
    assert "NIK ini sudah ada di baris 6 (Legi)" in again.wrong
    assert sari.get(where).figure("bad") == 3


def test_a_name_is_never_left_out(sari: Reader, preview: Seen) -> None:
    path = row(preview, 4)
    assert f"{path}/tanpa" not in str(preview.soup)
    nameless = sari.fill(path)
    assert (nameless.status, "Nama kosong" in nameless.wrong) == (422, True)
    assert sari.fill(path, name="Ngatini").status == 303
    tampered = fields(preview.form(f"{row(preview, 1)}/tanpa")) | {"names": "nik,phone"}
    assert sari.post(f"{row(preview, 1)}/tanpa", tampered).status == 422
    assert sari.get(preview.response.request.path).figure("bad") == 4


def test_the_workbook_holds_what_is_still_refused(sari: Reader, preview: Seen) -> None:
    where = preview.response.request.path
    sari.submit(preview, f"{row(preview, 1)}/tanpa")
    book = openpyxl.load_workbook(io.BytesIO(sari.client.get(f"{where}/ditolak.xlsx").data))
    names = [line[1] or "" for line in book.active.iter_rows(values_only=True)]
    assert names == ["Nama", "Sutini", "Wagirah", "", "Legi"]


def test_after_the_saving_a_row_is_saved_at_once_and_once(sari: Reader, preview: Seen) -> None:
    where, path = preview.response.request.path, f"{row(preview, 3)}/tanpa"
    sari.submit(preview, f"{row(preview, 1)}/tanpa")
    saved = save(sari, sari.get(where))
    assert saved.figure("added") == 1
    assert offered(saved) == ["birth_date", "phone", "nik"]
    form = fields(saved.form(path))
    first, second = (sari.post(path, form, part="r3") for _ in range(2))
    assert (first.figure("added"), second.figure("added")) == (2, 2)
    assert "Wagirah tersimpan" in first.text
    assert sari.get("/anggota?q=wagirah").names() == ["Wagirah"]
    assert "3 baris tidak disimpan" in sari.get(where).text


def test_after_the_saving_a_change_of_a_member_is_shown_first(sari: Reader) -> None:
    told = "Nama;NIK;No HP;Dagangan\nTono Wibowo;3372991708750001;12;Jamu\nSutini;;;\n"
    preview = sari.follow(upload(sari, told.encode()))
    path = row(preview, 1)
    saved = save(sari, preview)
    asked = sari.submit(saved, f"{path}/tanpa")
    assert asked.status == 422
    assert "Baris ini mengubah data Tono Wibowo" in asked.wrong
    assert "dagangan: Sembako → Jamu" in asked.text
    assert "Sembako" in member(sari, "tono")
    assert sari.submit(asked, path).status == 303
    assert "Jamu" in member(sari, "tono")


def test_a_mended_row_that_changes_a_member_gets_its_tick(sari: Reader) -> None:
    told = "Nama;NIK;No HP;Dagangan\nTono Wibowo;3372991708750001;12;Jamu\n"
    preview = sari.follow(upload(sari, told.encode()))
    answer = sari.submit(preview, f"{row(preview, 1)}/tanpa", part="r1")
    assert answer.figure("changed") == 1
    assert answer.soup.select_one("#r1 input[name=change]")["form"] == "begin"


def test_a_pasted_row_is_mended_alike(sari: Reader) -> None:
    line = "1. Bu Sudarmi B12, NIK 3372994701750009\n2. Pak Rebo B13 Jamu, NIK 3372994701750009"
    preview = sari.follow(paste(sari, line))
    assert (preview.figure("good"), preview.figure("bad")) == (1, 1)
    form = sari.get(path := row(preview, 2))
    assert "2. Pak Rebo B13" in form.text
    assert "3372994701750009" not in str(form.soup)
    assert form.soup.find(id="r2-known_as")["value"] == "Pak Rebo"
    assert sari.submit(form, path).status == 422
    assert sari.submit(form, path, nik="-", stall="Los B-14").status == 303
    after = sari.get(preview.response.request.path)
    assert after.figure("good") == 2
    assert save(sari, after).figure("added") == 2
    assert "Pak Rebo" in member(sari, "b14")


def test_neighbours_and_strangers(sari: Reader, budi: Reader, preview: Seen) -> None:
    path = row(preview, 1)
    assert budi.get(path).status == 404
    own = fields(budi.get("/anggota/impor").form("/anggota/impor"))
    for end in ("", "/tanpa"):
        assert budi.post(path + end, own | {"names": "nik"}).status == 404
    assert sari.get(row(preview, 99)).status == 404
    sari.submit(preview, f"{path}/tanpa")
    assert sari.get(path).location.endswith(preview.response.request.path)


@pytest.mark.parametrize("who", ["dewi", "visitor"])
def test_nobody_else_mends(request: pytest.FixtureRequest, preview: Seen, who: str) -> None:
    reader: Reader = request.getfixturevalue(who)
    assert reader.get(row(preview, 1)).status in (302, 303, 403, 404)


def test_a_last_name_in_a_column_of_its_own_is_not_said_twice(sari: Reader) -> None:
    told = "Nama Depan;Nama Belakang;NIK\nBudi;Mulyono;12\n"
    preview = sari.follow(upload(sari, told.encode()))
    assert sari.submit(preview, f"{row(preview, 1)}/tanpa").status == 303
    save(sari, sari.get(preview.response.request.path))
    assert sari.get("/anggota?q=mulyono").names() == ["Budi Mulyono"]


def test_a_row_that_was_asked_about_is_not_asked_again_when_it_is_mended(sari: Reader) -> None:
    told = "Nama;NIK;Dagangan\nBu Legi / Pak Pon;12;Soto\nSutini;;\n"
    preview = sari.follow(upload(sari, told.encode()))
    where = f"{preview.response.request.path}/tanya"
    sari.fill(where, name="Legi", answer="person")
    after = sari.get(preview.response.request.path)
    assert (after.figure("good"), after.figure("bad")) == (1, 1)
    assert sari.submit(after, f"{row(preview, 1)}/tanpa").status == 303
    assert sari.get(preview.response.request.path).figure("good") == 2


def test_a_swapped_date_is_left_out_and_not_the_nik(sari: Reader) -> None:
    told = b"Nama;NIK;Tgl Lahir\nWagiman Prasojo;3372990708700131;8/7/1970\nSutini;;\n"
    preview = sari.follow(upload(sari, told))
    assert "Simpan tanpa tanggal lahir" in preview.text
    assert "Simpan tanpa NIK" not in preview.text


def test_one_person_told_twice_is_not_saved_a_second_time_without_the_nik(sari: Reader) -> None:
    rows = "Karsini;3372994708750821;07-08-1975\nkarsini;3372994708750821;08-08-1975"
    told = f"Nama;NIK;Tgl Lahir\n{rows}\nPaidi;3372994708750821;\n"
    preview = sari.follow(upload(sari, told.encode()))
    assert preview.figure("bad") == 2
    assert preview.text.count("Simpan tanpa NIK") == 1
