"""/e/<code>: what an invited person sees."""

from collections.abc import Callable

import pytest

from association.meetings.events.models import Kind
from tests.infra.cast import ROSTER
from tests.infra.client import Reader
from tests.meetings.events.conftest import Come, Hold

CodeOf = Callable[[int], str]


def test_a_visitor_sees_what_when_where_and_whose(
    visitor: Reader, hold: Hold, code_of: CodeOf
) -> None:
    seen = visitor.get(f"/e/{code_of(hold(note='Bawa KTP asli'))}")
    assert seen.status == 200
    for text in (
        "Sosialisasi JKK dan JKM",
        "Selasa, 24 November 2026",
        "13.00 WIB",
        "Aula Pasar Rejosari",
        "Paguyuban Pasar Rejosari",
        "Boleh juga datang langsung.",
        "Bawa KTP asli",
    ):
        assert text in seen.text, text
    assert seen.soup.title.get_text().startswith("Sosialisasi JKK dan JKM")


def test_no_names_stand_on_it_and_nobody_learns_who_came(
    visitor: Reader, event: int, come: Come, code_of: CodeOf
) -> None:
    come(event, "Suparno")
    seen = visitor.get(f"/e/{code_of(event)}")
    assert not [name for name, *_ in (*ROSTER, ("Sari",)) if name in str(seen.soup)]
    assert [one["data-figure"] for one in seen.soup.select("[data-figure]")] == ["coming"]
    assert seen.figure("coming") == 0
    assert f"/kegiatan/{event}" not in str(seen.soup)


def test_signed_in_people_see_the_same(
    budi: Reader, rina: Reader, dewi: Reader, admin: Reader, event: int, code_of: CodeOf
) -> None:
    for someone in (budi, rina, dewi, admin):
        assert "Aula Pasar Rejosari" in someone.get(f"/e/{code_of(event)}").text


def test_registration_on_the_spot_asks_for_the_ktp(
    visitor: Reader, hold: Hold, code_of: CodeOf
) -> None:
    assert "Bawa KTP" in visitor.get(f"/e/{code_of(hold(kind=Kind.REGISTRATION))}").text
    assert "Bawa KTP" not in visitor.get(f"/e/{code_of(hold())}").text


def test_a_past_event_says_so(visitor: Reader, hold: Hold, code_of: CodeOf) -> None:
    over = visitor.get(f"/e/{code_of(hold(hours=-4))}")
    assert "Kegiatan ini sudah lewat." in over.text
    assert "Saya datang" not in over.text
    assert "sudah lewat" not in visitor.get(f"/e/{code_of(hold(hours=-2))}").text


def test_a_code_typed_by_hand_is_understood(visitor: Reader, event: int, code_of: CodeOf) -> None:
    typed = code_of(event).upper().replace("0", "O").replace("1", "I")
    assert visitor.get(f"/e/{typed}").status == 200


@pytest.mark.parametrize(
    "code", ["aaaaaaaa", "%00", "' or 1", "%25", "x" * 300, "é", "9223372036854775808"]
)
def test_an_unknown_code_is_no_page(visitor: Reader, event: int, code: str) -> None:
    assert visitor.get(f"/e/{code}").status == 404


def test_the_number_of_an_event_is_not_its_code(visitor: Reader, event: int) -> None:
    assert visitor.get(f"/e/{event}").status == 404


def test_codes_differ_and_are_long_enough(hold: Hold, code_of: CodeOf) -> None:
    codes = {code_of(hold()) for _ in range(20)}
    assert len(codes) == 20
    assert {len(code) for code in codes} == {8}
