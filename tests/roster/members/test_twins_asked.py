"""/anggota/baru asks before it saves somebody who may stand on the roster already."""

import pytest
from flask import Flask

from association.database import db
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen

ADD = "/anggota/baru"
MARNI = {"name": "Bu Marni", "phone": "0812 2600 7777", "birth_date": "1 Juli 1970"}
PLACE = {"stall_block": ["C", ""], "stall_number": ["7", ""]}


@pytest.fixture
def marni(sari: Reader, cast: Cast) -> int:
    """Bu Marni on Sari's roster, at C-7: her id."""
    saved = sari.fill(ADD, **MARNI, **PLACE)
    return int(saved.location.rpartition("/")[2])


def called(app: Flask, cast: Cast, name: str) -> int:
    with app.app_context():
        acting(cast, "sari")
        return db.session.query(Member).filter(Member.name.icontains(name)).count()


def warned(seen: Seen) -> list[str]:
    return [str(one["value"]) for one in seen.soup.select("input[name=other_person]")]


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Marni", "phone": "+62 812-2600-7777"},
        {"name": "Ibu Marny", "phone": "081226007777"},
        {"name": "Marni", "stall_block": ["c", ""], "stall_number": ["07", ""]},
        {"name": "Marni", "birth_date": "1970-07-01"},
        {"name": "Lestari", "known_as": "Bu Marni", "phone": "081226007777"},
    ],
)
def test_a_like_name_and_something_shared_is_asked_and_nothing_is_lost(
    app: Flask, sari: Reader, cast: Cast, marni: int, typed: dict[str, str | list[str]]
) -> None:
    asked = sari.fill(ADD, **typed, commodity="Sayur", note="Tutup Jumat")
    assert asked.status == 422
    assert warned(asked) == [str(marni)]
    assert "Belum tersimpan" in asked.text
    assert "Bu Marni · C-7" in asked.text
    for name, value in (typed | {"commodity": "Sayur", "note": "Tutup Jumat"}).items():
        field = asked.soup.find("input", attrs={"name": name})
        assert field["value"] == (value[0] if isinstance(value, list) else value)
    assert called(app, cast, "marni") == 1
    again = sari.submit(asked, ADD)
    assert warned(again) == [str(marni)]  # not ticked: asked again
    saved = sari.submit(asked, ADD, other_person=str(marni))
    assert saved.status == 303
    assert "tersimpan" in sari.follow(saved).text


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Marni"},
        {"name": "Suwarti", "phone": "081226007777"},
        {"name": "Suwarti", **PLACE},
        {"name": "Marni", "phone": "081226007778", "stall_block": ["C", ""]},
    ],
)
def test_another_name_or_nothing_shared_is_not_asked(
    sari: Reader, marni: int, typed: dict[str, str]
) -> None:
    assert sari.fill(ADD, **typed).status == 303


def test_who_was_said_to_be_another_says_nothing_of_a_third(
    sari: Reader, cast: Cast, marni: int
) -> None:
    """The tick is about the person it names, not about the form."""
    sari.fill(ADD, name="Marni", phone="081226007777", other_person=str(marni))
    asked = sari.fill(ADD, name="Marni", phone="081226007777", other_person=str(marni))
    assert asked.status == 422
    assert len(warned(asked)) == 2
    (ticked,) = asked.soup.select("input[name=other_person][checked]")
    assert ticked["value"] == str(marni)


def test_a_double_tap_saves_once_and_is_not_asked(
    app: Flask, sari: Reader, cast: Cast, marni: int
) -> None:
    page = sari.get(ADD)
    first = sari.submit(page, ADD, name="Pak Tugiman", phone="081226007755")
    again = sari.submit(page, ADD, name="Pak Tugiman", phone="081226007755")
    assert (first.status, again.location) == (303, first.location)
    assert called(app, cast, "tugiman") == 1


def test_who_left_and_a_neighbours_member_are_not_named(
    app: Flask, sari: Reader, budi: Reader, cast: Cast, marni: int
) -> None:
    theirs = budi.fill(ADD, **MARNI)
    assert theirs.status == 303  # Budi learns nothing of Sari's
    sari.fill(f"/anggota/{marni}/keluar", left_reason="stopped")
    assert sari.fill(ADD, name="Marni", phone="081226007777").status == 303


def test_a_nik_that_is_there_is_said_to_be_there(sari: Reader, cast: Cast) -> None:
    twin = {"name": "Tono Wibowo", "nik": "3372991708750001", "birth_date": "17/8/1975"}
    refused = sari.fill(ADD, **twin)
    assert refused.status == 422
    assert warned(refused) == []
    assert "NIK" in refused.wrong
