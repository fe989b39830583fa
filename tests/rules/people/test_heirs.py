"""Heirs as one text: what people write is read, and what we write is read back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.people.heirs import (
    Heir,
    Relation,
    clean_heir,
    heirs_text,
    joined_texts,
    kept_heirs,
    parse_heirs,
)
from association.rules.people.relations import BY_WORDS, OTHER_WORDS, WORDS, relation_of

TODAY = date(2026, 11, 22)
WHOLE = (
    "Istri: Siti Aminah (0812-3456-7890); Anak: Budi (lahir 2012, wali Siti Aminah); "
    "Tetangga kios: Pak Darmo (0813-2600-4001)"
)
# What somebody writes, and what is kept of it.
WRITTEN = """
Siti Aminah - istri - 081234567890 => Istri: Siti Aminah (0812-3456-7890)
Slamet (suami) => Suami: Slamet
istri Siti 081234567890 => Istri: Siti (0812-3456-7890)
Siti, istri, +62 812 3456 7890, Budi, anak => Istri: Siti (0812-3456-7890); Anak: Budi
81234567890 Siti => Ahli waris: Siti (0812-3456-7890)
anak 1: Budi 2012 => Anak: Budi (lahir 2012)
anak ke 2 Budi 2012 081234567890 => Anak: Budi (0812-3456-7890, lahir 2012)
Budi anak ke-2 lahir 12-05-2012 => Anak: Budi (lahir 2012)
Budi (anak, 12 Mei 2012) => Anak: Budi (lahir 2012)
Budi (anak, 2012-03-04) => Anak: Budi (lahir 2012)
Budi (anak) wali: Siti Aminah => Anak: Budi (wali Siti Aminah)
Anak: Budi, Joko, Tini => Anak: Budi; Anak: Joko; Anak: Tini
Istri: Siti, Budi (anak) => Istri: Siti; Anak: Budi
Siti (istri), anak Budi => Istri: Siti; Anak: Budi
1. Siti (istri) 2. Budi (anak) => Istri: Siti; Anak: Budi
istri : Sri, no hp 0812-3456-7890, anak : Dimas => Istri: Sri (0812-3456-7890); Anak: Dimas
Hub: istri, Nama: Siti, HP: 0812-3456-7890 => Istri: Siti (0812-3456-7890)
Ahli waris: Siti Aminah (istri) => Istri: Siti Aminah
Siti Aminah, S.Pd (istri) => Istri: Siti Aminah S.Pd
Siti/istri => Istri: Siti
Suami/istri: Siti => Ahli waris: Siti
Siti dan Budi => Ahli waris: Siti; Ahli waris: Budi
Siti; istri; 0812-3456-7890 => Istri: Siti (0812-3456-7890)
Siti Aminah => Ahli waris: Siti Aminah
Ibu Siti => Ahli waris: Ibu Siti
Ibu: Sulastri => Orang tua: Sulastri
Putri Ayu => Ahli waris: Putri Ayu
Anak Agung Gde (anak) => Anak: Anak Agung Gde
Pak Darmo (tetangga) => Tetangga kios: Pak Darmo
ayah mertua: Karto => Mertua: Karto
- =>
tidak ada =>
"""
WRONG = [
    ("Istri", "Nama ahli warisnya belum ditulis"),
    ("Istri; Anak: Budi (lahir 2030)", "belum"),
    ("Siti 0271-123456", "telepon rumah tidak bisa dipakai"),
    ("Siti (istri, 08123)", "kurang angka"),
    ("Siti 081234567890 / 081234567891", "cukup satu nomor HP"),
    ("Siti 3372991708709002", "NIK ahli waris tidak disimpan"),
    ("Istri: Siti 3372 9917 0870 9002", "NIK ahli waris tidak disimpan"),
    ("Istri: Siti (337299170870902)", "Nomor HP"),  # a digit short of a NIK
    ("Budi anak 2030", "Tahun lahir 2030 belum tiba"),
    ("Budi (12 th)", "bukan umurnya"),
    ("Joko (menantu)", "“menantu” bukan ahli waris"),
    ("menantu Joko", "“menantu” bukan ahli waris"),
    ("; ".join(f"Anak: Budi {'abcdefghijklm'[n]}" for n in range(13)), "paling banyak 12 orang"),
    ("Siti " * 500, "terlalu panjang"),
    ("Istri: " + "Siti" * 20, "Nama terlalu panjang"),
]


@pytest.mark.parametrize("line", WRITTEN.strip().splitlines())
def test_what_people_write_is_read(line: str) -> None:
    text, kept = (part.strip() for part in line.split("=>"))
    assert heirs_text(parse_heirs(text, today=TODAY)) == kept
    assert heirs_text(parse_heirs(text.upper(), today=TODAY)).casefold() == kept.casefold()


@pytest.mark.parametrize("text", ["Siti Aminah\n(istri)\n0812-3456-7890", "Istri:\r\nSiti Aminah"])
def test_one_heir_may_stand_on_several_lines(text: str) -> None:
    (heir,) = parse_heirs(text, today=TODAY)
    assert (heir.relation, heir.name) == (Relation.WIFE, "Siti Aminah")


@pytest.mark.parametrize(("text", "why"), WRONG)
def test_what_cannot_be_kept_is_said(text: str, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        parse_heirs(text, today=TODAY)


NAMES = (
    st.text(st.characters(exclude_characters=":;()0123456789"), min_size=1, max_size=60)
    | st.sampled_from(["wali Siti", "Anak Agung", "Istri", "Ny. S - T", "lahir", "Siti, S.Pd"])
)  # fmt: skip
HEIRS = st.builds(
    dict,
    relation=st.sampled_from(Relation),
    name=NAMES,
    phone=st.sampled_from(["", "0812-3456-7890", "62813 2600 4001"]),
    birth_year=st.integers(1900, 2026).map(str) | st.just(""),
    guardian=st.just("") | NAMES,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(HEIRS, max_size=5))
def test_what_we_write_is_read_back(typed: list[dict[str, str]]) -> None:
    heirs: list[Heir] = []
    for one in typed:
        try:
            heirs.append(clean_heir(Relation(one.pop("relation")), **one, today=TODAY))
        except RuleError:  # a name of signs alone, or with what parts heirs
            continue
    once = parse_heirs(heirs_text(heirs), today=TODAY)
    assert {one.name for one in heirs} >= {one.name for one in once}
    assert parse_heirs(heirs_text(once), today=TODAY) == once
    for heir in heirs:
        assert kept_heirs(heirs_text([heir])) == (heir,)


PIECES = ["istri", "Siti", "0812-3456-7890", "anak", "2012", "(", ")", ":", ";", ",", "wali", "-"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        found = parse_heirs(text, today=TODAY)
    except RuleError:
        return
    assert kept_heirs(heirs_text(found)) == found


def test_two_texts_are_joined_person_by_person() -> None:
    more = "Ahli waris: BUDI; Anak: Joko; Ahli waris: Pak Darmo (0813-2600-4009)"
    assert joined_texts(WHOLE, more) == f"{WHOLE}; Anak: Joko"
    assert joined_texts("Ahli waris: Siti Aminah", WHOLE) == WHOLE
    many = "; ".join(f"Anak: Budi {letter}" for letter in "abcdefghijkl")
    assert joined_texts(many, WHOLE) == many


def test_each_word_means_one_relation() -> None:
    words = [word for one in Relation for word in (WORDS[one], *OTHER_WORDS[one].split("/"))]
    assert len(words) == len(set(words)) == len(BY_WORDS)
    assert relation_of("Anak ke-2") is Relation.CHILD
    assert relation_of("Siti") is None
