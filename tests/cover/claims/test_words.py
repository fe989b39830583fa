"""The words of a case: every part, doubt and paper has some, and they are plain ones."""

import re
from datetime import date

import pytest

from association.cover.claims.benefit_wording import (
    level_words,
    missing_words,
    nobody_words,
    part_words,
    scholarship_words,
    schooling_words,
    unpaid_words,
)
from association.cover.claims.doubt_wording import doubt_words, evidence_words
from association.cover.papers.wording import paper_words, place_words, stage_words
from association.rules.law.claim_benefits import Entitlement, Missing, PartCode, Unpaid, entitlement
from association.rules.law.claim_papers import Paper, Place
from association.rules.law.doubts import Doubt, doubts
from association.rules.law.scholarship import Schooling
from tests.rules.law.cases import facts, known

# Words that nobody grieving should read, and those of private insurance (UX, Words).
NEVER = re.compile(
    r"!|\b(selamat|wafat|berpulang|almarhum\w*|cair|pencairan|premi|polis|kelas)\b", re.IGNORECASE
)
ASKED = (
    "2026-01..2026-11 2026-11-22 no_nik no_kpj unlike=name,nik,birth_date sealed=2026-05-01 came=2",
    "2026-03..2026-07 2026-11-22 held=2026-11 sum=16800",
    "2026-03..2026-10,2026-11@2026-11-23 2026-11-22",
    "2026-03..2026-09,2026-10@2026-10-14 2026-10-10",
    "2026-01..2026-06,2026-11 2026-11-22 receipts=4",
    "2026-11 2026-11-22 registered=2026-11-01 born=1960-01-01",
    "none 2026-11-22 unregistered",
    "none 2026-11-22 registered=2026-11-23",
    "none 2026-11-22",
    "2026-01..2026-11 2026-11-22 ended=2026-10-05",
    "2026-08..2026-11@2026-11-22 2026-11-22",
)

LONG_AGO = ("2020-01..2020-12", "2020-11-22", "today=2026-11-22")


def plain(*texts: str) -> str:
    joined = " ".join(map(str, texts))
    assert all(map(str, texts)), texts
    assert not NEVER.search(joined), joined
    assert "%" not in joined
    return joined


def test_every_part_of_a_benefit_has_its_words() -> None:
    lines = (
        "death 2023-08..2026-11 2026-11-22 jht kids=child:2010",
        "death 2026-11 2026-11-22",
        "work 2026-11 2026-11-22",
        "hurt 2026-11 2026-11-22 jht kids=child:2010",
        "old 2026-11 2026-11-22 jht",
    )
    parts = [part for line in lines for part in entitlement(facts(*line.split())).parts]
    said = {part.code: part_words(part) for part in parts}
    assert said.keys() == set(PartCode)
    for one in said.values():
        plain(one.name, one.pays, one.how or "-")
    assert said[PartCode.DEATH_SUM].pays == "Rp20.000.000"
    assert said[PartCode.BY_LAND].pays == "sampai Rp5.000.000"
    assert said[PartCode.WAGE_AFTER].pays == "Rp500.000 sebulan"
    assert said[PartCode.TREATMENT].pays == "tanpa batas biaya"
    assert "Rp42.000.000" in said[PartCode.DEATH_EARLY].how


def test_why_nothing_is_paid_is_said() -> None:
    for why in Unpaid:
        plain(unpaid_words(Entitlement(parts=(), total=0, why=why)))
    asked = unpaid_words(Entitlement(parts=(), total=0, why=Unpaid.LAPSED, is_disputed=True))
    assert "175" in plain(asked)
    assert unpaid_words(Entitlement(parts=(), total=1)) == ""
    assert missing_words().keys() == set(Missing)
    plain(*missing_words().values(), nobody_words(10_000_000, 32_000_000))


@pytest.mark.parametrize(
    ("codes", "children", "said"),
    [
        ("2023-08..2026-11", "child:2010,child:2012", "sampai Rp174.000.000"),
        ("2023-08..2026-11", "child:2003", "tanyakan"),
        ("2023-08..2026-11", "child:2001,child:2002", "tidak ada, karena anak sudah lewat 23"),
        ("2026-08..2026-11", "child:2001,child:2002", "tidak ada, karena anak sudah lewat 23"),
        ("2026-08..2026-11", "child:2010", "baru tercapai 1 Agustus 2029"),
    ],
)
def test_a_scholarship_is_said(codes: str, children: str, said: str) -> None:
    found = entitlement(facts("death", codes, "2026-11-22", f"kids={children}")).scholarship
    assert found is not None
    assert said in plain(scholarship_words(found))


def test_the_levels_of_school_are_said() -> None:
    assert schooling_words().keys() == set(Schooling)
    plain(*schooling_words().values())
    assert level_words()[-1] == (
        "Perguruan tinggi (sampai S1)",
        "Rp12.000.000 setahun, paling lama 5 tahun",
    )


def test_every_doubt_has_its_words() -> None:
    lines = [("death", *line.split()) for line in ASKED] + [("hurt", *LONG_AGO)]
    found = [one for line in lines for one in doubts(facts(*line), known(*line[1:]))]
    assert {one.doubt for one in found} == set(Doubt)
    for one in found:
        said = doubt_words(one)
        text = plain(said.title, said.why, said.still)
        assert ("Ini dari koran, bukan aturan" in text) is one.is_press


@pytest.mark.parametrize(
    ("asked", "doubt", "said"),
    [
        (ASKED[1], Doubt.LAPSED, "Dibayar sampai 31 Juli 2026; sesudah itu 4 bulan kosong."),
        (ASKED[1], Doubt.NOT_DEPOSITED, "Rp16.800 untuk iuran November 2026 dititipkan"),
        (ASKED[2], Doubt.PAID_LATER, "Iuran November 2026 baru diterima BPJS 23 November 2026."),
        (ASKED[4], Doubt.PAID_AGAIN, "Rp42.000.000 baru mulai 1 Februari 2027"),
        (ASKED[0], Doubt.UNLIKE, "nama, NIK, tanggal lahir"),
        (ASKED[7], Doubt.NOT_REGISTERED, "Terdaftar 23 November 2026, sesudah hari itu."),
    ],
)
def test_a_doubt_names_what_it_is_about(asked: str, doubt: Doubt, said: str) -> None:
    found = doubts(facts("death", *asked.split()), known(*asked.split()))
    assert [one for one in found if one.doubt is doubt and said in doubt_words(one).why]


def test_what_guyub_can_show_of_trading_is_said() -> None:
    values = {"sealed_on": date(2026, 5, 1), "attended": 2, "receipts": 0}
    assert evidence_words(values) == [
        "Daftar tempat usaha bersegel tanggal 1 Mei 2026.",
        "Hadir di 2 kegiatan.",
    ]


def test_every_paper_and_place_has_its_words() -> None:
    assert paper_words().keys() == set(Paper)
    assert tuple(place_words()) == tuple(Place)
    plain(*place_words().values(), *(one.name for one in paper_words().values()))
    plain(*(one.hint or "-" for one in paper_words().values()), stage_words()[1], stage_words()[2])
