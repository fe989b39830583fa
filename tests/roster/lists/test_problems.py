"""Problems are codes with values: each has its sentence, is kept between preview and saving, and is
masked."""

import json
from dataclasses import asdict, replace

import pytest

from association.roster.imports import storage
from association.roster.lists.contents import Contents, Skipped
from association.roster.lists.marks import mask
from association.roster.lists.problems import Code, Problem, problem_from
from association.roster.lists.wording import WORDS, in_words
from association.roster.members.values import FIELDS, STALL_HEADINGS
from association.rules.house.errors import RuleError
from tests.roster.lists.lists import listed

LINE = Problem.of(Code.LINE_OF_SHEET, line=3, sheet="Los")
RULE = Problem.by_rule(RuleError("Nomor NIK kurang %(n)s angka.", n=2))


def test_every_code_but_a_rules_own_has_its_sentence() -> None:
    assert set(WORDS) == set(Code) - {Code.RULE}


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (RULE, "Nomor NIK kurang 2 angka."),
        (Problem.by_rule(RuleError("Naik 50 %.")), "Naik 50 %."),
        (Problem.of(Code.UNCLEAR, why=RULE), "Baris ini belum jelas: nomor NIK kurang 2 angka."),
        (
            Problem.of(Code.NIK_REPEATED, where=LINE, name=Problem.of(Code.UNNAMED)),
            "NIK ini sudah ada di baris 3 lembar “Los” (tanpa nama).",
        ),
        (
            Problem.of(Code.FIELD_UNREAD, field="sex", why=RULE),
            "Jenis kelamin tidak dibaca: Nomor NIK kurang 2 angka.",
        ),
        (
            Problem.of(
                Code.MARKS,
                counts=(
                    Problem.of(Code.MARKS_PAID, count=2),
                    Problem.of(Code.MARKS_UNPAID, count=1),
                ),
            ),
            (
                "Tanda lunas di 2 baris, tanda belum di 1 baris. Tanda ini bukan bukti bayar dan "
                "tidak dicatat sebagai iuran: hanya masuk ke catatan anggota."
            ),
        ),
    ],
)
def test_a_problem_is_said_and_comes_back_from_json(problem: Problem, sentence: str) -> None:
    assert in_words(problem) == sentence
    assert problem_from(json.loads(json.dumps(asdict(problem)))) == problem


def test_each_value_of_a_code_is_in_its_sentence() -> None:
    row = listed(("1", "S" * 70, "12", "32/1/1975", "021", "x" * 90)).rows[0]
    for problem in row.problems:
        assert "%(" not in in_words(problem)
    assert len(row.problems) == 5


def test_a_nik_among_the_values_is_masked_however_deep() -> None:
    deep = Problem.of(Code.UNCLEAR, why=Problem.by_rule(RuleError("“%(x)s”", x="3372054508750003")))
    assert "0545" not in repr(deep.mapped(mask))
    assert "3372 •••• •••• 0003" in in_words(deep.mapped(mask))


def test_fields_are_named_that_a_problem_may_name() -> None:
    assert {"name", "stalls", "commodity"} <= set(FIELDS)
    assert {"permit", "walk"} <= set(STALL_HEADINGS)


def test_what_is_kept_comes_back_the_same() -> None:
    found = listed(("1", "Sri", "12"), ("2", "", "3372990101600012"), ("Jumlah", "2"))
    (part,) = storage.parts_of(found)
    assert storage.rows_from(part) == found.rows
    assert storage.head_from(storage.head_of(found)) == replace(found, rows=())


def before_codes(found: Contents) -> tuple[str, str]:
    """Write a list as it was kept when problems were sentences."""
    rows, head = json.loads(storage.parts_of(found)[0]), json.loads(storage.head_of(found))
    old = ("Baris ini belum jelas: yang mana namanya?.", "Ganda.")
    for row, sentence in zip(rows, old, strict=True):
        row["problems"], row["warnings"] = [sentence], ["Periksa lagi."]
    head["skipped"] = [{"sheet": "WA", "line": 1, "reason": "judul", "text": "Los B"}]
    head["notes"] = ["Tanda lunas di 1 baris."]
    return json.dumps(rows), json.dumps(head)


def test_sentences_of_before_there_were_codes_are_still_shown() -> None:
    part, head = before_codes(listed(("1", "Sri", ""), ("2", "Tono", "")))
    asked, refused = storage.rows_from(part)
    assert [in_words(one) for one in asked.problems] == [
        "Baris ini belum jelas: yang mana namanya?"
    ]
    assert asked.is_unclear
    assert [in_words(one) for one in (*refused.problems, *refused.warnings)] == [
        "Ganda.",
        "Periksa lagi.",
    ]
    assert not refused.is_unclear
    kept = storage.head_from(head)
    judul = Problem.of(Code.EARLIER, text="judul")
    assert kept.skipped == (Skipped("WA", 1, judul, "Los B"),)
    assert in_words(kept.notes[0]) == "Tanda lunas di 1 baris."


def test_a_refused_sentence_that_matters_keeps_its_code() -> None:
    old = "Terlalu banyak NIK di lembar ini berakhir 0: Excel telah menghapus angka terakhirnya."
    assert problem_from(old).code is Code.DIGITS_LOST
    assert in_words(problem_from(old)).startswith(old)
