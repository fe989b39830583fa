"""/klaim/<id>/berkas: papers by place and order, which are there, and who brings them."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.papers.models import ClaimPaper
from association.database import db
from association.rules.law.claims import ClaimKind, ClaimState
from tests.cover.papers.conftest import Case
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen


def there(page: Seen) -> dict[str, str]:
    """Give which papers a page names, in its order, and since when each is there."""
    found = page.soup.select("[data-paper]")
    return {str(one["data-paper"]): str(one["data-there"]) for one in found}


def row(page: Seen, paper: str) -> str:
    [found] = page.soup.select(f"#p-{paper}")
    return " ".join(found.get_text(" ").split())


def test_papers_stand_by_place_in_the_order_of_the_errands(sari: Reader, case: Case) -> None:
    page = sari.get(f"/klaim/{case()}/berkas")
    places = [one.get_text(strip=True) for one in page.soup.select("#berkas h3")]
    assert places == [
        "Di rumah",
        "Dari paguyuban",
        "Di kelurahan",
        "Di kantor BPJS Ketenagakerjaan",
    ]
    codes = list(there(page))
    assert codes.index("member_ktp") < codes.index("heir_power") < codes.index("heir_letter")
    assert codes[-1] == "death_form"
    assert "Untuk Sri Mulyani" in row(page, "marriage_book")
    assert "Untuk 2 orang" in row(page, "heir_power")
    assert "Suparno" not in page.text  # the neighbour inherits nothing
    assert "Belum ada" in row(page, "card")
    assert "Bila diminta" in row(page, "trade_letter")


@pytest.mark.parametrize(
    ("heirs", "asked", "spared"),
    [
        ("Istri: Sri Mulyani", "marriage_book", "heir_power"),
        ("Anak: Andi (lahir 1999)", "heir_ktp", "marriage_book"),
        ("Anak: Andi (lahir 2015)", "guardian_letter", "heir_power"),
    ],
)
def test_what_is_needed_follows_from_who_inherits(
    sari: Reader, case: Case, heirs: str, asked: str, spared: str
) -> None:
    codes = there(sari.get(f"/klaim/{case(heirs=heirs)}/berkas"))
    assert asked in codes
    assert spared not in codes


def test_an_accident_has_two_stages_and_a_police_report_on_the_road(
    sari: Reader, case: Case
) -> None:
    at_work = sari.get(f"/klaim/{case(ClaimKind.ACCIDENT)}/berkas")
    assert "Tahap I: dalam 2 x 24 jam" in at_work.text
    assert "Tahap II" in at_work.text
    assert "police_report" not in there(at_work)
    told = {"traffic": True}
    assert "police_report" in there(
        sari.get(f"/klaim/{case(ClaimKind.ACCIDENT, told=told)}/berkas")
    )


def test_one_tap_marks_a_paper_and_another_takes_it_back(sari: Reader, case: Case) -> None:
    path = f"/klaim/{case()}/berkas"
    page = sari.get(path)
    everything = page.figure("papers")
    assert everything == 0
    done = sari.submit(page, f"{path}/member_ktp/ada", part="p-member_ktp")
    assert done.status == 200
    assert there(done) == {"member_ktp": "2026-11-22"}
    assert "Ada sejak 22 Nov" in row(done, "member_ktp")
    assert done.figure("papers") == 1
    assert done.soup.select_one("#papers_count[hx-swap-oob]") is not None
    again = sari.submit(done, f"{path}/member_ktp/belum", part="p-member_ktp")
    assert there(again) == {"member_ktp": ""}
    assert again.figure("papers") == 0


def test_without_javascript_the_list_comes_back_at_the_paper(sari: Reader, case: Case) -> None:
    path = f"/klaim/{case()}/berkas"
    page = sari.get(path)
    sent = sari.submit(page, f"{path}/card/ada")
    assert (sent.status, sent.location) == (303, f"{path}#p-card")
    twice = sari.submit(page, f"{path}/card/ada")  # the same form again
    assert twice.status == 303
    after = sari.get(path)
    assert there(after)["card"] == "2026-11-22"
    assert "Kartu peserta atau nomor KPJ: ada." in after.text
    assert re.search(r"1 dari \d+ berkas ada", after.text)


def test_who_brings_a_paper_is_sealed(app: Flask, sari: Reader, case: Case) -> None:
    claim = case()
    path = f"/klaim/{claim}/berkas"
    saved = sari.fill(f"{path}/heir_ktp", bringer="Bu Ngatiyem", since="20 November 2026")
    assert saved.status == 303
    page = sari.get(path)
    assert there(page)["heir_ktp"] == "2026-11-20"
    assert "dibawa Bu Ngatiyem" in row(page, "heir_ktp")
    with app.app_context():
        set_reach(db.session(), Everywhere())
        kept = db.session().scalars(sa.select(ClaimPaper)).one()
        assert b"Ngatiyem" not in bytes(kept.bringer_sealed or b"")
        assert kept.bringer == "Bu Ngatiyem"
    sari.fill(f"{path}/heir_ktp", bringer="", since="")
    assert "Belum ada" in row(sari.get(path), "heir_ktp")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"since": "22 November 2027"}, "belum"),
        ({"since": "kemarin lusa"}, "Tanggal"),
        ({"bringer": "3372991708750001"}, "NIK tidak ditulis di sini"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    sari: Reader, case: Case, typed: dict[str, str], said: str
) -> None:
    path = f"/klaim/{case()}/berkas/card"
    page = sari.fill(path, **typed)
    assert page.status == 422
    assert said in page.wrong
    [(name, text)] = typed.items()
    assert page.soup.find("input", attrs={"name": name})["value"] == text  # type: ignore[index]


def test_two_who_note_the_same_paper_do_not_overwrite_each_other(
    sari: Reader, someone: Callable[[str], Reader], case: Case
) -> None:
    path = f"/klaim/{case()}/berkas/card"
    opened = sari.get(path)
    someone("yanti").fill(path, bringer="Pak Suparno")
    late = sari.submit(opened, path, bringer="Bu Sri")
    assert late.status == 409
    assert "dibawa Pak Suparno" in late.text


def test_papers_of_a_case_undone_stay_as_they_are(
    sari: Reader, case: Case, change: Callable[..., None]
) -> None:
    claim = case()
    path = f"/klaim/{claim}/berkas"
    page = sari.get(path)
    change(claim, state=ClaimState.UNDONE.value)
    refused = sari.submit(page, f"{path}/card/ada", part="p-card")
    assert refused.status == 422
    assert "sudah dibatalkan" in refused.wrong
    assert sari.submit(page, f"{path}/card/ada").status == 422
    assert sari.get(path).soup.find("form", action=f"{path}/card/ada") is None


def test_a_paper_that_is_not_needed_any_more_is_still_found(
    sari: Reader, case: Case, app: Flask, cast: Cast
) -> None:
    path = f"/klaim/{case()}/berkas"
    sari.fill(f"{path}/marriage_book", bringer="Bu Sri")
    case(heirs="Anak: Andi (lahir 1999)")  # another look at the family
    page = sari.get(path)
    assert "Tidak diperlukan lagi" in page.text
    assert list(there(page))[-1] == "marriage_book"


@pytest.mark.parametrize(
    ("paper", "leads_to"),
    [
        ("heir_letter", "/surat/ahli-waris.pdf"),
        ("heir_power", "/surat/kuasa.pdf"),
        ("death_form", "F4_Pengajuan_pembayaran_jaminan_kematian_dan_jaminan_hari_tua.pdf"),
    ],
)
def test_a_paper_leads_to_its_letter_or_its_form(
    sari: Reader, case: Case, paper: str, leads_to: str
) -> None:
    page = sari.get(f"/klaim/{case()}/berkas/{paper}")
    assert [one for one in page.soup.find_all("a") if str(one["href"]).endswith(leads_to)]


@pytest.mark.parametrize("ending", ["", "/card"])
def test_who_sees_it(
    someone: Callable[[str], Reader], warti: Reader, visitor: Reader, case: Case, ending: str
) -> None:
    path = f"/klaim/{case()}/berkas{ending}"
    found = {name: someone(name).get(path).status for name in ("yanti", "budi", "rina", "dewi")}
    assert found == {"yanti": 200, "budi": 404, "rina": 404, "dewi": 403}
    assert warti.get(path).status == 403  # who coordinates a block has no cases
    assert visitor.get(path).location.startswith("/masuk")


@pytest.mark.parametrize("path", ["/klaim/999/berkas", "/klaim/{}/berkas/rubbish"])
def test_what_is_not_there_is_no_page(sari: Reader, case: Case, path: str) -> None:
    assert sari.get(path.format(case())).status == 404
