"""Stalls as lists name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.people.stalls import (
    StallKind,
    StallParts,
    is_one_stall,
    parse_stall,
    stall_key,
    stall_label,
)


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("", []),
        ("-", []),
        ("Los B-14", ["Los B-14"]),
        ("los B 14", ["Los B-14"]),
        ("LosB14", ["Los B-14"]),
        ("Kios A03", ["Kios A-03"]),
        ("KIOS BLOK A NO. 5", ["Kios A-5"]),
        ("Blok C no 21", ["C-21"]),
        ("BLOK A1 NO 5", ["A1-5"]),
        ("B14", ["B-14"]),
        ("No. 7", ["7"]),
        ("B-14 Los", ["Los B-14"]),
        ("los A/12", ["Los A-12"]),
        ("Los 5 Blok B", ["Los B-5"]),
        ("Kios A 12A", ["Kios A-12A"]),
        ("Los daging 12", ["Los DAGING-12"]),
        ("pelataran", ["Pelataran"]),
        ("oprokan", ["Pelataran"]),
        ("SHELTER 5", ["Shelter 5"]),
        ("Kios A-03, A-04", ["Kios A-03", "Kios A-04"]),
        ("A-03/04", ["A-03", "A-04"]),
        ("Los B-14 & Kios C-2", ["Los B-14", "Kios C-2"]),
        ("Los B-14 s/d B-16", ["Los B-14", "Los B-15", "Los B-16"]),
        ("los B 9 sd 11", ["Los B-9", "Los B-10", "Los B-11"]),
        ("depan pasar", ["DEPAN PASAR"]),
        ("losmen 3", ["LOSMEN-3"]),
        ("Blok C, No. 21", ["C-21"]),
        ("Blok C / No 21", ["C-21"]),
        ("Los B, 14", ["Los B-14"]),
        ("Los, 14", ["Los 14"]),
        ("A12 A13", ["A-12", "A-13"]),
        ("Los A12 A13", ["Los A-12", "Los A-13"]),
        ("Los 15 & 16 Blok D", ["Los D-15", "Los D-16"]),
        ("Los A 12 A 13", ["Los A-12", "Los A-13"]),
        ("Kios no 5, Blok C", ["Kios C-5"]),
        ("Los 12 - 15", ["Los 12-15"]),
    ],
)
def test_a_cell_names_stalls(written: str, labels: list[str]) -> None:
    assert [
        stall_label(part.kind, part.block, part.number) for part in parse_stall(written)
    ] == labels


def test_what_is_not_said_stays_empty() -> None:
    assert parse_stall("Blok C no 21") == (StallParts(None, "C", "21"),)
    assert parse_stall("oprokan") == (StallParts(StallKind.PELATARAN, "", ""),)


def test_too_much_is_refused() -> None:
    with pytest.raises(RuleError, match="terlalu panjang"):
        parse_stall("di sebelah timur pintu masuk pasar yang lama")
    with pytest.raises(RuleError, match="terlalu banyak"):
        parse_stall(", ".join(f"A{number}" for number in range(30)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2 Los", "menyebut jumlah"),
        ("2 kios", "menyebut jumlah"),
        ("3 (tiga) petak", "menyebut jumlah"),
        ("3-Apr", "menjadi tanggal"),
        ("Apr-03", "menjadi tanggal"),
        ("04/03/2026", "menjadi tanggal"),
        ("2026-03-04", "menjadi tanggal"),
        ("2026-03-04 00:00:00", "menjadi tanggal"),
        ("A1 - A5", "koma atau “s/d”"),
        ("Kios A-1 - A-5", "koma atau “s/d”"),
    ],
)
def test_what_only_looks_like_a_stall_is_refused(written: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        parse_stall(written)


@given(
    st.sampled_from(StallKind), st.from_regex(r"[A-JM-Z]{1,2}", fullmatch=True), st.integers(1, 999)
)
def test_a_label_is_read_back(kind: StallKind, block: str, number: int) -> None:
    if block not in {"NO", "SD"}:
        assert parse_stall(stall_label(kind, block, str(number))) == (
            StallParts(kind, block, str(number)),
        )


@given(st.text(alphabet="ABlos kiosno.-/,&14s/d²٣", max_size=30) | st.text(max_size=40))
def test_any_text_is_stalls_or_a_rule_error(text: str) -> None:
    try:
        parts = parse_stall(text)
    except RuleError as error:
        assert error.message
    else:
        assert all(part.kind or part.block or part.number for part in parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("", "08"), ("", "8")),
        (("B", "014"), ("b", "14")),
        (("", "B-08"), ("B", "8")),
        (("a1", "05a"), ("A01", "5A")),
        (("", "014-015"), ("", "14-15")),
    ],
)
def test_zeros_and_capitals_part_no_stalls(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert stall_key(*one) == stall_key(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("", "8"), ("", "80")),
        (("B", "1"), ("", "1")),
        (("", "10"), ("", "1")),
        (("", "0"), ("", "")),
    ],
)
def test_other_numbers_are_other_stalls(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert stall_key(*one) != stall_key(*other)


def test_what_one_leaves_out_parts_no_stalls() -> None:
    kiosk = (1, StallKind.KIOS, "", "08")
    assert is_one_stall(kiosk, (None, None, "", "8"))
    assert not is_one_stall(kiosk, (2, StallKind.KIOS, "", "8"))
    assert not is_one_stall(kiosk, (1, StallKind.LOS, "", "8"))


def test_a_cell_names_a_stall_once() -> None:
    assert parse_stall("Kios 08, Kios 8") == (StallParts(StallKind.KIOS, "", "08"),)


@pytest.mark.parametrize(
    "written",
    ["1/2 los", "½ los", "1 1/2 kios", "1,5 los", "setengah los", "dua kios", "1/2 Los A1"],
)
def test_a_part_of_a_stall_is_no_number(written: str) -> None:
    with pytest.raises(RuleError, match="menyebut jumlah"):
        parse_stall(written)
