"""One word for each state (UX): in the table of people/participants/wording.py, and no other word
anywhere."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string

from association.people.participants.wording import groups, states
from association.rules.law.coverage import Status
from association.rules.law.groups import Group
from tests.architecture.source import ROOT, SAID
from tests.architecture.test_imports import plant
from tests.architecture.test_words import extracted

# Never the name of a state, whatever stands around it ...
NOWHERE = re.compile(
    r"\b(siap (?:di)?daftar\w*|(?:dalam|sedang(?: di)?|menunggu) ?proses|belum didaftarkan)\b"
)
# ... and never standing alone, as names do; within a sentence they are plain Indonesian.
ALONE = {
    *("proses", "diproses", "belum terdaftar", "belum daftar", "belum jadi anggota", "siap"),
    *("mati", "tidak aktif", "kedaluwarsa", "tunggakan", "selesai didaftarkan"),
    *("sudah berakhir", "kepesertaan sudah berakhir", "tidak bisa didaftarkan", "calon peserta"),
}
# What others call it, kept in their words.
THEIRS = {"tidak aktif": "what the list of BPJS Ketenagakerjaan says of a row"}
FILLED = re.compile(r"%\(\w+\)s|[^\w ]+")
UNTIL, DUE = date(2026, 12, 31), date(2026, 12, 15)


def other_words(root: Path) -> list[str]:
    """Name the texts that call a state by another word than the table."""
    wrong = []
    for text in sorted(extracted(root)):
        plain = " ".join(FILLED.sub(" ", text.lower()).split())
        hit = NOWHERE.search(plain)
        if hit or (plain in ALONE and plain not in THEIRS):
            wrong.append(
                f"rule 1.1: “{text}” is another word for a state: say it as states() or groups() "
                f"of people/participants/wording.py"
            )
    return wrong


def test_a_state_has_one_word_everywhere() -> None:
    assert other_words(ROOT) == []


@pytest.mark.parametrize(
    "text", ["Siap daftar", "Proses", "Belum terdaftar", "%(n)s belum terdaftar", "dalam proses"]
)
def test_another_word_is_found(tmp_path: Path, text: str) -> None:
    page = "<p>{{ _('" + text + "', n=1) }}</p>"
    plant(tmp_path, {"templates/page.html": page})
    assert SAID.fullmatch(other_words(tmp_path)[0])


def chip_of(app: Flask, status: Status, *, lapsing: bool) -> Tag:
    cover = SimpleNamespace(
        status=status, lapsing=lapsing, protected_until=UNTIL, next_due=DUE, arrears=2
    )
    with app.test_request_context():
        drawn = render_template_string("{{ ui.chip(c) }}", c=cover)
    found = BeautifulSoup(drawn, "html.parser").select_one("[data-status]")
    assert found is not None
    return found


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("lapsing", [False, True])
def test_chips_say_the_word_of_the_table(app: Flask, status: Status, lapsing: bool) -> None:
    found = chip_of(app, status, lapsing=lapsing)
    with app.test_request_context():
        word = states()[status]
    assert found["data-status"] == status.value
    active = "Habis 31 Des" if lapsing else "s.d. 31 Des"
    detail = {
        Status.ACTIVE: active,
        Status.DUE: f"{word} 15 Des",
        Status.ARREARS: f"{word} 2 bln",
    }
    assert found.get_text(" ", strip=True) == detail.get(status, word)


def test_only_who_needs_somebody_is_coloured(app: Flask) -> None:
    classes = {status: chip_of(app, status, lapsing=False)["class"] for status in Status}
    coloured = {status: rest for status, (_, *rest) in classes.items() if rest}
    assert coloured == {Status.DUE: ["due"], Status.ARREARS: ["bad"]}
    assert chip_of(app, Status.ACTIVE, lapsing=True)["class"] == ["chip", "due"]


def test_templates_take_the_word_from_the_table(app: Flask) -> None:
    """But for "Aktif", which is also said of accounts and codes."""
    with app.test_request_context():
        words = set(states().values()) - {"Aktif"}
    written = re.compile(r"_\(\"(" + "|".join(map(re.escape, words)) + r")\"\)")
    wrong = [
        f"{page.relative_to(ROOT)}: {hit}"
        for page in sorted((ROOT / "templates").rglob("*.html"))
        for hit in written.findall(page.read_text())
    ]
    assert wrong == [], "say it as states[...]"


def test_filters_are_named_by_the_table(app: Flask) -> None:
    with app.test_request_context():
        words, names = states(), groups()
    assert names.keys() == set(Group)
    assert names[Group.READY] == words[Status.READY] == "Bisa dikirim"
    assert names[Group.PROCESS] == "Dikirim / Terdaftar, belum bayar"
    assert set(words.values()) <= set(names.values())
