"""/anggota/<id>/ubah/<part>: one part of a member's form, in the member's page or on its own."""

import pytest

from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen

PART = "member_data"
ASKS = {
    "diri": {"name", "nik", "birth_date"},
    "kontak": {"phone"},
    "usaha": {"stall_number", "commodity"},
    "daftar": {"mother_name", "birth_place", "sex", "address", "income", "employs_helpers"},
    "paguyuban": {"known_as", "joined_on", "position", "note"},
    "setuju": {"consent_how", "consent_on"},
}
EVERYTHING = set.union(*ASKS.values())


def changed(sari: Reader, path: str, **typed: str | None) -> Seen:
    """Open a part in the member's page, and send it."""
    return sari.submit(sari.get(path, part=PART), path, part=PART, **typed)


@pytest.mark.parametrize("asked", [*ASKS, ""])
def test_a_part_asks_only_its_own_fields(sari: Reader, cast: Cast, asked: str) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah/{asked}".rstrip("/")
    for seen in (sari.get(path), sari.get(path, part=PART)):
        shown = {one["name"] for one in seen.form(path).select("input,select") if one.get("name")}
        assert shown & EVERYTHING == ASKS.get(asked, EVERYTHING)
    assert seen.soup.find("html") is None
    assert seen.form(path)["hx-target"] == f"#{PART}"


TYPED = {
    "kontak": {"phone": "0812-2600-9191"},
    "usaha": {"commodity": "Jamu"},
    "paguyuban": {"position": "Bendahara"},
    "setuju": {"consent_how": "tertulis"},
}
TOLD = ("0812-2600-9191", "Jamu", "Bendahara", "Pagi", "Lastri", "Tertulis", "wajib ikut")


def test_a_part_saves_its_own_fields_and_leaves_the_others(sari: Reader, cast: Cast) -> None:
    member = f"/anggota/{cast.member['Suparno']}"
    path = f"{member}/ubah"
    sari.fill(path, note="Pagi", employs_helpers="y", consent_how="lisan", mother_name="Lastri")
    for part, typed in TYPED.items():
        seen = changed(sari, f"{path}/{part}", **typed)
        assert seen.status == 200, part
        assert "Suparno tersimpan." in seen.text
    told = sari.get(member).text
    assert [text for text in TOLD if text not in told] == []


def test_a_box_is_cleared_only_by_the_part_that_asks_it(sari: Reader, cast: Cast) -> None:
    member = f"/anggota/{cast.member['Suparno']}"
    path = f"{member}/ubah"
    sari.fill(path, employs_helpers="y")
    assert changed(sari, f"{path}/daftar", employs_helpers=None).status == 200
    assert "Mempekerjakan orang" not in sari.get(member).text


def test_what_else_changed_on_the_page_comes_along(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Sri Lestari']}/ubah"

    def beside(part: str, **typed: str) -> set[str]:
        seen = changed(sari, f"{path}/{part}", **typed)
        assert seen.status == 200
        return {str(one["id"]) for one in seen.soup.select("[hx-swap-oob]:not(#live)")}

    assert beside("paguyuban", note="Pagi") == set()
    assert beside("usaha", commodity="Jamu") == {"who"}
    assert beside("diri", nik="3372995505800009", birth_date="15 Mei 1980") >= {"stand"}
    assert beside("daftar", employs_helpers="y") >= {"cover"}
    assert beside("setuju", consent_how="lisan") == {"lacking"}


def test_without_javascript_a_part_leads_back_to_the_member(sari: Reader, cast: Cast) -> None:
    member = f"/anggota/{cast.member['Suparno']}"
    saved = sari.fill(f"{member}/ubah/kontak", phone="0812-2600-9191")
    assert saved.location == member
    assert "Suparno tersimpan." in sari.follow(saved).text


def test_a_wrong_field_of_a_part_is_told_and_kept(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah/kontak"
    for part in ("", PART):
        refused = sari.submit(sari.get(path, part=part), path, part=part, phone="123")
        assert refused.status == 422
        assert refused.soup.select_one("#phone[aria-invalid]")["value"] == "123"
        assert refused.soup.select_one("#name") is None


def test_what_no_part_may_hold_is_refused_there(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah/diri"
    twice = changed(sari, path, nik="3372991708750001")
    assert (twice.status, "atas nama Tono Wibowo" in twice.text) == (422, True)
    empty = sari.fill(path, name="")
    assert (empty.status, "Bagian ini harus diisi." in empty.text) == (422, True)


def test_two_who_change_a_part_are_asked_within_it(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah/paguyuban"
    first, second = (sari.get(path, part=PART) for _ in range(2))
    assert sari.submit(first, path, part=PART, note="dari Budi").status == 200
    asked = sari.submit(second, path, part=PART, note="dari Sari")
    assert asked.status == 409
    assert "Baru saja disimpan orang lain: dari Budi" in asked.text
    assert asked.soup.select_one("#name") is None
    assert "dari keduanya" in sari.submit(asked, path, part=PART, note="dari keduanya").text


def test_what_another_part_changed_meanwhile_is_told(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah"
    opened = sari.get(f"{path}/paguyuban", part=PART)
    changed(sari, f"{path}/usaha", commodity="Jamu")
    seen = sari.submit(opened, f"{path}/paguyuban", part=PART, note="Pagi")
    assert "Perubahan orang lain tetap tersimpan juga: dagangan." in seen.text


def test_what_is_no_part_is_no_page(sari: Reader, cast: Cast) -> None:
    assert sari.get(f"/anggota/{cast.member['Suparno']}/ubah/semua").status == 404
