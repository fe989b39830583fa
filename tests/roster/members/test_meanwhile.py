"""Two leaders editing one member: fields that only one changed are joined, the others are asked;
nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from association.roster.members.state import merge
from association.roster.members.values import FIELDS
from tests.infra.cast import Cast
from tests.infra.client import Reader

BLANK = dict.fromkeys(FIELDS, "")


def test_fields_are_joined_one_by_one() -> None:
    opened = BLANK | {"name": "Siti", "note": "a", "phone": "1"}
    typed = opened | {"name": "Siti A", "note": "mine", "sex": "P"}
    now = opened | {"commodity": "Jamu", "note": "theirs", "sex": "P"}
    merged = merge(opened=opened, typed=typed, now=now)
    assert merged.conflicts == ("note",)
    assert merged.others == ("commodity",)
    assert merged.state == opened | {
        "name": "Siti A",
        "commodity": "Jamu",
        "note": "mine",
        "sex": "P",
    }


def test_what_only_the_other_changed_is_kept_and_told(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah"
    first, second = sari.get(path), sari.get(path)
    changed = sari.submit(
        first, path, commodity="Beras", mother_name="Lastri", stall_number=["99", ""]
    )
    assert changed.status == 303
    seen = sari.follow(sari.submit(second, path, name="Suparno Jaya", note="Pagi"))
    assert (
        "Perubahan orang lain tetap tersimpan juga: dagangan, nama ibu kandung, tempat usaha."
        in seen.text
    )
    for text in ("Suparno Jaya", "Pagi", "Beras", "Lastri", "Los B-99"):
        assert text in seen.text, text


THEIRS = ("dari Budi", "Rp2,5 – 2,7 juta", "Los B-99, Pasar Rejosari", "Lisan, 1 November 2026")
BOTH = (
    "dari keduanya",
    "Los B-77",
    "Rp3,2 – 3,7 juta",
    "Bendahara",
    "Suparno Jaya",
    "Tertulis",
)


def test_what_both_changed_is_asked(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah"
    first, second = sari.get(path), sari.get(path)
    theirs = {"note": "dari Budi", "income": "2500000", "position": "Bendahara"}
    sari.submit(
        first, path, **theirs, stall_number=["99", ""], consent_how="lisan", consent_on="1/11/2026"
    )
    mine = {"note": "dari Sari", "income": "3200000", "name": "Suparno Jaya"}
    conflict = sari.submit(
        second,
        path,
        **mine,
        stall_number=["77", ""],
        consent_how="tertulis",
        consent_on="2/11/2026",
    )
    assert conflict.status == 409
    for text in THEIRS:
        assert f"Baru saja disimpan orang lain: {text}" in conflict.text, text
    assert "sudah ikut di layar ini: jabatan" in conflict.text
    kept = conflict.form(path)
    assert {
        name: kept.find("input", attrs={"name": name})["value"]
        for name in ("name", "note", "position")
    } == {
        "name": "Suparno Jaya",
        "note": "dari Sari",
        "position": "Bendahara",
    }
    assert "dari Budi" in sari.get(path.removesuffix("/ubah")).text, "nothing was saved yet"
    seen = sari.follow(sari.submit(conflict, path, note="dari keduanya"))
    for text in BOTH:
        assert text in seen.text, text


def test_a_nik_typed_by_both_is_asked_and_theirs_stays_masked(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Sri Lestari']}/ubah"
    first, second = sari.get(path), sari.get(path)
    sari.submit(first, path, nik="3372995505800009")
    conflict = sari.submit(second, path, nik="3372995505800010")
    assert conflict.status == 409
    assert "Baru saja disimpan orang lain: 3372 •••• •••• 0009" in conflict.text
    assert "3372995505800009" not in str(conflict.soup)


def test_a_form_without_a_version_asks_rather_than_overwrites(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah"
    sari.fill(path, commodity="Beras")
    assert sari.fill(path, commodity="Gula", version="x").status == 409


@pytest.mark.usefixtures("patient")
def test_edits_at_the_same_time_lose_nothing(app: Flask, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah"
    said = {
        "commodity": "Beras",
        "note": "Pagi",
        "position": "Ketua blok",
        "address": "Jl. Satu 1",
        "birth_place": "Solo",
    }
    people = [(Reader(app, cast.token["sari"]), field, text) for field, text in said.items()]
    pages = [one.get(path) for one, _field, _text in people]
    with ThreadPoolExecutor(len(people)) as pool:
        jobs = [
            pool.submit(one.submit, page, path, **{field: text})
            for (one, field, text), page in zip(people, pages, strict=True)
        ]
        assert {job.result().status for job in jobs} == {303}
    seen = people[0][0].get(path.removesuffix("/ubah"))
    for text in said.values():
        assert text in seen.text, text


def test_a_double_tap_on_an_edit_saves_once(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}"
    page = sari.get(f"{path}/ubah")
    answers = [sari.submit(page, f"{path}/ubah", note="Pagi") for _ in range(3)]
    assert {one.status for one in answers} == {303}
    assert len(sari.get(f"{path}/riwayat").soup.select("[data-change]")) == 2  # enrolled, changed
