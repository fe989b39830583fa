"""What a family, or who helps them, reads after a death: plain words, no cheer, nothing that hides
what happened (UX, Words; decision 48)."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SAID
from tests.architecture.test_imports import plant
from tests.architecture.test_words import sentences

ROOMS = ("cover/heirs", "cover/claims", "cover/papers", "public/family", "office/payouts")
CHEER = re.compile(r"\bselamat\b|!|\b(?:hore|asyik|yuk|ayo|mantap|congratulations|happy)\b", re.I)
# "Meninggal" is said; letters alone may name who died as letters do.
HIDING = re.compile(
    r"\b(?:wafat|berpulang|tutup usia|kepergian|mendiang|telah tiada|mangkat"
    r"|dipanggil (?:tuhan|yang)|menghadap (?:tuhan|yang)|mengembuskan)\b",
    re.I,
)
LETTERS_ONLY = re.compile(r"\balm(?:arhum(?:ah)?)?\b\.?", re.I)
FORBIDDEN = re.compile(r"\b(?:cair(?:kan)?|dicairkan|pencairan|klaim cair|premi|polis)\b", re.I)


def hurting(root: Path) -> list[str]:
    """Name the sentences of these rooms that cheer, hide, or speak as no BPJS Ketenagakerjaan
    does."""
    return [
        f"rule 1.1: {where} says “{text}”: after a death say plainly what happened and what to do, "
        f"as test_words_after_a_death.py has it"
        for where, text in sorted(sentences(root))
        if any(f"/{room}/" in f"/{where}" for room in ROOMS)
        and (
            CHEER.search(text)
            or HIDING.search(text)
            or FORBIDDEN.search(text)
            or (LETTERS_ONLY.search(text) and "letter" not in where)
        )
    ]


def test_after_a_death_words_are_plain() -> None:
    assert hurting(ROOT) == []


@pytest.mark.parametrize(
    "text", ["Selamat", "Tersimpan!", "Beliau wafat", "Almarhum Pak Tono", "Dana sudah cair"]
)
def test_a_word_that_hurts_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, {"templates/cover/claims/page.html": "<p>{{ _('" + text + "') }}</p>"})
    assert SAID.fullmatch(hurting(tmp_path)[0])
