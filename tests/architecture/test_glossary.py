"""DESIGN 1: whoever reads a table's name finds what it means in docs/glossary.md."""

import re

from association.database import Base
from tests.architecture.source import ROOT
from tests.architecture.test_fence import load_all

LINE = re.compile(r"^\| ([^|*]+) \|([^|]*)\| ([^|]+) \|$", re.MULTILINE)


def words(text: str) -> list[str]:
    """Give the words that a glossary explains."""
    return [word for names, _screen, _what in LINE.findall(text) for word in names.split(", ")]


def test_every_table_has_its_word() -> None:
    load_all()
    mapped = {mapper.local_table.name: mapper.class_.__name__ for mapper in Base.registry.mappers}
    nouns = {mapped.get(name, name) for name in Base.metadata.tables}
    known = words((ROOT / "docs/glossary.md").read_text())
    assert nouns - set(known) == set(), "say in docs/glossary.md what it is, in one line"
    assert len(known) == len(set(known)), "a word is explained once"


def test_a_word_without_meaning_is_none() -> None:
    text = "| code | screen | what it is |\n|---|---|---|\n| A, B | b | both |\n| C | c | |\n"
    assert words(text) == ["code", "A", "B"]
