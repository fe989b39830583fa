"""Every other language says every sentence of the source, and no other one."""

import pytest

from tests.architecture.source import ROOT
from tests.architecture.test_words import extracted
from tests.infra.catalogues import OTHERS, compiled, path_of, read, wrong

HOW = "script/translations brings the catalogue up to date and prints what is missing"


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_translated(code: str) -> None:
    known = read(code)
    assert list(wrong(known, extracted(ROOT))) == [], HOW
    assert path_of(code, "mo").read_bytes() == compiled(known, code), HOW


@pytest.mark.parametrize(
    ("sentence", "translation", "said"),
    [
        ("Simpan", "", "missing"),
        ("%(n)s orang", "people", "other values"),
        ("%(n)s orang", "%(n)s people of %(all)s", "other values"),
        ("%(n)s orang", "%(m)s {m: person|people}", "other values"),
        ("%(n)s orang", "%(n)s {all: person|people}", "other values"),
        ("%(n)s orang", "%(n)s {person|people}", "a plural"),
        ("50 %% dari %(n)s", "50 % of %(n)s", "other values"),
        ("Buka <b>ini</b>", "Open <i>this</i>", "other tags"),
    ],
)
def test_what_is_wrong_is_found(sentence: str, translation: str, said: str) -> None:
    (found,) = wrong({sentence: translation}, {sentence})
    assert found.startswith(said)


def test_what_is_left_over_is_found() -> None:
    assert list(wrong({"Lama": "Old"}, set())) == ["stale: Lama"]


def test_good_translations_are_let_through() -> None:
    known = {"%(n)s orang, %(p)s%%": "%(p)s%% of %(n)s {n: person|people}"}
    assert list(wrong(known, set(known))) == []
