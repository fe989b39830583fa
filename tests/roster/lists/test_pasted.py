"""Lists pasted from WhatsApp: what each line became, in a corpus and for any text."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from association.roster.lists.pasted import Heading, Passed, Unclear, read_pasted
from association.roster.lists.wording import in_words
from tests.roster.lists.pasted_lists import became, corpus, lists

ENOUGH = 0.95
UNSEEN = "unseen-"


def share(paths: list[Path]) -> tuple[float, int]:
    """Give the share of lines that became what they should, and the number of persons; print what
    went wrong."""
    right = every = persons = 0
    for path in paths:
        pairs = corpus(path)
        got = became("\n".join(text for text, _said in pairs))
        for place, (text, said) in enumerate(pairs, 1):
            every += 1
            persons += 0 if said in ("H", "-", "+") else 1 + said.count("&&")
            right += got[place] == said
            if got[place] != said:
                print(f"{path.stem}:{place} {text!r}: should be {said!r}, became {got[place]!r}")
    print(
        f"{right} of {every} lines right in {len(paths)} lists: {right / every:.1%} ({persons} "
        f"persons)"
    )
    return right / every, persons


def test_the_corpus_is_read_right() -> None:
    tuned = [path for path in lists() if path not in lists(UNSEEN)]
    right, persons = share(tuned)
    assert len(tuned) >= 30
    assert persons >= 500
    assert right >= ENOUGH


def test_lists_written_after_the_reader_are_read_right() -> None:
    """The reader was not changed for these lists: change neither for the other, write new ones."""
    assert len(lists(UNSEEN)) == 8
    assert share(lists(UNSEEN))[0] >= ENOUGH


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from([text for path in lists() for text, _said in corpus(path)]),
        st.text("0123456789 .)-/|BbUuPpAaKk✅❌~*_([]:lospltmar+\u200e\ufe0f\u20e3", max_size=60),
    ),
    max_size=12,
)


@given(TEXTS)
@example(["9" * 600])
@example(["1. Bu Siti B12 2. " * 40])
def test_no_line_is_ever_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    told: list[int] = []
    for entry in read_pasted(text):
        if isinstance(entry, Heading | Passed):
            told.append(entry.line)
        else:
            told.extend(entry.guess.lines if isinstance(entry, Unclear) else entry.lines)
    assert set(told) == set(range(1, len(text.splitlines()) + 1))
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1. Bu Siti blok B12 ✅ 0812-2600-1234", "Siti=Bu Siti; B-12; 081226001234; lunas"),
        ("1. Siti los B no. 12 blm", "Siti; Los B-12; ; belum"),
        ("1. Bu Siti B12 okt ✅ nov ❌", "Siti=Bu Siti; B-12; ; sebagian"),
        ("1. Bu Siti 0812-2600-12", "Siti=Bu Siti; ; 0812260012"),
        ("1. Bu Siti 0812-2600", "?"),
        ("saya sudah bayar bu", "?"),
        ("Total 34 orang", "-"),
        ("Daftar anggota Los B", "H"),
    ],
)
def test_single_lines(line: str, said: str) -> None:
    assert became(line) == {1: said}


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("1. kosong", "tempat kosong"),
        ("1. Toko Makmur", "nama toko"),
        ("1. Bu Siti dan Pak Budi", "dua nama"),
        ("1. ~Bu Tini~", "dicoret"),
        ("1. bendahara", "tidak terbaca"),
    ],
)
def test_what_is_asked_is_what_is_doubted(line: str, asked: str) -> None:
    (entry,) = read_pasted(line)
    assert isinstance(entry, Unclear)
    assert asked in in_words(entry.why)
